#include "sim/report/changes_text.hpp"

#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "tests/sim/report/sample_runs.hpp"

using namespace portsim;

namespace {

using Texts = std::vector<std::string>;

Texts texts_of(const Section& section) {
  Texts texts;
  for (const Row& row : section.rows)
    texts.push_back(row.name.text.empty() ? row.text : row.name.text + ": " + row.text);
  return texts;
}

EpochResult epoch(Duration from, Duration until, std::string begins_with) {
  EpochResult epoch{.from = from, .until = until, .begins_with = std::move(begins_with)};
  epoch.attempts = 600;
  epoch.failures = 0;
  epoch.failure_fraction = without_interval(0);
  return epoch;
}

Texts timeline(std::vector<EpochResult> epochs) {
  Results results = single_run();
  results.epochs = std::move(epochs);
  return texts_of(timeline_section(sample_scenario(), results));
}

ActiveDefect closing_port() {
  return {Defect::closing_port, "closing ports are handed out", "install KB2826167", {}};
}

// Of the 19,775 failures of one workload of this host, so many come while a port is usable.
Texts defect(double share, double missed_usable, const std::vector<TimelineStep>& timeline = {}) {
  Scenario scenario = sample_scenario();
  scenario.hosts.resize(1);
  scenario.hosts[0].name = "mail-front-end";
  scenario.hosts[0].behaviour.defects = {closing_port()};
  scenario.workloads.resize(1);
  scenario.timeline = timeline;
  Results results = failing_run();
  results.workloads[0].missed_usable = missed_usable;
  results.defects = {{.host = "mail-front-end",
                      .defect = closing_port(),
                      .failure_fraction_cured = {.mean = 0.1, .low = 0.09, .high = 0.11},
                      .share = share}};
  return texts_of(defects_section(scenario, results));
}

}  // namespace

TEST_CASE("A part of the run that takes no time is no part, and what began it is told with the next",
          "[report]") {
  CHECK(timeline({epoch(0s, 0s, ""), epoch(0s, 5min, "restart"), epoch(5min, 5min, "install a patch"),
                  epoch(5min, 30min, "change a rate")}) ==
        Texts{"at 0 s: restart: none of 600 connects failed (n = 1 replication: no interval)",
              "at 5 min: install a patch; change a rate: none of 600 connects failed (n = 1 replication: no "
              "interval)"});
}

TEST_CASE("What happens in the warm-up is not counted, and not called idle", "[report]") {
  const Texts texts = timeline({epoch(0s, 2min, ""), epoch(2min, 30min, "restart")});
  CHECK(texts[0] == "at first: in the warm-up, not counted");
}

TEST_CASE("A defect's failures are told apart from those that its cure removes", "[report]") {
  CHECK(
      defect(0.4, 15000) ==
      Texts{
          "mail-front-end: closing ports are handed out",
          "15,000 of 19,775 failures come while a port is "
          "usable",
          "curing it removes 40.0 % of the failures; without it 10.0 % fail (95 % interval 9.0 % to 11.0 %, "
          "n = 20 replications)",
          "cure: install KB2826167"});
  // A pool that is exhausted either way: the port spared is missing to another attempt.
  CHECK(defect(0, 15000)[2].find("curing it removes none of the failures; without it") == 0);
  CHECK(defect(-0.001, 15000)[2].find("curing it removes none of the failures; without it") == 0);
}

TEST_CASE("A defect that makes no difference is one line, without a cure", "[report]") {
  CHECK(defect(0, 0) == Texts{"mail-front-end: closing ports are handed out; it makes no difference here"});
}

TEST_CASE("Another defect is not charged with ports that were usable", "[report]") {
  Results results = failing_run();
  results.workloads[0].missed_usable = 15000;
  results.defects = {{.host = "mail-front-end",
                      .defect = {Defect::port_scalability, "one pool for all addresses", "install it", {}},
                      .share = 0}};
  CHECK(defects_section(sample_scenario(), results).rows.size() == 1);
}

TEST_CASE("A cure that the timeline installs is told with its instant", "[report]") {
  TimelineStep install{.at = 5min, .what = "install KB2826167"};
  install.hosts.resize(1);
  install.hosts[0].name = "mail-front-end";
  TimelineStep restart = install;
  restart.at = 2min;
  restart.hosts[0].behaviour.defects = {closing_port()};
  const Texts texts = defect(0.4, 0, {restart, install});
  CHECK(texts.back() == "cured from 5 min on: install KB2826167");
  CHECK(texts[1].find("curing it from the beginning removes 40.0 % of the failures") == 0);
}
