// How a workload's sockets get their address and port, and what it does when a connect fails: `from`, `bind`,
// `socket` and `retry`.
#include <fmt/format.h>

#include "tests/sim/scenario/scenario_texts.hpp"

namespace portsim {
namespace {

std::string text_with(std::string_view os, std::string_view lines) {
  return with(windows_client, "windows-7-sp1", os) + std::string{lines};
}

Workload workload_of(std::string_view lines) {
  return loaded(text_with("windows-server-2022", lines)).workloads.at(0);
}

// What is said of the workload with one more line on Windows 7 SP1, which is the 14th of the text.
std::string mistake(std::string_view line) {
  return problems_of(text_with("windows-7-sp1", "    " + std::string{line} + "\n"));
}

TEST_CASE("A workload binds to nothing and retries nothing unless it says so", "[scenario]") {
  const Workload workload = workload_of("");
  CHECK(workload.from.empty());
  CHECK(workload.bind.call == BindCall::none);
  CHECK(workload.socket == SocketOptions{});
  CHECK_FALSE(workload.retry.has_value());
}

TEST_CASE("The local addresses of a workload are some of its host's, or all", "[scenario]") {
  CHECK(workload_of("    from: all\n").from == std::vector<AddressIndex>{0, 1, 2, 3});
  CHECK(workload_of("    from: [10.0.0.3, 10.0.0.1]\n").from == std::vector<AddressIndex>{2, 0});
}

TEST_CASE("Each call of bind is read", "[scenario]") {
  CHECK(workload_of("    bind: none\n").bind.call == BindCall::none);
  CHECK(workload_of("    bind: any-port\n").bind.call == BindCall::any_port);
  const Bind fixed = workload_of("    bind: port 600\n").bind;
  CHECK(fixed.call == BindCall::fixed_port);
  CHECK(fixed.port == Port{600});
}

TEST_CASE("Socket options are a set", "[scenario]") {
  CHECK(workload_of("    socket: []\n").socket == SocketOptions{});
  const SocketOptions options =
      workload_of("    from: all\n    socket: [SO_PORT_SCALABILITY, SO_REUSEADDR]\n").socket;
  CHECK(options.has(SocketOption::port_scalability));
  CHECK(options.has(SocketOption::reuseaddr));
  CHECK_FALSE(options.has(SocketOption::exclusiveaddruse));
  CHECK(workload_of("    socket: [SO_EXCLUSIVEADDRUSE]\n").socket.has(SocketOption::exclusiveaddruse));
  CHECK(workload_of("    socket: [SO_RANDOMIZE_PORT]\n").socket.has(SocketOption::randomize_port));
  CHECK(workload_of("    socket: [SO_REUSE_UNICASTPORT]\n").socket.has(SocketOption::reuse_unicastport));
}

TEST_CASE("A retry comes after a fixed delay, or after delays that double", "[scenario]") {
  const auto retry = [](std::string_view value) {
    return workload_of("    retry: " + std::string{value} + "\n").retry;
  };
  CHECK_FALSE(retry("none").has_value());
  CHECK(retry("{attempts: 3, backoff: 1s}") == RetrySpec{.attempts = 3, .backoff = 1s});
  CHECK(retry("{attempts: 1000, backoff: {exponential: 250ms}}") ==
        RetrySpec{.attempts = 1000, .backoff = 250ms, .is_exponential = true});
  CHECK(retry("{attempts: 6, backoff: {exponential: 250ms, at_most: 8s, jitter: full}}") ==
        RetrySpec{
            .attempts = 6, .backoff = 250ms, .is_exponential = true, .at_most = 8s, .jitter = Jitter::full});
  CHECK(retry("{attempts: 1, backoff: {exponential: 1s, at_most: 1s, jitter: equal}}")->jitter ==
        Jitter::equal);
  CHECK(retry("{attempts: 1, backoff: {exponential: 1s, jitter: none}}")->jitter == Jitter::none);
}

TEST_CASE("A local address is one of the host's, once", "[scenario]") {
  CHECK(
      mistake("from: [10.0.0.9, 10.0.0.1, 10.0.0.1, x]") ==
      R"(web.yaml:14:12: workloads.calls.from[0]: 10.0.0.9 is no address of client, whose first of 4 is 10.0.0.1 [unknown-name]
  14 |     from: [10.0.0.9, 10.0.0.1, 10.0.0.1, x]
     |            ^
web.yaml:14:32: workloads.calls.from[2]: 10.0.0.1 stands twice [duplicate-item]
  14 |     from: [10.0.0.9, 10.0.0.1, 10.0.0.1, x]
     |                                ^
web.yaml:14:42: workloads.calls.from[3]: expected an IPv4 address of the host, found "x" [wrong-value]
  14 |     from: [10.0.0.9, 10.0.0.1, 10.0.0.1, x]
     |                                          ^
)");
  CHECK(
      mistake("from: []") ==
      R"(web.yaml:14:11: workloads.calls.from: expected a list of the host's addresses, or all, found an empty list [wrong-type]
  14 |     from: []
     |           ^
)");
  CHECK(
      mistake("from: any") ==
      R"(web.yaml:14:11: workloads.calls.from: expected a list of the host's addresses, or all, found "any" [wrong-type]
  14 |     from: any
     |           ^
)");
}

TEST_CASE("An address of another host is none of this one's", "[scenario]") {
  const std::string text = with(windows_client, "  client:\n    os",
                                "  other: {os: textbook, addresses: [10.0.0.9]}\n  client:\n    os");
  CHECK(problems_of(text + "    from: [10.0.0.9]\n").find("10.0.0.9 is no address of client") !=
        std::string::npos);
}

TEST_CASE("A call of bind that there is not says which there are", "[scenario]") {
  for (const char* bind : {"port 0", "port 65536", "port", "port  600", "600", "any"}) {
    const bool is_port = bind == std::string_view{"port 0"} || bind == std::string_view{"port 65536"};
    CHECK(
        mistake(fmt::format("bind: {}", bind)) ==
        fmt::format(
            R"(web.yaml:14:11: workloads.calls.bind: expected none, any-port, or a port such as "port 600", found {} [{}]
  14 |     bind: {}
     |           ^
)",
            bind == std::string_view{"600"} ? "600" : fmt::format("\"{}\"", bind),
            is_port ? "out-of-range" : "wrong-value", bind));
  }
}

TEST_CASE("An option that there is not, or not on this level, is an error with the reason", "[scenario]") {
  CHECK(
      mistake("socket: [SO_REUSEPORT, SO_REUSEADDR, SO_REUSEADDR]") ==
      R"(web.yaml:14:14: workloads.calls.socket[0]: expected an option such as SO_REUSEADDR, found "SO_REUSEPORT"; did you mean "SO_REUSEADDR"? [wrong-value]
  14 |     socket: [SO_REUSEPORT, SO_REUSEADDR, SO_REUSEADDR]
     |              ^
web.yaml:14:42: workloads.calls.socket[2]: SO_REUSEADDR stands twice [duplicate-item]
  14 |     socket: [SO_REUSEPORT, SO_REUSEADDR, SO_REUSEADDR]
     |                                          ^
)");
  const OsProfile* vista = find_os("windows-vista-sp2");
  REQUIRE(vista);
  const auto why_not = why_not_socket_option(*vista, SocketOption::port_scalability, {});
  REQUIRE(why_not.has_value());
  CHECK(problems_of(text_with("windows-vista-sp2", "    from: all\n    socket: [SO_PORT_SCALABILITY]\n")) ==
        "web.yaml:15:14: workloads.calls.socket[0]: " + *why_not + R"( [not-applicable]
  15 |     socket: [SO_PORT_SCALABILITY]
     |              ^
)");
  CHECK(
      mistake("socket: SO_REUSEADDR") ==
      R"(web.yaml:14:13: workloads.calls.socket: expected a list of options such as [SO_REUSEADDR], found "SO_REUSEADDR" [wrong-type]
  14 |     socket: SO_REUSEADDR
     |             ^
)");
}

TEST_CASE("An option that needs a patch is there once the patch is", "[scenario]") {
  const std::string text = text_with("windows-8.1", "    socket: [SO_REUSE_UNICASTPORT]\n");
  CHECK(problems_of(text).find("KB3149157") != std::string::npos);
  CHECK(problems_of(text, {"hosts.client.patches=[KB3149157]"}) == "");
}

TEST_CASE("SO_PORT_SCALABILITY needs local addresses to multiply the ports over", "[scenario]") {
  CHECK(
      mistake("socket: [SO_PORT_SCALABILITY]") ==
      R"(web.yaml:14:13: workloads.calls.socket: SO_PORT_SCALABILITY works on a socket that is bound to a local address; add from, such as from: all [conflict]
  14 |     socket: [SO_PORT_SCALABILITY]
     |             ^
)");
}

TEST_CASE("A socket has one of SO_REUSEADDR and SO_EXCLUSIVEADDRUSE", "[scenario]") {
  CHECK(
      mistake("socket: [SO_EXCLUSIVEADDRUSE, SO_REUSEADDR]") ==
      R"(web.yaml:14:13: workloads.calls.socket: SO_EXCLUSIVEADDRUSE and SO_REUSEADDR exclude each other [conflict]
  14 |     socket: [SO_EXCLUSIVEADDRUSE, SO_REUSEADDR]
     |             ^
)");
}

TEST_CASE("A port that is named is not chosen at random", "[scenario]") {
  CHECK(
      mistake("bind: port 600\n    socket: [SO_RANDOMIZE_PORT]") ==
      R"(web.yaml:14:11: workloads.calls.bind: SO_RANDOMIZE_PORT is about ports that the system chooses, and this one is named; leave out one of them [conflict]
  14 |     bind: port 600
     |           ^
)");
}

TEST_CASE("A named port may be of the range where that is one pool for the host, and on Linux",
          "[scenario]") {
  CHECK(mistake("bind: port 50000") == "");
  CHECK(problems_of(text_with("linux-6.18", "    bind: port 50000\n")) == "");
  // Without KB2826167 the option changes nothing on this level.
  const std::string scalable =
      text_with("windows-7-sp1", "    from: all\n    socket: [SO_PORT_SCALABILITY]\n    bind: port 50000\n");
  CHECK(problems_of(scalable) == "");
  CHECK(
      problems_of(scalable, {"hosts.client.patches=[KB2826167]"}) ==
      R"(web.yaml:16:11: workloads.calls.bind: port 50000 is among those that client hands out (49152-65535), and not as one pool of the host: that is not simulated; bind to a port outside the range [not-simulated]
  16 |     bind: port 50000
     |           ^
)");
  CHECK(problems_of(with(scalable, "50000", "600"), {"hosts.client.patches=[KB2826167]"}) == "");
  const std::string textbook = text_with("textbook", "    bind: port 2000\n");
  CHECK(problems_of(textbook) == "");
  CHECK_FALSE(problems_of(textbook, {"hosts.client.settings.pool=destination"}).empty());
  CHECK(problems_of(textbook, {"hosts.client.settings.pool=destination", "hosts.client.excluded=[2000]"}) ==
        "");
}

TEST_CASE("Sockets with and without SO_PORT_SCALABILITY do not share a range where it works", "[scenario]") {
  const std::string text = text_with("windows-7-sp1", R"(    from: all
    socket: [SO_PORT_SCALABILITY]
  plain:
    host: client
    connects_to: web
    client: {model: open, arrivals: poisson, rate: 20/s}
)");
  CHECK(problems_of(text) == "");  // the defect is not cured
  CHECK(
      problems_of(text, {"hosts.client.patches=[KB2826167]"}) ==
      R"(web.yaml:16:3: workloads.plain: it takes ports from the range of the host, and calls from the range of a local address (SO_PORT_SCALABILITY): how they share ports of client is not simulated [not-simulated]
  16 |   plain:
     |   ^
)");
  CHECK(problems_of(text, {"hosts.client.patches=[KB2826167]", "workloads.plain.bind=port 600"}) == "");
}

TEST_CASE("The auto-reuse range is apart from the ports of sockets that bind first", "[scenario]") {
  const std::string text = text_with("windows-server-2022", R"(  binding:
    host: client
    connects_to: web
    client: {model: open, arrivals: poisson, rate: 20/s}
    bind: any-port
)");
  const auto problems_with_range = [&](std::string_view range) {
    return problems_of(text, {fmt::format("hosts.client.settings.AutoReusePortRange={}", range)});
  };
  CHECK(problems_with_range("{start: 10000, num: 1000}") == "");
  CHECK(
      problems_with_range("{start: 50000, num: 1000}") ==
      R"(web.yaml:14:3: workloads.binding: it takes ports from the range of the host, and calls from the auto-reuse range: how they share ports of client is not simulated [not-simulated]
  14 |   binding:
     |   ^
)");
  CHECK_FALSE(problems_of(with(text, "any-port", "port 10500"),
                          {"hosts.client.settings.AutoReusePortRange={start: 10000, num: 1000}"})
                  .empty());
}

TEST_CASE("A retry states how often and after how long", "[scenario]") {
  CHECK(
      mistake("retry: 3") ==
      R"(web.yaml:14:12: workloads.calls.retry: expected none, or a map such as {attempts: 3, backoff: 1s}, found 3 [wrong-value]
  14 |     retry: 3
     |            ^
)");
  CHECK(
      mistake("retry: {}") ==
      R"(web.yaml:14:5: workloads.calls.retry.attempts: missing; expected a number of retries from 1 to 1000 [missing-key]
  14 |     retry: {}
     |     ^
web.yaml:14:5: workloads.calls.retry.backoff: missing; expected a delay such as "1s", or {exponential: 250ms, at_most: 8s, jitter: full} [missing-key]
  14 |     retry: {}
     |     ^
)");
  CHECK(
      mistake("retry: {attempts: 1001, backoff: 0s}") ==
      R"(web.yaml:14:23: workloads.calls.retry.attempts: expected a number of retries from 1 to 1000, found 1001 [out-of-range]
  14 |     retry: {attempts: 1001, backoff: 0s}
     |                       ^
web.yaml:14:38: workloads.calls.retry.backoff: expected a delay such as "1s", or {exponential: 250ms, at_most: 8s, jitter: full}, found "0s"; it must be longer than 0s [out-of-range]
  14 |     retry: {attempts: 1001, backoff: 0s}
     |                                      ^
)");
  CHECK(
      mistake("retry: {attempts: 2, backoff: {exponential: 2s, at_most: 1s, jitter: half}}") ==
      R"(web.yaml:14:62: workloads.calls.retry.backoff.at_most: expected the longest delay, such as "8s", found "1s"; shorter than the first delay [wrong-order]
  14 |     retry: {attempts: 2, backoff: {exponential: 2s, at_most: 1s, jitter: half}}
     |                                                              ^
web.yaml:14:74: workloads.calls.retry.backoff.jitter: expected none, equal or full, found "half" [wrong-value]
  14 |     retry: {attempts: 2, backoff: {exponential: 2s, at_most: 1s, jitter: half}}
     |                                                                          ^
)");
}

TEST_CASE("A workload of an unknown host is judged by nothing that needs the host", "[scenario]") {
  const std::string text =
      text_with("windows-vista-sp2", "    from: [10.9.9.9]\n    socket: [SO_PORT_SCALABILITY]\n");
  CHECK(problems_of(with(text, "host: client", "host: clint")) ==
        R"(web.yaml:11:11: workloads.calls.host: unknown host "clint"; did you mean "client"? [unknown-name]
  11 |     host: clint
     |           ^
)");
}

}  // namespace
}  // namespace portsim
