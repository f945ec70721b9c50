// The socket options of Windows that bear on the choice of a port, by generation.
#pragma once

#include <array>

#include "models/os/socket_option.hpp"
#include "models/os/sources.hpp"

namespace portsim {

inline constexpr SocketOptionRow so_reuseaddr{
    .option = SocketOption::reuseaddr,
    .needs_patch = {},
    .effect = "bind() may share a port that another socket has",
    .source = documented(reuseaddr_and_exclusiveaddruse),
    .on_time_wait =
        inferred("it lets bind() share a port; KB319502 names its absence as a cause, and no text "
                 "says that connect() then takes a four-tuple in TIME_WAIT"),
};

constexpr SocketOptionRow so_exclusiveaddruse(std::string_view needs_patch) {
  return {
      .option = SocketOption::exclusiveaddruse,
      .needs_patch = needs_patch,
      .effect = "no later bind() shares the port, not even with SO_REUSEADDR",
      .source = documented(reuseaddr_and_exclusiveaddruse),
  };
}

inline constexpr SocketOptionRow so_randomize_port{
    .option = SocketOption::randomize_port,
    .needs_patch = {},
    .effect = "one random port of the range; if it cannot be used, the call fails",
    .source = documented(sol_socket_options),
};

inline constexpr SocketOptionRow so_port_scalability_option{
    .option = SocketOption::port_scalability,
    .needs_patch = {},
    .effect = "a socket bound to a local address draws from a pool of that address",
    .source = documented(so_port_scalability),
};

constexpr SocketOptionRow so_reuse_unicastport(std::string_view needs_patch, Source source) {
  return {
      .option = SocketOption::reuse_unicastport,
      .needs_patch = needs_patch,
      .effect = "the port is chosen at connect(), from the auto-reuse range if there is one",
      .source = source,
  };
}

// SO_EXCLUSIVEADDRUSE came with Service Pack 4 of Windows NT 4.0.
inline constexpr std::array windows_options_nt_4_0{so_reuseaddr, so_exclusiveaddruse("SP4")};
inline constexpr std::array windows_options_2000{so_reuseaddr, so_exclusiveaddruse({})};
inline constexpr std::array windows_options_vista{so_reuseaddr, so_exclusiveaddruse({}), so_randomize_port};
inline constexpr std::array windows_options_2008{so_reuseaddr, so_exclusiveaddruse({}), so_randomize_port,
                                                 so_port_scalability_option};
inline constexpr std::array windows_options_8{
    so_reuseaddr, so_exclusiveaddruse({}), so_randomize_port, so_port_scalability_option,
    so_reuse_unicastport("KB3014399",
                         inferred("KB3149157 names KB3014399 for the same problem, not for the option"))};
inline constexpr std::array windows_options_8_1{so_reuseaddr, so_exclusiveaddruse({}), so_randomize_port,
                                                so_port_scalability_option,
                                                so_reuse_unicastport("KB3149157", documented(kb3149157))};
inline constexpr std::array windows_options_10{so_reuseaddr, so_exclusiveaddruse({}), so_randomize_port,
                                               so_port_scalability_option,
                                               so_reuse_unicastport({}, documented(sol_socket_options))};

}  // namespace portsim
