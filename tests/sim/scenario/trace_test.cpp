// What the rows of a trace are read into.
#include "sim/scenario/trace_use.hpp"

#include "tests/sim/scenario/client_texts.hpp"

namespace portsim {
namespace {

Scenario scenario_of(const std::string& csv, std::string_view more = "") {
  auto scenario = load_with_trace(with_client(trace_client, more), csv);
  UNSCOPED_INFO(problems_of(scenario));
  REQUIRE(scenario.has_value());
  return *scenario;
}

std::vector<TraceRow> rows_of(const Scenario& scenario) {
  return *std::get<TraceClient>(scenario.workloads.at(0).client).rows;
}

std::vector<Duration> times_of(const std::string& csv) {
  std::vector<Duration> times;
  for (const TraceRow& row : rows_of(scenario_of(csv))) times.push_back(row.at);
  return times;
}

TEST_CASE("A row leaves to the workload what it does not say", "[scenario][client]") {
  CHECK(rows_of(scenario_of("at\n0.5\n")) == std::vector{TraceRow{.at = 500ms, .closes = std::nullopt}});
  CHECK(rows_of(scenario_of("at,service,holds,closes,from\n1,,,,\n")) ==
        std::vector{TraceRow{.at = 1s, .closes = std::nullopt}});
}

TEST_CASE("Columns come in any order, and cells may have quotes and blanks", "[scenario][client]") {
  const std::vector<TraceRow> rows = rows_of(
      scenario_of("closes, at ,\"service\",holds\nabort, 1.5,\"web\",\t0\n\"server\",2,web,\"30\"\n"));
  REQUIRE(rows.size() == 2);
  CHECK(rows[0] == TraceRow{.at = 1500ms, .holds = 0s, .destination = 0, .closes = Closer::abort});
  CHECK(rows[1] == TraceRow{.at = 2s, .holds = 30s, .destination = 0, .closes = Closer::server});
}

TEST_CASE("A row says who closes its connection, and how", "[scenario][client]") {
  const std::vector<TraceRow> rows =
      rows_of(scenario_of("at,closes\n1,client\n2,server\n3,abort\n4,server-abort\n"));
  REQUIRE(rows.size() == 4);
  CHECK(rows[0].closes == Closer::client);
  CHECK(rows[1].closes == Closer::server);
  CHECK(rows[2].closes == Closer::abort);
  CHECK(rows[3].closes == Closer::server_abort);
}

TEST_CASE("Times are exact to the nanosecond", "[scenario][client]") {
  CHECK(times_of("at\n0\n0.000000001\n0.1\n007.250\n123456789.123456789\n123456789.12345678900\n") ==
        std::vector<Duration>{0ns, 1ns, 100ms, 7250ms, 123'456'789s + 123'456'789ns,
                              123'456'789s + 123'456'789ns});
  CHECK(times_of("at\n315532800\n") == std::vector<Duration>{duration_max});
}

TEST_CASE("A trace may have a byte-order mark, CRLF, empty lines and no line end at last",
          "[scenario][client]") {
  CHECK(times_of("\xef\xbb\xbf"
                 "at\r\n1\r\n\r\n2\r\n") == std::vector<Duration>{1s, 2s});
  CHECK(times_of("at\n1\n2") == std::vector<Duration>{1s, 2s});
}

TEST_CASE("Services and addresses count as the workload lists them", "[scenario][client]") {
  std::string text = with(with_client(trace_client, "    from: [10.0.0.2, 10.0.0.1]\n"), "connects_to: web",
                          "connects_to: {api: 30%, web: 70%}");
  text = with(text, "  web:\n", "  api: {address: 192.0.2.2, port: 80, count: 9}\n  web:\n");
  text = with(text, "os: textbook\n", "os: textbook\n    addresses: [10.0.0.1, 10.0.0.2]\n");
  const auto scenario = load_with_trace(text, "at,service,from\n1,web,10.0.0.1\n2,api,10.0.0.2\n3,,\n");
  INFO(problems_of(scenario));
  REQUIRE(scenario.has_value());
  const std::vector<TraceRow> rows = rows_of(*scenario);
  REQUIRE(rows.size() == 3);
  CHECK(rows[0] == TraceRow{.at = 1s, .destination = 1, .from = 1, .closes = std::nullopt});
  CHECK(rows[1] == TraceRow{.at = 2s, .destination = 0, .from = 0, .closes = std::nullopt});
  CHECK(rows[2] == TraceRow{.at = 3s, .closes = std::nullopt});
}

TEST_CASE("The digest of a scenario is of its traces too", "[scenario][client]") {
  const std::string digest = scenario_of("at\n1\n").digest;
  CHECK(scenario_of("at\n1\n").digest == digest);
  CHECK(scenario_of("at\n2\n").digest != digest);
  CHECK(scenario_of("at\n1").digest != digest);
}

TEST_CASE("A trace is read once for a workload, however often its timeline changes", "[scenario][client]") {
  int reads = 0;
  const auto read_file = [&](const std::string& path, std::size_t) -> tl::expected<std::string, std::string> {
    ++reads;
    CHECK(path == "cases/traces/a.csv");
    return "at\n1\n";
  };
  const std::string text = with_client("{model: trace, file: traces/a.csv}",
                                       "timeline:\n"
                                       "  - {at: 1min, set: {workloads.calls.holds: 1s}}\n"
                                       "  - {at: 2min, set: {workloads.calls.holds: 2s}}\n");
  const auto scenario = load_scenario({"cases/web.yaml", text, {}, read_file});
  REQUIRE(scenario.has_value());
  CHECK(reads == 1);
  CHECK(std::get<TraceClient>(scenario->timeline.at(1).workloads.at(0).client).rows ==
        std::get<TraceClient>(scenario->workloads.at(0).client).rows);
}

TEST_CASE("An absolute path is taken as it is", "[scenario][client]") {
  std::string asked;
  const auto read_file = [&](const std::string& path, std::size_t) -> tl::expected<std::string, std::string> {
    asked = path;
    return "at\n1\n";
  };
  const std::string text = with_client("{model: trace, file: /var/traces/../a.csv}");
  CHECK(load_scenario({"cases/web.yaml", text, {}, read_file}).has_value());
  CHECK(asked == "/var/traces/../a.csv");
}

TEST_CASE("An override names another trace", "[scenario][client]") {
  const std::string text = with_client("{model: trace, file: no.csv}");
  CHECK_FALSE(load_with_trace(text, "at\n1\n").has_value());
  CHECK(load_with_trace(text, "at\n1\n", {"workloads.calls.client.file=arrivals.csv"}).has_value());
}

TEST_CASE("Neither the trace of a workload nor where it connects to can change while it runs",
          "[scenario][client]") {
  const auto mistake = [](std::string_view path) {
    const std::string timeline = "timeline:\n  - {at: 1min, set: {" + std::string{path} + ": a.csv}}\n";
    return problems_of(load_with_trace(with_client(trace_client, timeline), "at\n1\n"));
  };
  CHECK(mistake("workloads.calls.client.file").find("cannot change while the scenario runs") !=
        std::string::npos);
  CHECK(mistake("workloads.calls.connects_to").find("cannot change while the scenario runs") !=
        std::string::npos);
}

TEST_CASE("Of a trace full of mistakes only the first are told", "[scenario][client]") {
  std::string csv = "at\n";
  for (int n = 0; n < 1000; ++n) csv += "soon\n";
  const auto scenario = load_with_trace(with_client(trace_client), csv);
  REQUIRE_FALSE(scenario.has_value());
  CHECK(scenario.error().size() == 50);
}

TEST_CASE("A line that is no line of a trace is not shown in full", "[scenario][client]") {
  const std::string mistake = trace_mistake("at\n" + std::string(100'000, '1') + "\n");
  CHECK(mistake.find("arrivals.csv:2:1: workloads.calls.client.file: a line of more than 4096 bytes") == 0);
  CHECK(mistake.size() < 500);
}

TEST_CASE("A trace of more bytes than there may be is refused", "[scenario][client]") {
  std::size_t asked = 0;
  const auto read_file = [&](const std::string&, std::size_t size) -> tl::expected<std::string, std::string> {
    asked = size;
    return "at\n1\n";
  };
  CHECK(load_scenario({"web.yaml", with_client(trace_client), {}, read_file}).has_value());
  CHECK(asked == trace_bytes_max + 1);
}

TEST_CASE("All traces together have a bounded number of rows", "[scenario][client]") {
  const Trace trace = decode_trace("at\n1\n2\n3\n", {}, 2);
  REQUIRE(trace.problems.size() == 1);
  CHECK(trace.problems[0].kind == ProblemKind::too_large);
  CHECK(trace.problems[0].line == 4);
  CHECK(trace.problems[0].message ==
        "with it the traces take more than 1 GB: their texts, each as often as a workload reads it, and "
        "32 bytes a row");
}

TEST_CASE("A line that is too long is told before it is a row too many", "[scenario][client]") {
  const std::string text = "at\n1\n" + std::string(100'000, '2') + "\n";
  const Trace trace = decode_trace(text, {}, 1);
  REQUIRE(trace.problems.size() == 1);
  CHECK(trace.problems[0].text.size() == 4096);
}

TEST_CASE("What traces may take is shared by all that read one", "[scenario][client]") {
  std::vector<std::size_t> asked;
  const auto read_file = [&](const std::string&, std::size_t size) -> tl::expected<std::string, std::string> {
    asked.push_back(size);
    return "at\n1\n2\n";  // 7 bytes and two rows
  };
  const std::string text = with_client(
      trace_client,
      "  others:\n    host: client\n    connects_to: web\n    client: {model: trace, file: b.csv}\n");
  CHECK(load_scenario({"web.yaml", text, {}, read_file}).has_value());
  REQUIRE(asked.size() == 2);
  CHECK(asked[0] - asked[1] == 7 + 2 * sizeof(TraceRow));
}

TEST_CASE("Rows at the end of the workload or of the run, and after it, are not used", "[scenario][client]") {
  const auto unused = [](std::string_view more) {
    const auto scenario = load_with_trace(with_client(trace_client, more), "at\n0\n599\n600\n601\n");
    REQUIRE(scenario.has_value());
    return rows_after_end(scenario->workloads.front(), scenario->duration);  // of 10 min
  };
  CHECK(unused("") == 2);
  CHECK(unused("    starts: 1s\n") == 3);
  CHECK(unused("    ends: 1s\n") == 3);
  CHECK(rows_after_end(workload_of("{model: leak, rate: 1/s}"), 1s) == 0);
}

}  // namespace
}  // namespace portsim
