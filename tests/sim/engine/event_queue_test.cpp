#include "sim/engine/event_queue.hpp"

#include <algorithm>
#include <variant>
#include <vector>

#include <catch2/catch.hpp>
#include <rapidcheck.h>

using namespace portsim;

namespace {

struct Release {
  int id;
};
struct Request {
  int id;
};
using Queue = EventQueue<Release, Request>;

SimTime at(Duration since_start) {
  return SimTime{since_start};
}

int id_of(const Queue::Event& event) {
  return std::visit([](const auto& kind) { return kind.id; }, event);
}

}  // namespace

TEST_CASE("Events are taken in the order of their times", "[engine]") {
  Queue queue;
  queue.schedule(at(3s), Request{3});
  queue.schedule(at(1s), Request{1});
  queue.schedule(at(2s), Request{2});
  CHECK(queue.next_time() == at(1s));
  CHECK(id_of(queue.pop()) == 1);
  CHECK(id_of(queue.pop()) == 2);
  CHECK(queue.now() == at(2s));
  CHECK(id_of(queue.pop()) == 3);
  CHECK(queue.empty());
}

TEST_CASE("At the same instant a release comes before a request, whichever was scheduled first", "[engine]") {
  Queue queue;
  queue.schedule(at(1s), Request{1});
  queue.schedule(at(1s), Release{2});
  CHECK(std::holds_alternative<Release>(queue.pop()));
  CHECK(std::holds_alternative<Request>(queue.pop()));
}

TEST_CASE("Events of one kind at the same instant are taken in the order of insertion", "[engine]") {
  Queue queue;
  for (int id = 0; id < 100; ++id) queue.schedule(at(1s), Request{id});
  for (int id = 0; id < 100; ++id) CHECK(id_of(queue.pop()) == id);
}

TEST_CASE("An event scheduled for now is taken after the earlier ones of this instant", "[engine]") {
  Queue queue;
  queue.schedule(at(1s), Request{1});
  queue.schedule(at(1s), Request{2});
  CHECK(id_of(queue.pop()) == 1);
  queue.schedule(queue.now(), Request{3});
  CHECK(id_of(queue.pop()) == 2);
  CHECK(id_of(queue.pop()) == 3);
}

TEST_CASE("Whatever is scheduled comes out as a stable sort by time and kind", "[engine]") {
  CHECK(rc::check([](const std::vector<std::pair<std::uint8_t, bool>>& schedule) {
    struct Expected {
      std::uint8_t second;
      bool is_request;
      int id;
    };
    Queue queue;
    std::vector<Expected> expected;
    for (const auto& [second, is_request] : schedule) {
      const int id = static_cast<int>(expected.size());
      expected.push_back({second, is_request, id});
      queue.schedule(at(std::chrono::seconds{second}),
                     is_request ? Queue::Event{Request{id}} : Queue::Event{Release{id}});
    }
    std::stable_sort(expected.begin(), expected.end(), [](const Expected& a, const Expected& b) {
      return a.second != b.second ? a.second < b.second : a.is_request < b.is_request;
    });
    for (const Expected& next : expected) RC_ASSERT(id_of(queue.pop()) == next.id);
    RC_ASSERT(queue.empty());
  }));
}
