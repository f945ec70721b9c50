// A working selection algorithm, made from its specification.
#pragma once

#include <variant>

#include "models/ports/double_hash.hpp"
#include "models/ports/fixed_port.hpp"
#include "models/ports/freebsd.hpp"
#include "models/ports/hash_offset.hpp"
#include "models/ports/linux_bind.hpp"
#include "models/ports/linux_connect.hpp"
#include "models/ports/port_selection.hpp"
#include "models/ports/random_increments.hpp"
#include "models/ports/random_once.hpp"
#include "models/ports/random_pick.hpp"
#include "models/ports/random_start.hpp"
#include "models/ports/seq_closing.hpp"
#include "models/ports/seq_naive.hpp"
#include "models/ports/seq_smart.hpp"

namespace portsim {

using PortSelector =
    std::variant<SeqNaive, SeqSmart, RandomOnce, SeqClosing, RandomStart, FixedPort, RandomPick, HashOffset,
                 DoubleHash, RandomIncrements, LinuxConnect, LinuxBind, FreeBsd>;

// `random` gives what the algorithm keeps secret; it need not outlive the call.
PortSelector make_port_selector(const PortSelectionSpec& spec, RandomStream& random);

}  // namespace portsim
