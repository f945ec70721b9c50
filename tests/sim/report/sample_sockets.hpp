// A host's sockets made by hand: one in each state.
#pragma once

#include <vector>

#include "sim/replay/socket_table.hpp"

namespace portsim {

inline Endpoint endpoint(Ipv4Address address, std::uint16_t port) {
  return {address, Port{port}};
}

inline std::vector<Socket> sample_sockets() {
  const Ipv4Address local{10, 0, 0, 10};
  const Endpoint imap = endpoint(Ipv4Address{10, 0, 1, 20}, 143);
  const Endpoint far = endpoint(Ipv4Address{192, 168, 100, 200}, 60000);
  return {{.local = endpoint(Ipv4Address{0, 0, 0, 0}, 8080)},
          {endpoint(local, 1025), imap, TcpState::syn_sent, 0},
          {endpoint(local, 1026), imap, TcpState::established, 0},
          {endpoint(local, 1027), imap, TcpState::fin_wait_1, 1},
          {endpoint(local, 1028), imap, TcpState::fin_wait_2, 1},
          {endpoint(local, 1029), imap, TcpState::last_ack, 1},
          {endpoint(local, 1030), imap, TcpState::time_wait, 1},
          {endpoint(local, 8080), far, TcpState::syn_received, std::nullopt},
          {endpoint(local, 8080), far, TcpState::close_wait, std::nullopt}};
}

}  // namespace portsim
