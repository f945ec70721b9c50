// The words for the selection algorithms: a setting of the textbook host, and an assumption about any other.
#pragma once

#include "models/ports/port_selection.hpp"

#include "sim/scenario/field.hpp"

namespace portsim {

inline constexpr Word<PortSelectionSpec> selection_words[] = {
    {name_of(SeqNaiveSpec{}), SeqNaiveSpec{}},
    {name_of(SeqSmartSpec{}), SeqSmartSpec{}},
    {name_of(RandomOnceSpec{}), RandomOnceSpec{}},
};

}  // namespace portsim
