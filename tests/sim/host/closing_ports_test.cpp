#include "sim/host/closing_ports.hpp"

#include <vector>

#include <catch2/catch.hpp>
#include <rapidcheck.h>

using namespace portsim;

namespace {

SimTime at(std::int64_t nanoseconds) {
  return SimTime{Duration{nanoseconds}};
}

}  // namespace

// Many spans of few ports, the oldest asked for seldom: what is stale is forgotten several times meanwhile.
TEST_CASE("The oldest closing port is the one that a walk over all of them finds", "[host]") {
  CHECK(rc::check([] {
    const PortCount size = *rc::gen::inRange<PortCount>(1, 6);
    ClosingPorts closing{size};
    std::vector<ClosingSpan> spans(size);
    std::int64_t now = 0;
    for (int step = 0; step < 200; ++step) {
      now += *rc::gen::inRange(0, 4);
      const auto port = *rc::gen::inRange<PortOffset>(0, size);
      const auto from = now + *rc::gen::inRange(0, 20);
      spans[port] = {at(from), at(from + *rc::gen::inRange(0, 20))};
      closing.add(port, spans[port]);
      if (*rc::gen::inRange(0, 15) != 0) continue;
      PortOffset oldest = no_port;
      for (PortOffset other = 0; other < size; ++other) {
        const bool is_closing = spans[other].from <= at(now) && spans[other].until > at(now);
        if (is_closing && (oldest == no_port || spans[other].from < spans[oldest].from)) oldest = other;
      }
      RC_ASSERT(closing.oldest(at(now)) == oldest);
    }
  }));
}
