#include "sim/experiment/axis.hpp"

#include <catch2/catch.hpp>

using namespace portsim;

namespace {

using Values = std::vector<std::string>;

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("A list is split at commas outside brackets, braces and quotes", "[experiment]") {
  CHECK(parse_values("30,60,120") == Values{"30", "60", "120"});
  CHECK(parse_values(" 30 , 60 ") == Values{"30", "60"});
  CHECK(parse_values("[],[KB2826167],[KB1,KB2]") == Values{"[]", "[KB2826167]", "[KB1,KB2]"});
  CHECK(parse_values("{client: 70%, server: 30%},client") == Values{"{client: 70%, server: 30%}", "client"});
  CHECK(parse_values("\"a,b\",'c,d'") == Values{"\"a,b\"", "'c,d'"});
  CHECK(parse_values("windows-7-sp1") == Values{"windows-7-sp1"});
}

TEST_CASE("A range counts from its first value to its last, which the steps may miss", "[experiment]") {
  CHECK(parse_values("30..120 step 30") == Values{"30", "60", "90", "120"});
  CHECK(parse_values("30..100 step 30") == Values{"30", "60", "90"});
  CHECK(parse_values("1..4") == Values{"1", "2", "3", "4"});
  CHECK(parse_values("7..7") == Values{"7"});
  CHECK(parse_values("30s..2min step 30s") == Values{"30s", "1min", "90s", "2min"});
  CHECK(parse_values("100ms..1s step 450ms") == Values{"100ms", "550ms", "1s"});
  CHECK(parse_values("0.1%..0.3% step 0.1%") == Values{"0.1%", "0.2%", "0.3%"});
  CHECK(parse_values("10/s..12/s step 1/s") == Values{"10/s", "11/s", "12/s"});
  CHECK(parse_values("1..3,10,20..40 step 20") == Values{"1", "2", "3", "10", "20", "40"});
}

TEST_CASE("Steps of a decimal fraction lose nothing to rounding", "[experiment]") {
  const auto values = parse_values("0..1 step 0.1");
  REQUIRE(values);
  REQUIRE(values->size() == 11);
  CHECK((*values)[3] == "0.3");  // 0.1 + 0.1 + 0.1 is not 0.3 in binary
  CHECK(values->back() == "1");
}

TEST_CASE("What is no list is refused with what was expected and found", "[experiment]") {
  const auto complaint = [](const char* list) { return parse_values(list).error(); };
  CHECK(contains(complaint(""), "expected a value"));
  CHECK(contains(complaint("30,,60"), "expected a value between commas"));
  CHECK(contains(complaint("30,60,30"), "30 stands there twice"));
  CHECK(contains(complaint("1..3,2"), "2 stands there twice"));
  CHECK(contains(complaint("300..30 step 10"), "smaller value first"));
  CHECK(contains(complaint("30..300 step 0"), "step above 0"));
  CHECK(contains(complaint("30..300 step -10"), "step above 0"));
  CHECK(contains(complaint("30s..300 step 10"), "in the same unit"));
  CHECK(contains(complaint("30s..300s step 10"), "step above 0 in the unit of"));
  CHECK(contains(complaint("30s..300s"), "expected a step"));
  CHECK(contains(complaint("a..b"), "expected numbers with units"));
  CHECK(contains(complaint("1..1000000"), "at most 10000"));
  CHECK(contains(complaint("0..9000000 step 0.000000001"), "at most 10000"));
}

TEST_CASE("An axis is a path with a list", "[experiment]") {
  CHECK(parse_axis("hosts.web.settings.TcpTimedWaitDelay=30,60") ==
        Axis{"hosts.web.settings.TcpTimedWaitDelay", {"30", "60"}});
  CHECK(parse_axis("timeline[0].at=1min,2min") == Axis{"timeline[0].at", {"1min", "2min"}});
  CHECK(contains(parse_axis("30,60").error(), "expected PATH=LIST"));
  CHECK(contains(parse_axis("=30,60").error(), "expected PATH=LIST"));
  CHECK(contains(parse_axis("a.b=1..").error(), "a.b: "));
}
