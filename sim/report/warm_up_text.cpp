#include "sim/report/warm_up_text.hpp"

#include <string>

#include <fmt/format.h>

#include "sim/report/number_text.hpp"

namespace portsim {

namespace {

// Whole seconds, as a scenario would say it.
std::string rounded_up_text(Duration duration) {
  return duration_text((duration + 1s - 1ns) / 1s * 1s);
}

std::string settling_text(const Settling& settling, Duration warm_up) {
  const bool is_whole = warm_up == Duration::zero();
  if (settling.is_too_short) return "the run is too short to tell when the ports in use settle (MSER-5)";
  if (settling.after == Duration::zero()) return "by MSER-5 the ports in use have settled by then";
  if (is_whole)
    return fmt::format("by MSER-5 the ports in use settle after {}", rounded_up_text(settling.after));
  return fmt::format("by MSER-5 the ports in use settle only after another {}, and a warm_up of {} would do",
                     rounded_up_text(settling.after), rounded_up_text(warm_up + settling.after));
}

}  // namespace

Section warm_up_section(const Scenario& scenario, const Results& results) {
  const bool is_whole = scenario.warm_up == Duration::zero();
  const auto& settling = results.settling;
  if (!settling && scenario.finds_warm_up)
    return {{"Warm-up", Emphasis::strong},
            {{"none: the load does not stay, and there is nothing to settle to"}}};
  const bool has_settled = settling && settling->after == Duration::zero();
  if (!settling || (is_whole && has_settled)) return {};
  const std::string counted = is_whole
                                  ? "none: everything is counted, from the empty pool on"
                                  : fmt::format("the first {} not counted{}", duration_text(scenario.warm_up),
                                                scenario.finds_warm_up ? ", as MSER-5 found" : "");
  const bool is_as_found = scenario.finds_warm_up && has_settled;
  const std::string rest = is_as_found ? "" : "; " + settling_text(*settling, scenario.warm_up);
  return {{"Warm-up", Emphasis::strong}, {{counted + rest}}};
}

}  // namespace portsim
