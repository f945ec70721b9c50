// The smallest and the largest value that suffice. What must come out has a closed form; where it is random
// each check is at a fixed seed, and the bracket errs with a chance of 5 % at most for a fresh one.
#include "sim/experiment/solve.hpp"

#include <atomic>
#include <string>
#include <utility>
#include <vector>

#include <catch2/catch.hpp>

#include "models/analytic/erlang_b.hpp"

using namespace portsim;

namespace {

using Values = std::vector<std::string>;

SolveQuestion question(std::string text, const std::string& path, const Values& values) {
  SolveQuestion question{.scenario = {.file = "test.yaml", .text = std::move(text), .overrides = {}},
                         .candidates = {}};
  for (const std::string& value : values) question.candidates.push_back({value, {path + "=" + value}});
  return question;
}

Values numbers(int first, int last) {
  Values values;
  for (int n = first; n <= last; ++n) values.push_back(std::to_string(n));
  return values;
}

Values falling(int first, int last) {
  Values values = numbers(last, first);
  return {values.rbegin(), values.rend()};
}

Solution solved(const SolveQuestion& question, const ExperimentOptions& options = {}) {
  Result<Solution> solution = solve(question, options);
  REQUIRE(solution);
  return std::move(*solution);
}

// 17 connects a second, 240 s of TIME_WAIT: 4,080 erlangs.
const std::string server_2003 = R"(
scenario: Server 2003
warm_up: 10min
duration: 40min
replications: 10
hosts:
  client: {os: windows-server-2003-sp1, settings: {TcpTimedWaitDelay: 240}}
services:
  server: {address: 10.0.1.20, port: 80}
workloads:
  requests: {host: client, connects_to: server, client: {model: open, arrivals: poisson, rate: 17/s}}
thresholds:
  - failure_fraction < 0.1%
)";

const std::string even_150_a_second = R"(
scenario: 150 a second
duration: 10min
replications: 1
hosts:
  client: {os: windows-10}
services:
  server: {address: 10.0.1.20, port: 80}
workloads:
  requests: {host: client, connects_to: server, client: {model: open, arrivals: constant, rate: 150/s}}
thresholds:
  - failures < 1
)";

const std::string thousand_a_second = R"(
scenario: 1,000 a second
warm_up: 2min
duration: 4min
replications: 3
hosts:
  student: {os: textbook, settings: {ports: 32768-60999, pool: address}, addresses: 1}
services:
  server: {address: 10.0.1.20, port: 80}
workloads:
  connects:
    {host: student, connects_to: server, client: {model: open, arrivals: poisson, rate: 1000/s}, from: all}
thresholds:
  - failure_fraction < 0.1%
)";

// Two clients in step, twice a second each, so that every second connect goes to the same destination.
const std::string two_in_step = R"(
scenario: In step
duration: 10min
replications: 1
hosts:
  client: {os: windows-7-sp1, settings: {dynamicport: {start: 49152, num: 300}}}
services:
  one: {address: 10.0.1.20, port: 80}
  other: {address: 10.0.1.21, port: 80}
workloads:
  to-one: {host: client, connects_to: one, client: {model: open, arrivals: constant, rate: 2/s}}
  to-other: {host: client, connects_to: other, starts: 250ms, client: {model: open, arrivals: constant, rate: 2/s}}
thresholds:
  - failure_fraction < 1%
)";

}  // namespace

TEST_CASE("The smallest MaxUserPort for 17 connects a second is 5228, within the stated bracket",
          "[experiment]") {
  // 4,204 ports from 1025 on: B(4203, 4080) is 0.1 % or more, B(4204, 4080) is less.
  REQUIRE(erlang_b(4203, OfferedLoad{4080}) >= 0.001);
  REQUIRE(erlang_b(4204, OfferedLoad{4080}) < 0.001);
  SolveQuestion asked = question(server_2003, "hosts.client.settings.MaxUserPort", numbers(5000, 65534));
  asked.tolerance = 0.2;  // quick; with less the bracket is narrower
  const Solution solution = solved(asked);
  REQUIRE(solution.answer);
  REQUIRE(solution.first_sure);
  const auto port = [](std::size_t candidate) { return 5000 + static_cast<int>(candidate); };
  CHECK(port(solution.first_possible) <= 5228);
  CHECK(port(*solution.first_sure) >= 5228);
  CHECK(port(*solution.first_sure) - port(solution.first_possible) <= 20);
  CHECK(port(*solution.by_theory) == 5228);
  CHECK(solution.tried.size() < 30);  // of 60,535
}

TEST_CASE("The largest TcpTimedWaitDelay for 150 a second on 16,384 ports is 109 s, exactly",
          "[experiment]") {
  // 150 x 109 = 16,350 ports are in use, and 150 x 110 would be 16,500.
  const Solution solution =
      solved(question(even_150_a_second, "hosts.client.settings.TcpTimedWaitDelay", falling(300, 30)));
  CHECK(solution.answer == 300 - 109);
  CHECK(solution.first_possible == 300 - 109);
  CHECK(solution.first_sure == 300 - 109);
  CHECK(solution.fail_again.empty());
}

TEST_CASE("1,000 connects a second of 60 s need three addresses of 28,232 ports", "[experiment]") {
  // Two have 56,464 ports for 60,000 erlangs.
  const Solution solution = solved(question(thousand_a_second, "hosts.student.addresses", numbers(1, 8)));
  CHECK(solution.answer == 2);
  CHECK(solution.first_possible == 2);
  CHECK(solution.first_sure == 2);
  CHECK(solution.by_theory == 2);
}

TEST_CASE("More ports that make a naive cursor fail again are noticed", "[experiment]") {
  // The cursor goes round an even number of ports in 75 to 77 s and then meets each port with the destination
  // that it had: half of the connects fail, as TIME_WAIT lasts 120 s. After an odd number it is the other
  // one, and the same only after 150 s: none fails.
  const Solution solution =
      solved(question(two_in_step, "hosts.client.settings.dynamicport.num", numbers(300, 309)));
  REQUIRE(solution.answer);
  CHECK(*solution.answer % 2 == 1);
  CHECK(solution.at(*solution.answer)->tested.results.failures == 0);
  REQUIRE(!solution.fail_again.empty());
  for (const std::size_t again : solution.fail_again) {
    CHECK(again % 2 == 0);
    CHECK(solution.at(again)->tested.results.failure_fraction.mean == Approx(0.5).margin(0.02));
  }
}

TEST_CASE("Where no value suffices none is the answer, and the tried ones say so", "[experiment]") {
  const Solution solution =
      solved(question(even_150_a_second, "hosts.client.settings.TcpTimedWaitDelay", falling(300, 110)));
  CHECK(!solution.answer);
  CHECK(!solution.first_sure);
  CHECK(solution.first_possible == 191);  // of 191 values
  for (const auto& [candidate, tested] : solution.tried) CHECK(tested.verdict == Verdict::fails);
}

TEST_CASE("Where the most wanted value suffices it is the answer", "[experiment]") {
  const Solution solution =
      solved(question(even_150_a_second, "hosts.client.settings.TcpTimedWaitDelay", falling(100, 30)));
  CHECK(solution.answer == 0);
  CHECK(solution.first_possible == 0);
}

TEST_CASE("A single value is judged", "[experiment]") {
  CHECK(solved(question(even_150_a_second, "hosts.client.settings.TcpTimedWaitDelay", {"109"})).answer == 0);
  CHECK(!solved(question(even_150_a_second, "hosts.client.settings.TcpTimedWaitDelay", {"110"})).answer);
}

TEST_CASE("Patch levels are a list: the first that suffices is found", "[experiment]") {
  const std::string windows_7 = R"(
scenario: Windows 7
duration: 5min
replications: 1
hosts:
  client: {os: windows-7-sp1}
services:
  servers: {address: 10.0.1.20, port: 80, count: 50}
workloads:
  requests: {host: client, connects_to: servers, client: {model: open, arrivals: constant, rate: 150/s}}
thresholds:
  - failure_fraction < 0.1%
)";
  const Solution solution = solved(question(windows_7, "hosts.client.patches", {"[]", "[KB2826167]"}));
  CHECK(solution.tried.size() == 2);
  CHECK(solution.at(0)->tested.results.failures >= solution.at(1)->tested.results.failures);
}

TEST_CASE("What a search finds does not depend on the number of threads", "[experiment]") {
  SolveQuestion asked = question(server_2003, "hosts.client.settings.MaxUserPort", numbers(5200, 5260));
  asked.scenario.overrides = {"duration=20min", "replications=4"};
  asked.tolerance = 0.5;
  const auto found = [&](int threads) {
    const Solution solution = solved(asked, {.threads = threads, .progress = nullptr});
    std::vector<std::uint64_t> all{solution.answer.value_or(999), solution.first_possible,
                                   solution.first_sure.value_or(999)};
    for (const auto& [candidate, tested] : solution.tried) all.push_back(tested.results.fingerprint);
    return all;
  };
  const auto one = found(1);
  CHECK(found(2) == one);
  CHECK(found(7) == one);
}

TEST_CASE("A value that does not load ends the search with its problem", "[experiment]") {
  const Result<Solution> solution =
      solve(question(even_150_a_second, "hosts.client.settings.TcpTimedWaitDelay", numbers(1, 40)), {});
  REQUIRE(!solution);
  CHECK(solution.error().front().location.file == "--in");
}

TEST_CASE("A search that is stopped from outside says so", "[experiment]") {
  const std::atomic<bool> stop{true};
  const Solution solution =
      solved(question(even_150_a_second, "hosts.client.settings.TcpTimedWaitDelay", falling(300, 30)),
             {.progress = nullptr, .stop = &stop});
  CHECK(solution.is_interrupted);
  CHECK(!solution.answer);
}
