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
  const Scenario* scenario = nullptr;  // null: it is to be asked for
  int replication = 0;
};

std::int64_t most_replications_of(const std::vector<const Scenario*>& points) {
  std::int64_t most = 0;
  for (const Scenario* scenario : points)
    most += scenario->precision ? scenario->precision->at_most : scenario->replications;
  return most;
}

struct OpenPoint {
  std::shared_ptr<const Scenario> scenario;
  std::vector<std::optional<ReplicationTally>> tallies;  // one a wanted replication
  int begun = 0;
  int finished = 0;

  int wanted() const { return static_cast<int>(tallies.size()); }
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

// How far all points together are, told one call at a time. Each point is an equal part of the whole.
class ProgressOfPoints {
 public:
  ProgressOfPoints(std::size_t points, const std::function<void(const Progress&)>& tell)
      : points_{static_cast<double>(points)}, tell_{tell} {}

  void want(int replications) { now_.replications += replications; }
  // All that a point wanted have finished, and it wants more.
  void want_more(int finished, int wanted) {
    want(wanted - finished);
    done_ += static_cast<double>(finished) / wanted - 1;
  }
  // By a part of one replication of a point that wants so many.
  void advance(double by, int wanted) {
    done_ += by / wanted;
    now_.fraction = std::max(now_.fraction, done_ / points_);
    if (tell_) tell_(now_);
  }
  void finish(double rest, int wanted) {
    ++now_.finished;
    advance(rest, wanted);
  }

 private:
  Progress now_;
  double points_;
  double done_ = 0;  // points, with parts of those under way
  const std::function<void(const Progress&)>& tell_;
};

// Which replication is next, and what those that finished come to. Used by all threads; what takes long, such
// as loading a point and judging it, is done without the lock.
class Schedule {
 public:
  Schedule(std::size_t points, const PointSource& source, const ExperimentOptions& options,
           const ReplicationsWanted& wanted, const PointFinished& finished)
      : points_{points},
        source_{source},
        options_{options},
        wanted_{wanted},
        finished_{finished},
        progress_{points, options.progress} {}

  // Where they are in memory anyhow: progress then counts the replications of all.
  void open_all() {
    while (next_point_ < points_) open(next_point_++);
  }

  // Waits where a point may yet want more of them. Nothing: none is left to begin.
  std::optional<Task> next() {
    std::unique_lock lock{mutex_};
    changed_.wait(lock, [&] { return has_next() || under_way_ == 0 || is_stopped(); });
    if (!has_next() || is_stopped()) return std::nullopt;
    ++under_way_;
    return ready_.empty() ? Task{next_point_++} : next_ready();
  }

  void run(const Task& task) {
    const UnderWay until_the_end{*this};
    task.scenario ? replicate(task) : open(task.point);
  }

  void tell_what_was_stopped() {
    for (auto& [point, open] : open_)
      if (open.begun > 0)
        finished_({point, without_gap(std::move(open.tallies)), false, open.scenario.get()});
  }

 private:
  // A task, until it is told what became of it: an exception is also an end, and the end of all.
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

  bool is_stopped() const { return has_ended_ || (options_.stop != nullptr && options_.stop->load()); }
  bool has_next() const { return !ready_.empty() || next_point_ < points_; }

  Task next_ready() {
    const std::size_t point = ready_.front();
    OpenPoint& open = open_[point];
    const Task task{point, open.scenario.get(), open.begun++};
    if (open.begun == open.wanted()) ready_.pop_front();
    return task;
  }

  void open(std::size_t point) {
    auto scenario = source_(point);
    const std::lock_guard lock{mutex_};
    if (!scenario) {
      next_point_ = points_;
      return;
    }
    OpenPoint& open = open_[point];
    open.scenario = std::move(scenario);
    open.tallies.resize(static_cast<std::size_t>(open.scenario->replications));
    ready_.push_back(point);
    progress_.want(open.wanted());
  }

  void replicate(const Task& task) {
    const RunId id{task.scenario->seed, static_cast<std::uint32_t>(task.replication)};
    double done = 0;
    const bool is_watched = options_.watches && task.replication < watched_replications_max;
    const auto run_it = is_watched ? run_watched_replication : run_replication;
    auto tally = run_it(*task.scenario, id, [&](double fraction) {
      const std::lock_guard lock{mutex_};
      progress_.advance(fraction - done, open_[task.point].wanted());
      done = fraction;
      return !is_stopped();
    });
    if (!tally) return;
    if (OpenPoint* finished = keep(task, std::move(*tally), 1 - done)) settle(task.point, *finished);
  }

  // The point, if that was the last replication that it wanted: then only the caller uses it.
  OpenPoint* keep(const Task& task, ReplicationTally&& tally, double rest) {
    const std::lock_guard lock{mutex_};
    OpenPoint& open = open_[task.point];
    progress_.finish(rest, open.wanted());
    open.tallies[static_cast<std::size_t>(task.replication)] = std::move(tally);
    return ++open.finished == open.wanted() ? &open : nullptr;
  }

  void settle(std::size_t point, OpenPoint& open) {
    Tallies tallies = without_gap(std::move(open.tallies));
    const int finished = open.finished;
    const int in_all = wanted_(*open.scenario, tallies);
    if (in_all <= finished) return tell(point, std::move(tallies));
    const std::lock_guard lock{mutex_};
    open.tallies.assign(std::make_move_iterator(tallies.begin()), std::make_move_iterator(tallies.end()));
    open.tallies.resize(static_cast<std::size_t>(in_all));
    ready_.push_front(point);
    progress_.want_more(finished, in_all);
  }

  void tell(std::size_t point, Tallies&& tallies) {
    std::unique_lock lock{mutex_};
    const auto scenario = std::move(open_[point].scenario);
    open_.erase(point);
    lock.unlock();
    if (finished_({point, std::move(tallies), true, scenario.get()})) return;
    lock.lock();
    has_ended_ = true;
  }

  std::size_t points_;
  const PointSource& source_;
  const ExperimentOptions& options_;
  const ReplicationsWanted& wanted_;
  const PointFinished& finished_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::map<std::size_t, OpenPoint> open_;
  std::deque<std::size_t> ready_;  // open points that want to begin a replication
  std::size_t next_point_ = 0;     // the next to open
  int under_way_ = 0;              // tasks
  bool has_ended_ = false;         // by an exception, or because enough was seen
  ProgressOfPoints progress_;
};

// No more threads than tasks.
void run_on_threads(std::int64_t tasks, const ExperimentOptions& options, Schedule& schedule) {
  on_threads(options.threads, tasks, [&] {
    while (const auto task = schedule.next()) schedule.run(*task);
  });
  schedule.tell_what_was_stopped();
}

constexpr std::int64_t tasks_unknown = std::numeric_limits<std::int64_t>::max();

void run_all(const std::vector<const Scenario*>& points, std::int64_t tasks, const ExperimentOptions& options,
             const ReplicationsWanted& wanted, const PointFinished& finished) {
  const PointSource lent = [&](std::size_t point) {
    return std::shared_ptr<const Scenario>{std::shared_ptr<void>{}, points[point]};
  };
  Schedule schedule{points.size(), lent, options, wanted, finished};
  schedule.open_all();
  run_on_threads(tasks, options, schedule);
}

}  // namespace

void run_points(const std::vector<const Scenario*>& points, const ExperimentOptions& options,
                const ReplicationsWanted& wanted, const PointFinished& finished) {
  run_all(points, tasks_unknown, options, wanted, finished);
}

void run_points(const std::vector<const Scenario*>& points, const ExperimentOptions& options,
                const PointFinished& finished) {
  run_all(points, most_replications_of(points), options, replications_wanted, finished);
}

void run_points(std::size_t count, const PointSource& source, const ExperimentOptions& options,
                const PointFinished& finished) {
  const ReplicationsWanted wanted = replications_wanted;
  Schedule schedule{count, source, options, wanted, finished};
  run_on_threads(tasks_unknown, options, schedule);
}

}  // namespace portsim
