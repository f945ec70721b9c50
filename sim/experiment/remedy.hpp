// One change to a scenario that may cure its failures: what it is, its values from the least change to the
// greatest, what each costs or breaks, or why it cannot work here. Plain values; nothing here runs anything.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/vocabulary/cited.hpp"

#include "sim/experiment/solve.hpp"
#include "sim/scenario/scenario.hpp"

namespace portsim {

enum class RemedyKind : std::uint8_t {
  port_range,
  excluded_ports,
  time_wait,
  time_wait_reuse,
  auto_reuse,
  socket_option,
  bind,
  addresses,
  patch,
  upgrade,
  cache_ttl,
  kept_connections,
  retry,
  closes,
  requests,
};

constexpr std::string_view name_of(RemedyKind kind) {
  constexpr std::string_view names[] = {"port-range", "excluded-ports", "time-wait", "time-wait-reuse",
                                        "auto-reuse", "socket-option",  "bind",      "addresses",
                                        "patch",      "upgrade",        "cache-ttl", "kept-connections",
                                        "retry",      "closes",         "requests"};
  return names[static_cast<std::size_t>(kind)];
}

// What it takes to make the change, the least first: remedies are ranked by this.
enum class Effort : std::uint8_t {
  setting,
  setting_and_restart,
  application_setting,
  patch_and_restart,
  application_change,
  addresses,
  upgrade,
  fewer_requests,
};

constexpr std::string_view name_of(Effort effort) {
  constexpr std::string_view names[] = {"setting",           "setting-and-restart", "application-setting",
                                        "patch-and-restart", "application-change",  "addresses",
                                        "upgrade",           "fewer-requests"};
  return names[static_cast<std::size_t>(effort)];
}

// A side effect: one sentence without its end.
struct Cost {
  std::string text;
  std::optional<Source> source;  // nothing: it follows from the scenario
};

struct Remedy {
  RemedyKind kind{};
  Effort effort{};
  HostIndex host = 0;                     // whose connects it is to cure
  std::optional<WorkloadIndex> workload;  // nothing: it is the host's
  std::string title;                      // "MaxUserPort of mail-front-end"
  std::string today;                      // "5000"; empty where there is nothing to say
  std::vector<std::string> paths;         // that the candidates override
  std::vector<Candidate> candidates;      // the least change first; none: it cannot work. A name
                                          // is empty where the title says it
  std::vector<Cost> costs;
  std::string why_not;  // where it cannot work: in words for people
};

using Remedies = std::vector<Remedy>;

}  // namespace portsim
