#include "tests/kernel/possible_sequence.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "models/ports/linux_parity.hpp"

namespace portsim::kernel {

namespace {

constexpr double place_lasts = 10;      // seconds
constexpr double renewal_error = 0.01;  // of the recorded phase, seconds

bool may_be_renewed(const PortSequence& sequence, double since, double until) {
  const auto renewals = [&](double when) { return std::floor((when - sequence.port_hash) / place_lasts); };
  return renewals(since - renewal_error) != renewals(until + renewal_error);
}

// In a range of odd size a search may miss a port that is free.
PortOffset port_of(const Selection& selection) {
  return selection.is_usable ? selection.port : no_port;
}

// bind() begins at an odd place drawn anew each time.
bool can_bind_find(const test::DrawnPorts& ports, PortOffset found) {
  for (PortOffset odd = 1; odd < parity_span(ports.size()) + 1; odd += 2)
    if (port_of(select_by_parity(ports, {.first = odd, .second = odd - 1}).selection) == found) return true;
  return false;
}

// A destination as the sockets of one local address see it.
struct Destination {
  test::DrawnPorts ports;
  PossiblePlaces places;
  double last_search = 0;
};

}  // namespace

PossiblePlaces::PossiblePlaces(PortCount ports) : span_{parity_span(ports)} {
  renew();
}

void PossiblePlaces::renew() {
  places_.clear();
  for (PortOffset place = 0; place < span_; place += 2) places_.push_back(place);
}

bool PossiblePlaces::take(const test::DrawnPorts& ports, PortOffset found) {
  std::set<PortOffset> next;
  for (const PortOffset place : places_) {
    const auto [selection, passed] = select_by_parity(ports, {.first = place, .second = place + 1});
    if (port_of(selection) != found) continue;
    if (found == no_port) next.insert(place);
    for (PortCount noise = 0; noise < 16 && found != no_port; noise += 2)
      next.insert((place + std::max(passed, noise) + 2) % span_);
  }
  places_.assign(next.begin(), next.end());
  return !places_.empty();
}

std::size_t possible_steps(const PortSequence& sequence) {
  std::map<std::size_t, Destination> destinations;
  for (std::size_t n = 0; n < sequence.steps.size(); ++n) {
    const SequenceStep& step = sequence.steps[n];
    auto& [ports, places, last_search] =
        destinations
            .try_emplace(step.destination,
                         Destination{test::all_clear(sequence.ports), PossiblePlaces{sequence.ports}})
            .first->second;
    if (step.is_reset) {
      ports.release(step.port);
      continue;
    }
    if (may_be_renewed(sequence, last_search, step.when)) places.renew();
    last_search = step.when;
    if (!(sequence.by_bind ? can_bind_find(ports, step.port) : places.take(ports, step.port))) return n;
    if (step.port != no_port) ports.hold(step.port);
  }
  return sequence.steps.size();
}

}  // namespace portsim::kernel
