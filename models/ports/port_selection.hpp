// In which order a host tries its ports. A specification is a plain value that a scenario or a profile
// states; make_port_selector (port_selector.hpp) turns it into a working object. One file per algorithm.
#pragma once

#include <cstdint>
#include <string_view>
#include <variant>

#include "models/vocabulary/port.hpp"
#include "models/vocabulary/probability.hpp"

namespace portsim {

// One rotating cursor. Skips only ports that a live socket holds; a port in TIME_WAIT counts as free and is
// handed out, and connect() then fails if it was used towards the same destination. Windows NT 4.0 to Server
// 2003 RTM (Windows Server 2003 TCP/IP Implementation Details, "Smart TCP Port Allocation").
struct SeqNaiveSpec {
  PortOffset cursor_start = 0;
  bool failed_connect_advances_cursor = true;
  bool operator==(const SeqNaiveSpec&) const = default;
};

// The same cursor, but ports in TIME_WAIT are passed over while any other is left; then the first whose
// four-tuple is free. Windows Server 2003 SP1 and later ("smart TCP port allocation").
struct SeqSmartSpec {
  PortOffset cursor_start = 0;
  bool operator==(const SeqSmartSpec&) const = default;
};

// One uniformly random port; if it is not usable the call fails without a second try.
// Windows with SO_RANDOMIZE_PORT (SOL_SOCKET options; crbug.com/40744069).
struct RandomOnceSpec {
  bool operator==(const RandomOnceSpec&) const = default;
};

// As seq_smart, but with a probability the port that has been closing longest is handed out though others are
// free. Unpatched Windows Vista to Server 2008 R2 (KB2916780, KB2901197; the probability is nowhere stated).
struct SeqClosingSpec {
  PortOffset cursor_start = 0;
  Probability p_closing{0};
  bool operator==(const SeqClosingSpec&) const = default;
};

// A uniformly random place, then the first usable port from there on. The auto-reuse range of Windows 10 and
// Server 2016 (Set-NetTCPSetting; that the pick is random is documented, how it goes on is not).
struct RandomStartSpec {
  bool operator==(const RandomStartSpec&) const = default;
};

// The port that the application bound explicitly.
struct FixedPortSpec {
  PortOffset port = 0;
  bool operator==(const FixedPortSpec&) const = default;
};

using PortSelectionSpec =
    std::variant<SeqNaiveSpec, SeqSmartSpec, RandomOnceSpec, SeqClosingSpec, RandomStartSpec, FixedPortSpec>;

// Whether the order of ports is drawn, and differs from one replication to another.
constexpr bool is_random(const PortSelectionSpec& spec) {
  return std::holds_alternative<RandomOnceSpec>(spec) || std::holds_alternative<SeqClosingSpec>(spec) ||
         std::holds_alternative<RandomStartSpec>(spec);
}

// The words of the scenario language.
constexpr std::string_view name_of(const PortSelectionSpec& spec) {
  constexpr std::string_view names[] = {"seq_naive",   "seq_smart",    "random_once",
                                        "seq_closing", "random_start", "fixed_port"};
  return names[spec.index()];
}

}  // namespace portsim
