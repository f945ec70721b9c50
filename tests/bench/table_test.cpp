#include "bench/table/table.hpp"

#include <catch2/catch.hpp>

#include "bench/table/text_columns.hpp"

namespace portsim::bench {
namespace {

Measurement round_of(const char* name, Program program, double ns) {
  return {.name = name, .program = program, .seconds = 1, .attempts_per_s = 1e9 / ns};
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("The last word of a benchmark's function names the program, and the rest the case", "[bench]") {
  const CaseName ours = case_name("BM_Churn", "load_percent:90");
  CHECK(ours.name == "Churn/load_percent:90");
  CHECK(ours.program == Program::portsim);
  CHECK(case_name("BM_Churn_Limit", "load_percent:90").name == ours.name);
  CHECK(case_name("BM_Churn_Limit", "").program == Program::limit_study);
  CHECK(case_name("BM_Churn_Events", "").program == Program::events);
  CHECK(case_name("BM_Churn_Naive", "").program == Program::naive);
  CHECK(case_name("BM_Churn_Ns3", "").program == Program::ns3);
  CHECK(case_name("BM_Churn_SimPy3", "").program == Program::simpy3);
  CHECK(case_name("BM_Churn_SimPy2", "").program == Program::simpy2);
  CHECK(case_name("BM_EventQueue_Hold", "pending:16").name == "EventQueue_Hold/pending:16");
}

TEST_CASE("A row has the median of the rounds, their spread, and other programs as multiples", "[bench]") {
  CHECK(table_of({round_of("Churn", Program::portsim, 10), round_of("Churn", Program::portsim, 30),
                  round_of("Churn", Program::portsim, 8), round_of("Churn", Program::limit_study, 5),
                  round_of("Churn", Program::naive, 2500)}) ==
        "| case  | ns per attempt | spread | attempts/s |    limit study |      naive C++ |\n"
        "| ----- |---------------:|-------:|-----------:|---------------:|---------------:|\n"
        "| Churn |           10.0 |  220 % |      100 M | 0.50x (5.0 ns) | 250x (2500 ns) |\n");
}

TEST_CASE("A goal stands in its row, and is missed where the median is above it", "[bench]") {
  Measurement quick = round_of("Quick", Program::portsim, 9);
  Measurement slow = round_of("Slow", Program::portsim, 11);
  quick.goal_ns = slow.goal_ns = 10;
  CHECK(table_of({quick, slow}) ==
        "| case  | ns per attempt | spread |      goal | attempts/s |\n"
        "| ----- |---------------:|-------:|----------:|-----------:|\n"
        "| Quick |            9.0 |    0 % |        10 |      111 M |\n"
        "| Slow  |           11.0 |    0 % | 10 missed |     90.9 M |\n");
}

TEST_CASE("Cases with other programs come first", "[bench]") {
  const std::string table =
      table_of({round_of("Alone", Program::portsim, 1), round_of("Compared", Program::portsim, 1),
                round_of("Compared", Program::naive, 1)});
  CHECK(table.find("Compared") < table.find("Alone"));
}

TEST_CASE("A program that fails otherwise than Erlang's formula says is marked", "[bench]") {
  Measurement agrees = round_of("Churn", Program::portsim, 1);
  agrees.failures = {.fraction = 0.0126, .expected = 0.0125, .tolerance = 0.0002};
  Measurement differs = round_of("Churn", Program::naive, 1);
  differs.failures = {.fraction = 0.0128, .expected = 0.0125, .tolerance = 0.0002};
  CHECK(has(table_of({agrees, differs}),
            "| fraction that fails | Erlang B | portsim |      naive C++ |\n"
            "| ------------------- |---------:|--------:|---------------:|\n"
            "| Churn               |   1.25 % |  1.26 % | 1.28 % DIFFERS |\n"));
}

TEST_CASE("A program that did not run says why, and has no column", "[bench]") {
  const Measurement missing{.name = "Churn", .program = Program::ns3, .missing = "libns3-dev is missing"};
  CHECK(table_of({round_of("Churn", Program::portsim, 10), missing}) ==
        "| case  | ns per attempt | spread | attempts/s |\n"
        "| ----- |---------------:|-------:|-----------:|\n"
        "| Churn |           10.0 |    0 % |      100 M |\n"
        "\n"
        "ns-3: did not run: libns3-dev is missing\n");
}

TEST_CASE("What is not about attempts has a table of its own, with its time", "[bench]") {
  CHECK(table_of({{.name = "StartUp", .seconds = 0.0105, .note = "from the shell"},
                  {.name = "Sweep", .seconds = 1.5, .rate = NamedRate{"points/s", 820}}}) ==
        "| case    |    time |         rate |           note |\n"
        "| ------- |--------:|-------------:|---------------:|\n"
        "| StartUp | 10.5 ms |              | from the shell |\n"
        "| Sweep   |   1.5 s | 820 points/s |                |\n");
}

TEST_CASE("Columns are aligned by characters, and empty ones left out", "[bench]") {
  CHECK(text_columns({"case", "none", "n"}, {{"\u00e9", "", "1"}, {"longer", "", "10"}}) ==
        "| case   |   n |\n"
        "| ------ |----:|\n"
        "| \u00e9      |   1 |\n"
        "| longer |  10 |\n");
  CHECK(text_columns({"case"}, {}).empty());
}

}  // namespace portsim::bench
