// The values of the catalogue in words: what a selection does, what a setting takes, which code an
// application sees. Nothing here knows where on a page the words stand.
#pragma once

#include <string>
#include <string_view>

#include "models/os/host_behaviour.hpp"
#include "models/os/os_profile.hpp"
#include "models/os/setting.hpp"
#include "models/ports/port_selection.hpp"
#include "models/tcp/pool_scope.hpp"
#include "models/vocabulary/duration.hpp"
#include "models/vocabulary/port.hpp"

namespace portsim {

std::string range_words(const PortRange&);               // "49152-65535"
std::string_view order_words(const PortSelectionSpec&);  // which port comes next
std::string order_details(const PortSelectionSpec&);     // what more there is to it, after a "; "
std::string_view bound_ports_words(BoundPorts);
std::string seconds_words(Duration);                   // "120 s"
std::string time_wait_length_words(const OsProfile&);  // "60-62.05 s"
std::string reuse_words(const TimeWaitReuse&);         // when connect() takes a four-tuple in TIME_WAIT
std::string_view scope_words(PoolScope);               // "one pool for the host"
std::string_view time_wait_words(TimeWaitBlocks);      // whom a port in TIME_WAIT is closed to
std::string error_words(const ConnectError&);          // "WSAEADDRINUSE (10048), event 4227: ..."

std::string type_words(const SettingType&);                        // "30 to 300 (s)"
std::string value_words(const SettingValue&, const SettingType&);  // in the form that the type asks for

}  // namespace portsim
