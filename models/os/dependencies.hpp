// What a prediction for a host rests on that no vendor documents: the facts of its level that are reported or
// inferred, less those that the user's settings decide and those that none of its sockets meets, and whatever
// the user assumed.
#pragma once

#include <string>
#include <vector>

#include "models/os/catalogue.hpp"
#include "models/os/socket_option.hpp"

namespace portsim {

struct Dependency {
  std::string fact;
  Source source;
  bool operator==(const Dependency&) const = default;
};

// How the sockets of a host get their ports; each is true if one of them does so.
struct SocketUse {
  bool own_order = false;          // from the range, in the host's own order
  bool random_pick = false;        // one random port of the range
  bool fixed_port = false;         // the one that bind() names
  bool any_port_at_bind = false;   // one that bind() chooses, otherwise than connect()
  bool auto_reuse = false;         // at connect(), from the auto-reuse range if there is one
  bool several_addresses = false;  // they are bound to more than one local address
  bool enters_time_wait = false;   // the host closes first
  SocketOptions options;           // of any
};

// `host` is the behaviour that the configuration came to.
std::vector<Dependency> dependencies_of(const OsProfile&, const HostConfiguration&, const HostBehaviour& host,
                                        const SocketUse&);

}  // namespace portsim
