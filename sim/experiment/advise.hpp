// What would cure a scenario: each remedy alone, with the least change that meets the thresholds, found by
// `solve`; and what cannot cure it, with the reason. Nothing is searched where the thresholds are met
// already.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/experiment/experiment.hpp"
#include "sim/experiment/remedy.hpp"
#include "sim/experiment/results.hpp"
#include "sim/scenario/load.hpp"

namespace portsim {

// What a scenario without thresholds is held to, as an override. Nobody can promise that nothing ever fails:
// under random arrivals any number of ports can be used up.
inline constexpr std::string_view default_thresholds = "thresholds=[failure_fraction < 0.1%]";

enum class Outcome : std::uint8_t {
  meets,    // the thresholds, at `chosen`
  perhaps,  // it seems so at `chosen`, and the replications did not suffice to be sure
  helps,    // most at `chosen`, but not enough
  useless,  // nothing that was tried is any better
};

constexpr std::string_view name_of(Outcome outcome) {
  constexpr std::string_view names[] = {"meets", "perhaps", "helps", "useless"};
  return names[static_cast<std::size_t>(outcome)];
}

// A remedy that was simulated.
struct TriedRemedy {
  Remedy remedy;  // without its candidates
  Outcome outcome = Outcome::useless;
  Candidate chosen;
  double change = 1;                     // how far it is from today, as a part of all candidates
  Results results;                       // at `chosen`
  bool rests_on_more = false;            // on facts that no vendor documents, and that today does not rest on
  std::optional<std::string> by_theory;  // what the closed form alone would choose
  // Less may do, from this on: the replications did not suffice to be sure. Nothing: all less fails.
  std::optional<std::string> first_possible;
  std::size_t candidates = 0;
  std::size_t tried = 0;
  bool fails_again = false;  // a greater change does for sure: the effect is not monotone
};

struct Advice {
  Scenario scenario;
  bool has_default_thresholds = false;
  Results as_it_is;
  bool meets_already = false;
  std::vector<TriedRemedy> tried;  // in the order of outcome, effort, certainty and change
  std::vector<Remedy> impossible;  // without candidates, each with its reason
  bool is_interrupted = false;     // remedies are missing
};

// The problems: of a scenario that does not load.
Result<Advice> advise(const ScenarioText&, const ExperimentOptions&);

// What the result of a change rests on, and that of today does not.
std::vector<Dependency> new_dependencies(const Results& as_it_is, const Results& changed);

// A host whose connects all succeed, and lose no request, needs none.
bool is_needed(const Remedy&, const Scenario&, const Results& as_it_is);

// Whether some remedy meets the thresholds, or none is needed.
bool is_curable(const Advice&);

}  // namespace portsim
