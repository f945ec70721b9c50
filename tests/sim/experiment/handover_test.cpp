#include "sim/experiment/handover.hpp"

#include <atomic>
#include <stdexcept>
#include <thread>

#include <catch2/catch.hpp>

#include "sim/experiment/parallel.hpp"

using namespace portsim;

TEST_CASE("All that several threads hand over is taken once, in the order of each of them", "[experiment]") {
  constexpr int threads = 3;
  constexpr int each = 1000;
  std::vector<int> taken;
  Handover<int> handover{[&](std::vector<int>&& some) {
    CHECK_FALSE(some.empty());
    taken.insert(taken.end(), some.begin(), some.end());
  }};
  std::atomic<int> next_thread = 0;
  on_threads(threads, threads, [&] {
    const int thread = next_thread++;
    for (int n = 0; n < each; ++n) handover.give(thread * each + n);
  });
  handover.close();
  REQUIRE(taken.size() == threads * each);
  std::vector<int> last(threads, -1);
  for (const int value : taken) {
    int& before = last[static_cast<std::size_t>(value / each)];
    CHECK(value % each == before + 1);
    before = value % each;
  }
}

TEST_CASE("What comes while one is taken is taken together", "[experiment]") {
  std::atomic<int> calls = 0;
  std::atomic<bool> may_go_on = false;
  std::vector<std::size_t> sizes;
  Handover<int> handover{[&](std::vector<int>&& some) {
    sizes.push_back(some.size());
    ++calls;
    while (!may_go_on) std::this_thread::yield();
  }};
  handover.give(1);
  while (calls == 0) std::this_thread::yield();
  for (int n = 2; n <= 5; ++n) handover.give(int{n});
  may_go_on = true;
  handover.close();
  CHECK(sizes == std::vector<std::size_t>{1, 4});
}

TEST_CASE("An exception of the one that takes is thrown where it is closed", "[experiment]") {
  Handover<int> handover{[](std::vector<int>&&) { throw std::runtime_error{"out of memory"}; }};
  handover.give(1);
  CHECK_THROWS_AS(handover.close(), std::runtime_error);
}
