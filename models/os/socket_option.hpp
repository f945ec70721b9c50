// Options that an application sets on a socket before it connects, and which levels have them.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "models/vocabulary/cited.hpp"

namespace portsim {

enum class SocketOption : std::uint8_t {
  reuseaddr,
  exclusiveaddruse,
  randomize_port,
  port_scalability,
  reuse_unicastport,
  bind_address_no_port,
  local_port_range,  // Workload::port_range says which
};

inline constexpr std::array<std::string_view, 7> socket_option_names{
    "SO_REUSEADDR",         "SO_EXCLUSIVEADDRUSE",     "SO_RANDOMIZE_PORT",  "SO_PORT_SCALABILITY",
    "SO_REUSE_UNICASTPORT", "IP_BIND_ADDRESS_NO_PORT", "IP_LOCAL_PORT_RANGE"};

constexpr std::string_view name_of(SocketOption option) {
  return socket_option_names[static_cast<std::size_t>(option)];
}

// A level has the option, perhaps only with a patch.
struct SocketOptionRow {
  SocketOption option;
  std::string_view needs_patch;  // "KB3149157"; empty: built in
  std::string_view effect;       // on the choice of a port, in one line
  Source source;
  // Of SO_REUSEADDR: how it is known whether connect() takes a four-tuple in TIME_WAIT with it.
  Source on_time_wait = {};
};

class SocketOptions {  // those of one socket
 public:
  constexpr bool has(SocketOption option) const { return (bits_ >> static_cast<int>(option) & 1) != 0; }
  constexpr void add(SocketOption option) {
    bits_ = static_cast<std::uint8_t>(bits_ | 1 << static_cast<int>(option));
  }
  constexpr void add(const SocketOptions& others) { bits_ = static_cast<std::uint8_t>(bits_ | others.bits_); }
  bool operator==(const SocketOptions&) const = default;

 private:
  std::uint8_t bits_ = 0;
};

}  // namespace portsim
