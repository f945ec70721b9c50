// What a real kernel did with recorded connects, and what the simulator does with the same. Tolerances are
// those of the measurement: half a point of failures, two percent of the sockets in TIME_WAIT.
#include "tests/kernel/replay.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <string>
#include <vector>

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "tests/kernel/recorded_case.hpp"
#include "tests/kernel/recorded_scenario.hpp"

using namespace portsim;
using namespace portsim::kernel;

namespace {

constexpr double fraction_tolerance = 0.005;
constexpr double time_wait_tolerance = 0.02;
constexpr double first_failure_tolerance = 0.5;  // seconds

struct Comparison {
  const RecordedRun& kernel;
  Replay model;

  double fraction_difference() const { return model.failure_fraction - kernel.failure_fraction; }

  // The largest of all 10 s, as a part of the attempts in them; a single attempt counts nothing.
  double bin_difference() const {
    double largest = 0;
    for (std::size_t n = 0; n < kernel.bins.size(); ++n) {
      const std::int64_t differ = std::abs(at(model.bins, n) - kernel.bins[n].failures);
      if (differ > 1) largest = std::max(largest, part_of(differ, kernel.bins[n].attempts));
    }
    return largest;
  }
  // The mean of all seconds, as a part of the most.
  double time_wait_difference() const {
    std::int64_t sum = 0;
    for (std::size_t n = 0; n < kernel.time_wait.size(); ++n)
      sum += std::abs(at(model.time_wait, n) - kernel.time_wait[n]);
    return part_of(sum, kernel.time_wait_max) / static_cast<double>(kernel.time_wait.size());
  }
  // As a part of all.
  double first_tries_that_differ() const {
    std::int64_t differ = 0;
    for (std::size_t n = 0; n < kernel.first_tries_failed.size(); ++n)
      differ += kernel.first_tries_failed[n] != model.first_tries_failed.at(n);
    return part_of(differ, static_cast<std::int64_t>(kernel.first_tries_failed.size()));
  }

 private:
  static double part_of(std::int64_t some, std::int64_t all) {
    return static_cast<double>(some) / static_cast<double>(all);
  }
  static std::int64_t at(const std::vector<std::int64_t>& values, std::size_t n) {
    return n < values.size() ? values[n] : 0;
  }
};

// Each measurement of a case with its own phases.
std::vector<Comparison> comparisons_of(const RecordedCase& recorded) {
  std::vector<Comparison> comparisons;
  for (const RecordedRun& run : recorded.runs)
    comparisons.push_back({run, replay(scenario_of(recorded, run.phases))});
  return comparisons;
}

std::string row_of(const Comparison& comparison) {
  const auto& [kernel, model] = comparison;
  return fmt::format(
      "{}: failures {}, model {}, difference {:+.4f}; first failure {:.3f} s, model {:.3f} s; in 10 s off by "
      "{:.4f}; "
      "first tries that differ {:.4f}; TIME_WAIT at most {}, model {}, in mean off by {:.4f}",
      kernel.name, kernel.failures, model.failures, comparison.fraction_difference(),
      kernel.first_failure.value_or(NAN), model.first_failure.value_or(NAN), comparison.bin_difference(),
      comparison.first_tries_that_differ(), kernel.time_wait_max, model.time_wait_max,
      comparison.time_wait_difference());
}

// Where ports come back at once, or after a second, the lateness of attempts, up to milliseconds, decides
// which of two gets one.
bool has_ports_back_at_once(const std::string& case_name) {
  return case_name == "server_close" || case_name == "reuse1_veth";
}

}  // namespace

TEST_CASE("With the phases of its timers known, a kernel is predicted to half a point", "[kernel]") {
  const std::vector<std::string> names = recorded_case_names();
  CHECK(names.size() == 14);
  for (const std::string& name : names) {
    const RecordedCase recorded = recorded_case(name);
    for (const Comparison& comparison : comparisons_of(recorded)) {
      const auto& [kernel, model] = comparison;
      INFO(row_of(comparison));
      CHECK(std::abs(comparison.fraction_difference()) <= fraction_tolerance);
      CHECK(std::abs(static_cast<double>(model.time_wait_max - kernel.time_wait_max)) <=
            time_wait_tolerance * static_cast<double>(kernel.time_wait_max));
      REQUIRE(model.first_failure.has_value() == kernel.first_failure.has_value());
      if (kernel.first_failure)
        CHECK(std::abs(*model.first_failure - *kernel.first_failure) <= first_failure_tolerance);
    }
  }
}

TEST_CASE("A kernel's failures are predicted in every 10 s", "[kernel]") {
  for (const std::string& name : recorded_case_names()) {
    const RecordedCase recorded = recorded_case(name);
    for (const Comparison& comparison : comparisons_of(recorded)) {
      INFO(row_of(comparison));
      CHECK(comparison.bin_difference() <= 0.01);
    }
  }
}

TEST_CASE("Attempt by attempt the model fails where a kernel failed, and waits as it waited", "[kernel]") {
  for (const std::string& name : recorded_case_names()) {
    if (has_ports_back_at_once(name)) continue;
    const RecordedCase recorded = recorded_case(name);
    for (const Comparison& comparison : comparisons_of(recorded)) {
      INFO(row_of(comparison));
      CHECK(comparison.first_tries_that_differ() <= 0.01);
      CHECK(comparison.time_wait_difference() <= 0.01);
    }
  }
}

// What is compared can fail: a simpler model leaves out when the kernel's timer ticks.
TEST_CASE("A model whose TIME_WAIT ends after exactly 60 s is off by more than a point", "[kernel]") {
  for (const char* name : {"const_super", "poisson_near", "dst2", "long_hold", "retry3"}) {
    const RecordedCase recorded = recorded_case(name);
    const RecordedRun& run = recorded.runs.front();
    Scenario scenario = scenario_of(recorded, run.phases);
    scenario.hosts[0].behaviour.time_wait_granularity = Duration::zero();
    const Comparison comparison{run, replay(scenario)};
    INFO(row_of(comparison));
    CHECK(std::abs(comparison.fraction_difference()) > 2 * fraction_tolerance);
  }
}

TEST_CASE("A model whose timer ticks between the kernel's ticks fails at other attempts", "[kernel]") {
  for (const char* name : {"const_super", "poisson_near", "dst2", "long_hold", "src3_noport"}) {
    const RecordedCase recorded = recorded_case(name);
    const RecordedRun& run = recorded.runs.front();
    RecordedPhases shifted = run.phases;
    shifted.time_wait += 1.024;
    const Comparison comparison{run, replay(scenario_of(recorded, shifted))};
    INFO(row_of(comparison));
    CHECK(comparison.first_tries_that_differ() > 0.02);
  }
}
