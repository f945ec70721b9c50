#include "sim/replay/chronicle.hpp"

#include <utility>
#include <variant>

namespace portsim {
namespace {

// Later states of a connection's life come later in the enumeration, and the end is last.
bool is_later(std::optional<TcpState> state, std::optional<TcpState> than) {
  if (!state) return true;
  return than && *state > *than;
}

}  // namespace

Chronicle::Chronicle(const Scenario& scenario, const RunId& id, std::vector<ChronicleReader*> readers)
    : scenario_{scenario}, readers_{std::move(readers)}, replay_{scenario, id, this} {}

bool Chronicle::tell(const KeepGoing& keep_going) {
  if (!replay_.act_while([] { return true; }, keep_going)) return false;
  change_states(SimTime{scenario_.duration});
  for (ChronicleReader* reader : readers_) reader->ended(replay_);
  return true;
}

void Chronicle::attempted(const Attempt& attempt) {
  change_states(attempt.when);
  for (ChronicleReader* reader : readers_) reader->attempted(attempt, replay_);
  if (opening_) open(attempt.when);
}

void Chronicle::requested(const CachedRequest& request) {
  change_states(request.when);
  for (ChronicleReader* reader : readers_) reader->requested(request);
}

void Chronicle::progressed(const RequestProgress& step) {
  change_states(step.when);
  for (ChronicleReader* reader : readers_) reader->progressed(step);
}

void Chronicle::timed(const ConnectionTimes& times) {
  const ConnectionKey key = replay_.four_tuples().key_of(replay_.epoch(), times);
  const auto found = followed_.find(key);
  const bool is_known = found != followed_.end() && found->second.established == times.established;
  if (!is_known) {
    opening_ = times;
    return;
  }
  found->second.timetable = ++timetables_;
  plan(key, found->second, times);
}

void Chronicle::time_wait_ended(const PoolFourTuple& tuple, SimTime now) {
  change_states(now);
  drop(replay_.four_tuples().key_of(tuple), now);
}

void Chronicle::cut(HostIndex host, SimTime now) {
  change_states(now);
  while (true) {
    const auto next = followed_.lower_bound({host});
    if (next == followed_.end() || next->first.host != host) return;
    drop(ConnectionKey{next->first}, now);
  }
}

void Chronicle::stepped(std::size_t epoch) {
  const SimTime now{scenario_.begin_of(epoch)};
  change_states(now);
  std::vector<ConnectionKey> lost;
  for (const auto& [key, connection] : followed_)
    if (replay_.sockets().find(key) == nullptr) lost.push_back(key);
  for (const ConnectionKey& key : lost) drop(key, now);
  for (ChronicleReader* reader : readers_) reader->stepped(epoch);
}

void Chronicle::change_states(SimTime until) {
  while (!pending_.empty() && pending_.next_time() <= until) {
    const auto due = std::get<StateDue>(pending_.pop());
    const auto found = followed_.find(due.key);
    if (found == followed_.end() || found->second.timetable != due.timetable) continue;
    change(due.key, found->second, pending_.now(), due.to);
    if (!due.to) followed_.erase(found);
  }
}

void Chronicle::plan(const ConnectionKey& key, const Followed& connection, const ConnectionTimes& times) {
  const bool waits = times.closer == Closer::client;
  plan(key, connection, times.established, TcpState::established);
  const auto closing = client_state(times, times.closing);
  if (times.closed > times.closing) plan(key, connection, times.closing, closing);
  if (waits && times.time_wait.from > times.closed) plan(key, connection, times.closed, TcpState::fin_wait_2);
  if (waits && !times.time_wait.is_empty()) plan(key, connection, times.time_wait.from, TcpState::time_wait);
  plan(key, connection, end_of(times), std::nullopt);
}

void Chronicle::plan(const ConnectionKey& key, const Followed& connection, SimTime when,
                     std::optional<TcpState> to) {
  if (when > SimTime{scenario_.duration} || !is_later(to, connection.state)) return;
  pending_.schedule(when, StateDue{key, connection.timetable, to});
}

void Chronicle::open(SimTime now) {
  const ConnectionTimes times = *std::exchange(opening_, std::nullopt);
  const ConnectionKey key = replay_.four_tuples().key_of(replay_.epoch(), times);
  drop(key, now);
  const FourTuple four_tuple = replay_.four_tuples().of(replay_.epoch(), times);
  Followed& connection =
      followed_
          .emplace(key, Followed{four_tuple, times.workload, times.established, std::nullopt, ++timetables_})
          .first->second;
  change(key, connection, now, times.established > now ? TcpState::syn_sent : TcpState::established);
  plan(key, connection, times);
}

void Chronicle::change(const ConnectionKey& key, Followed& connection, SimTime when,
                       std::optional<TcpState> to) {
  const StateChange change{when, key.host, connection.workload, connection.four_tuple, connection.state, to};
  connection.state = to;
  for (ChronicleReader* reader : readers_) reader->changed(change);
}

void Chronicle::drop(const ConnectionKey& key, SimTime when) {
  const auto found = followed_.find(key);
  if (found == followed_.end()) return;
  change(key, found->second, when, std::nullopt);
  followed_.erase(found);
}

}  // namespace portsim
