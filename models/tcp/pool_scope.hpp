// Which connections compete for the same ports. The scope decides most outcomes: the same range is one pool
// for the whole host, one for each local address, or one for each (local address, remote address, remote
// port).
#pragma once

#include <cstdint>
#include <string_view>

namespace portsim {

enum class PoolScope : std::uint8_t { host, address, destination };

constexpr std::string_view name_of(PoolScope scope) {
  switch (scope) {
    case PoolScope::host:
      return "host";
    case PoolScope::address:
      return "address";
    case PoolScope::destination:
      return "destination";
  }
  return "";
}

// What a port in TIME_WAIT is closed to.
enum class TimeWaitBlocks : std::uint8_t {
  four_tuple,  // only the same destination (RFC 9293, section 3.4.1)
  pool,        // every connection of the pool: the textbook's plain resource
};

}  // namespace portsim
