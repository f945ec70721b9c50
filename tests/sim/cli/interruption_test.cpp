#include "sim/cli/interruption.hpp"

#include <csignal>

#include <catch2/catch.hpp>

using namespace portsim;

TEST_CASE("The first Ctrl-C is a wish, the second ends the program", "[cli]") {
  const std::atomic<bool>& is_interrupted = catch_interruption();
  REQUIRE_FALSE(is_interrupted);
  std::raise(SIGINT);
  CHECK(is_interrupted);
  for (const int signal : {SIGINT, SIGTERM}) {
    struct sigaction next = {};
    sigaction(signal, nullptr, &next);
    CHECK(next.sa_handler == SIG_DFL);
  }
}
