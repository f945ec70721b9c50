#include "sim/live/live_scenario.hpp"

#include <algorithm>
#include <string_view>

#include <fmt/format.h>

#include "models/os/catalogue.hpp"

#include "sim/scenario/client_demand.hpp"

namespace portsim {

namespace {

constexpr std::string_view ticks_setting = "CONFIG_HZ";

bool is_linux(const OsProfile& os) {
  return os.id.substr(0, 6) == "linux-";
}

void add_host(const Host& host, Refusals& refusals) {
  const auto refuse = [&](std::string why) {
    refusals.push_back(fmt::format("hosts.{}.{}", host.name, why));
  };
  if (!is_linux(*host.os))
    refuse(fmt::format("os: {} is no Linux, and this kernel can only show itself", host.os->name));
  if (host.uptime > Duration::zero()) refuse("uptime: this machine has an uptime of its own");
  if (!host.configuration.patches.empty()) refuse("patches: this kernel has none to install");
  if (!host.configuration.excluded.empty())
    refuse("excluded: write net.ipv4.ip_local_reserved_ports, which this kernel has");
}

double attempts_at_most(const Scenario& scenario) {
  double attempts = 0;
  for (const Workload& workload : scenario.workloads) {
    const double tries = workload.retry ? 1.0 + static_cast<double>(workload.retry->attempts) : 1.0;
    attempts += tries * requests_at_most(workload, scenario.duration);
  }
  return attempts;
}

std::size_t address_count(const Scenario& scenario) {
  std::size_t count = scenario.hosts.front().addresses.size();
  for (const Service& service : scenario.services) count += service.count;
  return count;
}

}  // namespace

Refusals not_for_a_kernel(const Scenario& scenario) {
  Refusals refusals;
  for (const Host& host : scenario.hosts) add_host(host, refusals);
  if (scenario.hosts.size() > 1)
    refusals.push_back(fmt::format("hosts: there are {}, and one kernel is one host", scenario.hosts.size()));
  if (!scenario.timeline.empty())
    refusals.push_back("timeline: nothing is changed while the kernel runs; run its parts as scenarios");
  return refusals;
}

Refusals too_much(const Scenario& scenario, const LiveDemand& demand, std::int64_t files_max) {
  constexpr std::int64_t files_of_program = 64;
  Refusals refusals;
  if (demand.attempts > live_attempts_max)
    refusals.push_back(
        fmt::format("{} connects are asked for; at most {} are made", demand.attempts, live_attempts_max));
  if (demand.attempts_per_second > live_rate_max)
    refusals.push_back(fmt::format("{:.0f} connects are asked for in one second; at most {:.0f} are made",
                                   demand.attempts_per_second, live_rate_max));
  const auto addresses = static_cast<std::int64_t>(address_count(scenario));
  const std::int64_t files =
      2 * demand.live + addresses + scenario.hosts.front().occupied.ports + files_of_program;
  if (files > files_max)
    refusals.push_back(
        fmt::format("{} connections are open at once, for which the program needs {} files; it "
                    "may have {} (ulimit -Hn)",
                    demand.live, files, files_max));
  return refusals;
}

Refusals too_much_to_try(const Scenario& scenario) {
  Refusals refusals;
  const double attempts = attempts_at_most(scenario);
  if (scenario.duration > live_duration_max)
    refusals.push_back(fmt::format("duration: {:.0f} s; at most {:.0f} s are run",
                                   in_seconds(scenario.duration), in_seconds(live_duration_max)));
  // Retries and users without ports are counted by a simulated run, if that is short.
  if (attempts > 50.0 * static_cast<double>(live_attempts_max))
    refusals.push_back(
        fmt::format("up to {:.0f} connects are asked for; at most {} are made", attempts, live_attempts_max));
  if (address_count(scenario) > live_addresses_max)
    refusals.push_back(
        fmt::format("{} addresses are asked for, of the host and of services; at most {} are made",
                    address_count(scenario), live_addresses_max));
  return refusals;
}

std::vector<std::string> what_is_different(const Scenario& scenario, const KernelFacts& kernel) {
  std::vector<std::string> notes;
  const Host& host = scenario.hosts.front();
  if (host.os != kernel.os)
    notes.push_back(fmt::format("the scenario says {}; predicted as {}, which this kernel is", host.os->id,
                                kernel.os->id));
  const auto hz = host.configuration.settings.find(ticks_setting);
  if (hz != host.configuration.settings.end() && hz->second != SettingValue{kernel.hz})
    notes.push_back(fmt::format("{} is {} here, whatever the scenario says", ticks_setting, kernel.hz));
  if (host.phases != TimerPhases{})
    notes.push_back("phases: the timers of this kernel stand where they do, whatever the scenario says");
  const bool has_round_trip =
      std::any_of(scenario.services.begin(), scenario.services.end(),
                  [](const Service& service) { return service.round_trip > Duration::zero(); });
  if (has_round_trip) notes.push_back("round trips are 0 s here, in the measurement and in the prediction");
  return notes;
}

tl::expected<Scenario, std::string> on_kernel(Scenario scenario, const KernelFacts& kernel,
                                              const SettingValues& settings) {
  Host& host = scenario.hosts.front();
  host.os = kernel.os;
  for (const auto& [name, value] : settings) host.configuration.settings.insert_or_assign(name, value);
  if (find_setting(*kernel.os, ticks_setting) != nullptr)
    host.configuration.settings.insert_or_assign(std::string{ticks_setting}, SettingValue{kernel.hz});
  const auto behaviour = behaviour_of(*kernel.os, host.configuration);
  if (!behaviour) {
    const BehaviourProblem& first = behaviour.error().front();
    return tl::unexpected{fmt::format("hosts.{}.{}: {}", host.name, first.key, first.message)};
  }
  host.behaviour = *behaviour;
  host.phases = {};
  for (Service& service : scenario.services) service.round_trip = Duration::zero();
  return scenario;
}

}  // namespace portsim
