// A prediction rests on the facts that the host's sockets meet, and on no others.
#include <algorithm>

#include "tests/models/os/behaviour_support.hpp"

using namespace portsim;

namespace {

bool has(const std::vector<Dependency>& found, std::string_view words) {
  return std::any_of(found.begin(), found.end(), [&](const Dependency& dependency) {
    return dependency.fact.find(words) != std::string::npos;
  });
}

SocketUse with_option(SocketOption option, SocketUse use) {
  use.options.add(option);
  return use;
}

HostConfiguration with_auto_reuse(PortRange range, std::vector<std::string> patches = {}) {
  HostConfiguration configuration = with_settings({{"AutoReusePortRange", range}});
  configuration.patches = std::move(patches);
  return configuration;
}

constexpr PortRange ten_thousand{Port{30000}, Port{39999}};
constexpr PortRange none{Port{30000}, Port{29999}};

}  // namespace

TEST_CASE("A random pick rests on how it fails, and not on the order of the host", "[os]") {
  const auto found = facts("windows-11", {}, {.random_pick = true});
  CHECK(confidence_of(found,
                      "a port picked at random that cannot be used fails with WSAENOBUFS (10055) and no "
                      "event, without a second pick") == Confidence::reported);
  for (const char* of_the_order :
       {"seq_smart", "once only ports in TIME_WAIT", "closing", "a port in TIME_WAIT"})
    CHECK_FALSE(has(found, of_the_order));
  CHECK_FALSE(has(facts("windows-11"), "picked at random"));
}

TEST_CASE("A port that bind() names rests on no order and no range", "[os]") {
  const auto seven = facts("windows-7-sp1", {}, {.fixed_port = true});
  for (const char* of_the_range : {"seq_", "closing", "cursor", "exhausted pool"})
    CHECK_FALSE(has(seven, of_the_range));
  CHECK(has(seven, "a port in TIME_WAIT fails with WSAEADDRINUSE (10048) and event 4227"));

  const auto two_thousand = facts("windows-2000", {}, {.fixed_port = true});
  for (const char* of_the_range : {"first port handed out", "seq_", "cursor", "one pool of ports"})
    CHECK_FALSE(has(two_thousand, of_the_range));
}

TEST_CASE("Both ways of a host with two are listed", "[os]") {
  const auto found = facts("windows-11", {}, {.own_order = true, .random_pick = true});
  CHECK(has(found, "ports are picked by seq_smart"));
  CHECK(has(found, "a port picked at random"));
}

TEST_CASE("A host that never closes first rests on nothing about TIME_WAIT", "[os]") {
  for (const char* id : {"windows-11", "linux-5.18", "freebsd-14", "macos"}) {
    INFO(id);
    CHECK_FALSE(has(facts(id, {}, {.own_order = true}), "TIME_WAIT lasts"));
    CHECK_FALSE(has(facts(id, {}, {.own_order = true}), "CONFIG_HZ"));
    CHECK_FALSE(has(facts(id, {}, {.own_order = true}), "a port in TIME_WAIT is closed"));
    CHECK_FALSE(has(facts(id, {}, {.own_order = true}), "sweeps"));
  }
  CHECK(has(facts("linux-5.18", {}, {.own_order = true, .enters_time_wait = true}), "CONFIG_HZ"));
  CHECK(has(facts("macos", {}, {.own_order = true, .enters_time_wait = true}),
            "sweeps it away up to 11 s later"));
}

TEST_CASE("What SO_REUSEADDR lifts on Linux depends on who names the port, unless it is assumed", "[os]") {
  HostConfiguration assumed;
  const SocketUse named =
      with_option(SocketOption::reuseaddr, {.fixed_port = true, .enters_time_wait = true});
  assumed.assume.reuseaddr_lifts_time_wait = false;
  CHECK_FALSE(behaviour("linux-5.18", assumed).named_port_at_bind->reuseaddr_lifts_time_wait);
  CHECK(has(facts("linux-5.18", assumed, named), "SO_REUSEADDR does not let"));
  assumed.assume.reuseaddr_lifts_time_wait = true;
  CHECK(behaviour("linux-5.18", assumed).reuseaddr_lifts_time_wait);
  CHECK(has(facts("linux-5.18", assumed, named), "SO_REUSEADDR lets"));
}

TEST_CASE("That addresses share their four-tuples matters only to a host that uses several", "[os]") {
  constexpr const char* shared = "in use from one local address is in use for all of them";
  CHECK_FALSE(has(facts("windows-7-sp1"), shared));
  CHECK(has(facts("windows-7-sp1", {}, {.own_order = true, .several_addresses = true}), shared));
}

TEST_CASE("An auto-reuse range from which no socket draws is said to change nothing", "[os]") {
  const auto ten = facts("windows-10", with_auto_reuse(ten_thousand));
  CHECK_FALSE(has(ten, "from the auto-reuse range"));
  CHECK_FALSE(has(ten, "takes effect after a restart"));
  // SOL_SOCKET socket options documents it for Windows 10; that 8.1 differs follows from that.
  CHECK(confidence_of(ten, "only those with SO_REUSE_UNICASTPORT or without bind() draw from it") ==
        Confidence::documented);
  const auto eight_1 = facts("windows-8.1", with_auto_reuse(ten_thousand, {"KB3149157"}));
  CHECK_FALSE(has(eight_1, "from the auto-reuse range"));
  CHECK(confidence_of(eight_1, "only those with SO_REUSE_UNICASTPORT draw from it") == Confidence::inferred);

  CHECK_FALSE(has(facts("windows-10", with_auto_reuse(ten_thousand), {.auto_reuse = true}),
                  "AutoReusePortRange changes nothing"));
}

TEST_CASE("SO_REUSE_UNICASTPORT without an auto-reuse range is said to change nothing", "[os]") {
  const SocketUse use = with_option(SocketOption::reuse_unicastport, {.own_order = true, .auto_reuse = true});
  constexpr const char* no_effect = "SO_REUSE_UNICASTPORT changes nothing";
  constexpr const char* empty = "AutoReusePortRange is empty unless it is set";
  const auto unset = facts("windows-10", {}, use);
  CHECK(confidence_of(unset, no_effect) == Confidence::documented);
  CHECK(confidence_of(unset, empty) == Confidence::inferred);
  const auto switched_off = facts("windows-10", with_auto_reuse(none), use);
  CHECK(has(switched_off, no_effect));
  CHECK_FALSE(has(switched_off, empty));
  CHECK_FALSE(has(switched_off, "takes effect after a restart"));
  const auto set = facts("windows-10", with_auto_reuse(ten_thousand), use);
  CHECK_FALSE(has(set, no_effect));
  CHECK_FALSE(has(set, empty));
}

TEST_CASE("Since Windows 10 connect() without bind() rests on the range being empty by default", "[os]") {
  constexpr const char* empty = "AutoReusePortRange is empty unless it is set";
  CHECK(confidence_of(facts("windows-10", {}, {.own_order = true, .auto_reuse = true}), empty) ==
        Confidence::inferred);
  CHECK_FALSE(has(facts("windows-10", {}, {.own_order = true}), empty));
}

TEST_CASE("That KB3014399 brings SO_REUSE_UNICASTPORT is inferred wherever the option is used", "[os]") {
  const SocketUse use = with_option(SocketOption::reuse_unicastport, {.own_order = true, .auto_reuse = true});
  constexpr const char* adds = "adds SO_REUSE_UNICASTPORT";
  CHECK(confidence_of(facts("windows-8", with_patches({"KB3014399"}), use),
                      "KB3014399 adds SO_REUSE_UNICASTPORT") == Confidence::inferred);
  CHECK_FALSE(has(facts("windows-8", with_patches({"KB3014399"})), adds));
  CHECK_FALSE(has(facts("windows-8.1", with_patches({"KB3149157"}), use), adds));
  CHECK_FALSE(has(facts("windows-10", {}, use), adds));
}

TEST_CASE("Only an option that a patch brings is without a document of its own", "[os]") {
  for (const OsProfile* level : catalogue())
    for (const SocketOptionRow& row : level->socket_options) {
      DYNAMIC_SECTION(level->id << " " << name_of(row.option)) {
        CHECK((row.source.confidence == Confidence::documented ||
               row.source.confidence == Confidence::source_code || !row.needs_patch.empty()));
      }
    }
}

TEST_CASE("Where connects wait for the half-open limit, that they hold a port is inferred", "[os]") {
  constexpr const char* holds = "a connect that waits holds its port already";
  const HostConfiguration limited = with_settings({{"EnableConnectionRateLimiting", std::int64_t{1}}});
  CHECK(confidence_of(facts("windows-xp-sp2"), holds) == Confidence::inferred);
  CHECK(confidence_of(facts("windows-7-sp1", limited), holds) == Confidence::inferred);
  CHECK_FALSE(has(facts("windows-7-sp1"), holds));
}
