#include "models/vocabulary/port_set.hpp"

#include <set>

#include <catch2/catch.hpp>
#include <rapidcheck.h>

using namespace portsim;

namespace {

PortRange range(std::uint16_t first, std::uint16_t last) {
  return {Port{first}, Port{last}};
}

}  // namespace

TEST_CASE("A set without exclusions is its range", "[vocabulary]") {
  const PortSet ports{range(49152, 65535)};  // Windows since Vista, KB929851
  CHECK(ports.size() == 16384);
  CHECK(ports.ranges() == std::vector{range(49152, 65535)});
  CHECK(ports.at(0) == Port{49152});
  CHECK(ports.at(16383) == Port{65535});
  CHECK(PortSet{}.size() == 0);
}

TEST_CASE("Offsets pass over what is excluded", "[vocabulary]") {
  const PortSet ports{range(10, 19), {range(12, 14)}};
  CHECK(ports.size() == 7);
  CHECK(ports.at(1) == Port{11});
  CHECK(ports.at(2) == Port{15});
  CHECK(ports.at(6) == Port{19});
  CHECK(ports.offset_of(Port{15}) == PortOffset{2});
  CHECK_FALSE(ports.offset_of(Port{12}).has_value());
  CHECK_FALSE(ports.offset_of(Port{14}).has_value());
}

TEST_CASE("A port outside the range has no offset", "[vocabulary]") {
  const PortSet ports{range(10, 19)};
  CHECK_FALSE(ports.offset_of(Port{9}).has_value());
  CHECK_FALSE(ports.offset_of(Port{20}).has_value());
  CHECK_FALSE(PortSet{}.offset_of(Port{0}).has_value());
}

TEST_CASE("Exclusions may overlap, touch, repeat, stand in any order and lie outside", "[vocabulary]") {
  const std::vector<PortRange> overlapping{range(18, 40), range(12, 13), range(14, 14),
                                           range(12, 12), range(1, 5),   range(13, 14)};
  CHECK(PortSet(range(10, 19), overlapping).ranges() == std::vector{range(10, 11), range(15, 17)});
  CHECK(PortSet(range(10, 19), {range(1, 9), range(20, 30)}).ranges() == std::vector{range(10, 19)});
}

TEST_CASE("Exclusions at both ends leave the middle", "[vocabulary]") {
  CHECK(PortSet(range(10, 19), {range(1, 10), range(19, 65535)}).ranges() == std::vector{range(11, 18)});
  CHECK(PortSet(range(65534, 65535), {range(65535, 65535)}).ranges() == std::vector{range(65534, 65534)});
  CHECK(PortSet(range(0, 1), {range(0, 0)}).ranges() == std::vector{range(1, 1)});
}

TEST_CASE("Where everything is excluded nothing is left", "[vocabulary]") {
  CHECK(PortSet(range(10, 19), {range(10, 19)}) == PortSet{});
  CHECK(PortSet(range(10, 19), {range(10, 14), range(15, 19)}).size() == 0);
  CHECK(PortSet(range(0, 65535), {range(0, 65535)}).ranges().empty());
}

TEST_CASE("A set holds each port of its range that no exclusion covers, once and in order", "[vocabulary]") {
  CHECK(rc::check([] {
    const auto number = rc::gen::inRange<int>(100, 160);
    const auto any_range = rc::gen::map(rc::gen::pair(number, number), [](std::pair<int, int> ends) {
      if (ends.first > ends.second) std::swap(ends.first, ends.second);
      return ends;
    });
    const auto whole = *any_range;
    const auto gaps = *rc::gen::container<std::vector<std::pair<int, int>>>(any_range);

    const auto as_range = [](std::pair<int, int> ends) {
      return range(static_cast<std::uint16_t>(ends.first), static_cast<std::uint16_t>(ends.second));
    };
    std::set<int> left;
    for (int port = whole.first; port <= whole.second; ++port) left.insert(port);
    std::vector<PortRange> excluded;
    for (const auto& gap : gaps) {
      excluded.push_back(as_range(gap));
      for (int port = gap.first; port <= gap.second; ++port) left.erase(port);
    }

    const PortSet ports{as_range(whole), excluded};
    RC_ASSERT(ports.size() == left.size());
    PortOffset offset = 0;
    for (const int number_left : left) {
      const Port port{static_cast<std::uint16_t>(number_left)};
      RC_ASSERT(ports.at(offset) == port);
      RC_ASSERT(ports.offset_of(port) == offset);
      ++offset;
    }
    for (std::size_t i = 1; i < ports.ranges().size(); ++i)
      RC_ASSERT(ports.ranges()[i].first.number() > ports.ranges()[i - 1].last.number() + 1);
  }));
}
