#include "sim/report/check_json.hpp"

#include <catch2/catch.hpp>

using namespace portsim;

TEST_CASE("portsim/check/1 of a valid file has no problems", "[report]") {
  CHECK(check_json({"imap.yaml", {}}) == R"({
  "schema": "portsim/check/1",
  "file": "imap.yaml",
  "valid": true,
  "problems": []
}
)");
}

TEST_CASE("portsim/check/1 lists every problem; where there is no line there is null", "[report]") {
  const Problem at_a_line{{"imap.yaml", 14, 11, "    rate: fast"},
                          "workloads.web.client.rate",
                          "expected \"200/s\"",
                          ProblemKind::wrong_value,
                          {"a rate such as \"200/s\"", "\"fast\""}};
  const Problem of_an_option{
      {"--seed", 0, 0, ""}, "seed", "expected a whole number", ProblemKind::out_of_range};
  CHECK(check_json({"imap.yaml", {at_a_line, of_an_option}}) == R"({
  "schema": "portsim/check/1",
  "file": "imap.yaml",
  "valid": false,
  "problems": [
    {
      "file": "imap.yaml",
      "line": 14,
      "column": 11,
      "path": "workloads.web.client.rate",
      "code": "wrong-value",
      "message": "expected \"200/s\"",
      "expected": "a rate such as \"200/s\"",
      "found": "\"fast\""
    },
    {
      "file": "--seed",
      "line": null,
      "column": null,
      "path": "seed",
      "code": "out-of-range",
      "message": "expected a whole number",
      "expected": null,
      "found": null
    }
  ]
}
)");
}

TEST_CASE("Of several files portsim/check/1 is an array, in their order", "[report]") {
  CHECK(checks_json({{"a.yaml", {}}, {"b.yaml", {}}}) == R"([
  {
    "schema": "portsim/check/1",
    "file": "a.yaml",
    "valid": true,
    "problems": []
  },
  {
    "schema": "portsim/check/1",
    "file": "b.yaml",
    "valid": true,
    "problems": []
  }
]
)");
}
