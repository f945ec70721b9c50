#include "sim/report/headroom_text.hpp"

#include <limits>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "sim/report/run_text.hpp"

#include "tests/sim/report/sample_runs.hpp"

using namespace portsim;

namespace {

// 16,384 ports for the 30 min of the sample scenario.
Headroom carrying(Bottleneck bottleneck, std::optional<double> sustainable_rate) {
  return {.until = 30min,
          .bottleneck = bottleneck,
          .offered_rate = 10,
          .offered_rate_max = 10,
          .sustainable_rate = sustainable_rate,
          .limit = 16384};
}

Headroom draining(Bottleneck bottleneck) {
  Headroom part = carrying(bottleneck, 0);
  part.draining_rate = 10;
  part.ports_last = 1638.4;
  part.may_fail_later = true;
  return part;
}

Results with(std::vector<Headroom> parts) {
  Results results = holding_run();
  results.analytic.headroom = std::move(parts);
  return results;
}

std::vector<std::string> why(const Scenario& scenario, std::vector<Headroom> parts) {
  std::vector<std::string> texts;
  for (const Row& row : why_section(scenario, with(std::move(parts))).rows)
    texts.push_back(row.name.text.empty() ? row.text : row.name.text + ": " + row.text);
  return texts;
}

std::vector<std::string> why(std::vector<Headroom> parts) {
  return why(sample_scenario(), std::move(parts));
}

std::string later(const Headroom& part) {
  return later_failures_text(sample_scenario(), with({part}));
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("What is offered just above what the ports sustain is seen to be above", "[report]") {
  // 16,440 in 120 s on 16,384 ports.
  Headroom part = carrying(Bottleneck::ports, 16384 / 120.0);
  part.offered_rate = part.offered_rate_max = 137;
  CHECK(why({part}) ==
        Texts{"137.0/s offered; 100.342 % of the 136.5/s sustainable: 16,384 ports / 120.0 s each"});
  part.offered_rate = part.offered_rate_max = 16384 / 120.0 * (1 + 1e-15);
  CHECK(why({part}) == Texts{"137/s offered; 100 % of the 137/s sustainable: 16,384 ports / 120.0 s each"});
}

TEST_CASE("Of several pools no one formula is claimed for what they sustain", "[report]") {
  Headroom part = carrying(Bottleneck::ports, 5);
  part.pools = 2;
  CHECK(why({part}) == Texts{"10.0/s offered to 2 pools; 200 % of what would fill the first of them"});
  part.bottleneck = Bottleneck::half_open_limit;
  CHECK(why({part}) == Texts{"10.0/s offered to 2 pools; 200 % of what the half-open limit lets through"});
  part = draining(Bottleneck::endless_connections);
  part.pools = 2;
  CHECK(why({part}) == Texts{"connections are never closed: at 10.0/s the first of 2 pools lasts 1,638 s"});
}

TEST_CASE("Measured connects of a pool are told with what retries have to do with them", "[report]") {
  Headroom part = carrying(Bottleneck::ports, 5);
  part.is_measured = true;
  CHECK(why({part}) ==
        Texts{"10.0/s connects measured; 200 % of the 5.00/s sustainable at most: 16,384 ports "
              "/ 3,277 s each at least"});
  part.retries_fraction = 0.25;
  part.flushed_fraction = 0.5;
  CHECK(
      why({part})[0].find("each at least; 50.0 % of them while connections are missing that retries closed; "
                          "25.0 % of them are retries") != std::string::npos);
}

TEST_CASE("What others hold of the ports is told, and how long the rest lasts", "[report]") {
  Headroom part = carrying(Bottleneck::ports, 5);
  part.occupied = 1000;
  CHECK(why({part})[0].find("16,384 ports (others hold 1,000) / 3,277 s each") != std::string::npos);
  part.ports_last = 1638.4;
  CHECK(why({part})[0].find("each; at 10.0/s they last 1,638 s") != std::string::npos);
  part.until = 20min;
  CHECK(why({part})[0].find("each; at 10.0/s they last until then") != std::string::npos);
}

TEST_CASE("A half-open limit that lets less through than the ports is what is told", "[report]") {
  Headroom part = carrying(Bottleneck::half_open_limit, 5);
  part.limit = 10;
  part.may_fail_later = true;
  CHECK(why({part}) ==
        Texts{"10.0/s offered; 200 % of the 5.00/s sustainable: 10 connects under way at once / 2.0 s each"});
  CHECK(later(part).find("half-open limit") != std::string::npos);
}

TEST_CASE("Connections that are never closed have no sustainable rate, and a run that holds will fail",
          "[report]") {
  const Headroom part = draining(Bottleneck::endless_connections);
  CHECK(why({part}) == Texts{"connections are never closed: at 10.0/s 16,384 ports last 1,638 s"});
  CHECK(later(part) == "but not for ever: connections are never closed; a longer run fails");
  CHECK(run_text(sample_scenario(), with({part}), {}).find("\n            but not for ever: ") !=
        std::string::npos);
}

TEST_CASE("TIME_WAIT that ceases to end is told with its uptime and its cure", "[report]") {
  Scenario scenario = sample_scenario();
  scenario.hosts.resize(1);
  scenario.hosts[0].behaviour.last_time_wait_end = 497 * 24h;
  scenario.hosts[0].behaviour.defects = {{Defect::time_wait_497_days, "", "install KB2553549", {}}};
  const Headroom part = draining(Bottleneck::endless_time_wait);
  CHECK(why(scenario, {part}) ==
        Texts{"from an uptime of 497 days on no TIME_WAIT ends: at 10.0/s 16,384 ports last 1,638 s"});
  CHECK(later_failures_text(scenario, with({part})) ==
        "but not for ever: from an uptime of 497 days on no TIME_WAIT ends, and a longer run fails; cure: "
        "install KB2553549");
}

TEST_CASE("Where nothing limits or nothing is known there is no why, and no doubt", "[report]") {
  CHECK(why({carrying(Bottleneck::unknown, std::nullopt)}).empty());
  CHECK(why({carrying(Bottleneck::ports, std::numeric_limits<double>::infinity())}).empty());
  CHECK(why({}).empty());
  CHECK(later(carrying(Bottleneck::unknown, std::nullopt)).empty());
  CHECK(later(carrying(Bottleneck::ports, 20)).empty());
}

TEST_CASE("Each part of the run has its own why, and parts alike count as one", "[report]") {
  std::vector<Headroom> parts(3, carrying(Bottleneck::ports, 5));
  parts[0].until = parts[1].from = 5min;
  parts[1].until = parts[2].from = 20min;
  CHECK(why(parts) == Texts{"10.0/s offered; 200 % of the 5.00/s sustainable: 16,384 ports / 3,277 s each"});
  parts[1].sustainable_rate = 10;
  parts[2].bottleneck = Bottleneck::unknown;
  CHECK(
      why(parts) ==
      Texts{"until 5 min: 10.0/s offered; 200 % of the 5.00/s sustainable: 16,384 ports / 3,277 s each",
            "5 min to 20 min: 10.0/s offered; 100 % of the 10.0/s sustainable: 16,384 ports / 1,638 s each"});
  parts.pop_back();
  parts[1].until = 30min;
  CHECK(why(parts)[1].find("from 5 min: ") == 0);
}

TEST_CASE("Only the end of a run that changes tells how it would go on", "[report]") {
  std::vector<Headroom> parts(2, carrying(Bottleneck::ports, 5));
  parts[0].until = parts[1].from = 5min;
  parts[0].may_fail_later = true;
  CHECK(later_failures_text(sample_scenario(), with(parts)).empty());
  parts[1].may_fail_later = true;
  CHECK(later_failures_text(sample_scenario(), with(parts)) ==
        "but not for ever: more is offered than the ports sustain; a longer run may fail");
  parts.pop_back();  // nothing attempts to connect in the end
  CHECK(later_failures_text(sample_scenario(), with(parts)).empty());
}
