// Advice as text, JSON and Markdown.
#include <string>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "sim/report/advise_json.hpp"
#include "sim/report/advise_markdown.hpp"
#include "sim/report/advise_text.hpp"

#include "tests/sim/report/sample_advice.hpp"

using namespace portsim;

namespace {

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("Advice says what fails, then each remedy with its result, effort, cost and command", "[report]") {
  const std::string text = advise_text(sample_advice(), {});
  CHECK(contains(text, "\nFAILS       46.7 % of 42,346 connects fail"));
  CHECK(contains(text, "\nADVICE      1 of 3 "));
  CHECK(contains(text, "\nRemedy 1    MaxUserPort of mail-front-end: 8000 instead of 5000\n"));
  CHECK(contains(text, "then      none of 42,346 connects failed"));
  CHECK(contains(text, "takes     a setting of the system, in effect after a restart\n"));
  CHECK(contains(text, "costs     a service may find its port taken [1]\n"));
  CHECK(contains(text, "rests on  the cursor starts at 1025 (inferred)\n"));
  CHECK(contains(text,
                 "try it    portsim run imap.yaml --set hosts.mail-front-end.settings.MaxUserPort=8000\n"));
  CHECK(contains(
      text, "\nNo help     retries of web|mail: 50 instead of none; then 46.7 % of 42,346 connects fail"));
  CHECK(contains(text, "\nCannot work closing by the server of webmail: the server closes already\n"));
  CHECK(contains(text, "[1]  documented: KB812873, reserve ephemeral ports\n"));
  CHECK(contains(text, "\nRerun       portsim advise imap.yaml\n"));
}

TEST_CASE("Advice against which nothing helps says so", "[report]") {
  Advice advice = sample_advice();
  advice.tried.erase(advice.tried.begin());
  CHECK(contains(advise_text(advice, {}), "\nNO CURE     of 1 change tried none"));
  advice.tried.clear();
  CHECK(contains(advise_text(advice, {}), "\nNO CURE     nothing can be tried against this\n"));
}

TEST_CASE("A scenario that meets its thresholds is told so, and nothing else", "[report]") {
  Advice advice = sample_advice();
  advice.as_it_is = holding_run();
  advice.meets_already = true;
  advice.tried.clear();
  advice.impossible.clear();
  const std::string text = advise_text(advice, {});
  CHECK(contains(text, "every threshold is met already: nothing was searched\n"));
  CHECK(!contains(text, "Remedy"));
}

TEST_CASE("What is not certain of a remedy stands beside it", "[report]") {
  Advice advice = sample_advice();
  advice.tried[0].first_possible = "7990";
  advice.tried[0].fails_again = true;
  const std::string text = advise_text(advice, {});
  CHECK(contains(text, "doubt     a smaller change may do, from 7990 on"));
  CHECK(contains(text, "doubt     a greater change was seen to fail again"));
}

TEST_CASE("The thresholds that advice assumes are named, and are not in the commands", "[report]") {
  Advice advice = sample_advice();
  advice.has_default_thresholds = true;
  advice.scenario.overrides = {std::string{default_thresholds}};
  advice.scenario.thresholds = {{.expression = "failure_fraction < 0.1%"}};
  const std::string text = advise_text(advice, {});
  CHECK(contains(text, "the scenario states no thresholds; it is held to failure_fraction < 0.1%\n"));
  CHECK(contains(text, "\nRerun       portsim advise imap.yaml\n"));
}

TEST_CASE("Advice as JSON has every remedy with its overrides, results and sources", "[report]") {
  const nlohmann::json json = nlohmann::json::parse(advise_json(sample_advice()));
  CHECK(json["schema"] == "portsim/advise/1");
  CHECK(json["meets_already"] == false);
  REQUIRE(json["remedies"].size() == 2);
  const auto& first = json["remedies"][0];
  CHECK(first["kind"] == "port-range");
  CHECK(first["outcome"] == "meets");
  CHECK(first["host"] == "mail-front-end");
  CHECK(first["workload"].is_null());
  CHECK(first["value"] == "8000");
  CHECK(first["overrides"][0] == "hosts.mail-front-end.settings.MaxUserPort=8000");
  CHECK(first["effort"] == "setting-and-restart");
  CHECK(first["results"]["failure_fraction"]["mean"] == 0);
  CHECK(first["costs"][0]["source"]["address"] == "https://support.microsoft.com/kb/812873");
  CHECK(first["rests_on"][0]["source"]["confidence"] == "inferred");
  CHECK(first["first_possible"].is_null());
  CHECK(json["remedies"][1]["workload"] == "webmail");
  CHECK(json["impossible"][0]["reason"] == "the server closes already");
}

TEST_CASE("Advice as Markdown has tables whose cells end where they should", "[report]") {
  const std::string text = advise_markdown(sample_advice());
  CHECK(contains(text, "# IMAP client with a very low MailboxCacheTTL\n"));
  CHECK(contains(text, "| 1 | MaxUserPort of mail-front-end: 8000 instead of 5000 | 0 % ("));
  CHECK(contains(text, "| retries of web\\|mail: 50 instead of none |"));
  CHECK(contains(text, "| closing by the server of webmail | the server closes already |"));
  CHECK(contains(text,
                 "documented: KB812873, reserve ephemeral ports, <https://support.microsoft.com/kb/812873>"));
  CHECK(contains(text, "$ portsim run imap.yaml --set hosts.mail-front-end.settings.MaxUserPort=8000\n"));
}
