// behaviour_of: a level, then its patches, settings and assumptions, in that order.
#include <cassert>
#include <utility>

#include <fmt/format.h>

#include "models/os/catalogue.hpp"
#include "models/os/dependencies.hpp"
#include "models/os/patches.hpp"

namespace portsim {
namespace {

using Problems = std::vector<BehaviourProblem>;

HostBehaviour behaviour_of_level(const OsProfile& os) {
  return {
      .ephemeral = os.ephemeral.value,
      .scope = os.scope.value,
      .time_wait_blocks = os.time_wait_blocks.value,
      .time_wait = os.time_wait.value,
      .selection = os.selection.value,
      .on_collision = os.on_collision.value,
      .on_exhaustion = os.on_exhaustion.value,
      .depends_on = {},
  };
}

void install(const OsProfile& os, const std::vector<std::string>& patches, HostBehaviour& host,
             Problems& problems) {
  for (std::size_t i = 0; i < patches.size(); ++i)
    if (auto why_not = why_not_installable(os, patches[i]))
      problems.push_back({fmt::format("patches[{}]", i), std::move(*why_not)});
  if (os.hands_out_closing_ports.value && !is_cured(os, Defect::hands_out_closing_ports, patches))
    host.selection = SeqNaiveSpec{};
}

void apply(SettingEffect effect, const SettingValue& value, HostBehaviour& host) {
  switch (effect) {
    case SettingEffect::last_port:
      host.ephemeral.last = Port{static_cast<std::uint16_t>(std::get<std::int64_t>(value))};
      return;
    case SettingEffect::ephemeral_range:
      host.ephemeral = std::get<PortRange>(value);
      return;
    case SettingEffect::time_wait_seconds:
      host.time_wait = std::chrono::seconds{std::get<std::int64_t>(value)};
      return;
    case SettingEffect::time_wait:
      host.time_wait = std::get<Duration>(value);
      return;
    case SettingEffect::selection:
      host.selection = std::get<PortSelectionSpec>(value);
      return;
    case SettingEffect::scope:
      host.scope = std::get<PoolScope>(value);
      return;
  }
}

bool is_usable(const PortRange& range) {
  return range.first > Port{0} && range.first <= range.last;
}

void apply_settings(const OsProfile& os, const SettingValues& settings, HostBehaviour& host,
                    Problems& problems) {
  for (const auto& [name, value] : settings) {
    const bool was_usable = is_usable(host.ephemeral);
    const Setting* setting = find_setting(os, name);
    assert(setting != nullptr);
    apply(setting->effect, value, host);
    if (was_usable && !is_usable(host.ephemeral))
      problems.push_back({"settings." + name,
                          fmt::format("expected ports from 1 up, the first not above the last, found {}-{}",
                                      host.ephemeral.first.number(), host.ephemeral.last.number())});
  }
}

void assume_first_port(const OsProfile& os, Port first, HostBehaviour& host, Problems& problems) {
  const Port documented = os.ephemeral.value.first;
  if (!os.first_port_alternative) {
    problems.push_back(
        {"assume.first_port",
         fmt::format("the documents agree that {} starts at port {}: there is nothing to assume", os.id,
                     documented.number())});
  } else if (first != documented && first != os.first_port_alternative->value) {
    problems.push_back(
        {"assume.first_port",
         fmt::format("expected {} or {}, between which the documents disagree, found {}", documented.number(),
                     os.first_port_alternative->value.number(), first.number())});
  } else {
    host.ephemeral.first = first;
  }
}

PortOffset* cursor_start_of(PortSelectionSpec& selection) {
  return std::visit(
      [](auto& spec) -> PortOffset* {
        if constexpr (requires { spec.cursor_start; })
          return &spec.cursor_start;
        else
          return nullptr;
      },
      selection);
}

void assume_cursor_start(PortOffset start, HostBehaviour& host, Problems& problems) {
  PortOffset* cursor_start = cursor_start_of(host.selection);
  if (!cursor_start) {
    problems.push_back({"assume.cursor_start", fmt::format("this host picks ports by {}, which has no cursor",
                                                           name_of(host.selection))});
  } else if (is_usable(host.ephemeral) && start >= host.ephemeral.size()) {
    problems.push_back({"assume.cursor_start",
                        fmt::format("expected 0 to {}, counted from port {}, found {}",
                                    host.ephemeral.size() - 1, host.ephemeral.first.number(), start)});
  } else {
    *cursor_start = start;
  }
}

void assume_failed_connect(bool advances_cursor, HostBehaviour& host, Problems& problems) {
  if (auto* naive = std::get_if<SeqNaiveSpec>(&host.selection))
    naive->failed_connect_advances_cursor = advances_cursor;
  else
    problems.push_back({"assume.failed_connect_advances_cursor",
                        fmt::format("this host picks ports by {}; only seq_naive has this choice",
                                    name_of(host.selection))});
}

void apply_assumptions(const OsProfile& os, const Assumptions& assume, HostBehaviour& host,
                       Problems& problems) {
  if (assume.selection) host.selection = *assume.selection;
  if (assume.first_port) assume_first_port(os, *assume.first_port, host, problems);
  if (assume.cursor_start) assume_cursor_start(*assume.cursor_start, host, problems);
  if (assume.failed_connect_advances_cursor)
    assume_failed_connect(*assume.failed_connect_advances_cursor, host, problems);
}

}  // namespace

tl::expected<HostBehaviour, std::vector<BehaviourProblem>> behaviour_of(
    const OsProfile& os, const HostConfiguration& configuration) {
  Problems problems;
  HostBehaviour host = behaviour_of_level(os);
  install(os, configuration.patches, host, problems);
  apply_settings(os, configuration.settings, host, problems);
  apply_assumptions(os, configuration.assume, host, problems);
  if (!problems.empty()) return tl::unexpected(std::move(problems));

  // A random pick looks at nothing: what it meets may also be a live socket.
  if (std::holds_alternative<RandomOnceSpec>(host.selection)) {
    host.on_collision.cause = "the port picked is taken, or still in TIME_WAIT towards this destination";
  }
  host.depends_on = dependencies_of(os, configuration, host);
  return host;
}

}  // namespace portsim
