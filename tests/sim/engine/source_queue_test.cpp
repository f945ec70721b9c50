#include "sim/engine/source_queue.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include <catch2/catch.hpp>
#include <rapidcheck.h>

using namespace portsim;

namespace {

SimTime at(Duration since_start) {
  return SimTime{since_start};
}

}  // namespace

TEST_CASE("The source that is due first is next", "[engine]") {
  SourceQueue queue{3};
  queue.schedule(0, at(3s));
  queue.schedule(1, at(1s));
  queue.schedule(2, at(2s));
  CHECK(queue.next() == 1);
  CHECK(queue.next_time() == at(1s));
  CHECK(queue.next_time_without(1) == at(2s));
  CHECK(queue.next_time_without(2) == at(1s));
}

TEST_CASE("A source has one instant: a new one replaces it", "[engine]") {
  SourceQueue queue{2};
  queue.schedule(0, at(1s));
  queue.schedule(1, at(2s));
  queue.schedule(0, at(3s));
  CHECK(queue.next() == 1);
  queue.schedule(1, SimTime::never());
  CHECK(queue.next() == 0);
  CHECK(queue.next_time_without(0) == SimTime::never());
}

TEST_CASE("Of sources that are due at once, the one that was scheduled first is next", "[engine]") {
  SourceQueue queue{3};
  queue.schedule(2, at(1s));
  queue.schedule(0, at(1s));
  queue.schedule(1, at(1s));
  CHECK(queue.next() == 2);
  queue.schedule(2, at(1s));
  CHECK(queue.next() == 0);
}

TEST_CASE("Nothing is due of sources that were never scheduled", "[engine]") {
  CHECK(SourceQueue{5}.next_time() == SimTime::never());
  CHECK(SourceQueue{0}.next_time() == SimTime::never());
}

TEST_CASE("The next source is the one that a search through all would find", "[engine]") {
  CHECK(rc::check([](const std::vector<std::pair<std::uint8_t, std::uint8_t>>& calls) {
    struct Due {
      SimTime when = SimTime::never();
      std::size_t order = 0;
      bool operator<(const Due& other) const {
        return when != other.when ? when < other.when : order < other.order;
      }
    };
    constexpr std::uint32_t sources = 11;
    std::vector<Due> due(sources);
    SourceQueue queue{sources};
    for (std::size_t n = 0; n < calls.size(); ++n) {
      const std::uint32_t source = calls[n].first % sources;
      due[source] = {at(Duration{calls[n].second % 16}), n + 1};
      queue.schedule(source, due[source].when);
      const auto first = std::min_element(due.begin(), due.end());
      RC_ASSERT(queue.next() == static_cast<std::uint32_t>(first - due.begin()));
      RC_ASSERT(queue.next_time() == first->when);
    }
  }));
}
