// The documents and kernel sources that the Linux rows cite. Commits are named as the kernel's tree has them.
#pragma once

#include "models/os/sources.hpp"

namespace portsim {

inline constexpr Reference ip_sysctl_before_4_2{
    "Linux, Documentation/networking/ip-sysctl.txt before commit 07f4c90062f8",
    "https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/Documentation/networking/"
    "ip-sysctl.txt?h=v4.1",
};
inline constexpr Reference ip_sysctl{
    "Linux, Documentation/networking/ip-sysctl.rst",
    "https://docs.kernel.org/networking/ip-sysctl.html",
};
inline constexpr Reference even_odd_ports{
    "Linux commit 07f4c90062f8, even and odd ports (4.2)",
    "https://git.kernel.org/linus/07f4c90062f8",
};
inline constexpr Reference inet_hash_connect_2_6{
    "Linux before 4.2, __inet_hash_connect (net/ipv4/inet_hashtables.c)",
    "https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/net/ipv4/"
    "inet_hashtables.c?h=v4.1",
};
inline constexpr Reference connect_by_parity{
    "Linux commit 1580ab63fc9a, two passes by parity at connect() (4.6)",
    "https://git.kernel.org/linus/1580ab63fc9a",
};
inline constexpr Reference bind_by_parity{
    "Linux commit ea8add2b1903, two passes by parity at bind() (4.6)",
    "https://git.kernel.org/linus/ea8add2b1903",
};
inline constexpr Reference double_hash_5_12{
    "Linux commit 190cc82489f4, RFC 6056's algorithm 4 (5.12)",
    "https://git.kernel.org/linus/190cc82489f4",
};
inline constexpr Reference perturbation_5_18{
    "Linux commits ca7af0402550 and 4c2c8f03a5ab, more noise and a larger table (5.18)",
    "https://git.kernel.org/linus/ca7af0402550",
};
inline constexpr Reference socket_port_range{
    "Linux commit 91d0b78c5177, IP_LOCAL_PORT_RANGE (6.3)",
    "https://git.kernel.org/linus/91d0b78c5177",
};
inline constexpr Reference local_port_range_in_order{
    "Linux commit 207184853dbd, no parity for IP_LOCAL_PORT_RANGE (6.8)",
    "https://git.kernel.org/linus/207184853dbd",
};
inline constexpr Reference local_port_step_width{
    "Linux commit 7da62262ec96, ip_local_port_step_width (7.1)",
    "https://git.kernel.org/linus/7da62262ec96",
};
inline constexpr Reference bind_bucket_state_6_18{
    "Linux, the state of a bind bucket when a port is released (6.18), as observed on Linux 6.18.44",
    "https://git.kernel.org/pub/scm/linux/kernel/git/stable/linux.git/tree/net/ipv4/"
    "inet_hashtables.c?h=v6.18",
};
inline constexpr Reference inet_hash_connect_6_18{
    "__inet_hash_connect, as observed on Linux 6.18.44: 4,012 connects in its order",
    "https://git.kernel.org/pub/scm/linux/kernel/git/stable/linux.git/tree/net/ipv4/"
    "inet_hashtables.c?h=v6.18",
};
inline constexpr Reference inet_csk_find_open_port_6_18{
    "inet_csk_find_open_port, as observed on Linux 6.18.44",
    "https://git.kernel.org/pub/scm/linux/kernel/git/stable/linux.git/tree/net/ipv4/"
    "inet_connection_sock.c?h=v6.18",
};
inline constexpr Reference tcp_timewait_len{
    "Linux, TCP_TIMEWAIT_LEN (include/net/tcp.h)",
    "https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/include/net/tcp.h",
};
inline constexpr Reference timer_wheel{
    "Linux, the timer wheel's granularity (kernel/time/timer.c), as observed on Linux 6.18.44 at HZ=250: 239 "
    "connections, 60.008 to 62.042 s",
    "https://git.kernel.org/pub/scm/linux/kernel/git/stable/linux.git/tree/kernel/time/timer.c?h=v6.18",
};
inline constexpr Reference quantum_state{
    "Cloudflare, The quantum state of a TCP port (2023)",
    "https://blog.cloudflare.com/the-quantum-state-of-a-tcp-port/",
};
inline constexpr Reference bind_address_no_port{
    "Linux commit 90c337da1524, IP_BIND_ADDRESS_NO_PORT (4.2)",
    "https://git.kernel.org/linus/90c337da1524",
};
inline constexpr Reference tcp_twsk_unique{
    "Linux, tcp_twsk_unique (net/ipv4/tcp_ipv4.c)",
    "https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/net/ipv4/tcp_ipv4.c",
};
inline constexpr Reference fin_wait_2_repair{
    "Linux commit 0d9e5df4a257, no reuse of FIN_WAIT_2 at connect() (6.12)",
    "https://git.kernel.org/linus/0d9e5df4a257",
};
inline constexpr Reference time_wait_in_bhash2{
    "Linux commit 936a192f9740, TIME_WAIT in the table of addresses and ports (6.1.5, 6.2)",
    "https://git.kernel.org/linus/936a192f9740",
};
inline constexpr Reference tw_reuse_loopback{
    "Linux commit 79e9fed46038, tcp_tw_reuse 2 (4.18)",
    "https://git.kernel.org/linus/79e9fed46038",
};
inline constexpr Reference tw_reuse_delay{
    "Linux commits 19ce8cd30465 and ca6a6f93867a, tcp_tw_reuse_delay (6.14)",
    "https://git.kernel.org/linus/ca6a6f93867a",
};
inline constexpr Reference tcp_v4_connect{
    "Linux, tcp_v4_connect (net/ipv4/tcp_ipv4.c): connects under way are not counted",
    "https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/net/ipv4/tcp_ipv4.c",
};
inline constexpr Reference bind_manual_page{
    "bind(2), Linux manual page",
    "https://man7.org/linux/man-pages/man2/bind.2.html",
};

}  // namespace portsim
