// Messages for hosts and services: settings, patches, assumptions, addresses. The whole text of each is
// pinned.
#include "tests/sim/scenario/scenario_texts.hpp"

namespace portsim {
namespace {

TEST_CASE("A setting out of the system's own range names the range", "[scenario]") {
  CHECK(
      mail_mistake("TcpTimedWaitDelay: 240", "TcpTimedWaitDelay: 10") ==
      R"(web.yaml:10:54: hosts.mail-front-end.settings.TcpTimedWaitDelay: expected 30 to 300 (s), found 10 [out-of-range]
  10 |     settings: {MaxUserPort: 5000, TcpTimedWaitDelay: 10}
     |                                                      ^
)");
  CHECK(
      mail_mistake("TcpTimedWaitDelay: 240", "TcpTimedWaitDelay: 240s") ==
      R"(web.yaml:10:54: hosts.mail-front-end.settings.TcpTimedWaitDelay: expected 30 to 300 (s), found "240s"; a whole number in that unit [wrong-value]
  10 |     settings: {MaxUserPort: 5000, TcpTimedWaitDelay: 240s}
     |                                                      ^
)");
  CHECK(
      mail_mistake("MaxUserPort: 5000", "MaxUserPort: 65535") ==
      R"(web.yaml:10:29: hosts.mail-front-end.settings.MaxUserPort: expected 5000 to 65534 (port), found 65535 [out-of-range]
  10 |     settings: {MaxUserPort: 65535, TcpTimedWaitDelay: 240}
     |                             ^
)");
}

TEST_CASE("A setting of another system is an error that lists those there are", "[scenario]") {
  CHECK(
      mail_mistake("TcpTimedWaitDelay: 240", "tcp_fin_timeout: 60") ==
      R"(web.yaml:10:35: hosts.mail-front-end.settings.tcp_fin_timeout: no setting of Windows 2000 that can be simulated; expected MaxUserPort, TcpTimedWaitDelay, MaxFreeTcbs or ReservedPorts [unknown-setting]
  10 |     settings: {MaxUserPort: 5000, tcp_fin_timeout: 60}
     |                                   ^
)");
  CHECK(
      mail_mistake("TcpTimedWaitDelay: 240", "TcpTimedWaitDelays: 240") ==
      R"(web.yaml:10:35: hosts.mail-front-end.settings.TcpTimedWaitDelays: no setting of Windows 2000 that can be simulated; did you mean "TcpTimedWaitDelay"? [unknown-setting]
  10 |     settings: {MaxUserPort: 5000, TcpTimedWaitDelays: 240}
     |                                   ^
)");
}

TEST_CASE("Settings of the textbook host are checked word by word", "[scenario]") {
  CHECK(
      web_mistake(
          "os: textbook",
          "os: textbook\n    settings: {ports: 5119-1024, time_wait: 60, selection: seq_smrt, pool: 3}") ==
      R"(web.yaml:6:23: hosts.client.settings.ports: expected a range of ports such as "1024-5119", found "5119-1024"; the first port is above the last [wrong-order]
  6 |     settings: {ports: 5119-1024, time_wait: 60, selection: seq_smrt, pool: 3}
    |                       ^
web.yaml:6:45: hosts.client.settings.time_wait: expected a duration such as "60s", found 60; the unit is missing [missing-unit]
  6 |     settings: {ports: 5119-1024, time_wait: 60, selection: seq_smrt, pool: 3}
    |                                             ^
web.yaml:6:60: hosts.client.settings.selection: expected seq_naive, seq_smart, random_once, random_start, random_pick, hash_offset, double_hash, random_increments, linux_connect, linux_bind or freebsd, found "seq_smrt"; did you mean "seq_smart"? [wrong-value]
  6 |     settings: {ports: 5119-1024, time_wait: 60, selection: seq_smrt, pool: 3}
    |                                                            ^
web.yaml:6:76: hosts.client.settings.pool: expected host, address or destination, found 3 [wrong-value]
  6 |     settings: {ports: 5119-1024, time_wait: 60, selection: seq_smrt, pool: 3}
    |                                                                            ^
)");
}

TEST_CASE("A patch that the system does not take is located in the list", "[scenario]") {
  CHECK(
      mail_mistake("    addresses", "    patches: [KB2826167]\n    addresses") ==
      R"(web.yaml:11:15: hosts.mail-front-end.patches[0]: KB2826167 is not needed on windows-2000, which never had the defect that it cures: leave it out [not-applicable]
  11 |     patches: [KB2826167]
     |               ^
)");
}

TEST_CASE("A patch that stands twice does not hide what is wrong with others", "[scenario]") {
  CHECK(problems_of(with(windows_client, "    addresses: 4",
                         "    patches: [KB2826167, KB2826167, KB9999, kb2826167]")) ==
        R"(web.yaml:6:26: hosts.client.patches[1]: KB2826167 stands twice [duplicate-item]
  6 |     patches: [KB2826167, KB2826167, KB9999, kb2826167]
    |                          ^
web.yaml:6:37: hosts.client.patches[2]: unknown patch "KB9999"; known for windows-7-sp1: KB2826167, KB2553549, KB2665809, KB2577795, KB4345459 [unknown-name]
  6 |     patches: [KB2826167, KB2826167, KB9999, kb2826167]
    |                                     ^
web.yaml:6:45: hosts.client.patches[3]: unknown patch "kb2826167"; known for windows-7-sp1: KB2826167, KB2553549, KB2665809, KB2577795, KB4345459; did you mean KB2826167? [unknown-name]
  6 |     patches: [KB2826167, KB2826167, KB9999, kb2826167]
    |                                             ^
)");
  // KB3014399 brings the setting, however often it stands.
  CHECK(problems_of(with(windows_client, "    os: windows-7-sp1\n    addresses: 4",
                         "    os: windows-8\n    patches: [KB3014399, KB3014399]\n"
                         "    settings: {AutoReusePortRange: {start: 50000, num: 1000}}")) ==
        R"(web.yaml:6:26: hosts.client.patches[1]: KB3014399 stands twice [duplicate-item]
  6 |     patches: [KB3014399, KB3014399]
    |                          ^
)");
}

TEST_CASE("Assumptions that the host does not allow are located", "[scenario]") {
  CHECK(
      mail_mistake("    addresses", "    assume: {cursor_start: 60000}\n    addresses") ==
      R"(web.yaml:11:28: hosts.mail-front-end.assume.cursor_start: expected 0 to 3975, counted from port 1025, found 60000 [not-applicable]
  11 |     assume: {cursor_start: 60000}
     |                            ^
)");
  CHECK(
      mail_mistake("    addresses", "    assume: {failed_connect_advances_cursor: yes}\n    addresses") ==
      R"(web.yaml:11:46: hosts.mail-front-end.assume.failed_connect_advances_cursor: expected true or false, found "yes" [wrong-value]
  11 |     assume: {failed_connect_advances_cursor: yes}
     |                                              ^
)");
}

TEST_CASE("Addresses are IPv4, each once", "[scenario]") {
  CHECK(
      web_mistake("192.0.2.1", "imap.example.org") ==
      R"(web.yaml:8:14: services.web.address: expected an IPv4 address such as "10.0.1.20", found "imap.example.org" [wrong-value]
  8 |     address: imap.example.org
    |              ^
)");
  CHECK(mail_mistake("[10.0.0.10]", "[10.0.0.10, 10.0.0.10]") ==
        R"(web.yaml:11:28: hosts.mail-front-end.addresses[1]: 10.0.0.10 stands twice [duplicate-item]
  11 |     addresses: [10.0.0.10, 10.0.0.10]
     |                            ^
)");
  CHECK(
      mail_mistake("[10.0.0.10]", "10.0.0.10") ==
      R"(web.yaml:11:16: hosts.mail-front-end.addresses: expected a list of IPv4 addresses, or how many (1 to 65536), found 10.0.0.10 [wrong-value]
  11 |     addresses: 10.0.0.10
     |                ^
)");
}

TEST_CASE("One destination has one name", "[scenario]") {
  CHECK(web_mistake("  web:\n", "  www: {address: 192.0.2.1, port: 80}\n  web:\n") ==
        R"(web.yaml:8:3: services.web: the same address and port as www; use one name [conflict]
  8 |   web:
    |   ^
)");
}

TEST_CASE("A system that the catalogue lacks is met by the one that stands for it", "[scenario]") {
  const auto first_line = [](const std::string& os) {
    const std::string text = web_mistake("os: textbook", "os: " + os);
    return text.substr(0, text.find('\n'));
  };
  CHECK(
      first_line("linux-6.1") ==
      R"(web.yaml:5:9: hosts.client.os: unknown system "linux-6.1"; "linux-5.18" stands for it, the latest before it that differs [unknown-name])");
  CHECK(
      first_line("linux-6.14.2-generic") ==
      R"(web.yaml:5:9: hosts.client.os: unknown system "linux-6.14.2-generic"; "linux-6.14" stands for it, the latest before it that differs [unknown-name])");
  CHECK(
      first_line("linux-5.15") ==
      R"(web.yaml:5:9: hosts.client.os: unknown system "linux-5.15"; "linux-5.12" stands for it, the latest before it that differs; since 5.15.41 it chooses ports as "linux-5.18" does [unknown-name])");
  CHECK(
      first_line("linux-5.15.40") ==
      R"(web.yaml:5:9: hosts.client.os: unknown system "linux-5.15.40"; "linux-5.12" stands for it, the latest before it that differs [unknown-name])");
  CHECK(
      first_line("linux-5.15.41-generic") ==
      R"(web.yaml:5:9: hosts.client.os: unknown system "linux-5.15.41-generic"; "linux-5.12" stands for it, the latest before it that differs; since 5.15.41 it chooses ports as "linux-5.18" does [unknown-name])");
  CHECK(
      first_line("windows-2022") ==
      R"(web.yaml:5:9: hosts.client.os: unknown system "windows-2022"; did you mean "windows-server-2022"? [unknown-name])");
  CHECK(
      first_line("ubuntu-22.04") ==
      R"(web.yaml:5:9: hosts.client.os: unknown system "ubuntu-22.04"; name its kernel, which uname -r prints, such as "linux-5.18" [unknown-name])");
}

}  // namespace
}  // namespace portsim
