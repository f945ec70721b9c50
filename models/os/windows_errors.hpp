// What an application and the System log of Windows say when connect() or bind() fails, by generation.
// WSAEADDRNOTAVAIL (10049) is no failure of connect() here: on Windows it means an address that is not local.
#pragma once

#include <array>

#include "models/os/host_behaviour.hpp"
#include "models/os/log_event.hpp"
#include "models/os/sources.hpp"

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

// SO_RANDOMIZE_PORT picks once, whatever the port is (Chromium's reports; one of them has 10048).
inline constexpr ConnectError wsaenobufs_of_random_pick{
    .code = wsaenobufs.code,
    .name = wsaenobufs.name,
    .event_id = {},
    .cause = "the one port picked at random is taken, or still in TIME_WAIT towards this destination",
};

inline constexpr ConnectError wsaeconnrefused{
    .code = 10061,
    .name = "WSAECONNREFUSED",
    .event_id = {},
    .cause = "nothing listens at the destination",
};
inline constexpr ErrorCode wsaeconnrefused_code{
    .code = wsaeconnrefused.code,
    .name = wsaeconnrefused.name,
    .meaning = "nothing listens at the destination",
    .source = documented(windows_sockets_error_codes),
};

inline constexpr ErrorCode wsaeaddrnotavail_code{
    .code = 10049,
    .name = "WSAEADDRNOTAVAIL",
    .meaning = "the address is not local (bind) or not valid (connect); not a sign of exhaustion",
    .source = documented(bind_function),
};
inline constexpr ErrorCode wsaeacces_code{
    .code = 10013,
    .name = "WSAEACCES",
    .meaning = "bind() to a port that another socket holds exclusively",
    .source = documented(reuseaddr_and_exclusiveaddruse),
};

inline constexpr std::array windows_codes_until_2003{
    ErrorCode{
        .code = 10048,
        .name = "WSAEADDRINUSE",
        .meaning = "the port picked is in TIME_WAIT towards this destination, or bound already",
        .source = documented(kb319502),
    },
    ErrorCode{
        .code = 10055,
        .name = "WSAENOBUFS",
        .meaning = "open sockets hold every port of the range, or memory is short",
        .source = documented(kb196271),
    },
    wsaeconnrefused_code,
    wsaeaddrnotavail_code,
    wsaeacces_code,
};

inline constexpr std::array windows_codes_since_vista{
    ErrorCode{
        .code = 10048,
        .name = "WSAEADDRINUSE",
        .meaning = "the port picked is in TIME_WAIT towards this destination (event 4227), or bound already",
        .source = documented(kb2916780),
    },
    ErrorCode{
        .code = 10055,
        .name = "WSAENOBUFS",
        .meaning = "open sockets hold every port of the range, or memory is short",
        .source = documented(port_exhaustion_windows_10),
    },
    wsaeconnrefused_code,
    wsaeaddrnotavail_code,
    ErrorCode{
        .code = 10013,
        .name = "WSAEACCES",
        .meaning = "bind() to a port that another socket holds exclusively, or to an excluded one",
        .source = documented(kb3039044),
    },
};

// All are warnings of the source Tcpip. How often one repeats is not documented; a report has one 4231, one
// 4227 and then none while failures went on (WSL issue 2913).
inline constexpr LogEvent tcp_connect_limit_reached{
    .id = 4226,
    .name = "TCP_CONNECT_LIMIT_REACHED",
    .meaning = "the half-open limit is reached: further connects wait, they do not fail",
    .source = documented(event_4226),
};
inline constexpr LogEvent tcp_time_wait_collision{
    .id = 4227,
    .name = "TCP_TIME_WAIT_COLLISION",
    .meaning = "connect() failed: its local endpoint was used for the same remote endpoint just before",
    .source = documented(tcpip_events_2008),
};
inline constexpr LogEvent tcp_port_space_exhausted{
    .id = 4231,
    .name = "TCP_GLOBAL_EPHEMERAL_PORT_SPACE_EXHAUSTED",
    .meaning = "a request for an ephemeral port failed: every port of the global TCP space is in use",
    .source = documented(port_exhaustion_windows_10),
};

inline constexpr std::array windows_events_xp_sp2{tcp_connect_limit_reached};
inline constexpr std::array windows_events_since_vista{tcp_connect_limit_reached, tcp_time_wait_collision};
inline constexpr std::array windows_events_since_8{tcp_connect_limit_reached, tcp_time_wait_collision,
                                                   tcp_port_space_exhausted};

}  // namespace portsim
