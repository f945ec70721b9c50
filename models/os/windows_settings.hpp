// The registry values that decide which ports Windows hands out and how long it keeps them in TIME_WAIT, by
// generation: HKLM\SYSTEM\CurrentControlSet\Services\Tcpip\Parameters. The system reads them when it starts.
#pragma once

#include <array>

#include "models/os/setting.hpp"
#include "models/os/sources.hpp"

namespace portsim {

inline constexpr Setting max_user_port{
    .name = "MaxUserPort",
    .type = IntegerInRange{5000, 65534, "port"},
    .effect = SettingEffect::last_port,
    .needs_restart = true,
    .meaning = "the highest port handed out; the first stays where it is",
    .source = documented(kb196271),
    .rests_on = {},
};

// The Server 2003 registry reference accepts 0 to 300; every other document of the generation says 30 to 300.
inline constexpr Setting tcp_timed_wait_delay_until_2003{
    .name = "TcpTimedWaitDelay",
    .type = IntegerInRange{30, 300, "s"},
    .effect = SettingEffect::time_wait_seconds,
    .needs_restart = true,
    .meaning = "how long a closed connection stays in TIME_WAIT",
    .source = documented(kb314053),
    .rests_on = {},
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

inline constexpr std::array windows_settings_until_2003{max_user_port, tcp_timed_wait_delay_until_2003};
inline constexpr std::array windows_settings_since_vista{tcp_timed_wait_delay_since_vista({30, 300, "s"})};
inline constexpr std::array windows_settings_since_8_1{tcp_timed_wait_delay_since_vista({2, 300, "s"})};

inline constexpr std::array windows_no_settings_since_vista{NoSetting{
    .name = "MaxUserPort",
    .reason = "the documents disagree about what MaxUserPort does since Windows Vista: nothing, the last "
              "port, or how many ports",
}};

}  // namespace portsim
