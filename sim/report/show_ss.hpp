// What `ss -tan` of iproute2 prints about a host's TCP sockets into a pipe: columns as wide as what stands in
// them. Where no port has five digits the heading's last two words touch, as they do there.
#pragma once

#include <string>
#include <vector>

#include "models/os/os_profile.hpp"

#include "sim/replay/socket_table.hpp"

namespace portsim {

bool has_ss(const OsProfile&);  // Linux, and the textbook's host

// Nothing is queued; what listens has room for 128 connections (SOMAXCONN for long).
std::string ss_text(const std::vector<Socket>&);

}  // namespace portsim
