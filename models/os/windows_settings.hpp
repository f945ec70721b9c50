// The settings that decide which ports Windows hands out and how long it keeps them in TIME_WAIT, by
// generation. Names in capitals are values of HKLM\SYSTEM\CurrentControlSet\Services\Tcpip\Parameters, which
// the system reads when it starts unless its document says otherwise; dynamicport is netsh's word.
#pragma once

#include <array>
#include <limits>

#include "models/os/setting.hpp"
#include "models/os/sources.hpp"

namespace portsim {

inline constexpr IntegerInRange off_or_on{0, 1, "switch"};
inline constexpr IntegerInRange any_dword{0, std::numeric_limits<std::uint32_t>::max(), "TCB"};

inline constexpr Setting max_user_port{
    .name = "MaxUserPort",
    .type = IntegerInRange{5000, 65534, "port"},
    .effect = SettingEffect::last_port,
    .needs_restart = true,
    .meaning = "the highest port handed out; the first stays where it is",
    .source = documented(kb196271),
};

// The API reference of bind() still has it as the top of the range; the security team's text on MS08-037, a
// count of ports; a support blog saw it honoured, untested; KB929851 has netsh alone set the range.
inline constexpr Setting max_user_port_since_vista{
    .name = "MaxUserPort",
    .type = IntegerInRange{5000, 65534, "port"},
    .effect = SettingEffect::max_user_port_since_vista,
    .needs_restart = true,
    .meaning = "disputed: nothing, the highest port handed out, or how many ports",
    .source = documented(bind_function),
};

// Read when the system starts, as the other values of this registry key: inferred.
inline constexpr Setting reserved_ports{
    .name = "ReservedPorts",
    .type = PortRangeList{},
    .effect = SettingEffect::excluded,
    .needs_restart = true,
    .meaning = "ports that are not handed out; an explicit bind() may still use them",
    .source = documented(kb812873),
};

// The Server 2003 registry reference accepts 0 to 300; every other document of the generation says 30 to 300.
inline constexpr Setting tcp_timed_wait_delay_until_2003{
    .name = "TcpTimedWaitDelay",
    .type = IntegerInRange{30, 300, "s"},
    .effect = SettingEffect::time_wait_seconds,
    .needs_restart = true,
    .meaning = "how long a closed connection stays in TIME_WAIT",
    .source = documented(kb314053),
};

constexpr Setting tcp_timed_wait_delay_since_vista(IntegerInRange seconds) {
  return {
      .name = "TcpTimedWaitDelay",
      .type = seconds,
      .effect = SettingEffect::time_wait_seconds,
      .needs_restart = true,
      .meaning = "how long a closed connection stays in TIME_WAIT",
      .source = documented(biztalk_network_guide),
      .rests_on = {{"TcpTimedWaitDelay takes effect without StrictTimeWaitSeqCheck",
                    inferred(
                        "tuning pages want StrictTimeWaitSeqCheck = 1 beside it; no Microsoft text does")}},
  };
}

// Read when the system starts: inferred.
constexpr Setting max_free_tcbs(std::string_view meaning, const Reference& reference) {
  return {
      .name = "MaxFreeTcbs",
      .type = any_dword,
      .effect = SettingEffect::time_wait_cap,
      .needs_restart = true,
      .meaning = meaning,
      .source = documented(reference),
      .rests_on = {{"MaxFreeTcbs counts entries in TIME_WAIT, and the oldest leaves when there are more",
                    inferred("the documents say that TIME_WAIT may end early when more TCBs are needed, not "
                             "which ends first")}},
      .default_rests_on = {{"no TIME_WAIT ends early unless MaxFreeTcbs is set",
                            inferred("KB149532 and KB319502 have every entry stay for the whole TIME_WAIT on "
                                     "hosts that did not set it")}},
  };
}

// What it accepts is not documented.
inline constexpr Setting max_free_tw_tcbs{
    .name = "MaxFreeTWTcbs",
    .type = any_dword,
    .effect = SettingEffect::time_wait_cap,
    .needs_restart = true,
    .meaning = "above so many entries TIME_WAIT ends early; not simulated unless set",
    .source = documented(kb828333),
    .rests_on = {{"the oldest entry leaves TIME_WAIT when there are more than MaxFreeTWTcbs",
                  inferred("KB828333 documents that it caps them, not which entry leaves")}},
    .default_rests_on = {{"no TIME_WAIT ends early unless MaxFreeTWTcbs is set",
                          {Confidence::unknown, "KB828333 states no default; 1,000 is often quoted", {}}}},
};

// Detecting ephemeral port exhaustion (Microsoft support blog): it takes effect at once. A start of 1025 with
// 64,511 ports is the widest range.
inline constexpr Setting dynamicport{
    .name = "dynamicport",
    .type = StartAndNumber{1025, 255},
    .effect = SettingEffect::ephemeral_range,
    .needs_restart = false,
    .meaning = "the ports handed out for TCP over IPv4 (netsh int ipv4 set dynamicport tcp)",
    .source = documented(kb929851),
};

// From Vista SP2 and Server 2008 SP2 on; the limit was always on before.
inline constexpr Setting enable_connection_rate_limiting{
    .name = "EnableConnectionRateLimiting",
    .type = off_or_on,
    .effect = SettingEffect::half_open_limited,
    .needs_restart = false,
    .meaning = "1 limits the connects under way at once to 10; further ones wait",
    .source = documented(kb969710),
};

inline constexpr Setting strict_time_wait_seq_check{
    .name = "StrictTimeWaitSeqCheck",
    .type = off_or_on,
    .effect = SettingEffect::none,
    .needs_restart = true,
    .meaning = "said to let TcpTimedWaitDelay take effect; changes nothing here",
    .source = reported(strict_time_wait_pages),
    .rests_on = {{"StrictTimeWaitSeqCheck changes nothing", reported(strict_time_wait_pages)}},
};

// A number of 0 switches it off, as where it is not set. The tests of .NET set it and restart.
constexpr Setting auto_reuse_port_range(std::string_view needs_patch, Cited<std::string_view> rests_on) {
  return {
      .name = "AutoReusePortRange",
      .type = StartAndNumber{1, 0},
      .effect = SettingEffect::auto_reuse_range,
      .needs_restart = true,
      .meaning =
          "ports that several connections to different destinations may share (Set-NetTCPSetting); a "
          "num of 0: none",
      .source = documented(set_nettcpsetting),
      .needs_patch = needs_patch,
      .rests_on = rests_on,
      .default_rests_on = {{"AutoReusePortRange is empty unless it is set",
                            inferred("KB3149157 has Server 2016 support it by default, and the test of "
                                     "dotnet/runtime 54903 passes only once it is set")}},
  };
}

inline constexpr Cited<std::string_view> auto_reuse_after_restart{
    "AutoReusePortRange takes effect after a restart", reported(dotnet_54903)};
inline constexpr Cited<std::string_view> auto_reuse_by_kb3014399{
    "KB3014399 adds AutoReusePortRange to Windows 8 and Server 2012",
    inferred("KB3149157, which adds it to Windows 8.1 and Server 2012 R2, names KB3014399 for the same "
             "problem there")};

inline constexpr Setting max_free_tcbs_nt_4_0 = max_free_tcbs(
    "above so many TCBs TIME_WAIT may end early; by default 1,000, from SP3 2,000, not simulated unless set",
    kb151418);
inline constexpr Setting max_free_tcbs_2000 = max_free_tcbs(
    "above so many TCBs TIME_WAIT may end early; by default 250 to 2,000, by edition and memory, not "
    "simulated unless set",
    windows_2000_max_free_tcbs);

inline constexpr std::array windows_settings_nt_4_0{max_user_port, tcp_timed_wait_delay_until_2003,
                                                    max_free_tcbs_nt_4_0};
inline constexpr std::array windows_settings_2000{max_user_port, tcp_timed_wait_delay_until_2003,
                                                  max_free_tcbs_2000, reserved_ports};
inline constexpr std::array windows_settings_xp{max_user_port, tcp_timed_wait_delay_until_2003,
                                                reserved_ports};
inline constexpr std::array windows_settings_2003{max_user_port, tcp_timed_wait_delay_until_2003,
                                                  max_free_tw_tcbs, reserved_ports};
inline constexpr std::array windows_settings_vista{dynamicport, max_user_port_since_vista,
                                                   tcp_timed_wait_delay_since_vista({30, 300, "s"}),
                                                   strict_time_wait_seq_check};
inline constexpr std::array windows_settings_since_vista_sp2{
    dynamicport, max_user_port_since_vista, tcp_timed_wait_delay_since_vista({30, 300, "s"}),
    strict_time_wait_seq_check, enable_connection_rate_limiting};
inline constexpr std::array windows_settings_8{dynamicport,
                                               max_user_port_since_vista,
                                               tcp_timed_wait_delay_since_vista({30, 300, "s"}),
                                               strict_time_wait_seq_check,
                                               enable_connection_rate_limiting,
                                               auto_reuse_port_range("KB3014399", auto_reuse_by_kb3014399)};
inline constexpr std::array windows_settings_8_1{
    dynamicport,
    max_user_port_since_vista,
    tcp_timed_wait_delay_since_vista({2, 300, "s"}),
    strict_time_wait_seq_check,
    enable_connection_rate_limiting,
    auto_reuse_port_range("KB3149157", auto_reuse_after_restart)};
inline constexpr std::array windows_settings_since_10{dynamicport,
                                                      max_user_port_since_vista,
                                                      tcp_timed_wait_delay_since_vista({2, 300, "s"}),
                                                      strict_time_wait_seq_check,
                                                      enable_connection_rate_limiting,
                                                      auto_reuse_port_range({}, auto_reuse_after_restart)};

// KB151418 and KB314053 describe these; none decides something that is simulated.
inline constexpr std::array windows_no_settings_until_2003{
    NoSetting{
        .name = "MaxHashTableSize",
        .reason = "it makes the table of connections faster to search, and changes no result",
    },
    NoSetting{
        .name = "TcpNumConnections",
        .reason = "it caps the open connections, by default at 16777214, which no range of ports reaches",
    },
    NoSetting{
        .name = "TcpMaxConnectRetransmissions",
        .reason = "it says for how long an unanswered connect() is tried, and here every service answers",
    },
    NoSetting{
        .name = "SynAttackProtect",
        .reason = "it is about connections that come in, and they need no ephemeral port",
    },
};

}  // namespace portsim
