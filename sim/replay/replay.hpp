// One replication of a scenario, run once more so that everything in it can be looked at: who holds which
// port in which state, at any instant, and which ports a search looked at. It makes the same attempts with
// the same ports as the replication of the prediction, more slowly.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "sim/engine/sim_time.hpp"
#include "sim/host/attempt.hpp"
#include "sim/host/keep_going.hpp"
#include "sim/host/pool_plan.hpp"
#include "sim/host/running_client.hpp"
#include "sim/replay/four_tuples.hpp"
#include "sim/replay/socket_table.hpp"
#include "sim/replay/watched_pool.hpp"
#include "sim/scenario/scenario.hpp"

namespace portsim {

// Hears of what happens while a replay goes on; the replay's tables are then as the event found them, but for
// a connection that has just been timed.
class ReplayListener {
 public:
  ReplayListener() = default;
  ReplayListener(const ReplayListener&) = delete;
  ReplayListener& operator=(const ReplayListener&) = delete;
  virtual ~ReplayListener() = default;

  virtual void attempted(const Attempt&) {}
  virtual void requested(const CachedRequest&) {}
  virtual void progressed(const RequestProgress&) {}
  virtual void timed(const ConnectionTimes&) {}
  virtual void time_wait_ended(const PoolFourTuple&, SimTime /*now*/) {}
  virtual void cut(HostIndex, SimTime /*now*/) {}
  virtual void stepped(std::size_t /*epoch that begins*/) {}
};

class Replay {
 public:
  // The scenario must outlive it, and so must the listener, if there is one.
  Replay(const Scenario&, const RunId&, ReplayListener* = nullptr);
  ~Replay();
  Replay(const Replay&) = delete;
  Replay& operator=(const Replay&) = delete;

  // Everything that happens before `until`, within the run.
  void run_until(SimTime until);
  // The next action: of a client, a limit or the timeline. False: nothing is left.
  bool act();

  // Acts for as long as that is wanted and something is left. False: given up.
  template <class WantsMore>
  bool act_while(WantsMore wants_more, const KeepGoing& keep_going) {
    constexpr std::int64_t between_questions = 1 << 14;  // some hundredths of a second
    for (std::int64_t n = 1; wants_more() && act(); ++n)
      if (n % between_questions == 0 && !keep_going(done())) return false;
    return true;
  }

  // When the next action is; never: there is none.
  SimTime next_time() const;
  std::size_t epoch() const;  // that has begun
  const Scenario& scenario() const;
  const PortPlan& plan() const;
  const SocketTable& sockets() const;
  const FourTuples& four_tuples() const;

  // The sockets of a host, and the ports that others hold.
  std::vector<Socket> sockets_of(HostIndex, SimTime now) const;
  std::vector<Port> held_by_others(HostIndex, SimTime now) const;

  const WatchedPool& pool(PoolIndex) const;

 private:
  double done() const;  // of the run

  struct Running;
  std::unique_ptr<Running> running_;
};

}  // namespace portsim
