// What a scenario assumes where the catalogue only infers, and what it cannot assume because a document has
// it or the host has no use for it.
#include <utility>

#include <fmt/format.h>

#include "models/os/behaviour_draft.hpp"
#include "models/os/patches.hpp"

namespace portsim {
namespace {

void assume_first_port(Port first, BehaviourDraft& draft) {
  const OsProfile& os = draft.os;
  const Port documented = os.ephemeral.value.first;
  if (!os.first_port_alternative) {
    draft.report("assume.first_port",
                 fmt::format("the documents agree that {} starts at port {}: there is nothing to assume",
                             os.id, documented.number()));
  } else if (first != documented && first != os.first_port_alternative->value) {
    draft.report("assume.first_port",
                 fmt::format("expected {} or {}, between which the documents disagree, found {}",
                             documented.number(), os.first_port_alternative->value.number(), first.number()));
  } else {
    draft.host.ephemeral.first = first;
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

void assume_cursor_start(PortOffset start, BehaviourDraft& draft) {
  HostBehaviour& host = draft.host;
  const PortSet ports = host.ports();
  PortOffset* cursor_start = cursor_start_of(host.selection);
  if (!cursor_start) {
    draft.report("assume.cursor_start",
                 fmt::format("this host picks ports by {}, which has no cursor", name_of(host.selection)));
  } else if (ports.size() > 0 && start >= ports.size()) {
    draft.report("assume.cursor_start", fmt::format("expected 0 to {}, counted from port {}, found {}",
                                                    ports.size() - 1, ports.at(0).number(), start));
  } else {
    *cursor_start = start;
  }
}

// What is assumed of the defect ends with the patch that cures it.
bool has_lost_closing_ports(const BehaviourDraft& draft) {
  return suffers_from(draft.os, Defect::closing_port, {}) &&
         !has_defect(draft.os, draft.configuration, Defect::closing_port);
}

void assume_failed_connect(bool advances_cursor, BehaviourDraft& draft) {
  if (auto* naive = std::get_if<SeqNaiveSpec>(&draft.host.selection))
    naive->failed_connect_advances_cursor = advances_cursor;
  else if (!has_lost_closing_ports(draft) || draft.configuration.assume.selection)
    draft.report("assume.failed_connect_advances_cursor",
                 fmt::format("this host picks ports by {}; only seq_naive has this choice",
                             name_of(draft.host.selection)));
}

// Why the level does not hand out closing ports; nothing: it does, until a patch cures it.
std::optional<std::string> why_no_closing_ports(const BehaviourDraft& draft) {
  const OsProfile& os = draft.os;
  if (draft.configuration.assume.selection)
    return "assume.selection replaces the order of ports, and the defect with it: leave one of the two out";
  if (suffers_from(os, Defect::closing_port, {})) return std::nullopt;
  const char* reason =
      find_defect(os, Defect::closing_port) ? "that was repaired before release" : "it never had the defect";
  return fmt::format("{} does not hand out closing ports, {}: there is nothing to assume", os.id, reason);
}

void check_closing_ports(BehaviourDraft& draft) {
  const Assumptions& assume = draft.configuration.assume;
  if (!assume.closing_port && !assume.closing_states) return;
  const auto why_not = why_no_closing_ports(draft);
  if (!why_not) return;
  if (assume.closing_port) draft.report("assume.closing_port", *why_not);
  if (assume.closing_states) draft.report("assume.closing_states", *why_not);
}

void check_max_user_port(BehaviourDraft& draft) {
  const Setting* setting = find_setting(draft.os, "MaxUserPort");
  if (setting && setting->effect == SettingEffect::max_user_port_since_vista) return;
  draft.report("assume.max_user_port",
               setting
                   ? fmt::format("the documents agree about MaxUserPort on {}: there is nothing to assume",
                                 draft.os.id)
                   : fmt::format("{} has no MaxUserPort", draft.os.id));
}

void assume_half_open_limit(std::int64_t limit, BehaviourDraft& draft) {
  const auto& known = draft.os.half_open_limit;
  if (known.source.confidence == Confidence::documented) {
    const std::string value = known.value ? fmt::format("a limit of {}", *known.value) : "no limit";
    draft.report("assume.half_open_limit",
                 fmt::format("{} is documented for {}: there is nothing to assume{}", value, draft.os.id,
                             find_setting(draft.os, "EnableConnectionRateLimiting")
                                 ? "; the setting EnableConnectionRateLimiting switches one on"
                                 : ""));
    return;
  }
  draft.host.half_open_limit = limit == 0 ? std::nullopt : std::optional<std::int64_t>{limit};
}

// Once the range is what it will be.
void check_ports_are_left(BehaviourDraft& draft) {
  const HostBehaviour& host = draft.host;
  if (!is_usable(host.ephemeral) || host.handed_out_ports().size() > 0) return;
  const bool is_reserved = !host.reserved.empty();
  const char* setting = is_reserved ? "settings.net.ipv4.ip_local_reserved_ports" : "settings.ReservedPorts";
  draft.report(draft.configuration.excluded.empty() ? setting : "excluded",
               fmt::format("every port from {} to {} is excluded: leave at least one",
                           host.ephemeral.first.number(), host.ephemeral.last.number()));
}

// Whether bind() names the port or not.
void assume_reuseaddr_lifts_time_wait(bool lifts, HostBehaviour& host) {
  host.reuseaddr_lifts_time_wait = lifts;
  if (host.named_port_at_bind) host.named_port_at_bind->reuseaddr_lifts_time_wait = lifts;
}

}  // namespace

void apply_assumptions(BehaviourDraft& draft) {
  const Assumptions& assume = draft.configuration.assume;
  if (assume.selection) draft.host.selection = *assume.selection;
  if (assume.first_port) assume_first_port(*assume.first_port, draft);
  if (assume.cursor_start) assume_cursor_start(*assume.cursor_start, draft);
  if (assume.failed_connect_advances_cursor)
    assume_failed_connect(*assume.failed_connect_advances_cursor, draft);
  check_closing_ports(draft);
  if (assume.reuseaddr_lifts_time_wait)
    assume_reuseaddr_lifts_time_wait(*assume.reuseaddr_lifts_time_wait, draft.host);
  if (assume.max_user_port) check_max_user_port(draft);
  if (assume.half_open_limit) assume_half_open_limit(*assume.half_open_limit, draft);
  check_ports_are_left(draft);
}

}  // namespace portsim
