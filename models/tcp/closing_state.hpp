// The states of a connection that is ending (RFC 9293, section 3.3.2), as far as an allocator tells them
// apart. A closing handshake of one round trip is spent in FIN_WAIT_1 by the side that closes first and in
// LAST_ACK by the other; here FIN_WAIT_2 and CLOSING take no time.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace portsim {

enum class ClosingState : std::uint8_t { fin_wait_1, fin_wait_2, closing, last_ack, time_wait };

inline constexpr std::array<std::string_view, 5> closing_state_names{"FIN_WAIT_1", "FIN_WAIT_2", "CLOSING",
                                                                     "LAST_ACK", "TIME_WAIT"};

constexpr std::string_view name_of(ClosingState state) {
  return closing_state_names[static_cast<std::size_t>(state)];
}

class ClosingStates {  // a set of them
 public:
  constexpr ClosingStates() = default;
  static constexpr ClosingStates all() { return ClosingStates{0b11111}; }

  constexpr bool has(ClosingState state) const { return (bits_ >> static_cast<int>(state) & 1) != 0; }
  constexpr void add(ClosingState state) {
    bits_ = static_cast<std::uint8_t>(bits_ | 1 << static_cast<int>(state));
  }
  constexpr bool is_empty() const { return bits_ == 0; }
  bool operator==(const ClosingStates&) const = default;

 private:
  constexpr explicit ClosingStates(std::uint8_t bits) : bits_{bits} {}
  std::uint8_t bits_ = 0;
};

}  // namespace portsim
