// `hosts.NAME.phases`: where the kernel's timers stand when the run begins, to follow a recorded run.
#include "sim/scenario/key_table.hpp"
#include "sim/scenario/sections.hpp"

namespace portsim {
namespace {

constexpr const char* a_phase = "a duration such as \"0.53s\"";

constexpr Key<TimerPhases> phase_keys[] = {
    {"time_wait", optional("drawn anew in each replication"), a_phase,
     takes_duration<&TimerPhases::time_wait>,
     "from the start of the run to a tick at which TIME_WAIT may end"},
    {"port_hash", optional("drawn anew in each replication"), a_phase,
     takes_duration<&TimerPhases::port_hash>,
     "from the start of the run to an instant at which each destination gets another place in the range"},
};

bool renews_its_hash(const PortSelectionSpec& selection) {
  const auto* linux_connect = std::get_if<LinuxConnectSpec>(&selection);
  return linux_connect && linux_connect->hash_lasts > Duration::zero();
}

}  // namespace

Shape phases_shape() {
  return shapes::map_of<phase_keys>();
}

void read_phases(const Field& value, TimerPhases& phases) {
  read_map(value, phase_keys, phases);
}

void check_phases(const Field& field, const Host& host) {
  const auto report = [&](std::string_view key, std::string message) {
    const Field phases = field.entry(*field.map()->find("phases"), "");
    phases.entry(*phases.map()->find(key), "").report_at_key(ProblemKind::not_applicable, std::move(message));
  };
  if (host.phases.time_wait && host.behaviour.time_wait_granularity == Duration::zero())
    report("time_wait", fmt::format("{} ends TIME_WAIT on time, not at ticks", host.os->id));
  if (host.phases.port_hash && !renews_its_hash(host.behaviour.selection))
    report("port_hash",
           fmt::format("the order in which {} tries its ports does not change with time", host.os->id));
}

}  // namespace portsim
