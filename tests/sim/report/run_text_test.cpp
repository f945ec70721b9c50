#include "sim/report/run_text.hpp"

#include <algorithm>
#include <string>

#include <catch2/catch.hpp>

#include "tests/sim/report/sample_runs.hpp"

using namespace portsim;

namespace {

std::string text_of(const Results& results) {
  return run_text(sample_scenario(), results, {});
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("A failing run: does it fail, how much, when, with which error and why come first", "[report]") {
  CHECK(text_of(failing_run()) == R"(IMAP client with a very low MailboxCacheTTL

FAILS       46.7 % of 42,346 connects fail (95 % interval 46.1 % to 47.2 %, n = 20 replications)
            first after 141.9 s (95 % interval 140.2 s to 143.6 s, n = 20 replications)
            crosses failure_fraction < 0.1%: 46.7 %
Error       the application sees WSAEADDRINUSE (10048) 19,775 times, the system logs event 4227:
            the port picked is still in TIME_WAIT towards this destination
Why         28.2/s offered; 170 % of the 16.6/s sustainable: 3,976 ports / 240.2 s each
Loss        39.6 % of 50,000 requests are lost (95 % interval 39.1 % to 40.0 %, n = 20 replications)
Pool        mail-front-end, one for the host: 3,976 ports, up to 3,976 in use (100 %), on average
            3,950, of these 3,940 in TIME_WAIT

Theory      Erlang B   41.3 %: 6,774 erlangs offered to 3,976 ports
            simulated  46.7 % (95 % interval 46.1 % to 47.2 %, n = 20 replications)
            They need not agree. Erlang B assumes that any free port is found; this cursor hands out
            ports in TIME_WAIT too.
Thresholds  CROSSED  failure_fraction < 0.1%: 46.7 %
            met      time_to_first_failure > 141s: 141.9 s, uncertain: the interval contains the
                     threshold
Depends on  inferred  a failed connect advances the cursor
            reported  TIME_WAIT lasts 240 s

Rerun       portsim run imap.yaml
            seed 319502, 20 replications of 30 min, the first 2 min not counted
            portsim 0.1.0, scenario digest 00c0ffee00c0ffee, fingerprint 0123456789abcdef
            counts are means of one replication; --format json has all figures and sources
)");
}

TEST_CASE("A run without a failure holds, with an upper bound", "[report]") {
  CHECK(text_of(holding_run()) == R"(IMAP client with a very low MailboxCacheTTL

HOLDS       none of 42,346 connects failed (at most 0.00035 %, one-sided 95 %, n = 20 replications)
Why         28.2/s offered; 10.5 % of the 269/s sustainable: 64,510 ports / 240.2 s each
Pool        mail-front-end, one for the host: 64,510 ports, up to 7,012 in use (10.9 %), on average
            6,774, of these 6,765 in TIME_WAIT

Theory      Erlang B   0 %: 6,774 erlangs offered to 64,510 ports
            simulated  0 % (at most 0.00035 %, one-sided 95 %, n = 20 replications)
            They agree.
Thresholds  met  failure_fraction < 0.1%: 0 %

Rerun       portsim run imap.yaml
            seed 319502, 20 replications of 30 min, the first 2 min not counted
            portsim 0.1.0, scenario digest 00c0ffee00c0ffee, fingerprint 0123456789abcdef
            counts are means of one replication; --format json has all figures and sources
)");
}

TEST_CASE("A single replication whose batches give no interval says why", "[report]") {
  Results results = single_run();
  results.batch_means = BatchMeans{.batches = 0, .why_none = "the run is too short"};
  CHECK(contains(text_of(results),
                 "(n = 1 replication: no interval)\n            no interval: the run is too "
                 "short\n"));
  results.failure_fraction = {.mean = 0.467, .low = 0.461, .high = 0.472};
  results.batch_means = BatchMeans{.batches = 60, .length = 1min};
  CHECK(contains(text_of(results), "(95 % interval 46.1 % to 47.2 %, n = 60 batches of 60.0 s)"));
}

TEST_CASE("The law of the first failure stands beside the simulated one", "[report]") {
  Results results = failing_run();
  results.analytic.first_failure =
      FirstFailureLaw{.median = 141.2, .failing_runs_min = 1, .failing_runs_max = 1, .agrees = true};
  results.first_failure.quantiles = {
      {.probability = 0.5, .value = 141.6, .low = 140.2, .high = 143, .coverage = 0.96}};
  CHECK(contains(text_of(results), R"(
            first failure  half of the runs fail by 141.2 s, 100 % within the run: Poisson attempts
                           on 3,976 ports, all free at first
            simulated      half of the runs fail by 141.6 s (95 % interval 140.2 s to 143.0 s), 20
                           of 20 replications fail. They agree.
)"));
}

TEST_CASE("A single replication claims no interval", "[report]") {
  CHECK(text_of(single_run()) == R"(IMAP client with a very low MailboxCacheTTL

FAILS       46.7 % of 42,346 connects fail (n = 1 replication: no interval)
            first after 141.9 s (n = 1 replication: no interval)
Error       the application sees WSAEADDRINUSE (10048) 19,775 times, the system logs event 4227:
            the port picked is still in TIME_WAIT towards this destination
Why         28.2/s offered; 170 % of the 16.6/s sustainable: 3,976 ports / 240.2 s each
Loss        39.6 % of 50,000 requests are lost (n = 1 replication: no interval)
Pool        mail-front-end, one for the host: 3,976 ports, up to 3,976 in use (100 %), on average
            3,950, of these 3,940 in TIME_WAIT

Theory      Erlang B   41.3 %: 6,774 erlangs offered to 3,976 ports
            simulated  46.7 % (n = 1 replication: no interval)
            They need not agree. Erlang B assumes that any free port is found; this cursor hands out
            ports in TIME_WAIT too.
Depends on  inferred  a failed connect advances the cursor
            reported  TIME_WAIT lasts 240 s

Rerun       portsim run imap.yaml
            seed 319502, 1 replication of 30 min, the first 2 min not counted
            portsim 0.1.0, scenario digest 00c0ffee00c0ffee, fingerprint 0123456789abcdef
            counts are means of one replication; --format json has all figures and sources
)");
}

TEST_CASE("A run without a connect is idle: neither failing nor holding", "[report]") {
  CHECK(text_of(idle_run()) == R"(IMAP client with a very low MailboxCacheTTL

IDLE        no connect was attempted in 20 replications
Pool        mail-front-end, one for the host: 3,976 ports, up to 0 in use (0 %), on average 0, of
            these 0 in TIME_WAIT

Theory      No closed form applies. Nothing is offered.

Rerun       portsim run imap.yaml
            seed 1, 20 replications of 30 min, the first 2 min not counted
            portsim 0.1.0, scenario digest 00c0ffee00c0ffee, fingerprint 0000000000000000
            counts are means of one replication; --format json has all figures and sources
)");
}

TEST_CASE("Failures within the thresholds pass", "[report]") {
  Results results = failing_run();
  results.thresholds.erase(results.thresholds.begin());
  const std::string text = text_of(results);
  CHECK(contains(text, "\nPASSES      46.7 % of"));
  CHECK(contains(text, "\n            every threshold is met\n"));
}

TEST_CASE("A threshold that is crossed fails a run without a failed connect", "[report]") {
  Results results = holding_run();
  results.thresholds[0].threshold.expression = "attempts < 1000";
  results.thresholds[0].threshold.metric = Metric::attempts;
  results.thresholds[0].met = false;
  CHECK(contains(text_of(results),
                 "\nFAILS       crosses attempts < 1000: 0\n            none of 42,346 connects failed"));
}

TEST_CASE("Replications without a failure are told apart from those with one", "[report]") {
  Results results = failing_run();
  results.first_failure.runs_with_failure = 7;
  CHECK(contains(text_of(results),
                 "first after 141.9 s (95 % interval 140.2 s to 143.6 s, n = 7 of 20 replications)\n"));
}

TEST_CASE("Several workloads have a row each", "[report]") {
  Results results = failing_run();
  WorkloadResult nightly = workload_named("nightly");
  nightly.attempts = 1200;
  nightly.failure_fraction = {.mean = 0, .low = 0, .high = 0.000125, .is_upper_bound = true};
  results.workloads.push_back(nightly);
  CHECK(contains(text_of(results), R"(
Workloads   webmail  46.7 % of 42,346 connects fail (95 % interval 46.1 % to 47.2 %, n = 20
                     replications), first after 141.9 s (95 % interval 140.2 s to 143.6 s, n = 20
                     replications)
            nightly  none of 1,200 connects failed (at most 0.013 %, one-sided 95 %, n = 20
                     replications)
)"));
}

TEST_CASE("Of many pools the fullest are shown, and how many are not", "[report]") {
  Results results = failing_run();
  results.pools[0].scope = PoolScope::destination;
  for (int used = 1; used <= 12; ++used) {
    results.pools.push_back(results.pools[0]);
    results.pools.back().peak_in_use = results.pools.back().peak_in_use_at_most = used;
    results.pools.back().destination = "service-" + std::to_string(used);
  }
  const std::string text = text_of(results);
  CHECK(contains(text, "towards service-12: 3,976 ports, up to 12 in use"));
  CHECK(contains(text, "towards service-4: "));
  CHECK_FALSE(contains(text, "towards service-3: "));
  CHECK(contains(text, "and 3 pools more, none fuller\n"));
}

TEST_CASE("A pool that the timeline replaces is shown with its time", "[report]") {
  Results results = failing_run();
  results.pools.push_back(results.pools[0]);
  results.pools[0].until = 20min;
  results.pools[1].from = 20min;
  const std::string text = text_of(results);
  CHECK(contains(text, "mail-front-end, one for the host until 20 min: 3,976 ports"));
  CHECK(contains(text, "mail-front-end, one for the host from 20 min: 3,976 ports"));
}

TEST_CASE("What the connection limit refuses is told", "[report]") {
  Results results = holding_run();
  results.workloads = {workload_named("webmail")};
  results.workloads[0].refused_by_limit = 1234;
  CHECK(contains(text_of(results), "the connection limit refuses 1,234 of them\n"));
}

TEST_CASE("Hostile names steer no terminal", "[report]") {
  Scenario scenario = sample_scenario();
  Results results = failing_run();
  const std::string hostile =
      "a\x1b[2J\r\n\xc2\x9b"
      "b\xff\xe2\x80\xae";
  scenario.name = scenario.file = results.pools[0].host = hostile;
  results.thresholds[0].threshold.expression = hostile;
  results.workloads[0].name = hostile;
  results.workloads.push_back(results.workloads[0]);
  results.depends_on[0].fact = hostile;

  const std::string text = run_text(scenario, results, {});
  const auto steers = [](char c) {
    return (static_cast<unsigned char>(c) < 0x20 && c != '\n') || static_cast<unsigned char>(c) >= 0x7f;
  };
  CHECK(std::none_of(text.begin(), text.end(), steers));
  CHECK(contains(text, "\\x1b[2J\\x0d\\x0a\\x9bb\\xff\\u{202e}"));
}

TEST_CASE("What was overridden stands in the command that repeats the run, quoted for a shell", "[report]") {
  Scenario scenario = sample_scenario();
  scenario.overrides = {"seed=5", "hosts.a.settings={MaxUserPort: 20000}", "scenario=it's"};
  CHECK(contains(run_text(scenario, failing_run(), {}), R"(
Rerun       portsim run imap.yaml --set seed=5 --set 'hosts.a.settings={MaxUserPort: 20000}' --set
            'scenario=it'\''s'
)"));
}

TEST_CASE("Where the rate varies, the highest is held against the sustainable one", "[report]") {
  Results results = failing_run();
  results.analytic.headroom[0].offered_rate = 1.75;
  results.analytic.headroom[0].offered_rate_max = 30;
  CHECK(contains(text_of(results),
                 "\nWhy         30.0/s offered at most, 1.75/s on average; 181 % of the 16.6/s"));
}

TEST_CASE("A first failure in the warm-up is said to be there", "[report]") {
  Results results = holding_run();
  results.first_failure = {Estimate{5, 5, 5}, 20, 20};
  CHECK(contains(text_of(results),
                 "\n            first after 5.0 s, in the warm-up (the same in 20 replications)\n"));
}

TEST_CASE("A good verdict that its interval does not prove is called uncertain", "[report]") {
  Results results = holding_run();
  results.thresholds[0].uncertain = true;
  CHECK(contains(text_of(results),
                 "\n            uncertain: the interval contains the threshold failure_fraction"));
}

TEST_CASE("A peak between two samples is given within its bounds", "[report]") {
  Results results = holding_run();
  results.pools[0].peak_in_use = 1;
  results.pools[0].peak_in_use_at_most = 2000;
  CHECK(contains(text_of(results), "64,510 ports, at the peak between 1 and 2,000 in use"));
  CHECK(contains(text_of(results), "(0.00155 % and"));  // of all ports
}

TEST_CASE("Of several pools no one load is claimed", "[report]") {
  Results results = failing_run();
  results.pools.push_back(results.pools.front());
  CHECK(contains(text_of(results),
                 "\nTheory      Erlang B   41.3 %: all pools together, each by its own load\n"));
}
