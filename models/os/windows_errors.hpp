// What an application and the System log of Windows say when connect() fails. WSAEADDRNOTAVAIL (10049) is not
// among them: on Windows it means an address that is not local, not exhaustion.
#pragma once

#include "models/os/host_behaviour.hpp"

namespace portsim {

inline constexpr ConnectError wsaeaddrinuse{
    .code = 10048,
    .name = "WSAEADDRINUSE",
    .event_id = {},
    .cause = "the port picked is still in TIME_WAIT towards this destination",
};

// Event 4227 (TCP_TIME_WAIT_COLLISION): TechNet, TCP/IP Network Connectivity events; Vista and later.
inline constexpr ConnectError wsaeaddrinuse_4227{
    .code = wsaeaddrinuse.code,
    .name = wsaeaddrinuse.name,
    .event_id = 4227,
    .cause = wsaeaddrinuse.cause,
};

inline constexpr ConnectError wsaenobufs{
    .code = 10055,
    .name = "WSAENOBUFS",
    .event_id = {},
    .cause = "open connections hold every port of the range",
};

// Event 4231 (TCP_GLOBAL_EPHEMERAL_PORT_SPACE_EXHAUSTED): seen on Windows 8, Server 2012 and later.
inline constexpr ConnectError wsaenobufs_4231{
    .code = wsaenobufs.code,
    .name = wsaenobufs.name,
    .event_id = 4231,
    .cause = wsaenobufs.cause,
};

}  // namespace portsim
