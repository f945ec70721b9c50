// What is the first program that one would write, and what does it cost? A queue of all events in the order
// of time, a hash table of the ports in use, and a walk over a full range.
#include <functional>
#include <queue>
#include <random>
#include <unordered_map>
#include <vector>

#include "bench/peers/churn.hpp"

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

}  // namespace

ChurnCount naive_churn(const Churn& churn) {
  std::mt19937_64 random{1};
  std::exponential_distribution<double> exponential{1};
  std::priority_queue<Event, std::vector<Event>, std::greater<>> events;
  std::unordered_map<PortOffset, What> state_of_port;
  PortOffset cursor = 0;
  ChurnCount count;
  events.push({0, What::attempt, 0});
  while (count.attempts < churn.attempts) {
    const Event event = events.top();
    events.pop();
    switch (event.what) {
      case What::closed:
        state_of_port[event.port] = What::closed;
        events.push({event.when + churn_time_wait.count(), What::time_wait_expired, event.port});
        break;
      case What::time_wait_expired:
        state_of_port.erase(event.port);
        break;
      case What::attempt: {
        ++count.attempts;
        const double gap = churn.gap_mean_ns() * exponential(random);
        const double hold = static_cast<double>(churn.hold_mean.count()) * exponential(random);
        events.push({event.when + static_cast<std::int64_t>(gap), What::attempt, 0});
        PortCount looked_at = 0;
        while (looked_at < churn.ports && state_of_port.count(cursor) != 0) {
          cursor = (cursor + 1) % churn.ports;
          ++looked_at;
        }
        if (looked_at == churn.ports) {
          ++count.failures;
        } else {
          state_of_port[cursor] = What::attempt;
          events.push({event.when + static_cast<std::int64_t>(hold), What::closed, cursor});
        }
      }
    }
  }
  return count;
}

}  // namespace portsim::bench
