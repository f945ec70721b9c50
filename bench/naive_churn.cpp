// How much faster is the engine than the program one would write first? The same churn with a priority queue
// of events and hash tables of connections, for a ratio within one run.
#include <queue>
#include <random>
#include <unordered_map>

#include <benchmark/benchmark.h>

#include "models/vocabulary/duration.hpp"
#include "models/vocabulary/port.hpp"

namespace portsim::bench {
namespace {

enum class What { closed, time_wait_expired, attempt };

struct Event {
  std::int64_t when;
  What what;
  PortOffset port;
  bool operator>(const Event& other) const {
    return when != other.when ? when > other.when : what > other.what;
  }
};

// Returns the failures, so that the work is used.
std::int64_t naive_churn(PortCount ports, double load, std::int64_t attempts) {
  std::mt19937_64 random{1};
  std::exponential_distribution<double> exponential{1};
  const double gap_ns = 241e9 / (load * ports);
  std::priority_queue<Event, std::vector<Event>, std::greater<>> events;
  std::unordered_map<PortOffset, What> state_of_port;
  PortOffset cursor = 0;
  std::int64_t failures = 0;
  events.push({0, What::attempt, 0});
  while (attempts > 0) {
    const Event event = events.top();
    events.pop();
    switch (event.what) {
      case What::closed:
        state_of_port[event.port] = What::closed;
        events.push({event.when + 240'000'000'000, What::time_wait_expired, event.port});
        break;
      case What::time_wait_expired:
        state_of_port.erase(event.port);
        break;
      case What::attempt: {
        --attempts;
        events.push({event.when + static_cast<std::int64_t>(gap_ns * exponential(random)), What::attempt, 0});
        const auto hold = static_cast<std::int64_t>(1e9 * exponential(random));
        PortCount looked_at = 0;
        while (looked_at < ports && state_of_port.count(cursor) != 0) {
          cursor = (cursor + 1) % ports;
          ++looked_at;
        }
        if (looked_at == ports) {
          ++failures;
        } else {
          state_of_port[cursor] = What::attempt;
          events.push({event.when + hold, What::closed, cursor});
        }
      }
    }
  }
  return failures;
}

void BM_NaiveChurn(benchmark::State& state) {
  constexpr std::int64_t attempts = 400'000;
  const double load = static_cast<double>(state.range(1)) / 100;
  for (auto _ : state) {
    benchmark::DoNotOptimize(naive_churn(static_cast<PortCount>(state.range(0)), load, attempts));
  }
  state.counters["attempts/s"] =
      benchmark::Counter(static_cast<double>(state.iterations() * attempts), benchmark::Counter::kIsRate);
}
BENCHMARK(BM_NaiveChurn)
    ->ArgNames({"ports", "load_percent"})
    ->ArgsProduct({{3976}, {90, 100, 150}})
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace portsim::bench
