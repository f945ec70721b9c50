// What a connect() came to. Exhaustion is a result we study, not an error of the program.
#pragma once

#include <cstdint>
#include <string_view>

namespace portsim {

enum class ConnectOutcome : std::uint8_t {
  connected,
  collided,   // a port was picked, and its four-tuple is not usable towards this destination
  exhausted,  // no port to pick: live sockets hold all of them
  refused,    // nothing listens at the destination; the port is free again
};

inline constexpr int connect_outcome_count = 4;

constexpr std::string_view name_of(ConnectOutcome outcome) {
  switch (outcome) {
    case ConnectOutcome::connected:
      return "connected";
    case ConnectOutcome::collided:
      return "collided";
    case ConnectOutcome::exhausted:
      return "exhausted";
    case ConnectOutcome::refused:
      return "refused";
  }
  return "";
}

}  // namespace portsim
