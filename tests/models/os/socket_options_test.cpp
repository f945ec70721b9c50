// Socket options, level by level: SOL_SOCKET socket options, SO_PORT_SCALABILITY, Using SO_REUSEADDR and
// SO_EXCLUSIVEADDRUSE, KB3149157.
#include "models/os/socket_option.hpp"

#include "tests/models/os/behaviour_support.hpp"

using namespace portsim;

namespace {

bool has(std::string_view id, SocketOption option, const std::vector<std::string>& patches = {}) {
  return !why_not_socket_option(os(id), option, patches).has_value();
}

std::vector<std::string_view> levels_with(SocketOption option) {
  std::vector<std::string_view> levels;
  for (const OsProfile* level : catalogue())
    if (is_windows(*level) && has(level->id, option)) levels.push_back(level->id);
  return levels;
}

SocketOptions only(SocketOption option) {
  SocketOptions options;
  options.add(option);
  return options;
}

}  // namespace

TEST_CASE("Every Windows has SO_REUSEADDR, and SO_EXCLUSIVEADDRUSE from NT 4.0 SP4 on", "[os]") {
  CHECK(levels_with(SocketOption::reuseaddr).size() == 24);
  CHECK(levels_with(SocketOption::exclusiveaddruse).size() == 23);
  CHECK_FALSE(has("windows-nt-4.0", SocketOption::exclusiveaddruse));
  CHECK(has("windows-nt-4.0", SocketOption::exclusiveaddruse, {"SP4"}));
}

TEST_CASE("SO_RANDOMIZE_PORT begins at Vista", "[os]") {
  CHECK(levels_with(SocketOption::randomize_port).size() == 18);
  CHECK(levels_with(SocketOption::randomize_port).front() == "windows-vista-rtm");
}

TEST_CASE("SO_PORT_SCALABILITY is of Server 2008, Windows 7 and later, and not of Vista", "[os]") {
  CHECK(levels_with(SocketOption::port_scalability).size() == 15);
  CHECK(has("windows-server-2008-rtm", SocketOption::port_scalability));
  CHECK(has("windows-7-rtm", SocketOption::port_scalability));
  CHECK(why_not_socket_option(os("windows-vista-sp2"), SocketOption::port_scalability, {}) ==
        "windows-vista-sp2 has no SO_PORT_SCALABILITY; the first level of the catalogue that has it is "
        "windows-server-2008-rtm");
}

TEST_CASE("SO_REUSE_UNICASTPORT is built into Windows 10, and comes to 8 and 8.1 with a patch", "[os]") {
  CHECK(levels_with(SocketOption::reuse_unicastport) ==
        std::vector<std::string_view>{"windows-10", "windows-server-2016", "windows-server-2019",
                                      "windows-server-2022", "windows-11"});
  CHECK(has("windows-8.1", SocketOption::reuse_unicastport, {"KB3149157"}));
  CHECK(has("windows-server-2012-r2", SocketOption::reuse_unicastport, {"KB3149157"}));
  CHECK(has("windows-8", SocketOption::reuse_unicastport, {"KB3014399"}));
  CHECK(has("windows-server-2012", SocketOption::reuse_unicastport, {"KB3014399"}));
  CHECK(why_not_socket_option(os("windows-8.1"), SocketOption::reuse_unicastport, {}) ==
        "windows-8.1 has SO_REUSE_UNICASTPORT only with KB3149157: install it");
  CHECK_FALSE(has("windows-7-sp1", SocketOption::reuse_unicastport, {"KB2826167"}));
}

TEST_CASE("That KB3014399 brings SO_REUSE_UNICASTPORT is inferred, KB3149157 documents it", "[os]") {
  const auto confidence = [](std::string_view id) { return os(id).socket_options.back().source.confidence; };
  CHECK(os("windows-8").socket_options.back().option == SocketOption::reuse_unicastport);
  CHECK(confidence("windows-8") == Confidence::inferred);
  CHECK(confidence("windows-8.1") == Confidence::documented);
  CHECK(confidence("windows-10") == Confidence::documented);
}

TEST_CASE("connect() without bind() uses the auto-reuse range from Windows 10 on", "[os]") {
  for (const OsProfile* level : catalogue()) {
    DYNAMIC_SECTION(level->id) {
      const bool is_since_10 = has(level->id, SocketOption::reuse_unicastport);
      CHECK(level->has_auto_reuse_without_option == is_since_10);
      CHECK(behaviour(level->id).has_auto_reuse_without_option == is_since_10);
      CHECK_FALSE(behaviour(level->id).auto_reuse.has_value());  // The range is empty until it is set.
    }
  }
}

TEST_CASE("Every option that needs a patch names one that installs on the level", "[os]") {
  for (const OsProfile* level : catalogue())
    for (const SocketOptionRow& row : level->socket_options) {
      if (row.needs_patch.empty()) continue;
      DYNAMIC_SECTION(level->id << " " << name_of(row.option)) {
        CHECK(behaviour_of(*level, with_patches({std::string{row.needs_patch}})).has_value());
      }
    }
}

TEST_CASE("SO_REUSEADDR is inferred to leave TIME_WAIT closed; KB319502's reading is an assumption", "[os]") {
  CHECK_FALSE(behaviour("windows-2000").reuseaddr_lifts_time_wait);
  Assumptions assume;
  assume.reuseaddr_lifts_time_wait = true;
  CHECK(behaviour("windows-2000", assuming(assume)).reuseaddr_lifts_time_wait);
  const SocketUse use{.own_order = true, .enters_time_wait = true, .options = only(SocketOption::reuseaddr)};
  CHECK(confidence_of(facts("windows-2000", {}, use), "does not let a socket take") == Confidence::inferred);
  CHECK(confidence_of(facts("windows-2000", assuming(assume), use), "SO_REUSEADDR lets a socket take") ==
        Confidence::assumed);
  assume.reuseaddr_lifts_time_wait = false;
  CHECK(confidence_of(facts("windows-2000", assuming(assume), use), "does not let a socket take") ==
        Confidence::assumed);
}
