#include "sim/report/compare_text.hpp"

#include <limits>
#include <string>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "sim/report/compare_command_line.hpp"
#include "sim/report/compare_json.hpp"

#include "tests/sim/report/sample_runs.hpp"

using namespace portsim;

namespace {

struct Sample {
  ScenarioPair pair{sample_scenario(), sample_scenario(), {}};
  PairedResults results{failing_run(), failing_run(), {}};

  std::string text(TextStyle style = {}) const { return compare_text(pair, results, style); }
  nlohmann::json json() const { return nlohmann::json::parse(compare_json(pair, results)); }
};

ComparedMetric failures_compared() {
  ComparedMetric metric{Metric::failure_fraction, Estimate{0.467, 0.461, 0.472},
                        Estimate{0.452, 0.448, 0.457}, PairedEstimate{}, false};
  metric.paired->difference = {-0.015, -0.0154, -0.0146};
  metric.paired->ratio = Estimate{0.96788, 0.96702, 0.96874};
  metric.paired->chance = 1e-20;
  metric.paired->correlation = 0.9876;
  metric.paired->narrowing = 8.6;
  return metric;
}

// B keeps TIME_WAIT a little shorter.
Sample shorter_time_wait() {
  Sample sample;
  sample.pair.a.overrides = {"replications=20"};
  sample.pair.b.overrides = {"replications=20", "hosts.front end.settings.TcpTimedWaitDelay=235"};
  sample.results.metrics = {failures_compared()};
  return sample;
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("A comparison says first which is better and how sure, then by how much", "[report]") {
  CHECK(contains(
      shorter_time_wait().text(),
      "IMAP client with a very low MailboxCacheTTL\n"
      "\n"
      "B IS BETTER fewer connects fail in B: surer than 99.9 %\n"
      "Compared    A  imap.yaml\n"
      "            B  imap.yaml, hosts.front end.settings.TcpTimedWaitDelay=235\n"
      "\n"
      "Fail        A      46.7 % (95 % interval 46.1 % to 47.2 %, n = 20 replications)\n"
      "            B      45.2 % (95 % interval 44.8 % to 45.7 %, n = 20 replications)\n"
      "            B - A  -1.50 points (95 % interval -1.54 points to -1.46 points, n = 20 replications)\n"
      "            B / A  0.9679 (95 % interval 0.9670 to 0.9687, n = 20 replications)\n"
      "Pairing     Fail  correlation 0.988: without common random numbers the interval of the difference\n"
      "                  would be 8.60 times as wide, or take 74.0 times as many replications\n"
      "\n"
      "Rerun       portsim compare imap.yaml --set replications=20 --b 'hosts.front\n"
      "            end.settings.TcpTimedWaitDelay=235'\n"
      "            seed 319502, 20 replications of 30 min\n"));
}

TEST_CASE("What may be chance is not called better, and it says what would tell", "[report]") {
  Sample sample = shorter_time_wait();
  sample.results.metrics[0].paired->chance = 0.3;
  sample.results.metrics[0].paired->replications_needed = 1234;
  CHECK(contains(
      sample.text(),
      "\nUNDECIDED   the connects that fail cannot be told apart with 20 replications; if they differ by "
      "as\n            much as it seems, about 1,234 would tell\n"));
  CHECK(sample.json()["metrics"][0]["better"].is_null());
  CHECK(sample.json()["metrics"][0]["replications_needed"] == 1234);
}

TEST_CASE("How sure is no more than the chance says", "[report]") {
  Sample sample = shorter_time_wait();
  const auto says = [&](double chance, const std::string& words) {
    sample.results.metrics[0].paired->chance = chance;
    return contains(sample.text(), words);
  };
  CHECK(says(0.00099, "in B: surer than 99.9 %\n"));
  CHECK(says(0.0011, "in B: surer than 99 %\n"));
  CHECK(says(0.0123, "in B: surer than 98.7 %\n"));
  CHECK(says(0.049, "in B: surer than 95.1 %\n"));
  CHECK(says(0.051, "UNDECIDED"));
}

TEST_CASE("Where A fails more but later, neither is simply better", "[report]") {
  Sample sample = shorter_time_wait();
  ComparedMetric first{Metric::time_to_first_failure, Estimate{141.9, 140.2, 143.6}, Estimate{100, 99, 101},
                       PairedEstimate{}, false};
  first.paired->difference = {-41.9, -43, -40.8};
  first.paired->chance = 1e-9;
  sample.results.metrics.push_back(first);
  CHECK(contains(sample.text(),
                 "\nMIXED       fewer connects fail in B: surer than 99.9 %\n"
                 "            the first failure is later in A: surer than 99.9 %\n"));
}

TEST_CASE("A side that never fails has a limit, not a ratio", "[report]") {
  Sample sample = shorter_time_wait();
  ComparedMetric& metric = sample.results.metrics[0];
  metric.b = Estimate{0, 0, 3.54e-6, true};
  metric.paired->difference = {-0.467, -0.473, -0.46};
  metric.paired->ratio = Estimate{0, 0, 7.7e-6};
  CHECK(contains(sample.text(), "\n            B / A  at most 7.7e-06 (95 % interval)\n"));

  std::swap(metric.a, metric.b);
  metric.paired->ratio = Estimate{std::numeric_limits<double>::infinity(), 1.3e5, std::nullopt};
  CHECK(contains(sample.text(), "\n            B / A  at least 1.3e+05 (95 % interval)\n"));
  const nlohmann::json ratio = sample.json()["metrics"][0]["ratio"];
  CHECK(ratio["mean"].is_null());
  CHECK(ratio["low"] == 1.3e5);
  CHECK(ratio["high"].is_null());
}

TEST_CASE("Two that never fail are the same", "[report]") {
  Sample sample;
  sample.results = {holding_run(), holding_run(), {}};
  ComparedMetric none{Metric::failure_fraction, Estimate{0, 0, 3.54e-6, true}, Estimate{0, 0, 3.54e-6, true},
                      PairedEstimate{}, false};
  none.paired->difference = {0, -4e-6, 4e-6};
  none.paired->chance = 1;
  sample.results.metrics = {none};
  CHECK(contains(sample.text(), "\nTHE SAME    no connect fails, in A or in B\n"));
}

TEST_CASE("What no replication tells apart has no difference", "[report]") {
  Sample sample = shorter_time_wait();
  ComparedMetric& metric = sample.results.metrics[0];
  metric.b = metric.a;
  metric.paired = PairedEstimate{};
  metric.paired->ratio = Estimate{1};
  metric.paired->chance = 1;
  const std::string text = sample.text();
  CHECK(contains(text, "\nTHE SAME    the connects that fail are the same in A and in B\n"));
  CHECK(contains(text, "\n            B - A  nothing, in each replication\n"));
  CHECK_FALSE(contains(text, "B / A"));
}

TEST_CASE("Where nothing is random a difference is exact", "[report]") {
  Sample sample = shorter_time_wait();
  ComparedMetric& metric = sample.results.metrics[0];
  metric.is_exact = true;
  metric.paired->chance = 0;
  CHECK(contains(sample.text(), "fewer connects fail in B: exactly, as nothing is random\n"));
  CHECK(sample.json()["metrics"][0]["exact"] == true);
}

TEST_CASE("Names from outside cannot steer a terminal, and remarks are shown", "[report]") {
  Sample sample = shorter_time_wait();
  sample.pair.b.name = "\x1b[31mred";
  sample.pair.b.file = "\x1b]0;title\x07.yaml";
  sample.pair.remarks = {"B has the confidence of A, 95 %."};
  const std::string text = sample.text();
  CHECK_FALSE(contains(text, "\x1b"));
  CHECK_FALSE(contains(text, "\x07"));
  CHECK(contains(text, "\n            B has the confidence of A, 95 %.\n"));
  CHECK(sample.json()["remarks"][0] == "B has the confidence of A, 95 %.");
}

TEST_CASE("The JSON of a comparison has both sides and every figure", "[report]") {
  const nlohmann::json json = shorter_time_wait().json();
  CHECK(json["schema"] == "portsim/compare/1");
  CHECK(json["seed"] == 319502);
  CHECK(json["replications"] == 20);
  CHECK(json["confidence"] == 0.95);
  CHECK(json["a"]["scenario"]["file"] == "imap.yaml");
  CHECK(json["b"]["overrides"][1] == "hosts.front end.settings.TcpTimedWaitDelay=235");
  CHECK(json["a"]["fingerprint"] == "0123456789abcdef");
  const nlohmann::json& metric = json["metrics"][0];
  CHECK(metric["metric"] == "failure_fraction");
  CHECK(metric["a"]["mean"] == 0.467);
  CHECK(metric["b"]["high"] == 0.457);
  CHECK(metric["difference"]["low"] == -0.0154);
  CHECK(metric["ratio"]["mean"] == 0.96788);
  CHECK(metric["better"] == "b");
  CHECK(metric["chance"] == 1e-20);
  CHECK(metric["correlation"] == 0.9876);
  CHECK(metric["unpaired_width_over_paired"] == 8.6);
  CHECK(metric["replications_needed"].is_null());
}

TEST_CASE("The command that repeats a comparison names what only one side has", "[report]") {
  Scenario a = sample_scenario();
  Scenario b = sample_scenario();
  CHECK(compare_command_line(a, b) == "portsim compare imap.yaml imap.yaml");
  a.overrides = {"seed=7", "duration=1h"};
  b.overrides = {"seed=7", "duration=2h"};
  CHECK(compare_command_line(a, b) ==
        "portsim compare imap.yaml --set seed=7 --a duration=1h --b duration=2h");
  b.file = "other.yaml";
  CHECK(compare_command_line(a, b) ==
        "portsim compare imap.yaml other.yaml --set seed=7 --a duration=1h --b duration=2h");
  a.file = b.file = "<stdin>";
  CHECK(compare_command_line(a, b) == "portsim compare - --set seed=7 --a duration=1h --b duration=2h");
}
