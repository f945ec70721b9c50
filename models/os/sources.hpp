// How a fact is cited, and the documents that the Windows rows and the textbook host cite. A fact that a
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
constexpr Source read_in(const Reference& reference) {
  return {Confidence::source_code, reference.title, reference.address};
}
constexpr Source observed(const Reference& reference) {
  return {Confidence::measured, reference.title, reference.address};
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
inline constexpr Reference kb151418{
    "KB151418, TIME-WAIT reuse before 2 MSL",
    "https://jeffpar.github.io/kbarchive/kb/151/Q151418/",
};
inline constexpr Reference kb169274{
    "KB169274, TIME_WAIT exceeds four minutes",
    "https://jeffpar.github.io/kbarchive/kb/169/Q169274/",
};
inline constexpr Reference kb194429{
    "KB194429, TIME_WAIT not kept for 2 MSL",
    "https://jeffpar.github.io/kbarchive/kb/194/Q194429/",
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
inline constexpr Reference kb812873{
    "KB812873, reserve ephemeral ports",
    "https://support.microsoft.com/kb/812873",
};
inline constexpr Reference kb828333{
    "KB828333, event 5774 and MaxFreeTWTcbs",
    "https://support.microsoft.com/kb/828333",
};
inline constexpr Reference kb929851{
    "KB929851, default dynamic port range changed",
    "https://learn.microsoft.com/troubleshoot/windows-server/networking/"
    "default-dynamic-port-range-tcpip-chang",
};
inline constexpr Reference kb969710{
    "KB969710, the limit on half-open connections",
    "https://mskb.pkisolutions.com/kb/969710",
};
inline constexpr Reference kb977332{
    "KB977332, a summary",
    "https://itsvista.com/2010/02/kb977332/",
};
inline constexpr Reference kb2553549{
    "KB2553549 as the Japanese network support team describes it",
    "https://learn.microsoft.com/archive/blogs/jpntsblog/497-2",
};
inline constexpr Reference kb2577795{
    "KB2577795, kernel sockets leak (title in the catalogue)",
    "https://support.microsoft.com/kb/2577795",
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
inline constexpr Reference kb3039044{
    "KB3039044, error 10013 (WSAEACCES) on an excluded port",
    "https://learn.microsoft.com/troubleshoot/windows-server/networking/"
    "error-10013-wsaeacces-is-returned",
};
inline constexpr Reference kb3149157{
    "KB3149157, TCP/IP reliability and scalability in Windows 8.1 and Server 2012 R2",
    "https://support.microsoft.com/help/3149157",
};
inline constexpr Reference july_2018_updates_sql{
    "SQL Server support blog, the updates of July 2018",
    "https://blogs.msdn.microsoft.com/psssql/2018/07/26/",
};
inline constexpr Reference wsl_issue_2913{
    "WSL issue 2913, ports used up under WSL 1",
    "https://github.com/microsoft/WSL/issues/2913",
};
inline constexpr Reference windows_2000_registry{
    "Windows 2000 registry reference, TcpTimedWaitDelay",
    "https://technet.microsoft.com/library/cc938217",
};
inline constexpr Reference windows_2000_max_free_tcbs{
    "Windows 2000 registry reference, MaxFreeTcbs",
    "https://technet.microsoft.com/library/cc938178",
};
inline constexpr Reference tcpip_events_2008{
    "TechNet, TCP/IP Network Connectivity events of Windows Server 2008",
    "https://learn.microsoft.com/previous-versions/windows/it-pro/"
    "windows-server-2008-R2-and-2008/cc727709(v=ws.10)",
};
inline constexpr Reference event_4226{
    "Event 4226, description",
    "https://intelligentsystemsmonitoring.com",
};
inline constexpr Reference half_open_notes{
    "Half-open limits, third-party notes",
    "https://ghacks.net/2007/10/24/",
};
inline constexpr Reference detecting_port_exhaustion{
    "Detecting ephemeral port exhaustion, Microsoft support blog",
    "https://learn.microsoft.com/archive/blogs/clinth/detecting-ephemeral-port-exhaustion",
};
inline constexpr Reference exchange_analyzer{
    "Exchange analyzer, MaxUserPort and TcpTimedWaitDelay",
    "https://technet.microsoft.com/library/bb397382",
};
inline constexpr Reference strict_time_wait_pages{
    "Tuning pages on TIME_WAIT and StrictTimeWaitSeqCheck",
    "https://smartopcxmldoc.readthedocs.io",
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
inline constexpr Reference sol_socket_options{
    "SOL_SOCKET socket options",
    "https://learn.microsoft.com/windows/win32/winsock/sol-socket-socket-options",
};
inline constexpr Reference reuseaddr_and_exclusiveaddruse{
    "Using SO_REUSEADDR and SO_EXCLUSIVEADDRUSE",
    "https://learn.microsoft.com/windows/win32/winsock/"
    "using-so-reuseaddr-and-so-exclusiveaddruse",
};
inline constexpr Reference windows_sockets_error_codes{
    "Windows Sockets Error Codes",
    "https://learn.microsoft.com/en-us/windows/win32/winsock/windows-sockets-error-codes-2",
};
inline constexpr Reference bind_function{
    "bind function",
    "https://learn.microsoft.com/windows/win32/api/winsock2/nf-winsock2-bind",
};
inline constexpr Reference set_nettcpsetting{
    "Set-NetTCPSetting",
    "https://learn.microsoft.com/powershell/module/nettcpip/set-nettcpsetting",
};
inline constexpr Reference dotnet_54903{
    "dotnet/runtime pull request 54903",
    "https://github.com/dotnet/runtime/pull/54903",
};
inline constexpr Reference chromium_port_randomization{
    "Chromium, TcpPortRandomizationWin",
    "https://crbug.com/40744069",
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
