// The sysctls of FreeBSD and macOS that decide which ports are handed out and how long they stay in
// TIME_WAIT, and what connect() and bind() return there.
#pragma once

#include <array>
#include <limits>

#include "models/os/bsd_sources.hpp"
#include "models/os/host_behaviour.hpp"
#include "models/os/log_event.hpp"
#include "models/os/setting.hpp"
#include "models/os/socket_option.hpp"

namespace portsim {

inline constexpr Source as_in_freebsd_13 = inferred("as in FreeBSD 13; no text of a change is known");

constexpr ConnectError bsd_eaddrnotavail(std::string_view cause) {
  return {.code = 49, .name = "EADDRNOTAVAIL", .event_id = {}, .cause = cause};
}
constexpr ConnectError bsd_eaddrinuse(std::string_view cause) {
  return {.code = 48, .name = "EADDRINUSE", .event_id = {}, .cause = cause};
}

inline constexpr ConnectError no_port_at_bind =
    bsd_eaddrnotavail("bind() found every port of the range in use at this address, or in TIME_WAIT");
inline constexpr ConnectError bsd_named_port_in_use =
    bsd_eaddrinuse("the port that bind() names is in use, or in TIME_WAIT");

inline constexpr ConnectError bsd_four_tuple_in_use =
    bsd_eaddrinuse("the port that bind() names is connected to this destination, or in TIME_WAIT");

inline constexpr ConnectError bsd_econnrefused{
    .code = 61, .name = "ECONNREFUSED", .event_id = {}, .cause = "nothing listens at the destination"};

inline constexpr std::array bsd_codes{
    ErrorCode{.code = 49,
              .name = "EADDRNOTAVAIL",
              .meaning = "connect() or bind() found no port of the range free",
              .source = documented(freebsd_connect_manual_page)},
    ErrorCode{.code = 48,
              .name = "EADDRINUSE",
              .meaning = "the port that bind() names is in use or in TIME_WAIT",
              .source = documented(freebsd_bind_manual_page)},
    ErrorCode{.code = bsd_econnrefused.code,
              .name = bsd_econnrefused.name,
              .meaning = bsd_econnrefused.cause,
              .source = documented(freebsd_connect_manual_page)},
};

constexpr Setting portrange(std::string_view name, SettingEffect effect, std::string_view meaning) {
  return {.name = name,
          .type = IntegerInRange{1, 65535, "port"},
          .effect = effect,
          .meaning = meaning,
          .source = documented(freebsd_ip_manual_page),
          .rests_on = {}};
}
inline constexpr Setting portrange_first =
    portrange("net.inet.ip.portrange.first", SettingEffect::first_port, "the lowest port handed out");
inline constexpr Setting portrange_last =
    portrange("net.inet.ip.portrange.last", SettingEffect::last_port, "the highest port handed out");

// Of macOS: what is over is swept within a second, by up to ten more where the system has little to do.
inline constexpr Cited<std::string_view> swept_late{
    "TIME_WAIT ends when it is over; the kernel sweeps it away up to 11 s later",
    inferred("xnu: the sweep is due after a second and may be put off by ten more")};

inline constexpr Setting tcp_msl{
    .name = "net.inet.tcp.msl",
    .type = IntegerInRange{1, std::numeric_limits<std::int32_t>::max(), "ms"},
    .effect = SettingEffect::msl_milliseconds,
    .meaning = "the MSL: TIME_WAIT lasts twice as long",
    .source = documented(freebsd_tcp_manual_page),
};

inline constexpr Setting maxtcptw{
    .name = "net.inet.tcp.maxtcptw",
    .type = IntegerInRange{0, std::numeric_limits<std::int32_t>::max(), "entry"},
    .effect = SettingEffect::time_wait_cap,
    .meaning = "above so many entries the oldest leaves TIME_WAIT",
    .source = documented(freebsd_tcp_manual_page),
    .default_rests_on = {{"net.inet.tcp.maxtcptw is 27767, half of the default range",
                          inferred("tcptw_auto_size takes less where there is little memory")}},
};

inline constexpr std::array freebsd_settings{portrange_first, portrange_last, tcp_msl};
inline constexpr std::array freebsd_13_settings{portrange_first, portrange_last, tcp_msl, maxtcptw};
inline constexpr Setting macos_tcp_msl = [] {
  Setting msl = tcp_msl;
  msl.rests_on = swept_late;
  msl.default_rests_on = swept_late;
  return msl;
}();
inline constexpr std::array macos_settings{portrange_first, portrange_last, macos_tcp_msl};

inline constexpr NoSetting no_hifirst{
    .name = "net.inet.ip.portrange.hifirst",
    .reason = "only sockets with IP_PORTRANGE_HIGH take ports from there; net.inet.ip.portrange.first is it",
};
inline constexpr NoSetting no_hilast{
    .name = "net.inet.ip.portrange.hilast",
    .reason = "only sockets with IP_PORTRANGE_HIGH take ports from there; net.inet.ip.portrange.last is it",
};
inline constexpr std::array freebsd_no_settings{
    no_hifirst,
    no_hilast,
    NoSetting{.name = "net.inet.ip.portrange.randomized",
              .reason = "the order of ports is set by assume.selection: freebsd, random_start or seq_smart"},
    NoSetting{.name = "net.inet.tcp.nolocaltimewait",
              .reason = "it is about connections within the host, and here every service is another host"},
};
inline constexpr std::array macos_no_settings{
    no_hifirst,
    no_hilast,
    NoSetting{.name = "net.inet.tcp.randomize_ports",
              .reason = "the order of ports is set by assume.selection: random_start for 1"},
};

constexpr SocketOptionRow bsd_so_reuseaddr(const Source& source, const Source& on_time_wait) {
  return {
      .option = SocketOption::reuseaddr,
      .needs_patch = {},
      .effect =
          "bind() to a named port succeeds beside TIME_WAIT; connect() then fails towards the same peer",
      .source = source,
      .on_time_wait = on_time_wait,
  };
}

inline constexpr std::array freebsd_4_options{
    bsd_so_reuseaddr(documented(freebsd_bind_manual_page), read_in(freebsd_in_pcb_1996))};
inline constexpr std::array freebsd_13_options{
    bsd_so_reuseaddr(documented(freebsd_bind_manual_page), read_in(freebsd_13_in_pcb))};
inline constexpr std::array freebsd_14_options{
    bsd_so_reuseaddr(documented(freebsd_bind_manual_page), as_in_freebsd_13)};
inline constexpr std::array macos_options{bsd_so_reuseaddr(read_in(xnu_in_pcb), read_in(xnu_in_pcb))};

}  // namespace portsim
