#include "sim/experiment/restart.hpp"

#include <algorithm>
#include <cstddef>

#include "sim/host/observed_simulation.hpp"
#include "sim/host/pool_plan.hpp"
#include "sim/host/port_pool.hpp"
#include "sim/statistics/fullest_pool.hpp"

namespace portsim {

namespace {

std::vector<PortCount> usable_ports_of(const PortPlan& plan) {
  std::vector<PortCount> ports;
  for (const PlannedPool& pool : plan.pools) ports.push_back(pool.usable_ports());
  return ports;
}

std::int64_t most_of(const std::vector<PortCount>& pools) {
  return FullestPool{pools}.steps();
}

// To copy a simulation takes about as long as so many actions.
double effort_of_copy(const std::vector<PortCount>& pools) {
  constexpr double of_any_size = 20;
  constexpr double of_pool = 5;
  constexpr double of_port = 0.03;
  double effort = of_any_size;
  for (const PortCount ports : pools) effort += of_pool + of_port * ports;
  return effort;
}

// Follows the pools, and adds failures and attempts to what all trials have in common.
class TrialObserver final : public QuietObserver {
 public:
  TrialObserver(const std::vector<PortCount>& pools, SimTime observed_from, RestartTally& tally)
      : pools_{pools}, observed_from_{observed_from}, tally_{tally} {}

  void weigh_failures(double weight) { weight_ = weight; }
  void count_attempts(bool are_original) { are_original_ = are_original; }

  // Before the observed span nothing is worth a split.
  std::int64_t ports_in_use(SimTime now) {
    const std::int64_t ports = pools_.at(now);
    return now < observed_from_ ? 0 : ports;
  }

  void attempted(const Attempt& attempt) override {
    ++tally_.attempts;
    if (attempt.when < observed_from_) return;
    RatioSample& sample = tally_.workloads[attempt.workload];
    if (are_original_) ++sample.trials;
    if (attempt.outcome == ConnectOutcome::connected) return;
    sample.events += weight_;
    ++tally_.failures;
    tally_.climbs.back().expected += weight_;
    ++tally_.climbs.back().seen;
  }
  void held(PoolIndex pool, const PortInterval& interval) override { pools_.held(pool, interval); }
  void given_up(PoolIndex pool, const PortInterval& rest) override { pools_.given_up(pool, rest); }

 private:
  FullestPool pools_;
  SimTime observed_from_;
  RestartTally& tally_;
  double weight_ = 1;
  bool are_original_ = true;
};

// Levels are counted from 1; a trial at 0 is below all.
struct Trial {
  Trial(const Scenario& scenario, const RunId& id, const TrialObserver& beginning)
      : observer{beginning}, simulation{scenario, id, observer} {}

  // A copy that ends when it falls below the level at which the other is.
  Trial(const Trial& other, const RunId& id)
      : observer{other.observer},
        simulation{other.simulation, observer},
        began_at{other.level},
        level{other.level},
        ports{other.ports} {
    observer.count_attempts(false);
    simulation.draw_anew(id);
  }

  TrialObserver observer;
  ObservedSimulation simulation;
  std::size_t began_at = 0;
  std::size_t level = 0;
  std::int64_t ports = 0;  // in use when it was last looked at
};

class Restart {
 public:
  Restart(const Scenario& scenario, const RunId& id, const RestartPlan& plan,
          const std::function<bool()>& keep_going)
      : scenario_{scenario}, id_{id}, plan_{plan}, keep_going_{keep_going} {
    for (const SplitLevel& level : plan.levels)
      weights_.push_back(weights_.back() / static_cast<double>(level.trials));
  }

  std::optional<RestartTally> run() {
    const std::vector<PortCount> pools = usable_ports_of(plan_ports(scenario_));
    effort_of_copy_ = effort_of_copy(pools);
    tally_.workloads.resize(scenario_.workloads.size());
    tally_.climbs.resize(static_cast<std::size_t>(most_of(pools)) + 2);
    Trial original{scenario_, next_id(), {pools, SimTime{scenario_.warm_up}, tally_}};
    follow(original);
    if (is_given_up_) return std::nullopt;
    return std::move(tally_);
  }

 private:
  RunId next_id() {
    ++id_.split;
    return id_;
  }

  // To its end, after all copies that it splits into. Its ports are looked at right after an action, where
  // it may climb, and as the next one is about to happen, when ports have come back meanwhile.
  void follow(Trial& trial) {
    const SimTime end{scenario_.duration};
    while (has_effort_left()) {
      split(trial);
      if (trial.simulation.next_time() >= end) return;
      look_at_level(trial, trial.simulation.next_time());
      if (trial.level < trial.began_at) return;
      trial.observer.weigh_failures(weights_[trial.level]);
      trial.simulation.advance(end, 1);
      look_at_level(trial, trial.simulation.now());
      if (trial.level < trial.began_at) return;
    }
  }

  void split(Trial& trial) {
    while (trial.level < plan_.levels.size() && trial.ports >= plan_.levels[trial.level].ports) {
      const std::int64_t trials = plan_.levels[trial.level].trials;
      ++trial.level;
      for (std::int64_t n = 1; n < trials && has_effort_left(); ++n) {
        tally_.effort += effort_of_copy_;
        Trial copy{trial, next_id()};
        follow(copy);
      }
    }
  }

  void look_at_level(Trial& trial, SimTime now) {
    const std::int64_t before = trial.ports;
    trial.ports = trial.observer.ports_in_use(now);
    for (std::int64_t n = before + 1; n <= trial.ports; ++n) {
      tally_.climbs[static_cast<std::size_t>(n)].expected += weights_[trial.level];
      ++tally_.climbs[static_cast<std::size_t>(n)].seen;
    }
    while (trial.level > 0 && trial.ports < plan_.levels[trial.level - 1].ports) --trial.level;
  }

  bool has_effort_left() {
    constexpr int between_questions = 1 << 12;
    tally_.effort += 1;
    if (tally_.effort > plan_.effort_max) tally_.is_whole = false;
    if (++since_question_ >= between_questions) {
      since_question_ = 0;
      is_given_up_ = is_given_up_ || !keep_going_();
    }
    return tally_.is_whole && !is_given_up_;
  }

  const Scenario& scenario_;
  RunId id_;
  const RestartPlan& plan_;
  const std::function<bool()>& keep_going_;
  std::vector<double> weights_{1};  // of a failure, by the level at which it happens
  double effort_of_copy_ = 0;
  RestartTally tally_;
  int since_question_ = 0;
  bool is_given_up_ = false;
};

}  // namespace

std::int64_t ports_of_levels(const Scenario& scenario) {
  return most_of(usable_ports_of(plan_ports(scenario)));
}

std::optional<RestartTally> run_restart(const Scenario& scenario, RunId id, const RestartPlan& plan,
                                        const std::function<bool()>& keep_going) {
  return Restart{scenario, id, plan, keep_going}.run();
}

}  // namespace portsim
