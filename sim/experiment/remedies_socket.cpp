// How a workload's sockets get their ports: options that let ports be shared, and bind() or not.
#include <algorithm>

#include <fmt/format.h>

#include "sim/experiment/remedy_families.hpp"
#include "sim/scenario/port_source.hpp"

namespace portsim {
namespace {

bool is_windows(const OsProfile& os) {
  return os.id.substr(0, 7) == "windows";
}

Remedy option_remedy(const WorkloadPlace& place, SocketOption option) {
  Remedy remedy =
      workload_remedy(RemedyKind::socket_option, Effort::application_change, place, name_of(option));
  remedy.paths = {place.path("socket")};
  add_costs(side_effects_of(*place.host().os, option), remedy);
  return remedy;
}

void offer_option(const WorkloadPlace& place, SocketOption option, Remedy& remedy) {
  const Host& host = place.host();
  if (place.workload().socket.has(option))
    remedy.why_not = "its sockets have it already";
  else if (auto why_not = why_not_socket_option(*host.os, option, host.configuration.patches))
    remedy.why_not = std::move(*why_not);
  else
    remedy.candidates = {{"", {place.socket_with(option)}}};
}

// KB319502 names its absence as a cause. Elsewhere it is about ports that bind() names.
void add_reuseaddr(const WorkloadPlace& place, Remedies& remedies) {
  const Workload& workload = place.workload();
  const bool may_matter = is_windows(*place.host().os) || workload.bind.call == BindCall::fixed_port;
  if (!may_matter) return;
  Remedy remedy = option_remedy(place, SocketOption::reuseaddr);
  if (workload.socket.has(SocketOption::exclusiveaddruse))
    remedy.why_not = "its sockets have SO_EXCLUSIVEADDRUSE, which excludes it";
  else
    offer_option(place, SocketOption::reuseaddr, remedy);
  remedies.push_back(std::move(remedy));
}

// Where bind() would choose the port.
void add_address_no_port(const WorkloadPlace& place, Remedies& remedies) {
  const Workload& workload = place.workload();
  const bool is_linux = place.host().os->id.substr(0, 5) == "linux";
  const bool binds = workload.bind.call == BindCall::any_port || !workload.from.empty();
  if (!is_linux || !binds || workload.bind.call == BindCall::fixed_port) return;
  Remedy remedy = option_remedy(place, SocketOption::bind_address_no_port);
  offer_option(place, SocketOption::bind_address_no_port, remedy);
  remedies.push_back(std::move(remedy));
}

std::string bind_text(const Bind& bind) {
  return bind.call == BindCall::fixed_port ? fmt::format("port {}", bind.port.number()) : "any-port";
}

void add_no_bind(const WorkloadPlace& place, Remedies& remedies) {
  const Bind& bind = place.workload().bind;
  if (bind.call == BindCall::none) return;
  Remedy remedy = workload_remedy(RemedyKind::bind, Effort::application_change, place, "bind()");
  remedy.today = bind_text(bind);
  remedy.paths = {place.path("bind")};
  remedy.candidates = {{"none", {place.path("bind") + "=none"}}};
  remedy.costs.push_back(
      {"the system chooses the port, when it connects: who expects that port, such as a "
       "firewall, no longer sees it",
       std::nullopt});
  remedies.push_back(std::move(remedy));
}

// Beside the range of today, which others may go on drawing from; where there is no room, the same ports.
std::vector<PortRange> second_ranges(const PortRange& range) {
  constexpr PortCount least = 256;
  constexpr std::uint16_t first_port = 1025;
  const PortCount room = range.first.number() > first_port ? range.first.number() - first_port : 0;
  if (room < least) return {range};
  std::vector<PortRange> ranges;
  for (const std::int64_t number : values_above(least - 1, room))
    ranges.push_back({Port{static_cast<std::uint16_t>(range.first.number() - number)},
                      Port{static_cast<std::uint16_t>(range.first.number() - 1)}});
  return ranges;
}

// Overrides that stay the same whatever the size of the range.
std::vector<std::string> what_draws_from_it(const HostPlace& place, const Setting& setting, Remedy& remedy) {
  std::vector<std::string> overrides;
  const Host& host = place.host();
  const auto& patches = host.configuration.patches;
  const bool has_patch = setting.needs_patch.empty() ||
                         std::find(patches.begin(), patches.end(), setting.needs_patch) != patches.end();
  if (!has_patch) {
    remedy.effort = Effort::patch_and_restart;
    remedy.title += fmt::format(", with {}", setting.needs_patch);
    overrides.push_back(place.patches_with(setting.needs_patch));
  }
  for (const WorkloadIndex index : place.workloads()) {
    const Workload& workload = place.scenario.workloads[index];
    if (workload.bind.call == BindCall::fixed_port || chooses_at_connect(host.behaviour, workload)) continue;
    remedy.effort = Effort::application_change;
    overrides.push_back(
        WorkloadPlace{place.scenario, place.text, index}.socket_with(SocketOption::reuse_unicastport));
  }
  if (remedy.effort == Effort::application_change)
    add_costs(side_effects_of(*host.os, SocketOption::reuse_unicastport), remedy);
  return overrides;
}

const Setting* auto_reuse_of(const OsProfile& os) {
  for (const Setting& setting : os.settings)
    if (setting.effect == SettingEffect::auto_reuse_range) return &setting;
  return nullptr;
}

}  // namespace

void add_auto_reuse_remedy(const HostPlace& place, Remedies& remedies) {
  const Host& host = place.host();
  if (!is_windows(*host.os)) return;
  const Setting* setting = auto_reuse_of(*host.os);
  Remedy remedy =
      host_remedy(RemedyKind::auto_reuse, Effort::setting_and_restart, place, "AutoReusePortRange");
  remedy.today = "none";
  if (!setting || host.behaviour.auto_reuse) {
    remedy.why_not = setting ? "there is such a range already"
                             : fmt::format(
                                   "{} has no such setting; the first level that has one is "
                                   "windows-8, with KB3014399",
                                   host.os->id);
    return remedies.push_back(std::move(remedy));
  }
  const std::string path = place.setting_path(setting->name);
  remedy.paths = {path};
  add_costs(side_effects_of(*host.os, setting->effect), remedy);
  const std::vector<std::string> others = what_draws_from_it(place, *setting, remedy);
  for (const PortRange& range : second_ranges(host.behaviour.ephemeral)) {
    const std::string value = yaml_of(range, setting->type);
    Candidate candidate{value, others};
    candidate.overrides.push_back(fmt::format("{}={}", path, value));
    remedy.candidates.push_back(std::move(candidate));
  }
  remedies.push_back(std::move(remedy));
}

void add_socket_remedies(const WorkloadPlace& place, Remedies& remedies) {
  add_reuseaddr(place, remedies);
  add_address_no_port(place, remedies);
  add_no_bind(place, remedies);
}

}  // namespace portsim
