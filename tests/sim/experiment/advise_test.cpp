// Advice on whole scenarios: expected values come from the closed forms, or from the articles on the defects.
#include "sim/experiment/advise.hpp"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <fstream>
#include <sstream>
#include <string>
#include <tuple>
#include <utility>

#include <catch2/catch.hpp>

#include "tests/sim/experiment/advised_scenarios.hpp"

using namespace portsim;
using namespace portsim::test;

namespace {

Advice advice_on(const ScenarioText& text) {
  auto advice = advise(text, {.threads = 2});
  REQUIRE(advice);
  return std::move(*advice);
}

const TriedRemedy& tried_named(const Advice& advice, const std::string& title) {
  const auto found = std::find_if(advice.tried.begin(), advice.tried.end(), [&](const TriedRemedy& tried) {
    return tried.remedy.title.compare(0, title.size(), title) == 0;
  });
  INFO(title);
  REQUIRE(found != advice.tried.end());
  return *found;
}

constexpr const char* failures_none = "thresholds: [failures < 1]\n";

// Ten ports that come back after 10 s, and two attempts a second.
const char* const ten_ports = "{os: textbook, settings: {ports: 1025-1034, time_wait: 10s}}";
const char* const even_2 = "client: {model: open, arrivals: constant, rate: 2/s}";

}  // namespace

TEST_CASE("Each remedy has its smallest change that the closed form asks for", "[advise]") {
  // Evenly spaced attempts at rate r never fail while r * TIME_WAIT <= ports: here 20 ports, 5 s, or 1/s.
  const Advice advice = advice_on(advised_text(ten_ports, even_2, failures_none));
  CHECK(!advice.has_default_thresholds);
  CHECK(!advice.meets_already);
  CHECK(is_curable(advice));
  const TriedRemedy& ports = tried_named(advice, "ports of client");
  CHECK(ports.outcome == Outcome::meets);
  CHECK(ports.chosen.name == "1025-1044");
  CHECK(ports.results.failures == 0);
  CHECK(tried_named(advice, "time_wait of client").chosen.name == "5s");
  CHECK(tried_named(advice, "fewer requests of load").chosen.name == "1/s (50 %)");
  CHECK(tried_named(advice, "closing by the server").outcome == Outcome::meets);
}

TEST_CASE("What meets comes first, then the least effort, then the least change", "[advise]") {
  const Advice advice = advice_on(advised_text(ten_ports, even_2, failures_none));
  REQUIRE(advice.tried.size() > 3);
  CHECK(std::is_sorted(advice.tried.begin(), advice.tried.end(), [](const auto& a, const auto& b) {
    return std::tuple{a.outcome, a.remedy.effort, a.rests_on_more, a.change} <
           std::tuple{b.outcome, b.remedy.effort, b.rests_on_more, b.change};
  }));
  // 10 more ports of 64,501 possible is less than half of TIME_WAIT.
  CHECK(advice.tried[0].remedy.title == "ports of client");
  CHECK(advice.tried[1].remedy.title == "time_wait of client");
}

TEST_CASE("A retry turns an overload into no fewer failures", "[advise]") {
  const Advice advice = advice_on(advised_text(ten_ports, even_2, failures_none));
  CHECK(tried_named(advice, "retries of load").outcome == Outcome::useless);
}

TEST_CASE("A scenario that meets its thresholds needs no advice", "[advise]") {
  const Advice advice = advice_on(
      advised_text(ten_ports, "client: {model: open, arrivals: constant, rate: 1/s}", failures_none));
  CHECK(advice.meets_already);
  CHECK(is_curable(advice));
  CHECK(advice.tried.empty());
  CHECK(advice.impossible.empty());
}

TEST_CASE("Without thresholds a scenario is held to fewer than 0.1 % failures", "[advise]") {
  const Advice advice = advice_on(advised_text(ten_ports, even_2));
  CHECK(advice.has_default_thresholds);
  REQUIRE(advice.scenario.thresholds.size() == 1);
  CHECK(advice.scenario.thresholds.front().expression == "failure_fraction < 0.1%");
  CHECK(tried_named(advice, "time_wait of client").chosen.name == "5s");
}

TEST_CASE("KB2826167 is what cures Windows 7 SP1 of the wildcard-reuse defect", "[advise]") {
  // 130/s on 16,384 ports of 120 s need 15,600: the range suffices, and the defect hands out closing ports.
  const std::string even_130 = "client: {model: open, arrivals: constant, rate: 130/s}";
  const Advice advice = advice_on(
      advised_text("{os: windows-7-sp1, assume: {closing_port: {p_closing: 5%}}}", even_130, failures_none));
  const TriedRemedy& patch = tried_named(advice, "KB2826167 on client");
  CHECK(patch.outcome == Outcome::meets);
  CHECK(patch.results.failures == 0);
}

TEST_CASE("A scenario that does not load is a problem, not advice", "[advise]") {
  CHECK(!advise(advised_text("{os: windows-7}", even_2), {.threads = 1}));
}

TEST_CASE("Advice that is stopped says that remedies are missing", "[advise]") {
  const std::atomic<bool> stop{true};
  const auto advice = advise(advised_text(ten_ports, even_2, failures_none), {.threads = 1, .stop = &stop});
  REQUIRE(advice);
  CHECK(advice->is_interrupted);
  CHECK(advice->tried.empty());
}

// N = 1,000 users at r = 2/min want N (1 - e^-x) + N r T e^-x ports at once, x = r (ttl + 0.2 s): 6,886 with
// 5 s and T = 240 s, or 159 + 28.03/s * T. That is a mean; the number is nearly Poisson, so that some
// standard deviations more keep all but 0.1 % of the connects from failing. Values are offered in steps of a
// fortieth.
TEST_CASE("The founding case has the three remedies of KB319502, each with its number", "[advise][runs]") {
  std::ifstream file{std::string{PORTSIM_ROOT} + "/scenarios/seeds/imap-low-mailbox-cache-ttl.yaml"};
  std::ostringstream content;
  content << file.rdbuf();
  const Advice advice = advice_on({"imap.yaml", content.str(), {"replications=4"}});
  constexpr double step = 1.0 / 40;
  constexpr double deviations = 6;

  const TriedRemedy& range = tried_named(advice, "MaxUserPort of mail-front-end");
  CHECK(range.outcome == Outcome::meets);
  const double ports = std::stod(range.chosen.name) - 1024;
  CHECK(ports > 6'886);
  CHECK(ports < (6'886 + deviations * std::sqrt(6'886)) * (1 + step));

  const TriedRemedy& time_wait = tried_named(advice, "TcpTimedWaitDelay of mail-front-end");
  CHECK(time_wait.outcome == Outcome::meets);
  const double seconds = std::stod(time_wait.chosen.name);
  CHECK(seconds < (3'976 - 159) / 28.03);
  CHECK(seconds > (3'976 - 159 - deviations * std::sqrt(3'976)) / 28.03 * (1 - step));

  const TriedRemedy& ttl = tried_named(advice, "MailboxCacheTTL of webmail");
  CHECK(ttl.outcome == Outcome::meets);
  CHECK(std::stod(ttl.chosen.name) > 25.5);
  CHECK(std::stod(ttl.chosen.name) <= 300);

  // No vendor says that MaxFreeTcbs would help: what is documented comes first.
  CHECK(advice.tried[0].remedy.title == "MaxUserPort of mail-front-end");
  CHECK(advice.tried[1].remedy.title == "TcpTimedWaitDelay of mail-front-end");
}
