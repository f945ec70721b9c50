// What a host states beside its system: products, settings of several kinds, excluded ports, uptime and
// assumptions; and the messages for what is wrong with them.
#include <fmt/format.h>

#include "tests/sim/scenario/scenario_texts.hpp"

namespace portsim {
namespace {

Host host_of(std::string_view os, std::string_view keys) {
  std::string text = with(windows_client, "windows-7-sp1", os);
  return loaded(with(text, "    addresses: 4\n", keys)).hosts.at(0);
}

// What is said of a host of this system with one more line.
std::string host_mistake(std::string_view os, std::string_view line) {
  std::string text = with(windows_client, "windows-7-sp1", os);
  return problems_of(with(text, "    addresses: 4\n", "    " + std::string{line} + "\n"));
}

PortRange ports(std::uint16_t first, std::uint16_t last) {
  return {Port{first}, Port{last}};
}

TEST_CASE("A host keeps the configuration that it states", "[scenario]") {
  const Host host = host_of("windows-7-sp1",
                            "    patches: [KB2826167]\n    settings: {TcpTimedWaitDelay: 30}\n"
                            "    assume: {reuseaddr_lifts_time_wait: true}\n");
  CHECK(host.configuration.patches == std::vector<std::string>{"KB2826167"});
  CHECK(std::get<std::int64_t>(host.configuration.settings.at("TcpTimedWaitDelay")) == 30);
  CHECK(host.configuration.assume.reuseaddr_lifts_time_wait == true);
  CHECK(host.behaviour.time_wait == 30s);
  CHECK(host.behaviour.reuseaddr_lifts_time_wait);
}

// KB929851: with Exchange Server 2007, Server 2008 has the ports 1025 to 60000.
TEST_CASE("A product widens the range, and the user's setting goes before it", "[scenario]") {
  const std::string product = "    products: [exchange-server-2007-on-server-2008]\n";
  CHECK(host_of("windows-server-2008-sp2", product).behaviour.ephemeral == ports(1025, 60000));
  const Host own =
      host_of("windows-server-2008-sp2", product + "    settings: {dynamicport: {start: 50000, num: 255}}\n");
  CHECK(own.behaviour.ephemeral == ports(50000, 50254));
}

TEST_CASE("Uptime is a duration, none unless stated", "[scenario]") {
  CHECK(host_of("windows-7-sp1", "").uptime == 0s);
  CHECK(host_of("windows-7-sp1", "    uptime: 496d\n").uptime == 496 * 24h);
}

TEST_CASE("Excluded ports are ranges and single ports", "[scenario]") {
  const Host host = host_of("windows-8", "    excluded: [50000-50099, 60000]\n");
  CHECK(host.configuration.excluded == std::vector{ports(50000, 50099), ports(60000, 60000)});
  CHECK(host.behaviour.ports().size() == 16384 - 101);
  CHECK(host_of("windows-8", "    excluded: []\n").behaviour.ports().size() == 16384);
}

// As Windows prints it, with ports outside of the dynamic range too (localsend issue 125, microsoft/WSL issue
// 5306).
constexpr std::string_view netsh_table = R"(    excluded: |

      Protocol tcp Port Exclusion Ranges

      Start Port    End Port
      ----------    --------
            5985        5985
           49673       49772
           50000       50059     *

      * - Administered port exclusions.

)";

TEST_CASE("Excluded ports may be the table that netsh prints", "[scenario]") {
  const Host host = host_of("windows-10", std::string{netsh_table});
  CHECK(host.configuration.excluded ==
        std::vector{ports(5985, 5985), ports(49673, 49772), ports(50000, 50059)});
  CHECK(host.behaviour.ports().size() == 16384 - 100 - 60);
}

TEST_CASE("A table of netsh without a range excludes nothing", "[scenario]") {
  const Host host =
      host_of("windows-10", "    excluded: |\n      Start Port    End Port\n      ----------    --------\n");
  CHECK(host.configuration.excluded.empty());
}

TEST_CASE("Each line of a table of netsh that is amiss is shown", "[scenario]") {
  CHECK(
      host_mistake("windows-10",
                   "excluded: |\n      Start Port    End Port\n        50059   50000\n      5007O 50080\n") ==
      R"(web.yaml:6:15: hosts.client.excluded: expected lines with a start port and an end port, as netsh prints them, found "50059   50000"; the first port is above the last [wrong-order]
  6 |     excluded: |
    |               ^
web.yaml:6:15: hosts.client.excluded: expected lines with a start port and an end port, as netsh prints them, found "5007O 50080" [wrong-value]
  6 |     excluded: |
    |               ^
)");
}

TEST_CASE("dynamicport takes a start and a number, as netsh does", "[scenario]") {
  const auto range = [](std::string_view value) {
    return host_of("windows-7-sp1", "    settings: {dynamicport: " + std::string{value} + "}\n")
        .behaviour.ephemeral;
  };
  CHECK(range("{start: 49152, num: 16384}") == ports(49152, 65535));
  CHECK(range("{num: 64511, start: 1025}") == ports(1025, 65535));
  CHECK(range("{start: 1025, num: 255}") == ports(1025, 1279));
}

TEST_CASE("A list of ports is a setting where the system has one", "[scenario]") {
  const Host host = host_of("windows-2000", "    settings: {ReservedPorts: [1500-1599, 1700]}\n");
  CHECK(host.behaviour.ports().size() == 3976 - 101);
}

TEST_CASE("An auto-reuse range of no ports is none", "[scenario]") {
  const auto range = [](std::string_view value) {
    return host_of("windows-10", "    settings: {AutoReusePortRange: " + std::string{value} + "}\n")
        .behaviour.auto_reuse;
  };
  CHECK(range("{start: 10000, num: 2000}") == ports(10000, 11999));
  CHECK_FALSE(range("{start: 10000, num: 0}").has_value());
}

TEST_CASE("Every assumption is read", "[scenario]") {
  const auto assumptions = [](std::string_view os, std::string_view value) {
    return host_of(os, "    assume: {" + std::string{value} + "}\n").configuration.assume;
  };
  CHECK(assumptions("windows-7-sp1", "closing_port: cursor").closing_port ==
        ClosingPortForm{ClosingPortByCursor{}});
  const Assumptions chance =
      assumptions("windows-7-sp1", "closing_port: {p_closing: 5%}, closing_states: [FIN_WAIT_1, LAST_ACK]");
  CHECK(chance.closing_port == ClosingPortForm{ClosingPortByChance{Probability{0.05}}});
  ClosingStates expected;
  expected.add(ClosingState::fin_wait_1);
  expected.add(ClosingState::last_ack);
  CHECK(chance.closing_states == expected);

  const auto reading = [&](std::string_view word) {
    return assumptions("windows-7-sp1", "max_user_port: " + std::string{word}).max_user_port;
  };
  CHECK(reading("ignore") == MaxUserPortReading::ignored);
  CHECK(reading("upper_bound") == MaxUserPortReading::upper_bound);
  CHECK(reading("count") == MaxUserPortReading::count);
  CHECK(assumptions("windows-7-sp1", "reuseaddr_lifts_time_wait: false").reuseaddr_lifts_time_wait == false);
  // The limit of Server 2003 SP1 is not documented.
  CHECK(assumptions("windows-server-2003-sp1", "half_open_limit: 10").half_open_limit == 10);
  CHECK(assumptions("windows-server-2003-sp1", "half_open_limit: 0").half_open_limit == 0);
}

TEST_CASE("Ranges of ports are checked by netsh's own rules", "[scenario]") {
  CHECK(
      host_mistake("windows-7-sp1", "settings: {dynamicport: {start: 1024, num: 254}}") ==
      R"(web.yaml:6:37: hosts.client.settings.dynamicport.start: expected the first port of the range, found 1024; the least is 1025 [out-of-range]
  6 |     settings: {dynamicport: {start: 1024, num: 254}}
    |                                     ^
web.yaml:6:48: hosts.client.settings.dynamicport.num: expected how many ports the range has, found 254; the least is 255 [out-of-range]
  6 |     settings: {dynamicport: {start: 1024, num: 254}}
    |                                                ^
)");
  CHECK(
      host_mistake("windows-7-sp1", "settings: {dynamicport: {start: 65000, num: 537}}") ==
      R"(web.yaml:6:49: hosts.client.settings.dynamicport.num: expected how many ports the range has, found 537; from port 65000 there are 536 up to 65535 [out-of-range]
  6 |     settings: {dynamicport: {start: 65000, num: 537}}
    |                                                 ^
)");
  CHECK(problems_of(
            with(windows_client, "addresses: 4", "settings: {dynamicport: {start: 65000, num: 536}}")) == "");
  CHECK(
      host_mistake("windows-7-sp1", "settings: {dynamicport: {start: 50000, end: 60000}}") ==
      R"(web.yaml:6:16: hosts.client.settings.dynamicport.num: missing; expected how many ports the range has [missing-key]
  6 |     settings: {dynamicport: {start: 50000, end: 60000}}
    |                ^
web.yaml:6:44: hosts.client.settings.dynamicport.end: unknown key; expected start or num [unknown-key]
  6 |     settings: {dynamicport: {start: 50000, end: 60000}}
    |                                            ^
)");
  CHECK(
      host_mistake("windows-7-sp1", "settings: {dynamicport: 49152-65535}") ==
      R"(web.yaml:6:29: hosts.client.settings.dynamicport: expected a map such as {start: 49152, num: 16384}, found "49152-65535" [wrong-type]
  6 |     settings: {dynamicport: 49152-65535}
    |                             ^
)");
}

TEST_CASE("What is wrong with a list of ports is located in it", "[scenario]") {
  CHECK(
      host_mistake("windows-8", "excluded: [50099-50000, 70000, 600, 600]") ==
      R"(web.yaml:6:16: hosts.client.excluded[0]: expected ports such as 50000-50099, or one port, found "50099-50000"; the first port is above the last [wrong-order]
  6 |     excluded: [50099-50000, 70000, 600, 600]
    |                ^
web.yaml:6:29: hosts.client.excluded[1]: expected ports such as 50000-50099, or one port, found 70000 [out-of-range]
  6 |     excluded: [50099-50000, 70000, 600, 600]
    |                             ^
web.yaml:6:41: hosts.client.excluded[3]: 600 stands twice [duplicate-item]
  6 |     excluded: [50099-50000, 70000, 600, 600]
    |                                         ^
)");
  CHECK(
      host_mistake("windows-8", "excluded: 50000-50099") ==
      R"(web.yaml:6:15: hosts.client.excluded: expected a list of ports such as [50000-50099, 60000], or the table that netsh prints, found "50000-50099" [wrong-type]
  6 |     excluded: 50000-50099
    |               ^
)");
  CHECK(
      host_mistake("windows-2000", "settings: {ReservedPorts: 1500}") ==
      R"(web.yaml:6:31: hosts.client.settings.ReservedPorts: expected a list of ports such as [50000-50099, 60000], found 1500 [wrong-type]
  6 |     settings: {ReservedPorts: 1500}
    |                               ^
)");
}

TEST_CASE("A product that does not exist comes with a suggestion", "[scenario]") {
  CHECK(
      host_mistake("windows-2000", "products: [exchange-server-2030]") ==
      R"(web.yaml:6:16: hosts.client.products[0]: unknown product "exchange-server-2030"; did you mean "exchange-server-2003"? [unknown-name]
  6 |     products: [exchange-server-2030]
    |                ^
)");
}

TEST_CASE("An uptime has a unit", "[scenario]") {
  CHECK(
      host_mistake("windows-8", "uptime: 496") ==
      R"(web.yaml:6:13: hosts.client.uptime: expected a duration such as "496d", found 496; the unit is missing [missing-unit]
  6 |     uptime: 496
    |             ^
)");
}

TEST_CASE("Each assumption says what it takes", "[scenario]") {
  CHECK(
      host_mistake("windows-7-sp1", "assume: {closing_port: often, closing_states: []}") ==
      R"(web.yaml:6:28: hosts.client.assume.closing_port: expected cursor, or a probability such as {p_closing: 5%}, found "often" [wrong-value]
  6 |     assume: {closing_port: often, closing_states: []}
    |                            ^
web.yaml:6:51: hosts.client.assume.closing_states: expected a list of states such as [FIN_WAIT_1, TIME_WAIT], found an empty list [wrong-type]
  6 |     assume: {closing_port: often, closing_states: []}
    |                                                   ^
)");
  CHECK(
      host_mistake("windows-7-sp1", "assume: {closing_port: {p_closing: 5, q: 1}}") ==
      R"(web.yaml:6:40: hosts.client.assume.closing_port.p_closing: expected a percentage such as "5%", found 5; the % is missing [missing-unit]
  6 |     assume: {closing_port: {p_closing: 5, q: 1}}
    |                                        ^
web.yaml:6:43: hosts.client.assume.closing_port.q: unknown key; expected p_closing [unknown-key]
  6 |     assume: {closing_port: {p_closing: 5, q: 1}}
    |                                           ^
)");
  CHECK(host_mistake("windows-7-sp1", "assume: {closing_states: [TIME_WAIT, TIME_WAIT, fin_wait_2]}") ==
        R"(web.yaml:6:42: hosts.client.assume.closing_states[1]: TIME_WAIT stands twice [duplicate-item]
  6 |     assume: {closing_states: [TIME_WAIT, TIME_WAIT, fin_wait_2]}
    |                                          ^
web.yaml:6:53: hosts.client.assume.closing_states[2]: expected FIN_WAIT_1, FIN_WAIT_2, CLOSING, LAST_ACK or TIME_WAIT, found "fin_wait_2"; did you mean "FIN_WAIT_2"? [wrong-value]
  6 |     assume: {closing_states: [TIME_WAIT, TIME_WAIT, fin_wait_2]}
    |                                                     ^
)");
  CHECK(
      host_mistake("windows-7-sp1", "assume: {max_user_port: maximum, half_open_limit: 65536}") ==
      R"(web.yaml:6:29: hosts.client.assume.max_user_port: expected ignore, upper_bound or count, found "maximum" [wrong-value]
  6 |     assume: {max_user_port: maximum, half_open_limit: 65536}
    |                             ^
web.yaml:6:55: hosts.client.assume.half_open_limit: expected a number of connects under way from 1 to 65535, or 0 for no limit, found 65536 [out-of-range]
  6 |     assume: {max_user_port: maximum, half_open_limit: 65536}
    |                                                       ^
)");
}

TEST_CASE("All hosts together have a bounded number of addresses", "[scenario]") {
  std::string text{windows_client};
  for (int n = 0; n < 4; ++n) {
    text = with(text, "  client:\n    os",
                fmt::format("  h{}: {{os: textbook, addresses: 65536}}\n  client:\n    os", n));
  }
  CHECK(problems_of(text) ==
        R"(web.yaml:8:3: hosts.client: with it the hosts have more than 262144 addresses together [too-large]
  8 |   client:
    |   ^
)");
}

}  // namespace
}  // namespace portsim
