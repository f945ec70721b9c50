// A working selection algorithm, made from its specification.
#pragma once

#include <variant>

#include "models/ports/fixed_port.hpp"
#include "models/ports/port_selection.hpp"
#include "models/ports/random_once.hpp"
#include "models/ports/random_start.hpp"
#include "models/ports/seq_closing.hpp"
#include "models/ports/seq_naive.hpp"
#include "models/ports/seq_smart.hpp"

namespace portsim {

using PortSelector = std::variant<SeqNaive, SeqSmart, RandomOnce, SeqClosing, RandomStart, FixedPort>;

PortSelector make_port_selector(const PortSelectionSpec& spec);

}  // namespace portsim
