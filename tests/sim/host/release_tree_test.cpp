#include "sim/host/release_tree.hpp"

#include <algorithm>
#include <cstdint>
#include <random>
#include <vector>

#include <catch2/catch.hpp>

using namespace portsim;

namespace {

constexpr Duration year = std::chrono::hours{24 * 365};

SimTime at(Duration since_start) {
  return SimTime{since_start};
}

// A tree, what it should know, and what may happen to it.
class Ports {
 public:
  explicit Ports(PortCount size) : tree{size}, free_at(size) {}

  void hold_until(PortOffset port, SimTime until) {
    tree.hold_until(port, until);
    free_at[port] = until;
  }
  void bring_forward(PortOffset port, SimTime until) {
    tree.bring_forward(port, until);
    free_at[port] = until;
  }

  ReleaseTree tree;
  std::vector<SimTime> free_at;
};

PortOffset first_by_walking(const std::vector<SimTime>& free_at, PortOffset from, SimTime now) {
  const auto is_free = [now](SimTime until) { return until <= now; };
  const auto begin = free_at.begin();
  auto found = std::find_if(begin + from, free_at.end(), is_free);
  if (found == free_at.end()) found = std::find_if(begin, begin + from, is_free);
  return found == begin + from && !is_free(*found) ? no_port : static_cast<PortOffset>(found - begin);
}

PortOffset first_of_parity_by_walking(const std::vector<SimTime>& free_at, PortOffset from, SimTime now) {
  for (PortOffset port = from; port < free_at.size(); port += 2)
    if (free_at[port] <= now) return port;
  return no_port;
}

std::vector<SimTime> later_of(const Ports& one, const Ports& other) {
  std::vector<SimTime> both = one.free_at;
  for (std::size_t port = 0; port < both.size(); ++port)
    both[port] = std::max(both[port], other.free_at[port]);
  return both;
}

class Chance {
 public:
  std::int64_t below(std::int64_t end) {
    return static_cast<std::int64_t>(random_() % static_cast<std::uint64_t>(end));
  }
  PortOffset port(PortCount size) { return static_cast<PortOffset>(below(size)); }
  Duration up_to(Duration longest) { return Duration{below(longest.count() + 1)}; }

 private:
  std::mt19937_64 random_{319502};
};

// Sizes around a leaf, the top of the bounds, and each level below it.
PortCount any_size() {
  return GENERATE(1U, 7U, 8U, 9U, 64U, 256U, 257U, 1000U, 4096U, 4097U);
}

}  // namespace

TEST_CASE("A full range is searched rightly however long the leases are, and however late in a run",
          "[host]") {
  const PortCount size = any_size();
  const Duration begin = GENERATE(Duration{0s}, year, 9 * year);
  const Duration lease = GENERATE(Duration{5us}, Duration{241s}, year / 2);
  Chance chance;
  Ports ports{size};
  SimTime now = at(begin);
  for (PortOffset port = 0; port < size; ++port) ports.hold_until(port, now + chance.up_to(lease));
  PortOffset next = 0;
  int wrong = 0;
  for (int step = 0; step < 3000; ++step) {
    now = now + std::min<Duration>(chance.up_to(lease / size), year / 8000);
    const PortOffset from = chance.below(4) == 0 ? chance.port(size) : next;
    const PortOffset port = ports.tree.first_free(from, now);
    wrong += port != first_by_walking(ports.free_at, from, now);
    if (port == no_port) continue;
    ports.hold_until(port, now + chance.up_to(lease));
    next = (port + 1) % size;
  }
  CHECK(wrong == 0);
}

TEST_CASE("Both parities are searched rightly in a full range, and ports are released before their time",
          "[host]") {
  const PortCount size = any_size();
  const Duration begin = GENERATE(Duration{0s}, 9 * year);
  Chance chance;
  Ports ports{size};
  SimTime now = at(begin);
  for (PortOffset port = 0; port < size; ++port) ports.hold_until(port, now + chance.up_to(241s));
  int wrong = 0;
  for (int step = 0; step < 3000; ++step) {
    now = now + chance.up_to(Duration{241s} / size);
    const PortOffset from = chance.port(size);
    const PortOffset port =
        chance.below(4) == 0 ? ports.tree.first_free(from, now) : ports.tree.first_free_of_parity(from, now);
    wrong += port != no_port && ports.free_at[port] > now;
    wrong +=
        ports.tree.first_free_of_parity(from, now) != first_of_parity_by_walking(ports.free_at, from, now);
    wrong += ports.tree.first_free(from, now) != first_by_walking(ports.free_at, from, now);
    if (port != no_port) ports.hold_until(port, now + chance.up_to(241s));
    const PortOffset other = chance.port(size);
    if (ports.free_at[other] > now && chance.below(8) == 0)
      ports.bring_forward(other, now - chance.up_to(300s));
  }
  CHECK(wrong == 0);
}

TEST_CASE("Two trees are searched together rightly, in order and in either parity, while both change",
          "[host]") {
  const PortCount size = any_size();
  const Duration begin = GENERATE(Duration{0s}, 9 * year);
  Chance chance;
  Ports one{size};
  Ports other{size};
  SimTime now = at(begin);
  for (PortOffset port = 0; port < size; ++port) {
    one.hold_until(port, now + chance.up_to(241s));
    if (port % 3 == 0) other.hold_until(port, now + chance.up_to(241s));
  }
  int wrong = 0;
  for (int step = 0; step < 2000; ++step) {
    now = now + chance.up_to(Duration{241s} / size);
    const PortOffset from = chance.port(size);
    const std::vector<SimTime> both = later_of(one, other);
    const PortOffset port = one.tree.first_free_in_both(from, now, other.tree);
    wrong += port != first_by_walking(both, from, now);
    wrong += one.tree.first_free_of_parity_in_both(from, now, other.tree) !=
             first_of_parity_by_walking(both, from, now);
    if (port != no_port) (chance.below(4) == 0 ? other : one).hold_until(port, now + chance.up_to(241s));
    const PortOffset shortened = chance.port(size);
    if (other.free_at[shortened] > now) {
      other.bring_forward(shortened, now);
      one.tree.other_brought_forward(shortened, now);
    }
  }
  CHECK(wrong == 0);
}

// Bounds of a year, from the beginning of the run, are rounded to 2 s: every leaf seems free long before.
TEST_CASE("A release within the rounding of a bound is found at its very instant, not before", "[host]") {
  const PortCount size = any_size();
  const PortOffset first = size / 2;
  Ports ports{size};
  for (PortOffset port = 0; port < size; ++port)
    ports.hold_until(port, at(year + (port == first ? 0ns : 1ns)));
  const PortOffset from = GENERATE_COPY(0U, size / 3, size - 1);
  CHECK(ports.tree.first_free(from, at(year - 1ns)) == no_port);
  CHECK(ports.tree.first_free(from, at(year)) == first);
  CHECK(ports.tree.first_free(from, at(year + 1ns)) == from);
}

TEST_CASE("Ports that are held for ever are passed at every instant of a run", "[host]") {
  const PortCount size = 300;
  Ports ports{size};
  for (PortOffset port = 0; port < size; ++port) ports.hold_until(port, SimTime::never());
  CHECK(ports.tree.first_free(0, at(0s)) == no_port);
  CHECK(ports.tree.first_free(299, at(duration_max)) == no_port);
  ports.bring_forward(150, at(duration_max));
  CHECK(ports.tree.first_free(299, at(duration_max - year)) == no_port);
  CHECK(ports.tree.first_free(299, at(duration_max)) == 150);
}

TEST_CASE("A copy of a tree goes on as the tree does, and neither changes the other", "[host]") {
  const PortCount size = any_size();
  Ports ports{size};
  for (PortOffset port = 0; port < size; ++port) ports.hold_until(port, at(1s * (port + 1)));
  CHECK(ports.tree.first_free_of_parity(0, at(0s)) == no_port);
  CHECK(ports.tree.first_free(size - 1, at(1s)) == 0);
  ReleaseTree copy{ports.tree};
  ports.hold_until(0, at(year));
  CHECK(copy.first_free(size - 1, at(1s)) == 0);
  CHECK(copy.first_free_of_parity(0, at(1s)) == 0);
  CHECK(ports.tree.first_free(size - 1, at(1s)) == no_port);
  CHECK(ports.tree.first_free_of_parity(0, at(1s)) == no_port);
}
