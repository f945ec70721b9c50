#include <variant>

#include "tests/sim/scenario/client_texts.hpp"

namespace portsim {
namespace {

ScenarioText with_overrides(std::string_view text, std::vector<std::string> overrides) {
  return {"web.yaml", std::string{text}, std::move(overrides)};
}

TEST_CASE("What is varied comes after the overrides, each time anew", "[scenario]") {
  const ParsedScenario parsed{with_overrides(mail_front_end, {"duration=1h", "seed=3"})};
  const auto first = parsed.with({"duration=2h"});
  const auto second = parsed.with({"seed=4"});
  REQUIRE(first);
  REQUIRE(second);
  CHECK(first->duration == 2h);
  CHECK(first->seed == 3);
  CHECK(second->duration == 1h);
  CHECK(second->seed == 4);
  CHECK(second->overrides == std::vector<std::string>{"duration=1h", "seed=3", "seed=4"});
}

TEST_CASE("A text that is parsed once has the digests of one that is loaded for each point", "[scenario]") {
  ScenarioText text = with_overrides(mail_front_end, {"duration=1h"});
  const ParsedScenario parsed{text};
  for (const char* varied : {"seed=1", "seed=2"}) {
    text.varied = {varied};
    CHECK(parsed.with(text.varied)->digest == load_scenario(text)->digest);
  }
  CHECK(parsed.with({"seed=1"})->digest != parsed.with({"seed=2"})->digest);
}

TEST_CASE("Problems of the text and of what is varied are reported together", "[scenario]") {
  const ParsedScenario parsed{with_overrides(mail_front_end, {"seed=x"})};
  const auto wrong = parsed.with({"duration=0s"});
  REQUIRE_FALSE(wrong);
  REQUIRE(wrong.error().size() == 2);
  CHECK(wrong.error()[0].location.file == "--set");
  CHECK(wrong.error()[1].location.file == "--vary");
  CHECK(parsed.with({"seed=1"}).has_value());  // it replaces what is wrong
}

TEST_CASE("A trace is read once for all points, and again where it is to be read otherwise", "[scenario]") {
  int reads = 0;
  ScenarioText text = with_overrides(with_client(trace_client), {});
  text.read_file = [&](const std::string&, std::size_t) -> tl::expected<std::string, std::string> {
    ++reads;
    return "at\n1\n2\n";
  };
  const std::string digest = load_scenario(text)->digest;
  reads = 0;
  const ParsedScenario parsed{text};
  const auto rows_with = [&](const char* varied) {
    return std::get<TraceClient>(parsed.with({varied})->workloads.at(0).client).rows;
  };
  const auto rows = rows_with("duration=1h");
  REQUIRE(rows->size() == 2);
  CHECK(rows_with("duration=2h") == rows);  // the very same
  CHECK(reads == 1);
  CHECK(parsed.with({})->digest == digest);
  rows_with("workloads.calls.client.file=more.csv");
  CHECK(reads == 2);
  parsed.with({"services.web.port=81"});
  CHECK(reads == 2);
}

TEST_CASE("A trace with a mistake is read at every point", "[scenario]") {
  int reads = 0;
  ScenarioText text = with_overrides(with_client(trace_client), {});
  text.read_file = [&](const std::string&, std::size_t) -> tl::expected<std::string, std::string> {
    return ++reads == 1 ? "at\nsoon\n" : "at\n1\n";
  };
  const ParsedScenario parsed{text};
  CHECK_FALSE(parsed.with({}));
  CHECK(parsed.with({}));
}

TEST_CASE("A text that is no YAML is a problem at every point", "[scenario]") {
  const ParsedScenario parsed{with_overrides("hosts: [", {})};
  CHECK_FALSE(parsed.with({}));
  CHECK_FALSE(parsed.with({"seed=1"}));
}

}  // namespace
}  // namespace portsim
