// The documents that the Windows rows and the textbook host cite, and how a fact is cited. A fact that a
// document states is `documented`, one that others observed is `reported`, one that follows from several is
// `inferred` with its reason in place of a title.
#pragma once

#include <string_view>

#include "models/vocabulary/cited.hpp"

namespace portsim {

struct Reference {
  std::string_view title;
  std::string_view address;
};

constexpr Source documented(const Reference& reference) {
  return {Confidence::documented, reference.title, reference.address};
}
constexpr Source reported(const Reference& reference) {
  return {Confidence::reported, reference.title, reference.address};
}
constexpr Source inferred(std::string_view reason) {
  return {Confidence::inferred, reason, {}};
}

inline constexpr Reference kb149532{
    "KB149532, Windows NT clients run out of ports",
    "https://jeffpar.github.io/kbarchive/kb/149/Q149532/",
};
inline constexpr Reference kb196271{
    "KB196271, WSAENOBUFS (10055) above port 5000",
    "https://learn.microsoft.com/troubleshoot/windows-client/networking/"
    "connect-tcp-greater-than-5000-error-wsaenobufs-10055",
};
inline constexpr Reference kb314053{
    "KB314053, TCP/IP and NBT configuration parameters",
    "https://learn.microsoft.com/troubleshoot/windows-client/networking/"
    "tcpip-and-nbt-configuration-parameters",
};
inline constexpr Reference kb319502{
    "KB319502, WSAEADDRINUSE after raising the IMAP limit",
    "https://support.microsoft.com/kb/319502",
};
inline constexpr Reference kb929851{
    "KB929851, default dynamic port range changed",
    "https://learn.microsoft.com/troubleshoot/windows-server/networking/"
    "default-dynamic-port-range-tcpip-chang",
};
inline constexpr Reference kb2826167{
    "KB2826167, wildcard TCP ports on multiple IP addresses",
    "https://mskb.pkisolutions.com/kb/2826167",
};
inline constexpr Reference kb2901197{
    "KB2901197, event 4227 on Windows Server 2008 SP2",
    "https://support.microsoft.com/kb/2901197",
};
inline constexpr Reference kb2916780{
    "KB2916780, measures against TCP/IP event 4227",
    "https://support.microsoft.com/kb/2916780/ja",
};
inline constexpr Reference windows_2000_registry{
    "Windows 2000 registry reference, TcpTimedWaitDelay",
    "https://technet.microsoft.com/library/cc938217",
};
inline constexpr Reference biztalk_network_guide{
    "BizTalk guide, settings that can be modified to improve network performance",
    "https://learn.microsoft.com/biztalk/technical-guides/"
    "settings-that-can-be-modified-to-improve-network-performance",
};
inline constexpr Reference disconnectex{
    "DisconnectEx function, TIME_WAIT",
    "https://learn.microsoft.com/windows/win32/api/mswsock/nc-mswsock-lpfn_disconnectex",
};
inline constexpr Reference so_port_scalability{
    "SO_PORT_SCALABILITY, the pool of wildcard binds without it",
    "https://learn.microsoft.com/windows/win32/winsock/so-port-scalability",
};
inline constexpr Reference port_exhaustion_windows_10{
    "Troubleshoot port exhaustion, Windows 10",
    "https://learn.microsoft.com/troubleshoot/windows-client/networking/"
    "tcp-ip-port-exhaustion-troubleshooting",
};
inline constexpr Reference hsc_ephemeral_ports{
    "HSC, Ephemeral ports allocation",
    "https://hsc.fr/ressources/articles/win_net_srv/ephem_port_alloc.html",
};
inline constexpr Reference peterson_and_davie{
    "Peterson and Davie, Computer Networks, chapter 5, exercise 21",
    "https://vaia.com/en-us/textbooks/computer-science/computer-networks-a-systems-approach-3-edition/"
    "chapter-5/problem-21-suppose-a-client-c-repeatedly-connects-via-tcp-to",
};
inline constexpr Reference connect_manual_page{
    "connect(2), Linux manual page",
    "https://man7.org/linux/man-pages/man2/connect.2.html",
};

}  // namespace portsim
