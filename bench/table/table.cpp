#include "bench/table/table.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <map>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "bench/table/text_columns.hpp"

namespace portsim::bench {
namespace {

struct ProgramWords {
  Program program;
  std::string_view suffix;  // of the functions that run it
  std::string_view head;
};

constexpr std::array other_programs{
    ProgramWords{Program::limit_study, "_Limit", "limit study"},
    ProgramWords{Program::events, "_Events", "heap + FIFO"},
    ProgramWords{Program::naive, "_Naive", "naive C++"},
    ProgramWords{Program::ns3, "_Ns3", "ns-3"},
    ProgramWords{Program::simpy3, "_SimPy3", "SimPy 3"},
    ProgramWords{Program::simpy2, "_SimPy2", "SimPy 2"},
};

using Rounds = std::vector<Measurement>;

struct Case {
  std::string name;
  std::map<Program, Rounds> by_program;

  const Rounds* of(Program program) const {
    const auto found = by_program.find(program);
    return found == by_program.end() ? nullptr : &found->second;
  }
  bool compares() const { return by_program.size() > 1; }
};

std::vector<Case> cases_of(const std::vector<Measurement>& rounds) {
  std::vector<Case> cases;
  for (const Measurement& round : rounds) {
    const auto has_its_name = [&](const Case& other) { return other.name == round.name; };
    auto its = std::find_if(cases.begin(), cases.end(), has_its_name);
    if (its == cases.end()) its = cases.insert(its, {round.name, {}});
    its->by_program[round.program].push_back(round);
  }
  std::stable_partition(cases.begin(), cases.end(), [](const Case& one) { return one.compares(); });
  return cases;
}

// Nothing: no round has the figure.
template <class Figure>
std::optional<double> median(const Rounds* rounds, Figure figure) {
  std::vector<double> figures;
  if (rounds != nullptr)
    for (const Measurement& round : *rounds)
      if (const std::optional<double> value = figure(round)) figures.push_back(*value);
  if (figures.empty()) return std::nullopt;
  std::sort(figures.begin(), figures.end());
  const std::size_t middle = figures.size() / 2;
  return figures.size() % 2 == 1 ? figures[middle] : (figures[middle - 1] + figures[middle]) / 2;
}

std::optional<double> ns_per_attempt(const Measurement& round) {
  if (!round.attempts_per_s) return std::nullopt;
  return 1e9 / *round.attempts_per_s;
}

std::optional<double> seconds(const Measurement& round) {
  if (!round.missing.empty()) return std::nullopt;
  return round.seconds;
}

// Three digits, as more are not known.
std::string three_digits(double value) {
  const int decimals = value < 1 ? 2 : value < 100 ? 1 : 0;
  return fmt::format("{:.{}f}", value, decimals);
}

std::string with_unit(double value, const std::array<std::pair<double, std::string_view>, 4>& units) {
  for (const auto& [least, unit] : units)
    if (value >= least) return three_digits(value / least) + std::string{unit};
  return three_digits(value);
}

std::string rate_text(double per_second) {
  return with_unit(per_second, {{{1e9, " G"}, {1e6, " M"}, {1e3, " k"}, {1, ""}}});
}

std::string time_text(double time_s) {
  return with_unit(time_s, {{{1, " s"}, {1e-3, " ms"}, {1e-6, " us"}, {1e-9, " ns"}}});
}

// How far the rounds lie apart, as a part of the median.
std::string spread_text(const Rounds& rounds, double median_ns) {
  double least = median_ns;
  double most = median_ns;
  for (const Measurement& round : rounds) {
    const std::optional<double> ns = ns_per_attempt(round);
    if (!ns) continue;
    least = std::min(least, *ns);
    most = std::max(most, *ns);
  }
  return fmt::format("{:.0f} %", 100 * (most - least) / median_ns);
}

// How many times as long as portsim takes, and how long.
std::string other_text(const Rounds* rounds, std::optional<double> ours_ns) {
  const std::optional<double> ns = median(rounds, ns_per_attempt);
  if (!ns) return "";
  const std::string time = three_digits(*ns) + " ns";
  return ours_ns ? fmt::format("{}x ({})", three_digits(*ns / *ours_ns), time) : time;
}

std::string speed_table(const std::vector<Case>& cases) {
  Row head{"case", "ns per attempt", "spread", "goal", "attempts/s"};
  for (const ProgramWords& other : other_programs) head.emplace_back(other.head);
  std::vector<Row> rows;
  for (const Case& one : cases) {
    const Rounds* ours = one.of(Program::portsim);
    const std::optional<double> ns = median(ours, ns_per_attempt);
    const std::optional<double> goal = median(ours, [](const Measurement& round) { return round.goal_ns; });
    Row row{one.name};
    row.push_back(ns ? three_digits(*ns) : "");
    row.push_back(ns ? spread_text(*ours, *ns) : "");
    row.push_back(goal ? fmt::format("{:.0f}{}", *goal, ns && *ns > *goal ? " missed" : "") : "");
    row.push_back(ns ? rate_text(1e9 / *ns) : "");
    for (const ProgramWords& other : other_programs) row.push_back(other_text(one.of(other.program), ns));
    if (std::any_of(row.begin() + 1, row.end(), [](const std::string& cell) { return !cell.empty(); }))
      rows.push_back(row);
  }
  return text_columns(head, rows);
}

std::string failures_text(const Rounds* rounds) {
  const std::optional<double> fraction = median(rounds, [](const Measurement& round) {
    return round.failures ? std::optional{round.failures->fraction} : std::nullopt;
  });
  if (!fraction) return "";
  const bool differs = std::any_of(rounds->begin(), rounds->end(), [](const Measurement& round) {
    return round.failures &&
           !(std::abs(round.failures->fraction - round.failures->expected) <= round.failures->tolerance);
  });
  return fmt::format("{:.2f} %{}", 100 * *fraction, differs ? " DIFFERS" : "");
}

std::string failures_table(const std::vector<Case>& cases) {
  Row head{"fraction that fails", "Erlang B", "portsim"};
  for (const ProgramWords& other : other_programs) head.emplace_back(other.head);
  std::vector<Row> rows;
  for (const Case& one : cases) {
    std::optional<double> expected;
    for (const auto& [program, rounds] : one.by_program)
      if (rounds.front().failures) expected = rounds.front().failures->expected;
    if (!expected) continue;
    Row row{one.name, fmt::format("{:.2f} %", 100 * *expected), failures_text(one.of(Program::portsim))};
    for (const ProgramWords& other : other_programs) row.push_back(failures_text(one.of(other.program)));
    rows.push_back(row);
  }
  return text_columns(head, rows);
}

// "8.2 k points/s"
std::string named_rate_text(const Rounds& rounds) {
  const std::optional<double> rate = median(&rounds, [](const Measurement& round) {
    return round.rate ? std::optional{round.rate->value} : std::nullopt;
  });
  return rate ? rate_text(*rate) + " " + rounds.front().rate->name : "";
}

std::string other_questions_table(const std::vector<Case>& cases) {
  std::vector<Row> rows;
  for (const Case& one : cases) {
    const Rounds* ours = one.of(Program::portsim);
    const std::optional<double> time = median(ours, seconds);
    if (!time || median(ours, ns_per_attempt)) continue;
    rows.push_back({one.name, time_text(*time), named_rate_text(*ours), ours->front().note});
  }
  return text_columns({"case", "time", "rate", "note"}, rows);
}

// Which version ran, or why none did.
std::string program_notes(const std::vector<Case>& cases) {
  std::string notes;
  for (const ProgramWords& other : other_programs) {
    std::string note;
    for (const Case& one : cases) {
      const Rounds* rounds = one.of(other.program);
      if (rounds == nullptr || !note.empty()) continue;
      const Measurement& round = rounds->front();
      note = round.missing.empty() ? round.note : "did not run: " + round.missing;
    }
    if (!note.empty()) notes += fmt::format("{}: {}\n", other.head, note);
  }
  return notes;
}

}  // namespace

CaseName case_name(const std::string& function, const std::string& arguments) {
  constexpr std::string_view prefix = "BM_";
  std::string_view question = function;
  if (question.substr(0, prefix.size()) == prefix) question.remove_prefix(prefix.size());
  CaseName name;
  for (const ProgramWords& other : other_programs) {
    const std::size_t length = other.suffix.size();
    if (question.size() <= length || question.substr(question.size() - length) != other.suffix) continue;
    question.remove_suffix(length);
    name.program = other.program;
    break;
  }
  name.name = question;
  if (!arguments.empty()) name.name += "/" + arguments;
  return name;
}

std::string table_of(const std::vector<Measurement>& rounds) {
  const std::vector<Case> cases = cases_of(rounds);
  std::string text;
  for (const std::string& part :
       {speed_table(cases), failures_table(cases), other_questions_table(cases), program_notes(cases)}) {
    if (!part.empty()) text.append(text.empty() ? "" : "\n").append(part);
  }
  return text;
}

}  // namespace portsim::bench
