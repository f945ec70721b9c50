#include "sim/experiment/let_through.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <tuple>
#include <utility>

#include "sim/experiment/first_passing.hpp"
#include "sim/experiment/remedies.hpp"
#include "sim/host/observed_simulation.hpp"
#include "sim/host/port_pool.hpp"

namespace portsim {
namespace {

class AttemptWatch final : public QuietObserver {
 public:
  explicit AttemptWatch(const AttemptStory& story)
      : workload_{story.attempt.workload}, when_{story.attempt.when}, number_{story.number_at_instant} {}

  void attempted(const Attempt& attempt) override {
    const bool fails = attempt.outcome != ConnectOutcome::connected;
    ++count.attempts;
    count.failures += fails;
    if (attempt.workload != workload_ || attempt.when != when_) return;
    if (seen_++ == number_) watched = attempt.outcome;
  }

  ReplicationCount count;
  std::optional<ConnectOutcome> watched;  // nothing: the attempt is not made

 private:
  std::uint32_t workload_;
  SimTime when_;
  std::int64_t number_;
  std::int64_t seen_ = 0;  // at that instant
};

class WayFinder {
 public:
  WayFinder(const ScenarioText& text, const RunId& id, const AttemptStory& story, const KeepGoing& keep_going)
      : text_{text}, id_{id}, story_{story}, keep_going_{keep_going} {}

  // The least candidate that lets the attempt through. Candidates let more and more through.
  std::optional<std::size_t> least_of(const std::vector<Candidate>& candidates) {
    return first_passing(candidates.size(), [&](std::size_t n) { return lets_through(candidates[n]); });
  }

  // Nothing: with the candidate the text is no scenario; `why_not` says why.
  std::optional<AttemptWatch> run(const Candidate& candidate, SimTime until) {
    ScenarioText changed = text_;
    changed.varied.insert(changed.varied.end(), candidate.overrides.begin(), candidate.overrides.end());
    const auto scenario = load_scenario(changed);
    if (scenario) return run(*scenario, until);
    why_not = scenario.error().front().message;
    return std::nullopt;
  }

  AttemptWatch run(const Scenario& scenario, SimTime until) {
    AttemptWatch watch{story_};
    ObservedSimulation simulation{scenario, id_, watch};
    is_interrupted = is_interrupted || !advance_to(simulation, until, [this] { return keep_going_(done); });
    return watch;
  }

  bool is_interrupted = false;
  double done = 0;      // of the remedies
  std::string why_not;  // a candidate cannot be tried

 private:
  bool lets_through(const Candidate& candidate) {
    const auto watch = run(candidate, story_.attempt.when + Duration{1});
    return watch && watch->watched.value_or(ConnectOutcome::connected) == ConnectOutcome::connected;
  }

  const ScenarioText& text_;
  const RunId& id_;
  const AttemptStory& story_;
  const KeepGoing& keep_going_;
};

template <class Key>
void sort_by(Key key, std::vector<TriedWay>& ways) {
  std::stable_sort(ways.begin(), ways.end(),
                   [&](const TriedWay& a, const TriedWay& b) { return key(a) < key(b); });
}

void rank(WaysThrough& found) {
  const auto failures = [](const TriedWay& way) { return way.replication.failures; };
  sort_by(failures, found.no_help);
  const auto best_first = [&](const TriedWay& way) {
    const bool is_patch = way.remedy.kind == RemedyKind::patch;
    return std::tuple{!is_patch, failures(way), way.remedy.effort};
  };
  sort_by(best_first, found.ways);
}

}  // namespace

WaysThrough ways_through(const Scenario& scenario, const ScenarioText& text, const RunId& id,
                         const AttemptStory& story, const KeepGoing& keep_going) {
  const SimTime end{scenario.duration};
  WayFinder finder{text, id, story, keep_going};
  WaysThrough found{.as_it_is = finder.run(scenario, end).count};
  Remedies remedies = remedies_of(scenario, text);
  const HostIndex host = scenario.workloads[story.attempt.workload].host;
  for (std::size_t n = 0; n < remedies.size() && !finder.is_interrupted; ++n) {
    Remedy& remedy = remedies[n];
    finder.done = static_cast<double>(n) / static_cast<double>(remedies.size());
    if (remedy.host != host) continue;
    if (remedy.candidates.empty()) {
      found.impossible.push_back(std::move(remedy));
      continue;
    }
    const std::vector<Candidate> candidates = std::move(remedy.candidates);
    remedy.candidates.clear();
    finder.why_not.clear();
    const auto least = finder.least_of(candidates);
    const Candidate& chosen = least ? candidates[*least] : candidates.back();
    const auto whole = finder.run(chosen, end);
    if (finder.is_interrupted) break;
    if (!whole) {
      remedy.why_not = finder.why_not;
      found.impossible.push_back(std::move(remedy));
      continue;
    }
    auto& tried = least ? found.ways : found.no_help;
    tried.push_back({std::move(remedy), chosen, whole->watched.has_value(), whole->count});
  }
  found.is_interrupted = finder.is_interrupted;
  rank(found);
  return found;
}

}  // namespace portsim
