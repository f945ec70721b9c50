// Part i of n of a sweep's points: those whose number leaves the remainder i - 1 when divided by n, so that
// each part has easy and hard points alike.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

namespace portsim {

struct Shard {
  std::size_t number = 1;  // from 1
  std::size_t of = 1;
  bool has(std::size_t point) const { return point % of == number - 1; }
  bool operator==(const Shard&) const = default;
};

// "2/4". The error says what was expected and found.
tl::expected<Shard, std::string> parse_shard(std::string_view text);

}  // namespace portsim
