#include "models/tcp/port_lease.hpp"

#include <catch2/catch.hpp>

using namespace portsim;

TEST_CASE("A client's close costs a round trip to connect, one to close, and the whole TIME_WAIT",
          "[tcp][rfc9293]") {
  const PortLease lease = lease_of_connection(10s, 1ms, Closer::client, 240s);
  CHECK(lease.live == 10s + 2ms);
  CHECK(lease.time_wait == 240s);
  CHECK(lease.total() == 250s + 2ms);
}

TEST_CASE("A server's close leaves the client no TIME_WAIT", "[tcp][rfc9293]") {
  const PortLease lease = lease_of_connection(10s, 1ms, Closer::server, 240s);
  CHECK(lease.live == 10s + 2ms);
  CHECK(lease.time_wait == 0s);
}

TEST_CASE("An abort frees the port at once", "[tcp][rfc9293]") {
  const PortLease lease = lease_of_connection(10s, 1ms, Closer::abort, 240s);
  CHECK(lease.live == 10s + 1ms);
  CHECK(lease.time_wait == 0s);
}
