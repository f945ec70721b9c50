// A chronicle tells every change of a state, in the order of time, as the table of sockets has them.
#include "sim/replay/chronicle.hpp"

#include <map>
#include <tuple>
#include <vector>

#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include "tests/sim/host/any_scenario.hpp"
#include "tests/sim/one_host.hpp"

using namespace portsim;
using namespace portsim::test;

namespace {

using StateOf = std::map<FourTuple, TcpState>;

// Follows the states from the changes alone.
struct Follower : ChronicleReader {
  void changed(const StateChange& change) override {
    is_in_order &= last <= change.when;
    last = change.when;
    StateOf& states = by_host[change.host];
    const auto before = states.find(change.four_tuple);
    is_a_chain &= change.from.has_value() == (before != states.end());
    if (change.from && before != states.end()) is_a_chain &= before->second == *change.from;
    if (change.to)
      states.insert_or_assign(change.four_tuple, *change.to);
    else
      states.erase(change.four_tuple);
  }
  void attempted(const Attempt& attempt, const Replay&) override {
    is_in_order &= last <= attempt.when;
    last = attempt.when;
    ++attempts;
  }

  std::map<HostIndex, StateOf> by_host;
  SimTime last;
  bool is_in_order = true;
  bool is_a_chain = true;
  int attempts = 0;
};

const KeepGoing to_the_end = [](double) { return true; };

StateOf clients_of(const Replay& replay, HostIndex host, SimTime now) {
  StateOf states;
  for (const Socket& socket : replay.sockets_of(host, now))
    if (socket.workload) states.insert_or_assign({socket.local, *socket.remote}, socket.state);
  return states;
}

// Where every local address has its own four-tuples, so that none of them hides another.
bool tells_addresses_apart(const Scenario& scenario) {
  for (std::size_t epoch = 0; epoch < scenario.epochs(); ++epoch)
    for (const Host& host : scenario.hosts_in(epoch))
      if (host.behaviour.addresses_share_four_tuples) return false;
  return true;
}

}  // namespace

TEST_CASE("The changes of a chronicle come to what the table of sockets shows at the end",
          "[replay][chronicle]") {
  CHECK(rc::check([] {
    const Scenario scenario = any_scenario();
    RC_PRE(tells_addresses_apart(scenario));
    const RunId id{.seed = *rc::gen::inRange<std::uint64_t>(1, 1000)};
    Follower follower;
    Chronicle{scenario, id, {&follower}}.tell(to_the_end);
    RC_ASSERT(follower.is_in_order);
    RC_ASSERT(follower.is_a_chain);
    Replay replay{scenario, id};
    const SimTime end{scenario.duration};
    replay.run_until(end);
    for (HostIndex host = 0; host < scenario.hosts.size(); ++host)
      RC_ASSERT(follower.by_host[host] == clients_of(replay, host, end));
  }));
}

TEST_CASE("A chronicle that is given up says so", "[replay][chronicle]") {
  Scenario scenario = scenario_of({.ports = 100, .time_wait = 1s, .duration = 10h});
  add_workload(scenario, open_client(ArrivalProcess::constant, {10, 1s}));
  Follower follower;
  CHECK_FALSE(Chronicle{scenario, {}, {&follower}}.tell([](double) { return false; }));
  CHECK(follower.attempts < 360'000);
}
