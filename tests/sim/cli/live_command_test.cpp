// portsim live, as a user meets it. Where the machine lets nobody make a network namespace, the program says
// so with an exit code of its own, and there is nothing to measure.
#include <csignal>
#include <filesystem>
#include <string>
#include <vector>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tests/sim/cli/program.hpp"

using namespace portsim;

namespace {

constexpr int not_on_this_machine = 7;

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

// Six ports of Linux, ten connects a second: the seventh fails.
std::string scenario_of(const std::string& os, const std::string& duration) {
  return "scenario: Six ports\n"
         "duration: " +
         duration +
         "\nhosts:\n"
         "  client: {os: " +
         os +
         "}\n"
         "services:\n"
         "  server: {address: 10.0.1.20, port: 80}\n"
         "workloads:\n"
         "  connects:\n"
         "    host: client\n"
         "    connects_to: server\n"
         "    client: {model: open, arrivals: constant, rate: 10/s}\n";
}

const std::string six_ports = "linux-6.18, settings: {net.ipv4.ip_local_port_range: 40000 40005}";

// True: there is nothing to check, and it is said why.
bool is_not_on_this_machine(const Outcome& outcome) {
  if (outcome.exit_code != not_on_this_machine) return false;
  CHECK(contains(outcome.err, "portsim live: "));
  CHECK(outcome.out.empty());
  WARN("not measured: " << outcome.err);
  return true;
}

}  // namespace

TEST_CASE("A kernel of Linux is not asked to show Windows", "[cli][live]") {
  const Outcome outcome =
      run({.arguments = {"live", "-"}, .input = scenario_of("windows-10, uptime: 40d", "10s")});
  CHECK(outcome.exit_code == 3);
  CHECK(outcome.out.empty());
  CHECK(contains(outcome.err, "<stdin>: hosts.client.os: Windows 10 is no Linux"));
  CHECK(contains(outcome.err, "<stdin>: hosts.client.uptime: "));
}

TEST_CASE("More than may be asked of a machine is refused before anything is run", "[cli][live]") {
  const Outcome outcome = run({.arguments = {"live", "-"}, .input = scenario_of(six_ports, "1h")});
  CHECK(outcome.exit_code == 3);
  CHECK(contains(outcome.err, "duration: 3600 s; at most 900 s are run"));
}

TEST_CASE("The kernel hands out as many ports as it has, and the prediction says so", "[cli][live]") {
  const Outcome outcome =
      run({.arguments = {"live", "-", "--format", "json"}, .input = scenario_of(six_ports, "2s")});
  if (is_not_on_this_machine(outcome)) return;
  CHECK(outcome.exit_code == 0);
  CHECK(outcome.err.empty());
  const auto result = nlohmann::json::parse(outcome.out);
  CHECK(result["schema"] == "portsim/live/1");
  CHECK(result["measured"]["attempts"] == 20);
  CHECK(result["measured"]["failures"] == 14);
  CHECK(result["measured"]["time_wait_peak"] == 6);
  CHECK(result["measured"]["failures_by_error"][0]["name"] == "EADDRNOTAVAIL");
  CHECK(result["measured"]["failures_by_error"][0]["call"] == "connect");
  CHECK(result["predicted"]["failures"]["mean"] == 14);
  CHECK(result["predicted"]["time_wait_peak"]["mean"] == 6);
  CHECK(result["inside"] == true);
  CHECK(result["kernel"]["settings"]["net.ipv4.ip_local_port_range"] == "40000 40005");
}

TEST_CASE("Nothing is printed of a run that was interrupted, but how far it came", "[cli][live]") {
  if (is_not_on_this_machine(run({.arguments = {"live", "-"}, .input = scenario_of(six_ports, "1s")})))
    return;
  Program program{{.arguments = {"live", "-"}, .input = scenario_of(six_ports, "60s")}};
  program.wait_until_it_catches(SIGINT);
  program.send(SIGINT);
  const Outcome outcome = program.wait();
  CHECK(outcome.exit_code == 5);
  CHECK(outcome.out.empty());
  CHECK(contains(outcome.err, "portsim live: interrupted after "));
}

// 75 s of real time. By the kernel's own rules 41 to 44 of 75 connects fail: see the scenario. The prediction
// misses a run that the model describes in one of a hundred.
TEST_CASE("A constant rate fails on the running kernel as predicted", "[cli][live]") {
  const std::string file = std::string{PORTSIM_ROOT} + "/scenarios/lab/linux-live.yaml";
  const Outcome outcome = run({.arguments = {"live", file, "--format", "json"}});
  if (is_not_on_this_machine(outcome)) return;
  const auto result = nlohmann::json::parse(outcome.out);
  if (result["slip"]["too_late"] == true) {
    WARN("not compared: the machine was too busy");
    return;
  }
  CHECK(outcome.exit_code == 0);
  CHECK(result["agrees"] == true);
  CHECK(result["measured"]["attempts"] == 75);
  CHECK(result["measured"]["failures"] >= 41);
  CHECK(result["measured"]["failures"] <= 44);
  CHECK(result["measured"]["time_to_first_failure_s"] == 20);
  CHECK(result["measured"]["time_wait_peak"] == 20);
  CHECK(result["curves"]["until_s"].back() == 75);
}
