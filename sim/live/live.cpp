#include "sim/live/live.hpp"

#include <utility>

#include <fmt/format.h>
#include <sys/resource.h>

#include "sim/live/kernel.hpp"
#include "sim/live/network.hpp"
#include "sim/live/sysctls.hpp"
#include "sim/live/timer_grid.hpp"

namespace portsim {

namespace {

// As many files as a process may have open.
std::int64_t raise_file_limit() {
  rlimit limit{};
  getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
  return static_cast<std::int64_t>(limit.rlim_cur);
}

tl::unexpected<NotMeasured> refused(Refusals refusals) {
  return tl::unexpected{NotMeasured{NotForThisKernel{std::move(refusals)}}};
}
tl::unexpected<NotMeasured> not_here(std::string why) {
  return tl::unexpected{NotMeasured{NotOnThisMachine{std::move(why)}}};
}

tl::expected<KernelFacts, NotMeasured> running_kernel() {
  KernelFacts kernel{.release = kernel_release(), .hz = ticks_a_second()};
  kernel.os = row_of_release(kernel.release);
  if (kernel.os == nullptr || kernel.hz == 0)
    return not_here(fmt::format("the kernel \"{}\" is none that the catalogue has", kernel.release));
  return kernel;
}

void add_phases(LiveMeasurement& measured, const std::optional<JiffiesReading>& jiffies,
                Duration granularity) {
  if (granularity > Duration::zero())
    measured.phase_of_drops = phase_of_drops(measured.time_wait, granularity);
  if (jiffies) {
    measured.phases = phases_of(*jiffies, measured.kernel.hz, granularity, measured.start);
    measured.phase_source = PhaseSource::jiffies;
  } else if (measured.phase_of_drops) {
    measured.phases.time_wait = measured.phase_of_drops;
    measured.phase_source = PhaseSource::drops;
  }
}

}  // namespace

tl::expected<FinishedMeasurement, NotMeasured> measure_live(const Scenario& asked,
                                                            const LiveOptions& options) {
  Refusals refusals = not_for_a_kernel(asked);
  for (std::string& refusal : too_much_to_try(asked)) refusals.push_back(std::move(refusal));
  if (!refusals.empty()) return refused(std::move(refusals));
  auto kernel = running_kernel();
  if (!kernel) return tl::unexpected{kernel.error()};
  auto planned = on_kernel(asked, *kernel, {});
  if (!planned) return refused({planned.error()});
  refusals = too_much(*planned, demand_of(*planned), raise_file_limit());
  if (!refusals.empty()) return refused(std::move(refusals));
  const auto jiffies = read_jiffies();

  auto network = PrivateNetwork::make(*planned);
  if (!network) return not_here(network.error());
  if (const Done written = write_sysctls(asked.hosts.front().configuration.settings); !written)
    return not_here(written.error());
  const ReadSettings settings = read_sysctls(*kernel->os);
  kernel->settings = settings.texts;
  kernel->name_space = network->kind();
  kernel->has_second_host = network->has_second_host();
  auto scenario = on_kernel(asked, *kernel, settings.values);
  if (!scenario) return refused({scenario.error()});

  auto measured = run_live(*scenario, *network, options);
  if (!measured) return not_here(measured.error());
  measured->kernel = *kernel;
  add_phases(*measured, jiffies, scenario->hosts.front().behaviour.time_wait_granularity);
  return FinishedMeasurement{std::move(*scenario), std::move(*measured), what_is_different(asked, *kernel)};
}

}  // namespace portsim
