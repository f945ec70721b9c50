// What the simulated defects of a level do to a host's behaviour: the mechanisms of KB2916780, KB2826167,
// KB2553549, KB2665809 and KB828333, each separate from the others.
#include <algorithm>

#include <fmt/format.h>

#include "models/os/behaviour_draft.hpp"
#include "models/os/patches.hpp"
#include "models/vocabulary/overloaded.hpp"

namespace portsim {

bool has_defect(const OsProfile& os, const HostConfiguration& configuration, Defect defect) {
  const std::vector<Defect>& cured = configuration.cured;
  return suffers_from(os, defect, configuration.patches) &&
         std::find(cured.begin(), cured.end(), defect) == cured.end();
}

bool hands_out_closing_ports(const OsProfile& os, const HostConfiguration& configuration) {
  return has_defect(os, configuration, Defect::closing_port) && !configuration.assume.selection;
}

namespace {

// A counter of 32 bits passes its end. KB2553549 says 497 days: such a counter of 10 ms (inferred); XNU's
// tcp_now counts milliseconds.
struct LastTick {
  Defect defect;
  Duration uptime;
};
constexpr std::int64_t ticks = std::int64_t{1} << 32;
constexpr LastTick last_ticks[] = {{Defect::time_wait_497_days, ticks * 10ms},
                                   {Defect::time_wait_49_days, ticks * 1ms}};

void activate(Defect defect, std::string_view mechanism, BehaviourDraft& draft) {
  const DefectRow& row = *find_defect(draft.os, defect);
  draft.host.defects.push_back({defect, std::string{mechanism}, cure_of(row), row.source});
}

void hand_out_closing_ports(BehaviourDraft& draft) {
  const Assumptions& assume = draft.configuration.assume;
  HostBehaviour& host = draft.host;
  host.handed_out = assume.closing_states.value_or(ClosingStates::all());
  std::visit(
      overloaded{
          [&](ClosingPortByCursor) {
            host.selection = SeqNaiveSpec{};
            activate(
                Defect::closing_port,
                "the next port of the cursor is handed out though it is still closing and others are free",
                draft);
            if (!host.handed_out.has(ClosingState::time_wait))
              draft.report("assume.closing_states",
                           "the cursor form walks over every closing port; to leave TIME_WAIT out say "
                           "closing_port: {p_closing: 5%} or another probability");
          },
          [&](const ClosingPortByChance& chance) {
            host.selection = SeqClosingSpec{.p_closing = chance.p_closing};
            activate(Defect::closing_port,
                     fmt::format("with probability {:g} % the port that has been closing longest is handed "
                                 "out though others are free",
                                 100 * chance.p_closing.value()),
                     draft);
            if (host.handed_out.is_empty())
              draft.report("assume.closing_states", "expected at least one state");
          },
      },
      assume.closing_port.value_or(ClosingPortByCursor{}));
}

void choose_pools_of_addresses(BehaviourDraft& draft) {
  const auto& options = draft.os.socket_options;
  const bool has_option = std::any_of(options.begin(), options.end(), [](const SocketOptionRow& row) {
    return row.option == SocketOption::port_scalability;
  });
  const bool is_defective = has_defect(draft.os, draft.configuration, Defect::port_scalability);
  draft.host.has_pool_per_address = has_option && !is_defective;
  draft.host.addresses_share_four_tuples = is_defective;
  if (is_defective)
    activate(Defect::port_scalability, description_of(Defect::port_scalability).mechanism, draft);
}

void keep_time_wait(BehaviourDraft& draft) {
  for (const LastTick& last : last_ticks) {
    if (!has_defect(draft.os, draft.configuration, last.defect)) continue;
    draft.host.last_time_wait_end = last.uptime;
    activate(last.defect, description_of(last.defect).mechanism, draft);
  }
}

void exclude_ports(BehaviourDraft& draft) {
  const std::vector<PortRange>& excluded = draft.configuration.excluded;
  if (excluded.empty()) return;
  if (has_defect(draft.os, draft.configuration, Defect::no_excluded_ranges))
    draft.report("excluded", fmt::format("{} cannot exclude ports from its range: {}", draft.os.id,
                                         cure_of(*find_defect(draft.os, Defect::no_excluded_ranges))));
  // Linux passes over them.
  const auto& settings = draft.os.settings;
  const bool are_passed = std::any_of(settings.begin(), settings.end(), [](const Setting& setting) {
    return setting.effect == SettingEffect::reserved;
  });
  std::vector<PortRange>& kept_out = are_passed ? draft.host.reserved : draft.host.excluded;
  kept_out.insert(kept_out.end(), excluded.begin(), excluded.end());
}

}  // namespace

void apply_defects(BehaviourDraft& draft) {
  if (hands_out_closing_ports(draft.os, draft.configuration)) hand_out_closing_ports(draft);
  choose_pools_of_addresses(draft);
  keep_time_wait(draft);
  exclude_ports(draft);
  if (has_defect(draft.os, draft.configuration, Defect::max_free_tw_tcbs)) draft.host.time_wait_cap.reset();
}

}  // namespace portsim
