#include "sim/replay/attempt_story.hpp"

#include <algorithm>

#include "sim/replay/replay.hpp"

namespace portsim {
namespace {

std::vector<PortOffset> offsets_from(PortOffset first, PortCount ports) {
  std::vector<PortOffset> offsets(ports);
  for (PortOffset n = 0; n < ports; ++n) offsets[n] = first + n;
  return offsets;
}

// Each once, ascending.
std::vector<PortOffset> offsets_of(const std::vector<ProbedPorts>& probed, PortCount size) {
  std::vector<bool> is_probed(size);
  for (const auto& [first, last, step] : probed) {
    for (PortOffset port = first; port < size; port += step) {
      is_probed[port] = true;
      if (port == last) break;
    }
    for (PortOffset port = 0; last < first && port <= last; ++port) is_probed[port] = true;
  }
  std::vector<PortOffset> offsets;
  for (PortOffset port = 0; port < size; ++port)
    if (is_probed[port]) offsets.push_back(port);
  return offsets;
}

class Storyteller : public ReplayListener {
 public:
  Storyteller(const Scenario& scenario, const StoryQuestion& question)
      : wanted_{question.attempt}, replay_{scenario, question.id, this} {}

  StorySearch tell(const KeepGoing& keep_going) {
    search_.is_interrupted = !replay_.act_while([this] { return !search_.story; }, keep_going);
    return std::move(search_);
  }

  void attempted(const Attempt& attempt) override {
    if (search_.story) return;
    const bool fails = attempt.outcome != ConnectOutcome::connected;
    ++search_.attempts;
    count_at_instant(attempt);
    if (wanted_ ? search_.attempts == *wanted_ : fails) search_.story = story_of(attempt);
    search_.failures += fails;
  }

 private:
  void count_at_instant(const Attempt& attempt) {
    if (attempt.when != instant_) at_instant_.assign(at_instant_.size(), 0);
    instant_ = attempt.when;
    if (at_instant_.size() <= attempt.workload) at_instant_.resize(attempt.workload + 1);
    ++at_instant_[attempt.workload];
  }

  AttemptStory story_of(const Attempt& attempt) const {
    const PlannedPool& pool = replay_.plan().pools[attempt.pool];
    const Route& route = replay_.plan().epochs[replay_.epoch()].routes[attempt.workload];
    const auto& own = route.own_range;
    const PortHolders holders{replay_, attempt};
    const std::vector<PortOffset> all =
        own ? offsets_from(own->first, own->ports) : offsets_from(0, pool.shape.ports);
    AttemptStory story{.number = search_.attempts,
                       .failures_before = search_.failures,
                       .number_at_instant = at_instant_[attempt.workload] - 1,
                       .attempt = attempt,
                       .epoch = replay_.epoch(),
                       .ends = replay_.four_tuples().ends_of(replay_.epoch(), attempt.workload, attempt.path),
                       .pool = pool,
                       .selection = replay_.plan().selectors[route.paths[attempt.path].selector].spec};
    if (own) story.own_range = {pool.ports().at(all.front()), pool.ports().at(all.back())};
    if (attempt.port < pool.shape.ports) story.picked = pool.ports().at(attempt.port);
    story.looked_at = holders.grouped(offsets_of(replay_.pool(attempt.pool).probed(), pool.shape.ports));
    story.in_all = holders.grouped(all);
    count_usable(holders, all, story);
    return story;
  }

  static void count_usable(const PortHolders& holders, const std::vector<PortOffset>& all,
                           AttemptStory& story) {
    for (const PortOffset port : all) {
      const HeldPorts held = holders.of(port);
      if (held.holder == PortHolder::reserved) continue;
      ++story.ports;
      if (held.holder == PortHolder::nobody) ++story.usable;
      if (!held.soonest || (story.next_usable && *held.soonest >= *story.next_usable)) continue;
      story.next_usable = held.soonest;
      story.next_port = story.pool.ports().at(port);
    }
    if (story.usable == 0) return;
    story.next_usable.reset();
    story.next_port.reset();
  }

  std::optional<std::int64_t> wanted_;
  StorySearch search_;
  SimTime instant_;
  std::vector<std::int64_t> at_instant_;  // attempts of each workload
  Replay replay_;
};

}  // namespace

StorySearch tell_attempt(const Scenario& scenario, const StoryQuestion& question,
                         const KeepGoing& keep_going) {
  return Storyteller{scenario, question}.tell(keep_going);
}

}  // namespace portsim
