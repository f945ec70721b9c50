#include "sim/scenario/digest.hpp"

#include <cstdint>

#include <fmt/format.h>

namespace portsim {
namespace {

std::uint64_t fnv_1a(std::string_view bytes, std::uint64_t hash) {
  constexpr std::uint64_t prime = 0x100000001b3;
  for (const char c : bytes) hash = (hash ^ static_cast<std::uint8_t>(c)) * prime;
  return hash;
}

}  // namespace

std::string digest_of(std::string_view text, const std::vector<std::string>& further) {
  constexpr std::uint64_t offset_basis = 0xcbf29ce484222325;
  std::uint64_t hash = fnv_1a(text, offset_basis);
  for (const std::string& one : further) hash = fnv_1a(one, fnv_1a({"\0", 1}, hash));
  return fmt::format("{:016x}", hash);
}

}  // namespace portsim
