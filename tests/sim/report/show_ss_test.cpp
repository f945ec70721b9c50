// ss of iproute2: the first texts are what version 6.1.0 printed into a pipe of sockets like these.
#include "sim/report/show_ss.hpp"

#include <catch2/catch.hpp>

#include "models/os/catalogue.hpp"

#include "tests/sim/report/sample_sockets.hpp"

using namespace portsim;

TEST_CASE("Without sockets ss prints its heading", "[report]") {
  CHECK(ss_text({}) == "State Recv-Q Send-Q Local Address:Port Peer Address:PortProcess\n");
}

TEST_CASE("The columns of ss are as wide as what stands in them", "[report]") {
  const Ipv4Address loopback{127, 0, 0, 1};
  CHECK(ss_text({{.local = endpoint(Ipv4Address{0, 0, 0, 0}, 8080)},
                 {endpoint(loopback, 8080), endpoint(loopback, 2004), TcpState::established, std::nullopt},
                 {endpoint(loopback, 2004), endpoint(loopback, 8080), TcpState::established, 0}}) ==
        "State  Recv-Q Send-Q Local Address:Port Peer Address:PortProcess\n"
        "LISTEN 0      128          0.0.0.0:8080      0.0.0.0:*          \n"
        "ESTAB  0      0          127.0.0.1:8080    127.0.0.1:2004       \n"
        "ESTAB  0      0          127.0.0.1:2004    127.0.0.1:8080       \n");
}

TEST_CASE("ss has its own names of the states", "[report]") {
  CHECK(ss_text(sample_sockets()) ==
        "State      Recv-Q Send-Q Local Address:Port    Peer Address:Port Process\n"
        "LISTEN     0      128          0.0.0.0:8080         0.0.0.0:*           \n"
        "SYN-SENT   0      0          10.0.0.10:1025       10.0.1.20:143         \n"
        "ESTAB      0      0          10.0.0.10:1026       10.0.1.20:143         \n"
        "FIN-WAIT-1 0      0          10.0.0.10:1027       10.0.1.20:143         \n"
        "FIN-WAIT-2 0      0          10.0.0.10:1028       10.0.1.20:143         \n"
        "LAST-ACK   0      0          10.0.0.10:1029       10.0.1.20:143         \n"
        "TIME-WAIT  0      0          10.0.0.10:1030       10.0.1.20:143         \n"
        "SYN-RECV   0      0          10.0.0.10:8080 192.168.100.200:60000       \n"
        "CLOSE-WAIT 0      0          10.0.0.10:8080 192.168.100.200:60000       \n");
}

TEST_CASE("Only Linux has ss, and the textbook's host", "[report]") {
  CHECK(has_ss(*find_os("linux-6.3")));
  CHECK(has_ss(*find_os("textbook")));
  CHECK_FALSE(has_ss(*find_os("windows-2000")));
  CHECK_FALSE(has_ss(*find_os("freebsd-14")));
  CHECK_FALSE(has_ss(*find_os("macos")));
}
