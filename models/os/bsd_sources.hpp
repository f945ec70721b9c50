// The sources that the FreeBSD and macOS rows cite.
#pragma once

#include "models/os/sources.hpp"

namespace portsim {

inline constexpr Reference freebsd_in_pcb_1996{
    "FreeBSD, in_pcbbind of 1996 (sys/netinet/in_pcb.c)",
    "https://cgit.freebsd.org/src/tree/sys/netinet/in_pcb.c?h=stable/2.2",
};
inline constexpr Reference freebsd_tcp_timer{
    "FreeBSD, TCPTV_MSL (sys/netinet/tcp_timer.h)",
    "https://cgit.freebsd.org/src/tree/sys/netinet/tcp_timer.h?h=stable/4",
};
inline constexpr Reference freebsd_13_in_pcb{
    "FreeBSD 13, in_pcb_lport_dest (sys/netinet/in_pcb.c)",
    "https://cgit.freebsd.org/src/tree/sys/netinet/in_pcb.c?h=releng/13.0",
};
inline constexpr Reference freebsd_13_timewait{
    "FreeBSD 13, tcp_tw_init and tcptw_auto_size (sys/netinet/tcp_timewait.c)",
    "https://cgit.freebsd.org/src/tree/sys/netinet/tcp_timewait.c?h=releng/13.0",
};
inline constexpr Reference freebsd_ip_manual_page{
    "ip(4), FreeBSD manual page",
    "https://man.freebsd.org/cgi/man.cgi?query=ip&sektion=4",
};
inline constexpr Reference freebsd_tcp_manual_page{
    "tcp(4), FreeBSD manual page",
    "https://man.freebsd.org/cgi/man.cgi?query=tcp&sektion=4",
};
inline constexpr Reference freebsd_bind_manual_page{
    "bind(2), FreeBSD manual page",
    "https://man.freebsd.org/cgi/man.cgi?query=bind&sektion=2",
};
inline constexpr Reference freebsd_connect_manual_page{
    "connect(2), FreeBSD manual page",
    "https://man.freebsd.org/cgi/man.cgi?query=connect&sektion=2",
};
inline constexpr Reference xnu_in_pcb{
    "XNU, in_pcbbind and in_pcb_conflict (bsd/netinet/in_pcb.c)",
    "https://github.com/apple-oss-distributions/xnu/blob/xnu-11417.121.6/bsd/netinet/in_pcb.c",
};
inline constexpr Reference xnu_tcp_timer{
    "XNU, TCPTV_MSL and tcp_gc (bsd/netinet/tcp_timer.c)",
    "https://github.com/apple-oss-distributions/xnu/blob/xnu-11417.121.6/bsd/netinet/tcp_timer.c",
};
inline constexpr Reference xnu_tcp_clock{
    "XNU 12377.1.9 and 12377.101.15, calculate_tcp_clock (bsd/netinet/tcp_subr.c)",
    "https://github.com/apple-oss-distributions/xnu/blob/main/bsd/netinet/tcp_subr.c",
};

}  // namespace portsim
