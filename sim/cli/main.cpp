#include <csignal>
#include <exception>
#include <new>

#include "sim/cli/program.hpp"
#include "sim/cli/terminal.hpp"

int main(int argc, char** argv) {
  using namespace portsim;
  std::signal(SIGPIPE, SIG_IGN);  // a reader that left (`| head`) is a failed write, not a sudden death
  std::signal(SIGXFSZ, SIG_IGN);  // and so is a file that may not grow (`ulimit -f`)
  try {
    const Arguments arguments{argv + (argc > 0 ? 1 : 0), argv + argc};
    return static_cast<int>(run_program(arguments));
  } catch (const std::bad_alloc&) {
    say({"portsim: not enough memory for this scenario; fewer --threads need less\n"});
    return static_cast<int>(ExitCode::internal_error);
  } catch (const std::exception& error) {
    say({"portsim: internal error: ", error.what(), "; please report it with the scenario\n"});
    return static_cast<int>(ExitCode::internal_error);
  }
}
