// The words for the selection algorithms: a setting of the textbook host, and an assumption about any other.
#pragma once

#include "models/ports/port_selection.hpp"

#include "sim/scenario/field.hpp"

namespace portsim {

inline constexpr Word<PortSelectionSpec> selection_words[] = {
    {name_of(SeqNaiveSpec{}), SeqNaiveSpec{}},
    {name_of(SeqSmartSpec{}), SeqSmartSpec{}},
    {name_of(RandomOnceSpec{}), RandomOnceSpec{}},
    {name_of(RandomStartSpec{}), RandomStartSpec{}},
    {name_of(RandomPickSpec{}), RandomPickSpec{}},
    {name_of(HashOffsetSpec{}), HashOffsetSpec{}},
    {name_of(DoubleHashSpec{}), DoubleHashSpec{}},
    {name_of(RandomIncrementsSpec{}), RandomIncrementsSpec{}},
    {name_of(LinuxConnectSpec{}), LinuxConnectSpec{}},
    {name_of(LinuxBindSpec{}), LinuxBindSpec{}},
    {name_of(FreeBsdSpec{}), FreeBsdSpec{}},
};

}  // namespace portsim
