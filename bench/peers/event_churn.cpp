// What do events cost, however well they are kept? A heap of closes, which are at random, a queue of the ends
// of TIME_WAIT, which come in the order of the closes, and a bit for each free port. The random numbers are
// those of the limit study, so that both must fail at the same attempts.
#include <bit>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <queue>
#include <vector>

#include "models/random/random_stream.hpp"
#include "models/random/samplers.hpp"

#include "bench/peers/churn.hpp"

namespace portsim::bench {
namespace {

using Instant = std::int64_t;  // nanoseconds since the beginning

struct Event {
  Instant when;
  std::size_t port;
  bool operator>(const Event& other) const { return when > other.when; }
};

class FreePorts {
 public:
  explicit FreePorts(PortCount ports) : words_((ports + 63) / 64, 0), free_{ports} {
    for (std::size_t port = 0; port < ports; ++port) words_[port / 64] |= bit(port);
  }

  bool is_empty() const { return free_ == 0; }

  // The first at `from` or after it, and after the last port from the first one on. There is one.
  std::size_t take(std::size_t from) {
    std::size_t word = from / 64;
    std::uint64_t bits = words_[word] & (~std::uint64_t{0} << from % 64);
    while (bits == 0) {
      word = word + 1 == words_.size() ? 0 : word + 1;
      bits = words_[word];
    }
    const std::size_t port = word * 64 + static_cast<std::size_t>(std::countr_zero(bits));
    words_[word] &= ~bit(port);
    --free_;
    return port;
  }

  void give_back(std::size_t port) {
    words_[port / 64] |= bit(port);
    ++free_;
  }

 private:
  static std::uint64_t bit(std::size_t port) { return std::uint64_t{1} << port % 64; }

  std::vector<std::uint64_t> words_;
  PortCount free_;
};

class Connections {
 public:
  explicit Connections(PortCount ports) : free_{ports} {}

  bool can_open() const { return !free_.is_empty(); }

  std::size_t open(std::size_t from, Instant closes) {
    const std::size_t port = free_.take(from);
    closes_.push({closes, port});
    return port;
  }

  void let_pass(Instant now) {
    for (; !closes_.empty() && closes_.top().when <= now; closes_.pop())
      time_wait_ends_.push_back({closes_.top().when + churn_time_wait.count(), closes_.top().port});
    for (; !time_wait_ends_.empty() && time_wait_ends_.front().when <= now; time_wait_ends_.pop_front())
      free_.give_back(time_wait_ends_.front().port);
  }

 private:
  FreePorts free_;
  std::priority_queue<Event, std::vector<Event>, std::greater<>> closes_;
  std::deque<Event> time_wait_ends_;
};

Instant exponential(RandomStream& random, double mean_ns) {
  return static_cast<Instant>(mean_ns * unit_exponential(random));
}

}  // namespace

ChurnCount event_churn(const Churn& churn) {
  RandomStream arrivals{{1, 0, StreamPurpose::arrivals, "limit"}};
  RandomStream holds{{1, 0, StreamPurpose::holds, "limit"}};
  const double gap_mean = churn.gap_mean_ns();
  const auto hold_mean = static_cast<double>(churn.hold_mean.count());
  Connections connections{churn.ports};
  ChurnCount count{churn.attempts, 0};
  Instant now = 0;
  std::size_t next = 0;
  for (std::int64_t left = churn.attempts; left > 0; --left) {
    now += exponential(arrivals, gap_mean);
    const Instant closes = now + exponential(holds, hold_mean);
    connections.let_pass(now);
    if (!connections.can_open()) {
      ++count.failures;
      continue;
    }
    const std::size_t port = connections.open(next, closes);
    next = port + 1 == churn.ports ? 0 : port + 1;
  }
  return count;
}

}  // namespace portsim::bench
