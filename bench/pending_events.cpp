// What does one event of the bare queue cost, by how many are pending? Each event taken schedules one: the
// "hold" model.
#include <benchmark/benchmark.h>

#include "models/random/random_stream.hpp"
#include "models/random/samplers.hpp"

#include "sim/engine/event_queue.hpp"

namespace portsim::bench {
namespace {

struct Tick {
  std::uint32_t number;
};

void BM_EventQueue_Hold(benchmark::State& state) {
  const auto pending = static_cast<std::uint32_t>(state.range(0));
  RandomStream random{{1, 0, StreamPurpose::arrivals, "ticks"}};
  const auto delay = [&] { return rounded_nanoseconds(1e9 * unit_exponential(random)); };
  EventQueue<Tick> queue;
  for (std::uint32_t number = 0; number < pending; ++number) queue.schedule(SimTime{delay()}, Tick{number});
  for (auto _ : state) {
    const auto event = queue.pop();
    queue.schedule(queue.now() + delay(), event);
  }
  state.counters["events/s"] =
      benchmark::Counter(static_cast<double>(state.iterations()), benchmark::Counter::kIsRate);
}
BENCHMARK(BM_EventQueue_Hold)->ArgName("pending")->Arg(1)->Arg(16)->Arg(1024)->Arg(65536);

}  // namespace
}  // namespace portsim::bench
