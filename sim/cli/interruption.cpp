#include "sim/cli/interruption.hpp"

#include <csignal>

namespace portsim {
namespace {

// A signal handler is given nothing, so what it sets is global.
std::atomic<bool> is_interrupted{false};
static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler must not wait for a lock");

extern "C" void interrupt(int) {
  is_interrupted = true;
  std::signal(SIGINT, SIG_DFL);
  std::signal(SIGTERM, SIG_DFL);
}

}  // namespace

const std::atomic<bool>& catch_interruption() {
  std::signal(SIGINT, interrupt);
  std::signal(SIGTERM, interrupt);
  return is_interrupted;
}

}  // namespace portsim
