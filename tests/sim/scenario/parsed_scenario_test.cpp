#include "tests/sim/scenario/scenario_texts.hpp"

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

TEST_CASE("A text that is no YAML is a problem at every point", "[scenario]") {
  const ParsedScenario parsed{with_overrides("hosts: [", {})};
  CHECK_FALSE(parsed.with({}));
  CHECK_FALSE(parsed.with({"seed=1"}));
}

}  // namespace
}  // namespace portsim
