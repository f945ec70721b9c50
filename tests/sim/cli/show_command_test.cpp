// portsim show as a user meets it: what it prints goes through the usual one-liners, and their counts are
// worked out by hand. A connection a second that is open for 10 s: of those opened by then the last ten are
// open, and the ones before are in TIME_WAIT for as long as that system keeps it.
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <map>
#include <sstream>
#include <string>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tests/sim/cli/program.hpp"
#include "tests/sim/cli/sample_scenarios.hpp"
#include "tests/sim/cli/sweep_folder.hpp"

using namespace portsim;

namespace {

std::string one_a_second_on(const std::string& host) {
  return "scenario: One a second\n"
         "duration: 10min\n"
         "replications: 1\n"
         "hosts:\n"
         "  client: " +
         host +
         "\n"
         "services:\n"
         "  server: {address: 10.0.1.20, port: 80}\n"
         "workloads:\n"
         "  requests:\n"
         "    host: client\n"
         "    connects_to: server\n"
         "    client: {model: open, arrivals: constant, rate: 1/s}\n"
         "    holds: 10s\n";
}

// What `sort | uniq -c` makes of a column, by /bin/sh and awk.
std::map<std::string, int> counts(const std::string& host, const std::string& options,
                                  const std::string& column) {
  const SweepFolder folder;
  write_bytes("one.yaml", one_a_second_on(host));
  const std::string line = std::string{PORTSIM_PROGRAM} + " show one.yaml " + options + " | awk '{print " +
                           column + "}' | sort | uniq -c";
  std::FILE* pipe = popen(line.c_str(), "r");
  REQUIRE(pipe != nullptr);
  std::string text;
  for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe)) text += static_cast<char>(c);
  REQUIRE(pclose(pipe) == 0);
  std::map<std::string, int> found;
  std::istringstream lines{text};
  int count = 0;
  for (std::string rest; lines >> count && std::getline(lines, rest);)
    found[rest.substr(rest.find_first_not_of(' ') == std::string::npos ? rest.size() : 1)] = count;
  return found;
}

Outcome show(const std::string& scenario, std::vector<std::string> options) {
  options.insert(options.begin(), {"show", "-"});
  return run({.arguments = options, .input = scenario});
}

std::string complaint(const std::string& text) {
  return "portsim show: " + text + "\nSee portsim show --help\n";
}

const std::string ten_ports = scenario_that_fails;  // first at 5 s

}  // namespace

TEST_CASE("netstat -an of Windows 2000 counts the states in its last column", "[cli][show]") {
  const auto found = counts("{os: windows-2000, settings: {TcpTimedWaitDelay: 60}}", "--at 100.5s", "$NF");
  CHECK(found.at("ESTABLISHED") == 10);
  CHECK(found.at("TIME_WAIT") == 60);
  CHECK(found.size() == 5);  // with the empty lines, "Connections" and "State"
}

TEST_CASE("netstat -ano of Windows counts states in its fourth column and processes in its last",
          "[cli][show]") {
  const std::string host = "{os: windows-server-2022}";  // TIME_WAIT: 120 s
  const auto states = counts(host, "--at 200.5s", "$4");
  CHECK(states.at("ESTABLISHED") == 10);
  CHECK(states.at("TIME_WAIT") == 120);
  const auto processes = counts(host, "--at 200.5s", "$NF");
  CHECK(processes.at("2000") == 10);
  CHECK(processes.at("0") == 120);
}

TEST_CASE("ss and netstat of Linux count the same, each in its column", "[cli][show]") {
  // No TIME_WAIT is over yet: the first closed at 10 s, and it lasts 60 s at least.
  const auto by_ss = counts("{os: linux-5.18}", "--at 60.5s", "$1");
  CHECK(by_ss.at("ESTAB") == 10);
  CHECK(by_ss.at("TIME-WAIT") == 51);
  CHECK(by_ss.size() == 3);  // and "State"
  const auto by_netstat = counts("{os: linux-5.18}", "--at 60.5s --as netstat", "$NF");
  CHECK(by_netstat.at("ESTABLISHED") == 10);
  CHECK(by_netstat.at("TIME_WAIT") == 51);
}

TEST_CASE("netstat of macOS and of FreeBSD counts the states in its last column", "[cli][show]") {
  const auto macos = counts("{os: macos}", "--at 100.5s", "$NF");  // TIME_WAIT: 30 s
  CHECK(macos.at("ESTABLISHED") == 10);
  CHECK(macos.at("TIME_WAIT") == 30);
  const auto freebsd = counts("{os: freebsd-14}", "--at 100.5s", "$NF");  // 60 s
  CHECK(freebsd.at("ESTABLISHED") == 10);
  CHECK(freebsd.at("TIME_WAIT") == 60);
}

TEST_CASE("What has happened before an instant is shown, and not what happens at it", "[cli][show]") {
  CHECK(show(ten_ports, {"--at", "0s"}).out ==
        "State Recv-Q Send-Q Local Address:Port Peer Address:PortProcess\n");
  CHECK(show(ten_ports, {"--at", "500ms"}).out ==
        "State     Recv-Q Send-Q Local Address:Port Peer Address:PortProcess\n"
        "TIME-WAIT 0      0           10.0.0.1:1024    10.0.1.20:80         \n");
}

TEST_CASE("Several instants come one after the other, each under its time", "[cli][show]") {
  const std::string heading = "State     Recv-Q Send-Q Local Address:Port Peer Address:PortProcess\n";
  const std::string first = "TIME-WAIT 0      0           10.0.0.1:1024    10.0.1.20:80         \n";
  const std::string second = "TIME-WAIT 0      0           10.0.0.1:1025    10.0.1.20:80         \n";
  CHECK(show(ten_ports, {"--every", "500ms", "--from", "500ms", "--to", "1s"}).out ==
        "at 00:00:00.500\n" + heading + first + "\nat 00:00:01.000\n" + heading + first + second);
}

TEST_CASE("A map of ports says its instant and its pool", "[cli][show]") {
  CHECK(show(ten_ports, {"--at", "2s", "--as", "ports"}).out ==
        "at 00:00:02.000: client, 10 ports\n"
        " 1024  %%%%......\n"
        "       % 4 TIME_WAIT   . 6 free\n");
}

TEST_CASE("The first failure is an instant, right after it", "[cli][show]") {
  const Outcome full = show(ten_ports, {"--at", "first-failure", "--as", "ports"});
  CHECK(full.exit_code == 0);
  CHECK(full.out ==
        "at 00:00:05.000: client, 10 ports\n"
        " 1024  %%%%%%%%%%\n"
        "       % 10 TIME_WAIT   . 0 free\n");
  const Outcome none = show(scenario_that_holds, {"--at", "first-failure"});
  CHECK(none.exit_code == 2);
  CHECK(none.err == complaint("--at: no connect() of client fails in replication 1"));
}

TEST_CASE("The event log has the failing attempts' times, and the founding case logs nothing",
          "[cli][show]") {
  // Sixteen thousand ports for two minutes each are gone after 16,384 connects: 81.92 s at 200/s.
  std::string scenario = one_a_second_on("{os: windows-server-2008-r2-sp1}");
  scenario.replace(scenario.find("1/s"), 3, "200/s");
  scenario.replace(scenario.find("10s"), 3, "0s");
  const Outcome log = show(scenario, {"--at", "81.93s", "--as", "events"});
  CHECK(log.out.substr(log.out.find("-------\n") + 8).substr(0, 30) == "00:01:21.920  4227 Warning    ");
  CHECK(show(scenario, {"--at", "81.92s", "--as", "events"}).out == "no events\n");
  std::string founding = one_a_second_on("{os: windows-2000}");
  CHECK(show(founding, {"--at", "9min", "--as", "events"}).out ==
        "no events: Windows 2000 logs none about ports\n");
}

TEST_CASE("The log has as many events as the prediction", "[cli][show]") {
  std::string scenario = one_a_second_on("{os: windows-server-2008-r2-sp1}");
  scenario.replace(scenario.find("1/s"), 3, "200/s");
  const Outcome predicted = run({.arguments = {"run", "-", "--format", "json"}, .input = scenario});
  const auto errors = nlohmann::json::parse(predicted.out).at("failures_by_error");
  REQUIRE(errors.size() == 1);
  REQUIRE(errors[0].at("event_id") == 4227);
  const std::string log = show(scenario, {"--at", "10min", "--as", "events"}).out;
  std::int64_t entries = 0;
  for (auto at = log.find("  4227 "); at != std::string::npos; at = log.find("  4227 ", at + 1)) ++entries;
  CHECK(entries > 1000);
  CHECK(errors[0].at("count") == entries);
}

TEST_CASE("An interrupted replay ends with 5 and shows nothing", "[cli][show]") {
  std::string scenario = one_a_second_on("{os: windows-2000}");
  scenario.replace(scenario.find("10min"), 5, "10d");
  scenario.replace(scenario.find("1/s"), 3, "10000/s");
  Program program{{.arguments = {"show", "-", "--at", "10d"}, .input = scenario}};
  program.wait_until_it_catches(SIGINT);
  program.send(SIGINT);
  const Outcome outcome = program.wait();
  CHECK(outcome.exit_code == 5);
  CHECK(outcome.out.empty());
  CHECK(outcome.err.find("portsim show: interrupted at ") == 0);
}

TEST_CASE("Between two instants the log has what is new", "[cli][show]") {
  std::string scenario =
      one_a_second_on("{os: windows-server-2012, settings: {dynamicport: {start: 50000, num: 255}}}");
  scenario.replace(scenario.find("10s"), 3, "forever");
  const Outcome log = show(scenario, {"--as", "events", "--every", "1s", "--from", "255s", "--to", "257s"});
  const std::string entry =
      "  4231 Warning          requests: a request for an ephemeral port failed: every port of the global "
      "TCP "
      "space is in use\n";
  CHECK(log.out.substr(0, 27) == "at 00:04:15.000\nno events\n\n");
  CHECK(log.out.find("00:04:15.000" + entry + "\nat 00:04:17.000\n00:04:16.000" + entry) !=
        std::string::npos);
}

TEST_CASE("Mistakes in what is to be shown end with 2 and say what there is", "[cli][show]") {
  const auto refused = [](const std::string& host, const std::vector<std::string>& options) {
    const Outcome outcome = show(one_a_second_on(host), options);
    CHECK(outcome.exit_code == 2);
    CHECK(outcome.out.empty());
    return outcome.err;
  };
  const std::string windows = "{os: windows-2000}";
  CHECK(refused(windows, {}) ==
        complaint("which instant? --at 4min, or several: --every 1s --from 2min --to 3min"));
  CHECK(refused(windows, {"--at", "11min"}) == complaint("--at: the run ends after 10min, found 11min"));
  CHECK(refused(windows, {"--at", "-1s"}) ==
        complaint("--at: expected a duration such as \"4min\", found \"-1s\"; it cannot be negative"));
  CHECK(refused(windows, {"--at", "1s", "--every", "1s"}) ==
        complaint("--at is one instant, and --every and --to are of several"));
  CHECK(refused(windows, {"--play", "--at", "1s", "--from", "2s"}) ==
        complaint("--at is one instant, and --from another"));
  CHECK(refused(windows, {"--from", "1s"}) == complaint("--from and --to need --every, such as --every 1s"));
  CHECK(refused(windows, {"--every", "0s"}).find("--every: expected a duration") != std::string::npos);
  CHECK(refused(windows, {"--every", "1s", "--from", "2s", "--to", "1s"}) ==
        complaint("--to is before --from"));
  CHECK(refused(windows, {"--at", "1s", "--as", "ss"}) ==
        complaint("--as ss: Windows 2000 has no ss; it is shown as netstat, events or ports"));
  CHECK(refused(windows, {"--at", "1s", "--as", "prots"}) ==
        complaint("--as: unknown form \"prots\"; expected netstat, ss, events or ports"));
  CHECK(refused(windows, {"--at", "1s", "--host", "clinet"}) ==
        complaint("--host: unknown host \"clinet\"; did you mean \"client\"?"));
  CHECK(refused(windows, {"--at", "1s", "--as", "ports", "--pool", "server"}) ==
        complaint("--pool: unknown pool \"server\"; expected client"));
  CHECK(refused(windows, {"--at", "1s", "--pool", "client"}) == complaint("--pool is for --as ports"));
  CHECK(refused(windows, {"--at", "1s", "--replication", "0"}) ==
        complaint("--replication: expected a whole number from 1 to 1000000, found 0"));
  CHECK(refused(windows, {"--play"}) ==
        complaint("--play needs a terminal for input and output; --every 1s prints instead"));
  CHECK(refused(windows, {"--play", "--as", "netstat"}) ==
        complaint("--play shows ports; for another form, use --every"));
}

TEST_CASE("Of several hosts the first that connects is shown, and the user hears which", "[cli][show]") {
  std::string scenario = one_a_second_on("{os: windows-2000}");
  scenario.insert(scenario.find("  client: {os"), "  before: {os: windows-2000}\n");
  const Outcome outcome = show(scenario, {"--at", "500ms"});
  CHECK(outcome.err == "portsim show: of 2 hosts this is client; --host shows another\n");
  CHECK(outcome.out.find("ESTABLISHED") != std::string::npos);
  const Outcome other = show(scenario, {"--at", "500ms", "--host", "before"});
  CHECK(other.err.empty());
  CHECK(other.out.find("ESTABLISHED") == std::string::npos);
  CHECK(show(scenario, {"--at", "500ms", "--host", "before", "--as", "ports"}).err ==
        complaint("--as ports: nothing on this host connects"));
}

TEST_CASE("Each replication, and each seed, has sockets of its own", "[cli][show]") {
  std::string scenario = one_a_second_on("{os: textbook}");
  scenario.replace(scenario.find("constant"), 8, "poisson");
  const std::string first = show(scenario, {"--at", "5min"}).out;
  CHECK(show(scenario, {"--at", "5min", "--replication", "1"}).out == first);
  CHECK(show(scenario, {"--at", "5min", "--replication", "2"}).out != first);
  CHECK(show(scenario, {"--at", "5min", "--seed", "2"}).out != first);
}

TEST_CASE("A result that nobody can write ends with 6", "[cli][show]") {
  const Outcome full =
      run({.arguments = {"show", "-", "--at", "2s"}, .input = ten_ports, .out = Sink::full_disk});
  CHECK(full.exit_code == 6);
  CHECK(full.err == "portsim: cannot write the result: No space left on device\n");
}
