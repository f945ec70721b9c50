// In which order a host tries its ports. A specification is a plain value that a scenario or a profile
// states; make_port_selector (port_selector.hpp) turns it into a working object. One file per algorithm.
#pragma once

#include <cstdint>
#include <iterator>
#include <string_view>
#include <variant>

#include "models/vocabulary/duration.hpp"
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
// four-tuple is free. Windows Server 2003 SP1 and later ("smart TCP port allocation"). Where TIME_WAIT blocks
// the pool this is also macOS: upward from the last port taken, one cursor for the host (XNU, in_pcbbind,
// with net.inet.tcp.randomize_ports=0, the default).
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

// A uniformly random place, then the first usable port from there on: RFC 6056, section 3.3.1, "A Simple Port
// Randomization Algorithm" (algorithm 1). The auto-reuse range of Windows 10 and Server 2016
// (Set-NetTCPSetting; that the pick is random is documented, how it goes on is not); gVisor
// (pickEphemeralPort); illumos and OpenBSD, but that OpenBSD never draws the first port of its range.
struct RandomStartSpec {
  bool operator==(const RandomStartSpec&) const = default;
};

// The port that the application bound explicitly.
struct FixedPortSpec {
  PortOffset port = 0;
  bool operator==(const FixedPortSpec&) const = default;
};

// A uniformly random port, drawn anew until it is usable, at most as often as there are ports: RFC 6056,
// section 3.3.2, "Another Simple Port Randomization Algorithm" (algorithm 2). With u of n ports in use it
// fails with probability (u/n)^n, though a port may be free.
struct RandomPickSpec {
  bool operator==(const RandomPickSpec&) const = default;
};

// In order, from a place that a keyed hash of the destination gives, moved on by one counter for all
// destinations: RFC 6056, section 3.3.3, "A Simple Hash-Based Port Selection Algorithm" (algorithm 3). Linux
// 2.6 to 4.1 (__inet_hash_connect: the counter is its `hint`, one for the host).
struct HashOffsetSpec {
  bool operator==(const HashOffsetSpec&) const = default;
};

// The same with a table of counters, of which a second keyed hash of the destination chooses one: RFC 6056,
// section 3.3.4, "A Double-Hash Port Selection Algorithm" (algorithm 4), where ten are called enough.
struct DoubleHashSpec {
  std::uint32_t table_length = 10;
  bool operator==(const DoubleHashSpec&) const = default;
};

// One cursor, moved on by 1 to `step_max` before each look: RFC 6056, section 3.3.5, "A Random-Increments
// Port Selection Algorithm" (algorithm 5), where 500 is suggested for N. A port comes again after about
// 2n/(N+1) connections.
struct RandomIncrementsSpec {
  std::uint32_t step_max = 500;
  bool operator==(const RandomIncrementsSpec&) const = default;
};

// Which ports Linux passes over at random after a connect, so that the next port is not known.
enum class LinuxConnectNoise : std::uint8_t {
  none,
  one_port_in_16,  // one, in 1 of 16 connects that found the first port usable (commit c579bd1b4021)
  up_to_7_ports,   // 0 to 7 alike, among them those that the search passed over (commit ca7af0402550)
};

// The port that Linux gives a socket at connect() (__inet_hash_connect, net/ipv4/inet_hashtables.c): RFC
// 6056's algorithm 4, but every second port first, so that half of
// the range is left to bind(). The default is 5.18 and later, and the stable kernels it was brought to
// (4.9.320, 4.14.285, 4.19.249, 5.10.125, 5.15.41, 5.17.9). Kernels before 4.2: HashOffsetSpec.
struct LinuxConnectSpec {
  // With 256 an outsider could learn them all (CVE-2022-32296; commit 4c2c8f03a5ab).
  std::uint32_t counters = 65536;
  // Since 4.6; before, one pass over all ports, from an even one on.
  bool passes_by_parity = true;
  LinuxConnectNoise noise = LinuxConnectNoise::up_to_7_ports;
  // EPHEMERAL_PORT_SHUFFLE_PERIOD: then every destination gets another place. 0: never.
  Duration hash_lasts = 10s;
  // Since 6.8 a socket with IP_LOCAL_PORT_RANGE looks at every port of its range in order.
  bool own_range_in_order = false;
  bool operator==(const LinuxConnectSpec&) const = default;
};

// 4.2 to 4.5 (commit 07f4c90062f8).
inline constexpr LinuxConnectSpec linux_connect_4_2{
    .counters = 1, .passes_by_parity = false, .noise = LinuxConnectNoise::none, .hash_lasts = 0s};
// 4.6 to 5.11 (commit 1580ab63fc9a).
inline constexpr LinuxConnectSpec linux_connect_4_6{
    .counters = 1, .noise = LinuxConnectNoise::none, .hash_lasts = 0s};
// 5.12 to 5.17 (commit 190cc82489f4).
inline constexpr LinuxConnectSpec linux_connect_5_12{
    .counters = 256, .noise = LinuxConnectNoise::one_port_in_16, .hash_lasts = 0s};
// 5.18 to 6.7.
inline constexpr LinuxConnectSpec linux_connect_5_18{};
// 6.8 and later.
inline constexpr LinuxConnectSpec linux_connect_6_8{.own_range_in_order = true};

// The port that Linux gives a socket at bind(address, 0) since 4.6 (inet_csk_find_open_port,
// net/ipv4/inet_connection_sock.c; commit ea8add2b1903): a random port of the parity that connect() leaves
// for later, then every second one, then the others. With SO_REUSEADDR it looks through the lower half of the
// range first.
struct LinuxBindSpec {
  bool operator==(const LinuxBindSpec&) const = default;
};

// A random place and up from there, as long as not more than `allocations_per_second` ports are asked for in
// any second; then up from the last port taken, until `quiet` has passed without such a second. FreeBSD
// 5.3 to 13 (in_pcb_lport, ipport_tick; sysctl net.inet.ip.portrange.randomcps and randomtime).
// in_pcb.c of 2023 has the switch no longer and always draws: RandomStartSpec.
struct FreeBsdSpec {
  std::int64_t allocations_per_second = 10;
  Duration quiet = 45s;  // whole seconds
  bool operator==(const FreeBsdSpec&) const = default;
};

using PortSelectionSpec =
    std::variant<SeqNaiveSpec, SeqSmartSpec, RandomOnceSpec, SeqClosingSpec, RandomStartSpec, FixedPortSpec,
                 RandomPickSpec, HashOffsetSpec, DoubleHashSpec, RandomIncrementsSpec, LinuxConnectSpec,
                 LinuxBindSpec, FreeBsdSpec>;

struct SelectionKind {
  std::string_view name;  // the word of the scenario language
  bool is_random;
  bool has_state_of_host;  // one for all pools of a host that have the same ports, not one for each
};

// In the order of the variant.
inline constexpr SelectionKind selection_kinds[] = {
    {"seq_naive", false, false},       {"seq_smart", false, false},   {"random_once", true, false},
    {"seq_closing", true, false},      {"random_start", true, false}, {"fixed_port", false, false},
    {"random_pick", true, false},      {"hash_offset", true, true},   {"double_hash", true, true},
    {"random_increments", true, true}, {"linux_connect", true, true}, {"linux_bind", true, false},
    {"freebsd", true, true},
};
static_assert(std::size(selection_kinds) == std::variant_size_v<PortSelectionSpec>);

// Whether the order of ports is drawn, and differs from one replication to another.
constexpr bool is_random(const PortSelectionSpec& spec) {
  return selection_kinds[spec.index()].is_random;
}

constexpr bool has_state_of_host(const PortSelectionSpec& spec) {
  return selection_kinds[spec.index()].has_state_of_host;
}

// After which the algorithm gives every destination another place in the range; 0: it does not.
constexpr Duration time_between_renewals(const PortSelectionSpec& spec) {
  const auto* connect = std::get_if<LinuxConnectSpec>(&spec);
  return connect ? connect->hash_lasts : Duration::zero();
}

constexpr std::string_view name_of(const PortSelectionSpec& spec) {
  return selection_kinds[spec.index()].name;
}

}  // namespace portsim
