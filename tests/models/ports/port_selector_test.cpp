#include "models/ports/port_selector.hpp"

#include <cstdint>
#include <cstdlib>
#include <iterator>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include <catch2/catch.hpp>

#include "tests/models/ports/drawn_ports.hpp"

using namespace portsim;
using namespace portsim::test;

namespace {

struct Case {
  const char* claim;
  PortSelectionSpec algorithm;
  const char* ports;
  PortOffset picked;
  bool is_usable;
  PortCount probes;
};

}  // namespace

TEST_CASE("Each algorithm picks as its documents say", "[ports]") {
  const PortSelectionSpec naive = SeqNaiveSpec{.cursor_start = 2};
  const PortSelectionSpec smart = SeqSmartSpec{.cursor_start = 2};
  const PortSelectionSpec closing = SeqClosingSpec{.cursor_start = 2, .p_closing = Probability{1}};
  const PortSelectionSpec as_cured = SeqClosingSpec{.cursor_start = 2, .p_closing = Probability{0}};
  const PortSelectionSpec fixed = FixedPortSpec{3};
  const auto test = GENERATE_COPY(values<Case>({
      {"naive takes the port at its cursor", naive, ".....", 2, true, 1},
      {"naive skips live ports", naive, "..LL.", 4, true, 3},
      {"naive wraps at the end of the range", naive, ".LLLL", 0, true, 4},
      {"naive picks a port in TIME_WAIT though others are free", naive, "..w..", 2, false, 1},
      {"naive may use a port that is in TIME_WAIT towards another destination", naive, "..o..", 2, true, 1},
      {"naive finds nothing when all ports are live", naive, "LLLLL", no_port, false, 5},
      {"smart takes the port at its cursor", smart, ".....", 2, true, 1},
      {"smart passes over TIME_WAIT and live ports", smart, "..wL.", 4, true, 3},
      {"smart prefers a clear port to another destination's TIME_WAIT", smart, ".wooo", 0, true, 4},
      {"smart uses another destination's TIME_WAIT when nothing is clear", smart, "owwLo", 4, true, 5},
      {"smart fails with a port in TIME_WAIT when nothing can be used", smart, "wLwLw", 2, false, 5},
      {"smart finds nothing when all ports are live", smart, "LLLLL", no_port, false, 5},
      {"the defect hands out the port closing longest though others are free", closing, "w..W.", 3, false, 1},
      {"the defect does no harm when that port was closing towards another", closing, "w..O.", 3, true, 1},
      {"the defect has nothing to hand out while no port is closing", closing, "LL.L.", 2, true, 1},
      {"the defect with probability 0 is none", as_cured, "w.wW.", 4, true, 3},
      {"a fixed port is picked whatever its state", fixed, "...w.", 3, false, 1},
      {"a fixed port may be used again towards another destination", fixed, "LLLoL", 3, true, 1},
  }));
  DYNAMIC_SECTION(test.claim) {
    RandomStream random = any_stream();
    PortSelector selector = make_port_selector(test.algorithm, random);
    const Selection selection = std::visit(
        [&](auto& algorithm) { return algorithm.select(DrawnPorts{test.ports}, {random}); }, selector);
    CHECK(selection.port == test.picked);
    CHECK(selection.is_usable == test.is_usable);
    CHECK(selection.probes == test.probes);
  }
}

TEST_CASE("The sequential cursor goes on behind the last port taken", "[ports]") {
  RandomStream random = any_stream();
  const DrawnPorts ports{"....."};
  SeqNaive naive{SeqNaiveSpec{}};
  SeqSmart smart{SeqSmartSpec{}};
  for (const PortOffset expected : {0U, 1U, 2U, 3U, 4U, 0U}) {
    CHECK(naive.select(ports, {random}).port == expected);
    CHECK(smart.select(ports, {random}).port == expected);
  }
}

TEST_CASE("Whether a failed connect moves the naive cursor is a parameter", "[ports]") {
  RandomStream random = any_stream();
  const DrawnPorts ports{"ww.."};
  SeqNaive advances{SeqNaiveSpec{.failed_connect_advances_cursor = true}};
  SeqNaive stays{SeqNaiveSpec{.failed_connect_advances_cursor = false}};
  CHECK(advances.select(ports, {random}).port == 0);
  CHECK(advances.select(ports, {random}).port == 1);
  CHECK(advances.select(ports, {random}).port == 2);
  CHECK(stays.select(ports, {random}).port == 0);
  CHECK(stays.select(ports, {random}).port == 0);
}

TEST_CASE("A bind before connect takes the cursor's port once only TIME_WAIT is left, and moves on",
          "[ports]") {
  // Bound first: the destination is unknown, so every port without a socket will do (first_usable).
  struct BoundFirst : DrawnPorts {
    using DrawnPorts::DrawnPorts;
    PortOffset first_usable(PortOffset from) const { return first_unbound(from); }
  };
  RandomStream random = any_stream();
  const BoundFirst ports{"wowLw"};
  SeqSmart smart{SeqSmartSpec{}};
  for (const auto& [port, is_usable] : {std::pair{0U, false}, {1U, true}, {2U, false}, {4U, false}}) {
    const Selection selection = smart.select(ports, {random});
    CHECK(selection.port == port);
    CHECK(selection.is_usable == is_usable);
  }
}

TEST_CASE("A random start fails only when no port is usable", "[ports]") {
  RandomStream random = any_stream();
  RandomStart start{RandomStartSpec{}};
  for (int draw = 0; draw < 100; ++draw) {
    CHECK(start.select(DrawnPorts{"LwLow"}, {random}).port == 3);
    const Selection in_vain = start.select(DrawnPorts{"wwwLw"}, {random});
    CHECK_FALSE(in_vain.is_usable);
    CHECK(in_vain.port != no_port);
    CHECK(in_vain.probes == 5);
    CHECK(start.select(DrawnPorts{"LLLLL"}, {random}).port == no_port);
  }
}

TEST_CASE("random_once looks at one port and takes the consequences", "[ports]") {
  RandomStream random = any_stream();
  RandomOnce once{RandomOnceSpec{}};
  const DrawnPorts ports{"..ww"};
  int usable = 0;
  constexpr int draws = 4000;
  for (int draw = 0; draw < draws; ++draw) {
    const Selection selection = once.select(ports, {random});
    CHECK(selection.probes == 1);
    CHECK(selection.is_usable == (selection.port < 2));
    usable += selection.is_usable ? 1 : 0;
  }
  // Half of the ports are usable: 2000 +- 5 standard deviations of 31.6. False alarm: 6e-7.
  CHECK(std::abs(usable - draws / 2) < 158);
}

TEST_CASE("Each kind of selection has a word of its own, and its own algorithm", "[ports]") {
  const PortSelectionSpec specs[] = {
      SeqNaiveSpec{},     SeqSmartSpec{},   RandomOnceSpec{}, SeqClosingSpec{}, RandomStartSpec{},
      FixedPortSpec{},    RandomPickSpec{}, HashOffsetSpec{}, DoubleHashSpec{}, RandomIncrementsSpec{},
      LinuxConnectSpec{}, LinuxBindSpec{},  FreeBsdSpec{}};
  static_assert(std::size(specs) == std::variant_size_v<PortSelectionSpec>);
  RandomStream random = any_stream();
  std::set<std::string_view> names;
  for (const PortSelectionSpec& spec : specs) {
    CAPTURE(name_of(spec));
    CHECK(names.insert(name_of(spec)).second);
    CHECK(make_port_selector(spec, random).index() == spec.index());
  }
  CHECK(name_of(RandomIncrementsSpec{}) == "random_increments");
  CHECK(name_of(FreeBsdSpec{}) == "freebsd");
}

TEST_CASE("Two replications differ in their ports exactly where the selection is random", "[ports]") {
  const auto spec = GENERATE(values<PortSelectionSpec>(
      {SeqNaiveSpec{}, SeqSmartSpec{}, FixedPortSpec{}, RandomOnceSpec{}, RandomStartSpec{}, RandomPickSpec{},
       HashOffsetSpec{}, DoubleHashSpec{}, RandomIncrementsSpec{}, LinuxConnectSpec{}, LinuxBindSpec{},
       FreeBsdSpec{}}));
  const DrawnPorts ports = all_clear(30000);
  std::set<PortOffset> first_ports;
  for (std::uint32_t replication = 0; replication < 3; ++replication) {
    RandomStream random = any_stream(replication);
    PortSelector selector = make_port_selector(spec, random);
    first_ports.insert(
        std::visit([&](auto& algorithm) { return algorithm.select(ports, {random}).port; }, selector));
  }
  CAPTURE(name_of(spec));
  // Three draws among at least 15,000 ports are the same with a chance of 4e-9.
  CHECK((first_ports.size() > 1) == is_random(spec));
}
