// portsim advise, as a user meets it.
#include <csignal>
#include <string>
#include <vector>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tests/sim/cli/program.hpp"
#include "tests/sim/cli/sample_scenarios.hpp"

using namespace portsim;

namespace {

// Ten ports that come back after ten seconds, and two attempts a second: evenly spaced attempts never fail
// while rate * TIME_WAIT <= ports, which is 20 ports, 5 s or 1/s.
const std::string ten_ports =
    "scenario: Ten ports\nduration: 2min\nreplications: 2\n"
    "hosts: {client: {os: textbook, settings: {ports: 1025-1034, time_wait: 10s}}}\n"
    "services: {web: {address: 10.9.0.20, port: 443}}\n"
    "workloads:\n  load: {host: client, connects_to: web, "
    "client: {model: open, arrivals: constant, rate: 2/s}}\n";

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

Outcome advise(std::vector<std::string> options) {
  options.insert(options.begin(), {"advise", "-"});
  return run({.arguments = options, .input = ten_ports});
}

}  // namespace

TEST_CASE("Advice names the smallest change of each kind, and ends with 0 where one cures", "[cli]") {
  const Outcome outcome = advise({});
  CHECK(outcome.exit_code == 0);
  CHECK(outcome.err.empty());
  CHECK(contains(outcome.out, "it is held to failure_fraction < 0.1%"));
  CHECK(contains(outcome.out, "\nRemedy 1    ports of client: 1025-1044 instead of 1025-1034\n"));
  CHECK(contains(outcome.out, "\nRemedy 2    time_wait of client: 5s instead of 10s\n"));
  CHECK(contains(outcome.out, "portsim run - --set hosts.client.settings.time_wait=5s\n"));
  CHECK(contains(outcome.out, "\nRerun       portsim advise -\n"));
}

TEST_CASE("Advice is also JSON and Markdown, and nothing else", "[cli]") {
  const nlohmann::json json = nlohmann::json::parse(advise({"--format", "json"}).out);
  CHECK(json["schema"] == "portsim/advise/1");
  CHECK(json["remedies"][0]["value"] == "1025-1044");
  CHECK(json["default_thresholds"] == true);
  CHECK(contains(advise({"--format", "markdown"}).out, "\n| 1 | ports of client: 1025-1044 instead of"));
  const Outcome csv = advise({"--format", "csv"});
  CHECK(csv.exit_code == 2);
  CHECK(contains(csv.err, "unknown format \"csv\""));
}

TEST_CASE("Where no change suffices advice ends with 4", "[cli]") {
  const Outcome outcome = advise({"--set", "thresholds=[failures < 0]"});
  CHECK(outcome.exit_code == 4);
  CHECK(contains(outcome.out, "\nNO CURE     of "));
}

TEST_CASE("A scenario that meets its thresholds ends advice with 0, and with no remedy", "[cli]") {
  const Outcome outcome = advise({"--set", "workloads.load.client.rate=1/s"});
  CHECK(outcome.exit_code == 0);
  CHECK(contains(outcome.out, "every threshold is met already: nothing was searched\n"));
  CHECK(!contains(outcome.out, "Remedy"));
}

TEST_CASE("The number of threads changes no byte of advice", "[cli]") {
  CHECK(advise({"--threads", "1"}).out == advise({"--threads", "3"}).out);
}

TEST_CASE("Advice on a scenario that is wrong, or is not there, is refused", "[cli]") {
  CHECK(advise({"--set", "duration=soon"}).exit_code == 3);
  CHECK(run({.arguments = {"advise"}}).exit_code == 2);
  CHECK(run({.arguments = {"advise", "no-such.yaml"}}).exit_code == 6);
}

TEST_CASE("Ctrl-C ends advice with 5", "[cli]") {
  Program program{{.arguments = {"advise", "-", "--replications", "1000000", "--set", "duration=1h"},
                   .input = ten_ports}};
  program.wait_until_it_catches(SIGINT);
  program.send(SIGINT);
  const Outcome outcome = program.wait();
  CHECK(outcome.exit_code == 5);
  CHECK(contains(outcome.err, "portsim advise: interrupted: "));
}
