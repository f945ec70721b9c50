// Runs the benchmarks, all in one run with their rounds interleaved, and prints one table (table/table.hpp)
// of the medians.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include <benchmark/benchmark.h>

#include "bench/table/table.hpp"

namespace portsim::bench {
namespace {

constexpr std::string_view usage =
    "usage: ./portsim bench [--quick] [REGEX] [OPTION...]\n"
    "       ./portsim bench [--peers] [--readme] ...\n"
    "\n"
    "Runs the benchmarks whose names match REGEX and prints one table in Markdown: of five\n"
    "interleaved rounds the median, in CPU time. Without REGEX: all that stand in bench/README.md,\n"
    "in two or three minutes.\n"
    "\n"
    "  --peers   first installs the packages of the other simulators, which then run too\n"
    "  --readme  puts the table into bench/README.md instead of printing it\n"
    "  --quick   one short round: whether all of it works\n"
    "  OPTION    of Google Benchmark, such as --benchmark_list_tests, --benchmark_repetitions=9\n"
    "            or --benchmark_out=FILE (JSON)\n";

class TableReporter : public benchmark::BenchmarkReporter {
 public:
  bool ReportContext(const Context& context) override {
    cores_ = context.cpu_info.num_cpus;
    return true;
  }

  void ReportRuns(const std::vector<Run>& runs) override {
    for (const Run& run : runs)
      if (run.run_type == Run::RT_Iteration) runs_.push_back(run);
  }

  // The rounds come in the order in which they ended.
  void Finalize() override {
    std::stable_sort(runs_.begin(), runs_.end(), [](const Run& a, const Run& b) {
      return std::tie(a.family_index, a.per_family_instance_index) <
             std::tie(b.family_index, b.per_family_instance_index);
    });
    std::vector<Measurement> rounds;
    for (const Run& run : runs_) rounds.push_back(measurement_of(run));
    GetOutputStream() << table_of(rounds) << "\n" << where() << "\n";
  }

 private:
  static std::optional<double> counter(const Run& run, const char* name) {
    const auto found = run.counters.find(name);
    if (found == run.counters.end()) return std::nullopt;
    return found->second.value;
  }

  static Measurement measurement_of(const Run& run) {
    const CaseName named = case_name(run.run_name.function_name, run.run_name.args);
    Measurement measurement{.name = named.name, .program = named.program, .note = run.report_label};
    if (run.error_occurred) {
      measurement.missing = run.error_message;
      return measurement;
    }
    const double time = run.run_name.time_type.empty() ? run.cpu_accumulated_time : run.real_accumulated_time;
    measurement.seconds = time / static_cast<double>(run.iterations);
    measurement.attempts_per_s = counter(run, "attempts/s");
    for (const auto& [name, rate] : run.counters)
      if (rate.flags & benchmark::Counter::kIsRate) measurement.rate = NamedRate{name, rate.value};
    measurement.goal_ns = counter(run, "goal_ns");
    if (const auto fraction = counter(run, "failure_fraction"))
      measurement.failures = {*fraction, *counter(run, "erlang_b"), *counter(run, "tolerance")};
    return measurement;
  }

  std::string where() const {
    std::ifstream info{"/proc/cpuinfo"};
    std::string line;
    std::string model = "unknown processor";
    while (std::getline(info, line))
      if (line.rfind("model name", 0) == 0) model = line.substr(line.find(": ") + 2);
    const std::int64_t rounds = runs_.empty() ? 0 : runs_.front().repetitions;
    return "Rounds: " + std::to_string(rounds) + ", on " + std::to_string(cores_) + " cores of " + model +
           ", built by " + compiler() + ".";
  }

  static std::string compiler() {
#ifdef __clang__
    return "clang++ " __clang_version__;
#else
    return "g++ " __VERSION__;
#endif
  }

  int cores_ = 0;
  std::vector<Run> runs_;
};

// The words for Google Benchmark. Of two that say the same, it takes the later one.
std::vector<std::string> words_of(int count, char** given) {
  std::vector<std::string> words{given[0], "--benchmark_repetitions=5", "--benchmark_min_time=0.1",
                                 "--benchmark_enable_random_interleaving=true", "--benchmark_filter=^BM_"};
  for (int n = 1; n < count; ++n) {
    const std::string_view word = given[n];
    if (word == "--quick") {
      words.insert(words.end(), {"--benchmark_repetitions=1", "--benchmark_min_time=0.01"});
    } else if (word.substr(0, 1) == "-") {
      words.emplace_back(word);
    } else {
      words.push_back("--benchmark_filter=" + std::string{word});
    }
  }
  return words;
}

int run(int count, char** given) {
  for (int n = 1; n < count; ++n) {
    if (std::string_view{given[n]} != "--help") continue;
    std::cout << usage;
    return EXIT_SUCCESS;
  }
  std::vector<std::string> words = words_of(count, given);
  std::vector<char*> pointers;
  pointers.reserve(words.size());
  for (std::string& word : words) pointers.push_back(word.data());
  auto left = static_cast<int>(pointers.size());
  benchmark::Initialize(&left, pointers.data());
  if (benchmark::ReportUnrecognizedArguments(left, pointers.data())) return 2;
  TableReporter reporter;
  const std::size_t matching = benchmark::RunSpecifiedBenchmarks(&reporter);
  benchmark::Shutdown();
  return matching == 0 ? 2 : EXIT_SUCCESS;
}

}  // namespace
}  // namespace portsim::bench

int main(int count, char** words) {
  return portsim::bench::run(count, words);
}
