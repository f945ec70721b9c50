// What is refused because no machine has the memory for it, and what is not. The figures follow from an
// instant of 8.6 bytes a port where columns are dense, and from what is held where they are sparse.
#include <fmt/format.h>

#include "tests/sim/scenario/client_texts.hpp"

namespace portsim {
namespace {

constexpr std::string_view refusal = "GB of ports, users and requests";

// A client that attempts so often, towards so many destinations, from 64,511 ports with a TIME_WAIT of 120 s
// that keeps four-tuples; or from 64,512 of a pool for each destination, with one of 60 s.
std::string problems_at(std::string_view rate, int destinations, bool has_pools) {
  const std::string client = fmt::format("{{model: open, arrivals: poisson, rate: {}}}", rate);
  const std::string_view os = has_pools
                                  ? "os: textbook\n    settings: {ports: 1024-65535, pool: destination}\n"
                                  : "os: windows-10\n    settings: {dynamicport: {start: 1025, num: 64511}, "
                                    "TcpTimedWaitDelay: 120}\n";
  const std::string text =
      with(with_client(client), "port: 80", fmt::format("port: 80\n    count: {}", destinations));
  return problems_of(with(text, "os: textbook\n", os));
}

TEST_CASE("Thousands of destinations take memory only for what is held", "[scenario]") {
  CHECK(problems_at("500/s", 5000, false) == "");
  CHECK(problems_at("500/s", 100'000, false) == "");
}

TEST_CASE("Where many four-tuples are held their columns are dense", "[scenario]") {
  // A million a second hold 24,000 ports towards each of 5000 destinations: 5002 * 64,511 * 8.6 bytes.
  CHECK(problems_at("1000000/s", 5000, false).find(fmt::format("about 2.8 {}", refusal)) !=
        std::string::npos);
  CHECK(problems_at("1000000/s", 1000, false) == "");
}

TEST_CASE("Thousands of pools take memory for each, and for what is held", "[scenario]") {
  CHECK(problems_at("500/s", 5000, true) == "");
  CHECK(problems_at("500/s", 100'000, true) == "");
  // Two columns each of 2000: 2000 * 2 * 64,512 * 8.6 bytes.
  CHECK(problems_at("1000000/s", 2000, true).find(fmt::format("about 2.2 {}", refusal)) != std::string::npos);
}

TEST_CASE("Local addresses take memory as destinations do", "[scenario]") {
  const auto problems = [](int addresses, std::string_view rate, std::string_view more) {
    const std::string text =
        with(with(windows_client, "rate: 20/s", fmt::format("rate: {}", rate)), "addresses: 4",
             fmt::format("addresses: {}\n    patches: [KB2826167]\n    settings: "
                         "{{dynamicport: {{start: 1025, num: 64511}}}}",
                         addresses));
    return problems_of(text + "    from: all\n" + std::string{more});
  };
  CHECK(problems(2000, "20/s", "") == "");
  CHECK(problems(2000, "1000000/s", "").find(fmt::format("about 1.1 {}", refusal)) != std::string::npos);
  // A pool for each address has two columns of its own, and no others: 1000 * 2 * 64,511 * 8.6 bytes.
  const std::string_view scalable = "    socket: [SO_PORT_SCALABILITY]\n";
  CHECK(problems(1000, "20/s", scalable) == "");
  CHECK(problems(1000, "1000000/s", scalable).find(fmt::format("about 1.1 {}", refusal)) !=
        std::string::npos);
}

TEST_CASE("Users, pooled connections and waiting requests take memory", "[scenario]") {
  CHECK(client_mistake("{model: closed, users: 10000000, think: 1min}").find(refusal) == std::string::npos);
  CHECK(client_mistake("{model: pool, keeps: 1000, request_rate: 10000/s, request_time: 1s}") == "");
  // Ten million requests under way at once.
  CHECK(client_mistake("{model: pool, keeps: 1, request_rate: 1000000/s, request_time: 10s}").find(refusal) !=
        std::string::npos);
  // 100,000 a second for ten minutes, of which ten a second are served.
  CHECK(client_mistake(
            "{model: pool, keeps: 1, connection_limit: 10, request_rate: 100000/s, request_time: 1s}")
            .find(refusal) != std::string::npos);
}

TEST_CASE("Requests that may all wait for a retry take memory", "[scenario]") {
  const std::string_view client = "{model: open, arrivals: poisson, rate: 100000/s}";
  CHECK(client_mistake(client, "    retry: {attempts: 3, backoff: 10s}\n") == "");
  CHECK(client_mistake(client, "    retry: {attempts: 3, backoff: 10min}\n").find(refusal) !=
        std::string::npos);
}

}  // namespace
}  // namespace portsim
