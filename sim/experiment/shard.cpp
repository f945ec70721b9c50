#include "sim/experiment/shard.hpp"

#include <fmt/format.h>

#include "sim/scenario/field.hpp"
#include "sim/scenario/values.hpp"

namespace portsim {

tl::expected<Shard, std::string> parse_shard(std::string_view text) {
  constexpr std::size_t shards_max = 10'000;
  const auto slash = std::min(text.find('/'), text.size());
  const auto of = decode_whole(text.substr(std::min(slash + 1, text.size())), {1, shards_max});
  const auto number = of ? decode_whole(text.substr(0, slash), {1, *of}) : of;
  if (!number) return tl::unexpected{fmt::format("expected a part such as 1/4, found {}", shown(text))};
  return Shard{static_cast<std::size_t>(*number), static_cast<std::size_t>(*of)};
}

}  // namespace portsim
