// `excluded`: a list of ports, or the table that `netsh int ipv4 show excludedportrange protocol=tcp` prints,
// pasted as it is.
#pragma once

#include <optional>
#include <vector>

#include "models/vocabulary/port.hpp"

#include "sim/scenario/field.hpp"

namespace portsim {

// Nothing: something is amiss, and is reported.
std::optional<std::vector<PortRange>> read_excluded_ports(const Field&);

}  // namespace portsim
