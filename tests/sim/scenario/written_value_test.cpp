#include "sim/scenario/written_value.hpp"

#include <catch2/catch.hpp>

using namespace portsim;

namespace {

ScenarioText text(std::string yaml, std::vector<std::string> overrides = {}) {
  return {.file = "a.yaml", .text = std::move(yaml), .overrides = std::move(overrides)};
}

const std::string client =
    "hosts:\n  web: {settings: {TcpTimedWaitDelay: 240}}\nworkloads:\n  calls: {holds: {exponential: "
    "80ms}}\n";

}  // namespace

TEST_CASE("The value at a path is as the file has it, or as an override has it", "[scenario]") {
  CHECK(written_value(text(client), "hosts.web.settings.TcpTimedWaitDelay") == "240");
  CHECK(written_value(text(client), "workloads.calls.holds.exponential") == "80ms");
  CHECK(written_value(text(client, {"hosts.web.settings.TcpTimedWaitDelay=30"}),
                      "hosts.web.settings.TcpTimedWaitDelay") == "30");
}

TEST_CASE("What a scenario leaves out, or says in more than a word, has no written value", "[scenario]") {
  CHECK_FALSE(written_value(text(client), "hosts.web.settings.MaxUserPort"));
  CHECK_FALSE(written_value(text(client), "workloads.calls.holds"));
  CHECK_FALSE(written_value(text(client), "hosts.mail.os"));
}

TEST_CASE("Two scenarios differ where a value differs, is added or is left out", "[scenario]") {
  ScenarioText b =
      text("hosts:\n  web: {settings: {TcpTimedWaitDelay: 30}, addresses: [10.0.0.1, 10.0.0.2]}\n");
  const auto differences = written_differences(text(client), b);
  REQUIRE(differences.size() == 4);
  CHECK(differences[0].path == "hosts.web.settings.TcpTimedWaitDelay");
  CHECK(differences[0].a == "240");
  CHECK(differences[0].b == "30");
  CHECK(differences[1].path == "workloads.calls.holds.exponential");
  CHECK_FALSE(differences[1].b);
  CHECK(differences[2].path == "hosts.web.addresses[0]");
  CHECK_FALSE(differences[2].a);
  CHECK(differences[3].b == "10.0.0.2");
}

TEST_CASE("What a side of a comparison changes is a difference, what both write alike is none",
          "[scenario]") {
  ScenarioText b = text(client);
  b.varied = {"workloads.calls.holds=forever"};
  const auto differences = written_differences(text(client), b);
  REQUIRE(differences.size() == 2);
  CHECK(differences[0].path == "workloads.calls.holds.exponential");
  CHECK(differences[1].path == "workloads.calls.holds");
  CHECK(differences[1].b == "forever");
  CHECK(written_differences(text(client), text(client)).empty());
}
