// RFC 6056's algorithms against its own examples, and against what follows from their text.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "models/ports/port_selector.hpp"

#include "tests/models/ports/drawn_ports.hpp"

using namespace portsim;
using namespace portsim::test;

namespace {

// The range of the RFC's examples, of which only the first port is stated.
constexpr PortRange example_range{Port{1024}, Port{65535}};

// Ports that are free again at once.
template <class Algorithm>
std::vector<PortOffset> ports_picked(Algorithm& algorithm, const DrawnPorts& ports, RandomStream& random,
                                     std::size_t connections, std::uint64_t destination = 1) {
  std::vector<PortOffset> picked;
  for (std::size_t n = 0; n < connections; ++n)
    picked.push_back(algorithm.select(ports, {random, destination}).port);
  return picked;
}

// How many connections lie between two uses of one port, at the least.
std::size_t shortest_reuse(const std::vector<PortOffset>& picked, PortCount size) {
  std::vector<std::size_t> last_use(size, 0);
  std::size_t shortest = picked.size();
  for (std::size_t n = 0; n < picked.size(); ++n) {
    std::size_t& last = last_use[picked[n]];
    if (last > 0) shortest = std::min(shortest, n + 1 - last);
    last = n + 1;
  }
  return shortest;
}

// The share of trials in which one of the next `connections` has the first one's port.
template <class Algorithm>
double share_reused(Algorithm algorithm, PortCount size, int connections, int trials) {
  RandomStream random = any_stream();
  const DrawnPorts ports = all_clear(size);
  int reused = 0;
  for (int trial = 0; trial < trials; ++trial) {
    const PortOffset first = algorithm.select(ports, {random}).port;
    bool is_reused = false;
    for (int n = 0; n < connections; ++n) is_reused |= algorithm.select(ports, {random}).port == first;
    reused += is_reused ? 1 : 0;
  }
  return static_cast<double>(reused) / trials;
}

}  // namespace

TEST_CASE("Algorithm 3 gives the ports of the RFC's example: one counter for both destinations",
          "[ports][rfc6056]") {
  const DrawnPorts ports = all_clear(example_range.size());
  constexpr std::uint32_t offset_a = 1000;  // 192.0.2.1:80
  constexpr std::uint32_t offset_b = 4500;  // 203.0.113.2:80
  std::uint32_t counter = 1024;
  std::vector<int> picked;
  for (const std::uint32_t offset : {offset_a, offset_a, offset_b, offset_b, offset_a})
    picked.push_back(example_range.at(select_from(ports, {offset, counter}).port).number());
  CHECK(picked == std::vector<int>{3048, 3049, 6550, 6551, 3052});
}

TEST_CASE("Algorithm 4 gives the ports of the RFC's example: a counter for each destination",
          "[ports][rfc6056]") {
  const DrawnPorts ports = all_clear(example_range.size());
  struct Destination {
    std::uint32_t offset;
    std::uint32_t counter = 1024;
  };
  Destination a{1000};
  Destination b{4500};
  std::vector<int> picked;
  for (Destination* to : {&a, &a, &b, &b, &a})
    picked.push_back(example_range.at(select_from(ports, {to->offset, to->counter}).port).number());
  CHECK(picked == std::vector<int>{3048, 3049, 6548, 6549, 3050});
}

TEST_CASE("Algorithms 3 and 4 count a port as looked at, and move their counter past it",
          "[ports][rfc6056]") {
  std::uint32_t counter = 4;
  const Selection selection = select_from(DrawnPorts{".LLw.L"}, {3, counter});  // begins at port 1
  CHECK(selection.port == 4);
  CHECK(selection.is_usable);
  CHECK(selection.probes == 4);
  CHECK(counter == 8);
  const Selection in_vain = select_from(DrawnPorts{"LLwLLL"}, {3, counter});
  CHECK_FALSE(in_vain.is_usable);
  CHECK(in_vain.probes == 6);
  CHECK(counter == 14);
}

TEST_CASE("A connection to another destination moves algorithm 3 on for all", "[ports][rfc6056]") {
  RandomStream random = any_stream();
  const DrawnPorts ports = all_clear(1000);
  HashOffset hash{HashOffsetSpec{}, random};
  const PortOffset first = hash.select(ports, {random, 1}).port;
  const PortOffset other = hash.select(ports, {random, 2}).port;
  CHECK(hash.select(ports, {random, 1}).port == (first + 2) % 1000);
  CHECK(hash.select(ports, {random, 2}).port == (other + 2) % 1000);
}

TEST_CASE("A connection to another destination moves algorithm 4 on where both have the same counter",
          "[ports][rfc6056]") {
  RandomStream random = any_stream();
  const DrawnPorts ports = all_clear(1000);
  DoubleHash hash{DoubleHashSpec{.table_length = 10}, random};
  int have_one_counter = 0;
  constexpr int pairs = 2000;
  for (std::uint64_t pair = 0; pair < pairs; ++pair) {
    const PortOffset first = hash.select(ports, {random, 2 * pair}).port;
    hash.select(ports, {random, 2 * pair + 1});
    const PortOffset next = hash.select(ports, {random, 2 * pair}).port;
    const PortOffset step = (next + 1000 - first) % 1000;
    CHECK((step == 1 || step == 2));
    have_one_counter += step == 2 ? 1 : 0;
  }
  // One pair in ten: 200 +- 5 standard deviations of 13.4. False alarm: 6e-7.
  CHECK(std::abs(have_one_counter - pairs / 10) < 67);
}

TEST_CASE("Algorithms 3 and 4 begin anywhere, and elsewhere for each destination", "[ports][rfc6056]") {
  const DrawnPorts ports = all_clear(8);
  std::array<int, 8> started{};
  std::array<int, 8> apart{};
  constexpr int hosts = 4000;
  for (std::uint32_t host = 0; host < hosts; ++host) {
    RandomStream random = any_stream(host);
    DoubleHash hash{DoubleHashSpec{.table_length = 1}, random};
    const PortOffset to_a = hash.select(ports, {random, 1}).port;
    const PortOffset to_b = hash.select(ports, {random, 2}).port;
    ++started[to_a];
    ++apart[(to_b + 8 - to_a) % 8];
  }
  // Each of 8 places has 500 +- 5.5 standard deviations of 20.9; 16 counts. False alarm: 16 * 4e-8 = 6e-7.
  for (const int count : started) CHECK(std::abs(count - hosts / 8) < 115);
  for (const int count : apart) CHECK(std::abs(count - hosts / 8) < 115);
}

TEST_CASE("Algorithms 3 and 4 use a port again after all the others", "[ports][rfc6056]") {
  RandomStream random = any_stream();
  const DrawnPorts ports = all_clear(500);
  HashOffset simple{HashOffsetSpec{}, random};
  DoubleHash doubled{DoubleHashSpec{}, random};
  CHECK(shortest_reuse(ports_picked(simple, ports, random, 2000), 500) == 500);
  CHECK(shortest_reuse(ports_picked(doubled, ports, random, 2000), 500) == 500);
}

TEST_CASE("Algorithms 1 and 2 may use a port again at once: the chance is geometric", "[ports][rfc6056]") {
  // 1 - (1 - 1/100)^50 = 0.39499; 5 standard deviations of 4000 trials are 0.039. False alarm: 6e-7 each.
  const double expected = 1 - std::pow(0.99, 50);
  CHECK(share_reused(RandomStart{RandomStartSpec{}}, 100, 50, 4000) == Approx(expected).margin(0.039));
  CHECK(share_reused(RandomPick{RandomPickSpec{}}, 100, 50, 4000) == Approx(expected).margin(0.039));
}

TEST_CASE("Algorithm 5 is round the range after about 2n/(N+1) connections, and never before n/N",
          "[ports][rfc6056]") {
  constexpr PortCount size = example_range.size();  // 64,512
  RandomStream random = any_stream();
  RandomIncrements increments{RandomIncrementsSpec{.step_max = 500}, random};
  constexpr std::size_t connections = 50'000;
  const std::vector<PortOffset> picked = ports_picked(increments, all_clear(size), random, connections);
  int rounds = 0;
  for (std::size_t n = 1; n < picked.size(); ++n) {
    const PortOffset step = (picked[n] + size - picked[n - 1]) % size;
    CHECK((step >= 1 && step <= 500));
    rounds += picked[n] < picked[n - 1] ? 1 : 0;
  }
  // One in 257.5 connections: 194.1, less at most one that is not finished. A step has a standard deviation
  // of 144.3, all of them together of 0.5 rounds: 5 of them are 2.5. False alarm: 6e-7.
  CHECK(rounds > 194.1 - 1 - 2.5);
  CHECK(rounds < 194.1 + 1 + 2.5);
  CHECK(shortest_reuse(picked, size) >= 130);  // 64,512 / 500 = 129.02
}

TEST_CASE("Algorithm 5 steps on until a port is usable", "[ports][rfc6056]") {
  RandomStream random = any_stream();
  RandomIncrements by_one{RandomIncrementsSpec{.step_max = 1}, random};
  const PortOffset before = by_one.select(all_clear(6), {random}).port;
  std::string states = "LLLLLL";
  states[(before + 3) % 6] = '.';
  const Selection selection = by_one.select(DrawnPorts{states}, {random});
  CHECK(selection.port == (before + 3) % 6);
  CHECK(selection.probes == 3);
}

TEST_CASE("Algorithm 2 fails with probability (u/n)^n though a port is free", "[ports][rfc6056]") {
  RandomStream random = any_stream();
  const RandomPick pick{RandomPickSpec{}};
  const DrawnPorts ports{"LLLwL.LL"};
  int failures = 0;
  constexpr int attempts = 20'000;
  for (int n = 0; n < attempts; ++n) {
    const Selection selection = pick.select(ports, {random});
    if (!selection.is_usable) ++failures;
    CHECK(selection.is_usable == (selection.port == 5));
    CHECK(selection.probes >= 1);
    CHECK((selection.is_usable || selection.probes == 8));
  }
  // (7/8)^8 = 0.343609; 5 standard deviations are 0.0168. False alarm: 6e-7.
  CHECK(failures / static_cast<double>(attempts) == Approx(std::pow(7.0 / 8, 8)).margin(0.0168));
}

TEST_CASE("Algorithm 2 draws on average 1/(1 - u/n) ports", "[ports][rfc6056]") {
  RandomStream random = any_stream();
  const RandomPick pick{RandomPickSpec{}};
  std::string states;
  for (int n = 0; n < 250; ++n) states += "L.w.";
  const DrawnPorts ports{states};
  double probes = 0;
  constexpr int attempts = 20'000;
  for (int n = 0; n < attempts; ++n) probes += pick.select(ports, {random}).probes;
  // Geometric with mean 2 and standard deviation 1.414: the mean of 20,000 has 0.01. False alarm: 6e-7.
  CHECK(probes / attempts == Approx(2).margin(0.05));
}

TEST_CASE("Each of the five algorithms knows a full pool", "[ports][rfc6056]") {
  const auto spec = GENERATE(values<PortSelectionSpec>(
      {RandomStartSpec{}, RandomPickSpec{}, HashOffsetSpec{}, DoubleHashSpec{}, RandomIncrementsSpec{}}));
  RandomStream random = any_stream();
  PortSelector selector = make_port_selector(spec, random);
  const auto select = [&](const char* ports) {
    return std::visit([&](auto& algorithm) { return algorithm.select(DrawnPorts{ports}, {random}); },
                      selector);
  };
  CAPTURE(name_of(spec));
  const Selection all_live = select("LLLLLL");
  CHECK(all_live.port == no_port);
  CHECK_FALSE(all_live.is_usable);
  CHECK(all_live.probes == 6);
  const Selection in_time_wait = select("LwLLwL");
  CHECK((in_time_wait.port == 1 || in_time_wait.port == 4));
  CHECK_FALSE(in_time_wait.is_usable);
  CHECK(in_time_wait.probes == 6);
}
