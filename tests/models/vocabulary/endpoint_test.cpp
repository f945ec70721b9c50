#include "models/vocabulary/endpoint.hpp"

#include <catch2/catch.hpp>

using namespace portsim;

TEST_CASE("The four numbers of an address are its bytes, the first the highest", "[vocabulary]") {
  CHECK(Ipv4Address{10, 0, 0, 1}.bits() == 0x0a000001);
  CHECK(Ipv4Address{255, 255, 255, 255}.bits() == 0xffffffff);
  CHECK(Ipv4Address{0, 0, 0, 0}.bits() == 0);
  CHECK(Ipv4Address{9, 255, 255, 255} < Ipv4Address{10, 0, 0, 0});
}

TEST_CASE("Any difference in address or port makes another connection", "[vocabulary]") {
  // RFC 9293, section 3.4.1: a connection is defined by the pair of its sockets.
  const Endpoint client{Ipv4Address{10, 0, 0, 10}, Port{1025}};
  const Endpoint server{Ipv4Address{10, 0, 1, 20}, Port{143}};
  const FourTuple connection{client, server};
  CHECK(connection == FourTuple{client, server});
  CHECK(connection != FourTuple{server, client});
  CHECK(connection != FourTuple{{client.address, Port{1026}}, server});
  CHECK(connection != FourTuple{client, {server.address, Port{993}}});
  CHECK(connection != FourTuple{client, {Ipv4Address{10, 0, 1, 21}, server.port}});
}
