// What follows from Linux' choice of a port at connect(), from one kernel to another.
#include "models/ports/linux_connect.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <catch2/catch.hpp>

#include "tests/models/ports/drawn_ports.hpp"

using namespace portsim;
using namespace portsim::test;

namespace {

constexpr PortCount default_range = 28'232;  // 32768 to 60999

struct Kernel {
  const char* versions;
  LinuxConnectSpec spec;
};

constexpr Kernel kernel_4_2{"4.2 to 4.5", linux_connect_4_2};
constexpr Kernel kernel_4_6{"4.6 to 5.11", linux_connect_4_6};
constexpr Kernel kernel_5_12{"5.12 to 5.17", linux_connect_5_12};
constexpr Kernel kernel_5_18{"5.18 and later", linux_connect_5_18};

// How far each connection's port lies behind the one before; the ports are free again at once.
std::vector<PortOffset> steps_between(const LinuxConnectSpec& spec, std::size_t connections, Duration apart) {
  RandomStream random = any_stream();
  LinuxConnect connect{spec, random};
  const DrawnPorts ports = all_clear(default_range);
  std::vector<PortOffset> steps;
  PortOffset last = connect.select(ports, {random, 1}).port;
  Duration uptime{};
  for (std::size_t n = 0; n < connections; ++n) {
    uptime += apart;
    const PortOffset port =
        connect.select(ports, {.random = random, .destination = 1, .since_renewal = uptime}).port;
    steps.push_back((port + default_range - last) % default_range);
    last = port;
  }
  return steps;
}

}  // namespace

TEST_CASE("Linux takes odd ports only when no even one is left", "[ports][linux]") {
  const Kernel kernel = GENERATE(kernel_4_6, kernel_5_12, kernel_5_18);
  DYNAMIC_SECTION(kernel.versions) {
    RandomStream random = any_stream();
    LinuxConnect connect{kernel.spec, random};
    DrawnPorts ports = all_clear(100);
    for (int connection = 0; connection < 100; ++connection) {
      const Selection selection = connect.select(ports, {random});
      CHECK(selection.is_usable);
      CHECK(selection.port % 2 == (connection < 50 ? 0 : 1));
      ports.hold(selection.port);
    }
    const Selection exhausted = connect.select(ports, {random});
    CHECK(exhausted.port == no_port);
    CHECK(exhausted.probes == 100);
  }
}

TEST_CASE("With every even port in use a connect looks at half of the range first", "[ports][linux]") {
  RandomStream random = any_stream();
  LinuxConnect connect{linux_connect_5_18, random};
  std::string states;
  for (int n = 0; n < 50; ++n) states += "L.";
  const DrawnPorts ports{states};
  CHECK(connect.select(all_clear(100), {random}).probes == 1);
  CHECK(connect.select(ports, {random}).probes == 51);
}

TEST_CASE("From 4.2 to 4.5 Linux takes the odd port behind a busy even one", "[ports][linux]") {
  const DrawnPorts ports{"L.L.L...L."};  // of the even ports only 6 is free
  int odd_in_4_2 = 0;
  int odd_in_4_6 = 0;
  for (std::uint32_t host = 0; host < 200; ++host) {
    RandomStream random = any_stream(host);
    LinuxConnect in_4_2{linux_connect_4_2, random};
    LinuxConnect in_4_6{linux_connect_4_6, random};
    const Selection selection = in_4_2.select(ports, {random});
    CHECK(selection.probes == (selection.port % 2 == 0 ? 1 : 2));
    odd_in_4_2 += selection.port % 2 == 1 ? 1 : 0;
    odd_in_4_6 += in_4_6.select(ports, {random}).port % 2 == 1 ? 1 : 0;
  }
  // Four of five places to start are busy: 160 +- 5 standard deviations of 5.7. False alarm: 6e-7.
  CHECK(std::abs(odd_in_4_2 - 160) < 29);
  CHECK(odd_in_4_6 == 0);
}

TEST_CASE("From 4.2 to 5.11 the next port is the second next, whoever connected in between",
          "[ports][linux]") {
  const Kernel kernel = GENERATE(kernel_4_2, kernel_4_6);
  DYNAMIC_SECTION(kernel.versions) {
    RandomStream random = any_stream();
    LinuxConnect connect{kernel.spec, random};
    const DrawnPorts ports = all_clear(default_range);
    const PortOffset first = connect.select(ports, {random, 1}).port;
    connect.select(ports, {random, 2});
    CHECK(connect.select(ports, {random, 1}).port == (first + 4) % default_range);
    CHECK(connect.select(ports, {random, 1}).port == (first + 6) % default_range);
  }
}

TEST_CASE("From 4.2 to 4.5 the next connect begins behind the ports passed over, at an even one",
          "[ports][linux]") {
  RandomStream random = any_stream();
  LinuxConnect connect{linux_connect_4_2, random};
  const PortOffset first = connect.select(all_clear(100), {random}).port;
  DrawnPorts ports = all_clear(100);
  ports.hold((first + 2) % 100);
  CHECK(connect.select(ports, {random}).port == (first + 3) % 100);
  ports.hold((first + 4) % 100);
  ports.hold((first + 5) % 100);
  CHECK(connect.select(ports, {random}).port == (first + 6) % 100);
  CHECK(connect.select(ports, {random}).port == (first + 8) % 100);
}

TEST_CASE("Since 5.12 a connection to another destination seldom moves a destination on", "[ports][linux]") {
  const auto steps_past_another = [](const LinuxConnectSpec& spec) {
    RandomStream random = any_stream();
    LinuxConnect connect{spec, random};
    const DrawnPorts ports = all_clear(default_range);
    std::vector<PortOffset> steps;
    for (std::uint64_t pair = 0; pair < 300; ++pair) {
      const PortOffset first = connect.select(ports, {random, 2 * pair}).port;
      connect.select(ports, {random, 2 * pair + 1});
      const PortOffset next = connect.select(ports, {random, 2 * pair}).port;
      steps.push_back((next + default_range - first) % default_range);
    }
    return steps;
  };
  // One in 256 has the same counter and moves by 4 or more, as one in 16 of the others does: 280 of 300 move
  // by 2, with a standard deviation of 4.3. False alarm: 3e-7.
  const std::vector<PortOffset> in_5_12 = steps_past_another(linux_connect_5_12);
  CHECK(std::count(in_5_12.begin(), in_5_12.end(), 2) > 258);
  // One in 65,536 has, and moves by more than 16 in less than half of the cases. False alarm: 2e-6.
  const std::vector<PortOffset> in_5_18 = steps_past_another(linux_connect_5_18);
  CHECK(std::count_if(in_5_18.begin(), in_5_18.end(), [](PortOffset step) { return step > 16; }) < 2);
}

TEST_CASE("From 5.12 to 5.17 one connect in 16 skips a port", "[ports][linux]") {
  std::map<PortOffset, int> counts;
  for (const PortOffset step : steps_between(linux_connect_5_12, 16'000, 0s)) ++counts[step];
  REQUIRE(counts.size() == 2);
  // 1000 +- 5 standard deviations of 30.6. False alarm: 6e-7.
  CHECK(std::abs(counts[4] - 1000) < 153);
  CHECK(counts[2] == 16'000 - counts[4]);
}

TEST_CASE("Since 5.18 consecutive ports to one destination are 2 to 16 apart, all alike", "[ports][linux]") {
  std::map<PortOffset, int> counts;
  for (const PortOffset step : steps_between(linux_connect_5_18, 8000, 0s)) ++counts[step];
  CHECK(counts.size() == 8);
  // Each 1000 +- 5 standard deviations of 29.6. False alarm: 8 * 6e-7.
  for (const PortOffset step : {2, 4, 6, 8, 10, 12, 14, 16}) {
    CAPTURE(step);
    CHECK(std::abs(counts[step] - 1000) < 148);
  }
}

TEST_CASE("Since 5.18 the next connect begins right behind a port that took more than 7 looks",
          "[ports][linux]") {
  RandomStream random = any_stream();
  LinuxConnect connect{linux_connect_5_18, random};
  const PortOffset far = (connect.select(all_clear(1000), {random}).port + 100) % 1000;
  std::string states(1000, 'L');
  states[far] = '.';
  const Selection selection = connect.select(DrawnPorts{states}, {random});
  CHECK(selection.port == far);
  CHECK((selection.probes > 42 && selection.probes <= 50));  // 2 to 16 of the 100 were skipped
  CHECK(connect.select(all_clear(1000), {random}).port == (far + 2) % 1000);
}

// Commit ca7af0402550: "in the worst case" after 14116/8 connections, on average after 14116/4.5.
TEST_CASE("Since 5.18 a port is not used again within 1764 connections to its destination",
          "[ports][linux]") {
  constexpr int connections = 100'000;
  std::vector<int> last_use(default_range, -1);
  PortOffset port = 0;
  double rounds = 0;
  int shortest = connections;
  int n = 0;
  for (const PortOffset step : steps_between(linux_connect_5_18, connections, 0s)) {
    rounds += static_cast<double>(step) / default_range;
    port = (port + step) % default_range;
    if (last_use[port] >= 0) shortest = std::min(shortest, n - last_use[port]);
    last_use[port] = n++;
  }
  CHECK(shortest > 1764);
  // 100,000 / 3136.9 = 31.88 rounds; a step has a standard deviation of 4.58, all together of 0.051 rounds.
  // False alarm: 6e-7.
  CHECK(rounds == Approx(connections / (14116 / 4.5)).margin(0.26));
}

TEST_CASE("Since 5.18 a destination gets another place every 10 s of uptime", "[ports][linux]") {
  const auto steps = [](const LinuxConnectSpec& spec) {
    const std::vector<PortOffset> all = steps_between(spec, 200, 1s);
    std::vector<PortOffset> over_an_epoch;
    std::vector<PortOffset> within;
    for (std::size_t n = 0; n < all.size(); ++n)
      ((n + 1) % 10 == 0 ? over_an_epoch : within).push_back(all[n]);
    return std::pair{within, over_an_epoch};
  };
  const auto is_small = [](PortOffset step) { return step <= 16; };
  const auto [within, over_an_epoch] = steps(linux_connect_5_18);
  CHECK(std::all_of(within.begin(), within.end(), is_small));
  // By chance a new place is as near: 8 of 14,116. False alarm (3 of 20): 2e-7.
  CHECK(std::count_if(over_an_epoch.begin(), over_an_epoch.end(), is_small) < 3);

  const auto [before_5_18, over_ten_seconds] = steps(linux_connect_5_12);
  CHECK(std::all_of(over_ten_seconds.begin(), over_ten_seconds.end(), is_small));
}

TEST_CASE("In a range of odd size Linux looks at all ports but one", "[ports][linux]") {
  const auto finds = [](std::uint32_t host, const char* states) {
    RandomStream random = any_stream(host);
    LinuxConnect connect{linux_connect_5_18, random};
    const Selection selection = connect.select(DrawnPorts{states}, {random});
    if (!selection.is_usable) CHECK(selection.probes == 4);
    return selection.is_usable;
  };
  int misses = 0;
  for (std::uint32_t host = 0; host < 100; ++host) {
    CHECK(finds(host, "L.LLL"));
    CHECK(finds(host, "LL.LL"));
    CHECK(finds(host, "LLL.L"));
    // From port 0 on it ends before port 4; from port 2 on it does not come to port 0.
    CHECK(finds(host, ".LLLL") != finds(host, "LLLL."));
    misses += finds(host, ".LLLL") ? 0 : 1;
  }
  // Either start: 50 +- 5 standard deviations of 5. False alarm: 6e-7.
  CHECK(std::abs(misses - 50) < 25);
}

// Cloudflare, "connectx" tests (cloudflare-blog, 2022-02-connectx): range 10-21, reserved 11, 14-18, 19.
TEST_CASE("Reserved ports are passed over", "[ports][linux]") {
  RandomStream random = any_stream();
  LinuxConnect connect{linux_connect_5_18, random};
  DrawnPorts ports{".L..LLLLLL.."};
  std::vector<PortOffset> picked;
  for (int n = 0; n < 5; ++n) {
    picked.push_back(connect.select(ports, {random}).port);
    ports.hold(picked.back());
  }
  CHECK(std::set<PortOffset>(picked.begin(), picked.begin() + 3) == std::set<PortOffset>{0, 2, 10});
  CHECK(std::set<PortOffset>(picked.begin() + 3, picked.end()) == std::set<PortOffset>{3, 11});
  CHECK(connect.select(ports, {random}).port == no_port);
}

TEST_CASE("Linux connects from a range of one port", "[ports][linux]") {
  const Kernel kernel = GENERATE(kernel_4_2, kernel_4_6, kernel_5_12, kernel_5_18);
  RandomStream random = any_stream();
  LinuxConnect connect{kernel.spec, random};
  CHECK(connect.select(DrawnPorts{"."}, {random}).port == 0);
  CHECK(connect.select(DrawnPorts{"L"}, {random}).port == no_port);
}
