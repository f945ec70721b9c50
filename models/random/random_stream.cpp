#include "models/random/random_stream.hpp"

namespace portsim {
namespace {

// FNV-1a, 64 bits (Fowler, Noll and Vo).
constexpr std::uint64_t hash_of(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325;
  for (const char letter : text) {
    hash ^= static_cast<unsigned char>(letter);
    hash *= 0x100000001b3;
  }
  return hash;
}

// Scrambled after each part, so that keys whose parts have equal sums or are swapped differ.
constexpr std::uint64_t seed_of(const StreamKey& key) {
  std::uint64_t seed = SplitMix64{key.seed}.next();
  seed = SplitMix64{seed ^ key.replication}.next();
  seed = SplitMix64{seed ^ static_cast<std::uint64_t>(key.purpose)}.next();
  if (key.split != 0) seed = SplitMix64{seed ^ key.split}.next();
  return seed ^ hash_of(key.owner);
}

}  // namespace

RandomStream::RandomStream(const StreamKey& key) : generator_{SplitMix64{seed_of(key)}} {}

}  // namespace portsim
