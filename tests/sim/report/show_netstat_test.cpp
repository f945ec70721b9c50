// Each system's netstat, as samples of it look.
#include "sim/report/show_netstat.hpp"

#include <catch2/catch.hpp>

#include "models/os/catalogue.hpp"

#include "tests/sim/report/sample_sockets.hpp"

using namespace portsim;

TEST_CASE("Windows lists sockets as netstat -ano does, with a process for each but those in TIME_WAIT",
          "[report]") {
  CHECK(netstat_text(sample_sockets(), NetstatTool::windows) ==
        "\n"
        "Active Connections\n"
        "\n"
        "  Proto  Local Address          Foreign Address        State           PID\n"
        "  TCP    0.0.0.0:8080           0.0.0.0:0              LISTENING       1000\n"
        "  TCP    10.0.0.10:1025         10.0.1.20:143          SYN_SENT        2000\n"
        "  TCP    10.0.0.10:1026         10.0.1.20:143          ESTABLISHED     2000\n"
        "  TCP    10.0.0.10:1027         10.0.1.20:143          FIN_WAIT_1      2004\n"
        "  TCP    10.0.0.10:1028         10.0.1.20:143          FIN_WAIT_2      2004\n"
        "  TCP    10.0.0.10:1029         10.0.1.20:143          LAST_ACK        2004\n"
        "  TCP    10.0.0.10:1030         10.0.1.20:143          TIME_WAIT       0\n"
        "  TCP    10.0.0.10:8080         192.168.100.200:60000  SYN_RECEIVED    1000\n"
        "  TCP    10.0.0.10:8080         192.168.100.200:60000  CLOSE_WAIT      1000\n");
}

TEST_CASE("Before Windows XP netstat shows no processes, and the state comes last", "[report]") {
  CHECK(netstat_text({sample_sockets().front(), sample_sockets()[6]}, NetstatTool::windows_without_pids) ==
        "\n"
        "Active Connections\n"
        "\n"
        "  Proto  Local Address          Foreign Address        State\n"
        "  TCP    0.0.0.0:8080           0.0.0.0:0              LISTENING\n"
        "  TCP    10.0.0.10:1030         10.0.1.20:143          TIME_WAIT\n");
}

TEST_CASE("Linux lists sockets as netstat -tan of net-tools does", "[report]") {
  CHECK(netstat_text(sample_sockets(), NetstatTool::linux) ==
        "Active Internet connections (servers and established)\n"
        "Proto Recv-Q Send-Q Local Address           Foreign Address         State      \n"
        "tcp        0      0 0.0.0.0:8080            0.0.0.0:*               LISTEN     \n"
        "tcp        0      0 10.0.0.10:1025          10.0.1.20:143           SYN_SENT   \n"
        "tcp        0      0 10.0.0.10:1026          10.0.1.20:143           ESTABLISHED\n"
        "tcp        0      0 10.0.0.10:1027          10.0.1.20:143           FIN_WAIT1  \n"
        "tcp        0      0 10.0.0.10:1028          10.0.1.20:143           FIN_WAIT2  \n"
        "tcp        0      0 10.0.0.10:1029          10.0.1.20:143           LAST_ACK   \n"
        "tcp        0      0 10.0.0.10:1030          10.0.1.20:143           TIME_WAIT  \n"
        "tcp        0      0 10.0.0.10:8080          192.168.100.200:60000   SYN_RECV   \n"
        "tcp        0      0 10.0.0.10:8080          192.168.100.200:60000   CLOSE_WAIT \n");
}

TEST_CASE("FreeBSD lists sockets with a dot before the port", "[report]") {
  CHECK(netstat_text(sample_sockets(), NetstatTool::freebsd) ==
        "Active Internet connections (including servers)\n"
        "Proto Recv-Q Send-Q Local Address          Foreign Address        (state)\n"
        "tcp4       0      0 *.8080                 *.*                    LISTEN\n"
        "tcp4       0      0 10.0.0.10.1025         10.0.1.20.143          SYN_SENT\n"
        "tcp4       0      0 10.0.0.10.1026         10.0.1.20.143          ESTABLISHED\n"
        "tcp4       0      0 10.0.0.10.1027         10.0.1.20.143          FIN_WAIT_1\n"
        "tcp4       0      0 10.0.0.10.1028         10.0.1.20.143          FIN_WAIT_2\n"
        "tcp4       0      0 10.0.0.10.1029         10.0.1.20.143          LAST_ACK\n"
        "tcp4       0      0 10.0.0.10.1030         10.0.1.20.143          TIME_WAIT\n"
        "tcp4       0      0 10.0.0.10.8080         192.168.100.200.60000  SYN_RCVD\n"
        "tcp4       0      0 10.0.0.10.8080         192.168.100.200.60000  CLOSE_WAIT\n");
}

TEST_CASE("macOS has a wider gap before the addresses, and pads the state", "[report]") {
  CHECK(netstat_text({sample_sockets().front(), sample_sockets()[2]}, NetstatTool::macos) ==
        "Active Internet connections (including servers)\n"
        "Proto Recv-Q Send-Q  Local Address          Foreign Address        (state)    \n"
        "tcp4       0      0  *.8080                 *.*                    LISTEN     \n"
        "tcp4       0      0  10.0.0.10.1026         10.0.1.20.143          ESTABLISHED\n");
}

TEST_CASE("Every system of the catalogue has the netstat of its family", "[report]") {
  const auto command = [](const char* id) { return command_of(netstat_tool_of(*find_os(id))); };
  CHECK(command("windows-nt-4.0") == "netstat -an");
  CHECK(command("windows-2000") == "netstat -an");
  CHECK(command("windows-xp-sp1") == "netstat -ano");
  CHECK(command("windows-server-2022") == "netstat -ano");
  CHECK(command("linux-2.6") == "netstat -tan");
  CHECK(command("textbook") == "netstat -tan");
  CHECK(netstat_tool_of(*find_os("freebsd-4")) == NetstatTool::freebsd);
  CHECK(netstat_tool_of(*find_os("macos-26.0")) == NetstatTool::macos);
}
