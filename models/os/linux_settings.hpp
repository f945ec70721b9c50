// The sysctls that decide which ports Linux hands out and how long it keeps them in TIME_WAIT, by version, as
// `sysctl -a` names and prints them; and the socket options that bear on it.
#pragma once

#include <array>
#include <limits>

#include "models/os/linux_sources.hpp"
#include "models/os/setting.hpp"
#include "models/os/socket_option.hpp"

namespace portsim {

inline constexpr Setting ip_local_port_range{
    .name = "net.ipv4.ip_local_port_range",
    .type = TwoPorts{},
    .effect = SettingEffect::ephemeral_range,
    .meaning = "the first and the last port handed out",
    .source = documented(ip_sysctl),
};

// Since 2.6.35.
inline constexpr Setting ip_local_reserved_ports{
    .name = "net.ipv4.ip_local_reserved_ports",
    .type = PortRangeList{.may_be_text = true},
    .effect = SettingEffect::reserved,
    .meaning = "ports that are not handed out; a search still passes over them",
    .source = documented(ip_sysctl),
};

constexpr Setting tcp_tw_reuse(std::int64_t largest, std::string_view meaning) {
  return {
      .name = "net.ipv4.tcp_tw_reuse",
      .type = IntegerInRange{0, largest, "mode"},
      .effect = SettingEffect::time_wait_reuse,
      .meaning = meaning,
      .source = documented(ip_sysctl),
  };
}
inline constexpr Setting tcp_tw_reuse_before_4_18 = tcp_tw_reuse(
    1, "1: connect() takes a four-tuple from TIME_WAIT, as from the next second or the one after");
inline constexpr Setting tcp_tw_reuse_4_18 =
    tcp_tw_reuse(2,
                 "1: connect() takes a four-tuple from TIME_WAIT after one to two seconds; 2: towards "
                 "loopback addresses only");
inline constexpr Setting tcp_tw_reuse_4_19 =
    tcp_tw_reuse(2,
                 "1: connect() takes a four-tuple from TIME_WAIT from the next second on; 2: towards "
                 "loopback addresses only");
inline constexpr Setting tcp_tw_reuse_6_14 =
    tcp_tw_reuse(2,
                 "1: connect() takes a four-tuple from TIME_WAIT after tcp_tw_reuse_delay; 2: towards "
                 "loopback addresses only");

inline constexpr Setting tcp_tw_reuse_delay{
    .name = "net.ipv4.tcp_tw_reuse_delay",
    .type = IntegerInRange{1, 60000, "ms"},
    .effect = SettingEffect::time_wait_reuse_delay,
    .meaning = "how long a four-tuple has been in TIME_WAIT before tcp_tw_reuse lets connect() take it",
    .source = read_in(tw_reuse_delay),
};

inline constexpr Setting tcp_timestamps{
    .name = "net.ipv4.tcp_timestamps",
    .type = IntegerInRange{0, 2, "mode"},
    .effect = SettingEffect::timestamps,
    .meaning = "0: no TCP timestamps, and without them tcp_tw_reuse has no effect",
    .source = documented(ip_sysctl),
};

// Of the kernel's build, not a sysctl: `grep CONFIG_HZ= /boot/config-$(uname -r)`.
inline constexpr Setting config_hz{
    .name = "CONFIG_HZ",
    .type = IntegerInRange{100, 1000, "Hz"},
    .effect = SettingEffect::timer_hz,
    .needs_restart = true,
    .meaning = "the kernel's ticks a second (100, 250, 300 or 1000), whose timer wheel ends TIME_WAIT",
    .source = read_in(timer_wheel),
    .rests_on = {{"TIME_WAIT ends at ticks that follow from CONFIG_HZ",
                  inferred("measured at 250 Hz; at other rates by the same rule of the timer wheel")}},
    .default_rests_on =
        {{"the kernel is built with CONFIG_HZ=250",
          {Confidence::assumed, "Debian's kernels are; others have 1000, some 100 or 300", {}}}},
};

inline constexpr Setting tcp_max_tw_buckets{
    .name = "net.ipv4.tcp_max_tw_buckets",
    .type = IntegerInRange{0, std::numeric_limits<std::int32_t>::max(), "entry"},
    .effect = SettingEffect::time_wait_buckets,
    .meaning =
        "with so many entries in TIME_WAIT, of both ends, no further one is made and the port is free "
        "at once; the kernel's default depends on the machine's memory, and here there is no such "
        "limit unless it is set",
    .source = documented(ip_sysctl),
};

inline constexpr Setting tcp_fin_timeout{
    .name = "net.ipv4.tcp_fin_timeout",
    .type = IntegerInRange{1, 2'147'483, "s"},  // the kernel counts ticks of a millisecond at the shortest
    .effect = SettingEffect::fin_wait_2_seconds,
    .meaning =
        "how long a closed socket waits in FIN_WAIT_2 for the other side's FIN; it is not about "
        "TIME_WAIT, which is 60 s and cannot be set",
    .source = documented(ip_sysctl),
};

// Since 5.7.
inline constexpr Setting ip_autobind_reuse{
    .name = "net.ipv4.ip_autobind_reuse",
    .type = IntegerInRange{0, 1, "mode"},
    .effect = SettingEffect::autobind_reuse,
    .meaning = "1: when no port is left, bind() to any port shares one between sockets with SO_REUSEADDR",
    .source = documented(ip_sysctl),
};

// Since 7.1.
inline constexpr Setting ip_local_port_step_width{
    .name = "net.ipv4.ip_local_port_step_width",
    .type = IntegerInRange{0, 65535, "port"},
    .effect = SettingEffect::port_step_width,
    .meaning = "the largest stride of the search; 0: every second port. Only 0 is simulated",
    .source = read_in(local_port_step_width),
};

inline constexpr std::array linux_settings_2_6{ip_local_port_range,      ip_local_reserved_ports,
                                               tcp_tw_reuse_before_4_18, tcp_timestamps,
                                               tcp_max_tw_buckets,       tcp_fin_timeout};
inline constexpr std::array linux_settings_4_8{ip_local_port_range,
                                               ip_local_reserved_ports,
                                               tcp_tw_reuse_before_4_18,
                                               tcp_timestamps,
                                               tcp_max_tw_buckets,
                                               tcp_fin_timeout,
                                               config_hz};
inline constexpr std::array linux_settings_4_18{
    ip_local_port_range, ip_local_reserved_ports, tcp_tw_reuse_4_18, tcp_timestamps,
    tcp_max_tw_buckets,  tcp_fin_timeout,         config_hz};
inline constexpr std::array linux_settings_4_19{
    ip_local_port_range, ip_local_reserved_ports, tcp_tw_reuse_4_19, tcp_timestamps,
    tcp_max_tw_buckets,  tcp_fin_timeout,         config_hz};
inline constexpr std::array linux_settings_5_7{
    ip_local_port_range, ip_local_reserved_ports, ip_autobind_reuse, tcp_tw_reuse_4_19,
    tcp_timestamps,      tcp_max_tw_buckets,      tcp_fin_timeout,   config_hz};
inline constexpr std::array linux_settings_6_14{
    ip_local_port_range, ip_local_reserved_ports, ip_autobind_reuse, tcp_tw_reuse_6_14, tcp_tw_reuse_delay,
    tcp_timestamps,      tcp_max_tw_buckets,      tcp_fin_timeout,   config_hz};
inline constexpr std::array linux_settings_7_1{ip_local_port_range,      ip_local_reserved_ports,
                                               ip_local_port_step_width, ip_autobind_reuse,
                                               tcp_tw_reuse_6_14,        tcp_tw_reuse_delay,
                                               tcp_timestamps,           tcp_max_tw_buckets,
                                               tcp_fin_timeout,          config_hz};

inline constexpr NoSetting no_tcp_max_syn_backlog{
    .name = "net.ipv4.tcp_max_syn_backlog",
    .reason = "it is about connections that come in, and they need no ephemeral port",
};
inline constexpr NoSetting no_ip_autobind_reuse{
    .name = "net.ipv4.ip_autobind_reuse",
    .reason = "it came with Linux 5.7",
};
inline constexpr NoSetting no_ip_local_port_step_width{
    .name = "net.ipv4.ip_local_port_step_width",
    .reason = "it came with Linux 7.1",
};
inline constexpr NoSetting no_tcp_tw_recycle{
    .name = "net.ipv4.tcp_tw_recycle",
    .reason = "it is about connections that come in; Linux 4.12 removed it",
};

inline constexpr std::array linux_no_settings_2_6{no_tcp_max_syn_backlog, no_tcp_tw_recycle,
                                                  no_ip_autobind_reuse, no_ip_local_port_step_width};
inline constexpr std::array linux_no_settings_5_7{no_tcp_max_syn_backlog, no_tcp_tw_recycle,
                                                  no_ip_local_port_step_width};
inline constexpr std::array linux_no_settings_7_1{no_tcp_max_syn_backlog, no_tcp_tw_recycle};

inline constexpr SocketOptionRow linux_so_reuseaddr{
    .option = SocketOption::reuseaddr,
    .needs_patch = {},
    .effect = "bind() to a named port succeeds beside TIME_WAIT; bind() to any port still shares none",
    .source = read_in(quantum_state),
    .on_time_wait = read_in(tcp_twsk_unique),
};
inline constexpr SocketOptionRow ip_bind_address_no_port{
    .option = SocketOption::bind_address_no_port,
    .needs_patch = {},
    .effect = "bind() fixes the address alone, and the port is chosen at connect()",
    .source = read_in(bind_address_no_port),
};

inline constexpr SocketOptionRow ip_local_port_range_option{
    .option = SocketOption::local_port_range,
    .needs_patch = {},
    .effect = "the port is chosen from a part of the host's range, which the application states",
    .source = read_in(socket_port_range),
};

inline constexpr std::array linux_options_2_6{linux_so_reuseaddr};
inline constexpr std::array linux_options_4_2{linux_so_reuseaddr, ip_bind_address_no_port};
inline constexpr std::array linux_options_6_3{linux_so_reuseaddr, ip_bind_address_no_port,
                                              ip_local_port_range_option};

}  // namespace portsim
