// What the options of `portsim show` come to.
#include "sim/cli/show_options.hpp"

#include <catch2/catch.hpp>

#include "tests/sim/one_host.hpp"

using namespace portsim;
using namespace portsim::test;

namespace {

ShowRequest request_of(const Arguments& options) {
  Scenario scenario = scenario_of({.duration = 10min});
  add_workload(scenario, open_client(ArrivalProcess::constant, {1, 1s}));
  Arguments arguments{"file.yaml"};
  arguments.insert(arguments.end(), options.begin(), options.end());
  const auto line = parse_command_line(show_syntax(), arguments);
  REQUIRE(line);
  const auto request = show_request_of(*line, scenario);
  REQUIRE(request);
  return *request;
}

}  // namespace

TEST_CASE("One instant is the first and the last", "[cli][show]") {
  const ShowRequest request = request_of({"--at", "4min"});
  CHECK(request.from == SimTime{4min});
  CHECK(request.until == SimTime{4min});
  CHECK_FALSE(request.every);
}

TEST_CASE("Several instants are of the whole run, where nothing else is said", "[cli][show]") {
  const ShowRequest whole = request_of({"--every", "1s"});
  CHECK(whole.from == SimTime{});
  CHECK(whole.until == SimTime{10min});
  CHECK(whole.every == 1s);
  const ShowRequest part = request_of({"--every", "1s", "--from", "2min", "--to", "3min"});
  CHECK(part.from == SimTime{2min});
  CHECK(part.until == SimTime{3min});
}

TEST_CASE("A play goes on to the end of the run, wherever it begins", "[cli][show]") {
  for (const char* at : {"4min", "first-failure"}) {
    const ShowRequest request = request_of({"--play", "--at", at, "--every", "5s"});
    CHECK(request.plays);
    CHECK(request.as == ShownAs::ports);
    CHECK(request.until == SimTime{10min});
    CHECK(request.every == 5s);
  }
  CHECK(request_of({"--play", "--to", "5min"}).until == SimTime{5min});
}

TEST_CASE("Users count replications from one", "[cli][show]") {
  CHECK(request_of({"--at", "0s"}).replication == 0);
  CHECK(request_of({"--at", "0s", "--replication", "20"}).replication == 19);
}

TEST_CASE("A system is shown as its own tool unless another is asked for", "[cli][show]") {
  CHECK(request_of({"--at", "0s"}).as == ShownAs::ss);  // of the textbook's host
  CHECK(request_of({"--at", "0s", "--as", "netstat"}).as == ShownAs::netstat);
  CHECK(request_of({"--at", "0s", "--as", "events"}).as == ShownAs::events);
}
