// Where a workload connects to and who closes, as one or as shares of a whole; several destinations at once;
// ports that others hold.
#include "tests/sim/scenario/scenario_texts.hpp"

namespace portsim {
namespace {

constexpr std::string_view two_services = R"(scenario: shares
duration: 10min
hosts:
  client: {os: textbook}
services:
  web: {address: 192.0.2.1, port: 80}
  api: {address: 192.0.2.9, port: 443, count: 20}
workloads:
  calls:
    host: client
    connects_to: web
    client: {model: open, arrivals: poisson, rate: 20/s}
)";

Workload workload_with(const std::string& override_text) {
  return loaded(two_services, {override_text}).workloads.at(0);
}

std::string problem_with(const std::string& override_text) {
  const auto scenario = load(two_services, {override_text});
  REQUIRE(!scenario);
  return scenario.error().front().message;
}

TEST_CASE("A workload connects to one service, or to several by their shares", "[scenario]") {
  const auto one = workload_with("workloads.calls.connects_to=api").connects_to;
  REQUIRE(one.size() == 1);
  CHECK(one[0].service == 1);
  CHECK(one[0].share == Probability{1});

  const auto two = workload_with("workloads.calls.connects_to={api: 80%, web: 20%}").connects_to;
  REQUIRE(two.size() == 2);
  CHECK(two[0].service == 1);
  CHECK(two[0].share == Probability{0.8});
  CHECK(two[1].service == 0);
  CHECK(workload_with("workloads.calls.connects_to={api: 100%, web: 0%}").connects_to.size() == 1);
}

TEST_CASE("Shares of services add up, and are of services", "[scenario]") {
  CHECK(problem_with("workloads.calls.connects_to={api: 80%, web: 30%}") ==
        "the shares add up to 110 %; expected 100 %");
  CHECK(problem_with("workloads.calls.connects_to={apy: 80%, web: 20%}") ==
        "unknown service \"apy\"; did you mean \"api\"?");
  CHECK(problem_with("workloads.calls.connects_to={api: 0.8, web: 20%}") ==
        "expected a share such as \"20%\", found 0.8; the % is missing");
  CHECK(problem_with("workloads.calls.connects_to={}") ==
        "expected the name of a service, or shares such as {web: 80%, api: 20%}, found an empty map");
}

TEST_CASE("Shares that do not add up are shown where they stand", "[scenario]") {
  CHECK(web_mistake("connects_to: web", "connects_to: {web: 90%}") ==
        R"(web.yaml:13:18: workloads.calls.connects_to: the shares add up to 90 %; expected 100 % [wrong-sum]
  13 |     connects_to: {web: 90%}
     |                  ^
)");
}

TEST_CASE("One side closes all connections, or each a share of them", "[scenario]") {
  CHECK(workload_with("workloads.calls.closes=abort").closes == CloserMix{Closer::abort});
  const CloserMix mix = workload_with("workloads.calls.closes={client: 70%, server: 20%, abort: 10%}").closes;
  CHECK(mix == CloserMix{Probability{0.7}, Probability{0.2}, Probability{0.1}});
  CHECK(workload_with("workloads.calls.closes={server: 100%}").closes == CloserMix{Closer::server});
  CHECK(workload_with("workloads.calls.closes=server-abort").closes == CloserMix{Closer::server_abort});
  const CloserMix with_resets =
      workload_with("workloads.calls.closes={client: 50%, server-abort: 50%}").closes;
  CHECK(with_resets == CloserMix{Probability{0.5}, Probability{0}, Probability{0}, Probability{0.5}});
  CHECK(problem_with("workloads.calls.closes={client: 70%, server-abort: 20%}") ==
        "the shares add up to 90 %; expected 100 %");
  CHECK(problem_with("workloads.calls.closes={server: 70%}") == "the shares add up to 70 %; expected 100 %");
  CHECK(problem_with("workloads.calls.closes={peer: 100%}") ==
        "unknown key; expected client, server, abort or server-abort");
}

TEST_CASE("A service may be many destinations, at addresses one after the other", "[scenario]") {
  CHECK(loaded(two_services).services.at(0).count == 1);
  CHECK(loaded(two_services).services.at(1).count == 20);
  CHECK(problem_with("services.web={address: 192.0.2.20, port: 443}") ==
        "it has addresses in common with web, at the same port");
  CHECK(problem_with("services.web={address: 223.255.255.0, port: 80, count: 257}") ==
        "257 addresses from 223.255.255.0 on go beyond 223.255.255.255");
  CHECK(problem_with("services.web.count=0") ==
        "expected a number of destinations from 1 to 100000, found 0");
}

TEST_CASE("Others may hold ports when the run begins, for a time or throughout", "[scenario]") {
  const auto occupied = [](const std::string& value) {
    return loaded(two_services, {"hosts.client.occupied=" + value}).hosts.at(0).occupied;
  };
  CHECK(loaded(two_services).hosts.at(0).occupied.ports == 0);
  CHECK(occupied("4000").ports == 4000);
  CHECK(occupied("4000").until == forever);
  CHECK(occupied("{ports: 4000, until: 90s}").until == 90s);
  CHECK(problem_with("hosts.client.occupied=4097") ==
        "4097 ports are more than the 4096 that this host hands out");
  CHECK(problem_with("hosts.client.occupied={until: 90s}") ==
        "missing; expected how many ports others hold when the run begins");
}

}  // namespace
}  // namespace portsim
