// Maps of ports, drawn by hand.
#include "sim/report/show_ports.hpp"

#include <string>
#include <vector>

#include <catch2/catch.hpp>

using namespace portsim;

namespace {

PoolSnapshot pool_of(std::vector<PortState> states) {
  return {"client", Port{1024}, std::move(states)};
}

// One port in each state, in the order of the legend.
PoolSnapshot one_of_each() {
  return pool_of(
      {PortState::live, PortState::time_wait, PortState::others, PortState::free, PortState::reserved});
}

std::vector<PortState> times(std::size_t count, PortState state) {
  return std::vector<PortState>(count, state);
}

std::vector<PortState> joined(const std::vector<std::vector<PortState>>& parts) {
  std::vector<PortState> all;
  for (const auto& part : parts) all.insert(all.end(), part.begin(), part.end());
  return all;
}

}  // namespace

TEST_CASE("Every state of a port has its character, without colours too", "[report]") {
  CHECK(ports_text(one_of_each(), {}, {}) ==
        " 1024  #%x. \n"
        "       # 1 live   % 1 TIME_WAIT   x 1 held by others   . 1 free     1 not handed out\n");
  CHECK(ports_text(one_of_each(), {}, {.unicode = true}) ==
        " 1024  █▓x· \n"
        "       █ 1 live   ▓ 1 TIME_WAIT   x 1 held by others   · 1 free     1 not handed out\n");
}

TEST_CASE("The colours of a map change nothing but colours", "[report]") {
  std::string text = ports_text(one_of_each(), {}, {.colours = true});
  CHECK(text.find("\x1b[32m#\x1b[0m\x1b[33m%\x1b[0m") != std::string::npos);
  for (auto at = text.find('\x1b'); at != std::string::npos; at = text.find('\x1b'))
    text.erase(at, text.find('m', at) + 1 - at);
  CHECK(text == ports_text(one_of_each(), {}, {}));
}

TEST_CASE("Rows are as long as the terminal allows, in tens, and begin with their first port", "[report]") {
  const PoolSnapshot pool = pool_of(joined({times(12, PortState::live), times(10, PortState::free)}));
  CHECK(ports_text(pool, {.columns = 19}, {}) ==
        " 1024  ##########\n"
        " 1034  ##........\n"
        " 1044  ..\n"
        "       # 12 live   . 10 free\n");
}

TEST_CASE("Where the rows do not suffice a cell is several ports, shaded by how many are in use",
          "[report]") {
  // Ten ports a cell, of which 3, 4, 7 and 10 are in TIME_WAIT: up to a third, up to two thirds, more.
  const PoolSnapshot pool = pool_of(
      joined({times(3, PortState::time_wait), times(7, PortState::free), times(4, PortState::time_wait),
              times(6, PortState::free), times(7, PortState::time_wait), times(3, PortState::free),
              times(10, PortState::time_wait), times(60, PortState::free)}));
  CHECK(ports_text(pool, {.columns = 20, .rows = 1}, {}) ==
        " 1024  :+%%......\n"
        "       :+% 24 TIME_WAIT   . 76 free\n"
        "       A character is 10 ports: shaded by how many of them are in use, and as most of those are.\n");
  CHECK(ports_text(pool, {.columns = 20, .rows = 1}, {.unicode = true}).substr(0, 32) ==
        " 1024  ░▒▓▓······\n");
}

TEST_CASE("A cell of several ports is drawn as most of those in use are", "[report]") {
  // Two ports live and one in TIME_WAIT; the reverse; one held by others; none handed out.
  const PoolSnapshot pool =
      pool_of(joined({times(2, PortState::live), times(1, PortState::time_wait), times(2, PortState::free),
                      times(1, PortState::live), times(2, PortState::time_wait), times(2, PortState::free),
                      times(1, PortState::others), times(4, PortState::free), times(5, PortState::reserved),
                      times(30, PortState::free)}));
  CHECK(ports_text(pool, {.columns = 20, .rows = 1}, {}).substr(0, 18) == " 1024  =+x ......\n");
}

TEST_CASE("A pool of 64,510 ports fits into a page", "[report]") {
  const std::string text = ports_text(pool_of(times(64'510, PortState::free)), {}, {});
  CHECK(std::count(text.begin(), text.end(), '\n') <= 34);
  CHECK(text.find("A character is 50 ports") != std::string::npos);
}
