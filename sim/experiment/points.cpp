#include "sim/experiment/points.hpp"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <exception>
#include <iterator>
#include <limits>
#include <map>
#include <mutex>
#include <optional>
#include <utility>

#include "sim/experiment/parallel.hpp"
#include "sim/experiment/precision.hpp"
#include "sim/experiment/replication.hpp"
#include "sim/experiment/time_series.hpp"

namespace portsim {

namespace {

struct Task {
  std::size_t point;
  int replication;
};

std::int64_t most_replications_of(const std::vector<const Scenario*>& points) {
  std::int64_t most = 0;
  for (const Scenario* scenario : points)
    most += scenario->precision ? scenario->precision->at_most : scenario->replications;
  return most;
}

// A point some of whose replications have begun.
struct OpenPoint {
  std::vector<std::optional<ReplicationTally>> tallies;  // one a wanted replication
  int finished = 0;
};

// The replications from the first to the last before one that did not finish.
Tallies without_gap(std::vector<std::optional<ReplicationTally>>&& tallies) {
  Tallies finished;
  for (std::optional<ReplicationTally>& tally : tallies) {
    if (!tally) break;
    finished.push_back(std::move(*tally));
  }
  return finished;
}

// How far all points together are, told one call at a time.
class ProgressOfPoints {
 public:
  ProgressOfPoints(int replications, const std::function<void(const Progress&)>& tell)
      : now_{.replications = replications}, tell_{tell} {}

  void want(int more) { now_.replications += more; }

  void advance(double by) {
    done_ += by;
    show();
  }
  void finish(double by) {
    ++now_.finished;
    advance(by);
  }

 private:
  void show() {
    now_.fraction = std::max(now_.fraction, done_ / now_.replications);
    if (tell_) tell_(now_);
  }

  Progress now_;
  double done_ = 0;  // replications, with parts of those under way
  const std::function<void(const Progress&)>& tell_;
};

// Which replication is next, and what those that finished come to. Used by all threads.
class Schedule {
 public:
  Schedule(const std::vector<const Scenario*>& points, const ExperimentOptions& options,
           const ReplicationsWanted& wanted, const PointFinished& finished)
      : points_{points},
        options_{options},
        wanted_{wanted},
        finished_{finished},
        progress_{total(points), options.progress} {}

  // Waits where a point may yet want more of them. Nothing: none is left to begin.
  std::optional<Task> next() {
    std::unique_lock lock{mutex_};
    changed_.wait(lock, [&] { return has_next() || under_way_ == 0 || is_stopped(); });
    if (!has_next() || is_stopped()) return std::nullopt;
    ++under_way_;
    if (!wanted_more_.empty()) {
      const Task task = wanted_more_.front();
      wanted_more_.pop_front();
      return task;
    }
    return next_in_order();
  }

  void run(const Task& task) {
    const UnderWay until_the_end{*this};
    const Scenario& scenario = *points_[task.point];
    const RunId id{scenario.seed, static_cast<std::uint32_t>(task.replication)};
    double done = 0;
    const bool is_watched = options_.watches && task.replication < watched_replications_max;
    const auto run_it = is_watched ? run_watched_replication : run_replication;
    auto tally = run_it(scenario, id, [&](double fraction) {
      const std::lock_guard lock{mutex_};
      progress_.advance(fraction - done);
      done = fraction;
      return !is_stopped();
    });
    finish(task, std::move(tally), 1 - done);
  }

  void tell_what_was_stopped() {
    for (auto& [point, open] : open_) finished_({point, without_gap(std::move(open.tallies)), false});
  }

 private:
  // A replication, until it is told what became of it: an exception is also an end, and the end of all.
  class UnderWay {
   public:
    explicit UnderWay(Schedule& schedule) : schedule_{schedule}, exceptions_{std::uncaught_exceptions()} {}
    ~UnderWay() {
      {
        const std::lock_guard lock{schedule_.mutex_};
        --schedule_.under_way_;
        if (std::uncaught_exceptions() > exceptions_) schedule_.has_ended_ = true;
      }
      schedule_.changed_.notify_all();
    }
    UnderWay(const UnderWay&) = delete;
    UnderWay& operator=(const UnderWay&) = delete;

   private:
    Schedule& schedule_;
    int exceptions_;
  };

  static int total(const std::vector<const Scenario*>& points) {
    int replications = 0;
    for (const Scenario* scenario : points) replications += scenario->replications;
    return replications;
  }

  void end() {
    const std::lock_guard lock{mutex_};
    has_ended_ = true;
  }

  bool is_stopped() const { return has_ended_ || (options_.stop != nullptr && options_.stop->load()); }
  bool has_next() const { return !wanted_more_.empty() || next_point_ < points_.size(); }

  Task next_in_order() {
    const Task task{next_point_, next_replication_};
    const int wanted = points_[task.point]->replications;
    if (task.replication == 0) open_[task.point].tallies.resize(static_cast<std::size_t>(wanted));
    if (++next_replication_ == wanted) {
      ++next_point_;
      next_replication_ = 0;
    }
    return task;
  }

  void finish(const Task& task, std::optional<ReplicationTally>&& tally, double rest) {
    std::optional<PointTallies> whole;
    {
      const std::lock_guard lock{mutex_};
      if (tally) {
        progress_.finish(rest);
        whole = keep(task, std::move(*tally));
      }
    }
    if (whole) {
      const std::lock_guard one_at_a_time{telling_};
      if (!finished_(std::move(*whole))) end();
    }
  }

  // The point, if that was its last replication.
  std::optional<PointTallies> keep(const Task& task, ReplicationTally&& tally) {
    OpenPoint& open = open_[task.point];
    open.tallies[static_cast<std::size_t>(task.replication)] = std::move(tally);
    const int wanted = static_cast<int>(open.tallies.size());
    if (++open.finished < wanted) return std::nullopt;
    PointTallies whole{task.point, without_gap(std::move(open.tallies)), true};
    const int in_all = wanted_(*points_[task.point], whole.tallies);
    if (in_all <= wanted) {
      open_.erase(task.point);
      return whole;
    }
    open.tallies.assign(std::make_move_iterator(whole.tallies.begin()),
                        std::make_move_iterator(whole.tallies.end()));
    open.tallies.resize(static_cast<std::size_t>(in_all));
    for (int n = wanted; n < in_all; ++n) wanted_more_.push_back({task.point, n});
    progress_.want(in_all - wanted);
    return std::nullopt;
  }

  const std::vector<const Scenario*>& points_;
  const ExperimentOptions& options_;
  const ReplicationsWanted& wanted_;
  const PointFinished& finished_;
  std::mutex mutex_;
  std::mutex telling_;
  std::condition_variable changed_;
  std::deque<Task> wanted_more_;  // of points that are not precise enough yet
  std::size_t next_point_ = 0;
  int next_replication_ = 0;
  int under_way_ = 0;
  bool has_ended_ = false;  // by an exception, or because enough was seen
  std::map<std::size_t, OpenPoint> open_;
  ProgressOfPoints progress_;
};

// No more threads than tasks.
void run_on_threads(std::int64_t tasks, const std::vector<const Scenario*>& points,
                    const ExperimentOptions& options, const ReplicationsWanted& wanted,
                    const PointFinished& finished) {
  Schedule schedule{points, options, wanted, finished};
  on_threads(options.threads, tasks, [&] {
    while (const auto task = schedule.next()) schedule.run(*task);
  });
  schedule.tell_what_was_stopped();
}

}  // namespace

void run_points(const std::vector<const Scenario*>& points, const ExperimentOptions& options,
                const ReplicationsWanted& wanted, const PointFinished& finished) {
  constexpr std::int64_t tasks_unknown = std::numeric_limits<std::int64_t>::max();
  run_on_threads(tasks_unknown, points, options, wanted, finished);
}

void run_points(const std::vector<const Scenario*>& points, const ExperimentOptions& options,
                const PointFinished& finished) {
  run_on_threads(most_replications_of(points), points, options, replications_wanted, finished);
}

}  // namespace portsim
