// Linux' two passes over every second port, against the kernel's loop step by step, and bind(), which needs
// nothing else.
#include "models/ports/linux_parity.hpp"

#include <array>
#include <cstdlib>
#include <string>

#include <catch2/catch.hpp>

#include "models/ports/linux_bind.hpp"

#include "tests/models/ports/drawn_ports.hpp"

using namespace portsim;
using namespace portsim::test;

namespace {

struct Found {
  PortOffset port = no_port;
  PortCount probes = 0;
  PortCount passed = 0;
};

// The kernel's loop, one port after the other.
Found look_at_each(const DrawnPorts& ports, const ParityPasses& passes) {
  const PortCount size = ports.size();
  const PortCount span = size > 1 ? size - size % 2 : size;
  Found found;
  for (const PortOffset start : {passes.first, passes.second}) {
    PortOffset port = start;
    for (PortCount passed = 0; passed < span; passed += 2, port += 2) {
      if (port >= size) port -= span;
      ++found.probes;
      if (ports.is_usable(port)) return {port, found.probes, passed};
    }
    if (span == 1) break;
  }
  return found;
}

}  // namespace

TEST_CASE("Two passes of every second port look at the ports that the kernel looks at", "[ports][linux]") {
  for (PortCount size = 1; size <= 8; ++size) {
    for (unsigned mask = 0; mask < 1U << size; ++mask) {
      std::string states;
      for (unsigned port = 0; port < size; ++port) states += (mask >> port & 1) != 0 ? '.' : 'L';
      const DrawnPorts ports{states};
      for (PortOffset even = 0; even < parity_span(size); even += 2) {
        for (const ParityPasses passes : {ParityPasses{even, even + 1}, ParityPasses{even + 1, even}}) {
          if (size == 1 && passes.first == 1) continue;  // bind() in a range of one port
          CAPTURE(states, passes.first, passes.second);
          const Found expected = look_at_each(ports, passes);
          const auto [selection, passed] = select_by_parity(ports, passes);
          CHECK(selection.is_usable == (expected.port != no_port));
          if (selection.is_usable) CHECK(selection.port == expected.port);
          CHECK(selection.probes == expected.probes);
          CHECK(passed == expected.passed);
        }
      }
    }
  }
}

TEST_CASE("bind() takes even ports only when no odd one is left", "[ports][linux]") {
  RandomStream random = any_stream();
  const LinuxBind bind{LinuxBindSpec{}};
  DrawnPorts ports = all_clear(100);
  for (int connection = 0; connection < 100; ++connection) {
    const Selection selection = bind.select(ports, {random});
    CHECK(selection.is_usable);
    CHECK(selection.port % 2 == (connection < 50 ? 1 : 0));
    ports.hold(selection.port);
  }
  const Selection exhausted = bind.select(ports, {random});
  CHECK(exhausted.port == no_port);
  CHECK(exhausted.probes == 100);
  CHECK(bind.select(DrawnPorts{"."}, {random}).port == 0);
}

TEST_CASE("bind() draws its port", "[ports][linux]") {
  RandomStream random = any_stream();
  const LinuxBind bind{LinuxBindSpec{}};
  std::array<int, 8> counts{};
  for (int n = 0; n < 4000; ++n) ++counts[bind.select(all_clear(8), {random}).port];
  // Each odd one 1000 +- 5 standard deviations of 27.4. False alarm: 4 * 6e-7.
  for (PortOffset port = 0; port < 8; ++port) {
    CAPTURE(port);
    if (port % 2 == 0)
      CHECK(counts[port] == 0);
    else
      CHECK(std::abs(counts[port] - 1000) < 137);
  }
}
