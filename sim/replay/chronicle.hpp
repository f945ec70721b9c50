// Everything that happens in a replication, in the order of time: attempts and requests, an operator's steps,
// and every change of a connection's state, also those that the engine knows in advance and makes no event
// of. Only clients' ends of connections are told of. It holds what is under way, and nothing that is over.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "models/tcp/tcp_state.hpp"
#include "models/vocabulary/endpoint.hpp"

#include "sim/engine/event_queue.hpp"
#include "sim/engine/sim_time.hpp"
#include "sim/host/keep_going.hpp"
#include "sim/replay/four_tuples.hpp"
#include "sim/replay/replay.hpp"
#include "sim/scenario/scenario.hpp"

namespace portsim {

struct StateChange {
  SimTime when;
  HostIndex host = 0;
  WorkloadIndex workload = 0;
  FourTuple four_tuple;
  std::optional<TcpState> from;  // nothing: there was no socket
  std::optional<TcpState> to;    // nothing: none is left
};

// At equal times what ends comes before what is asked for.
class ChronicleReader {
 public:
  ChronicleReader() = default;
  ChronicleReader(const ChronicleReader&) = delete;
  ChronicleReader& operator=(const ChronicleReader&) = delete;
  virtual ~ChronicleReader() = default;

  virtual void changed(const StateChange&) {}
  virtual void attempted(const Attempt&, const Replay&) {}
  virtual void requested(const CachedRequest&) {}
  virtual void progressed(const RequestProgress&) {}
  virtual void stepped(std::size_t /*epoch that begins*/) {}
  virtual void ended(const Replay&) {}  // the run
};

class Chronicle : private ReplayListener {
 public:
  // The scenario and the readers must outlive it.
  Chronicle(const Scenario&, const RunId&, std::vector<ChronicleReader*> readers);

  // False: given up.
  bool tell(const KeepGoing&);

 private:
  struct Followed {
    FourTuple four_tuple;
    WorkloadIndex workload = 0;
    SimTime established;
    std::optional<TcpState> state;
    std::uint64_t timetable = 0;  // what is due by another is stale
  };
  struct StateDue {
    ConnectionKey key;
    std::uint64_t timetable = 0;
    std::optional<TcpState> to;
  };

  void attempted(const Attempt&) override;
  void requested(const CachedRequest&) override;
  void progressed(const RequestProgress&) override;
  void timed(const ConnectionTimes&) override;
  void time_wait_ended(const PoolFourTuple&, SimTime now) override;
  void cut(HostIndex, SimTime now) override;
  void stepped(std::size_t epoch) override;

  void change_states(SimTime until);
  void plan(const ConnectionKey&, const Followed&, const ConnectionTimes&);
  void plan(const ConnectionKey&, const Followed&, SimTime when, std::optional<TcpState> to);
  void open(SimTime now);
  void change(const ConnectionKey&, Followed&, SimTime when, std::optional<TcpState> to);
  void drop(const ConnectionKey&, SimTime when);

  const Scenario& scenario_;
  std::vector<ChronicleReader*> readers_;
  std::map<ConnectionKey, Followed> followed_;
  EventQueue<StateDue> pending_;
  std::uint64_t timetables_ = 0;
  std::optional<ConnectionTimes> opening_;  // by the attempt that is about to be told
  Replay replay_;
};

}  // namespace portsim
