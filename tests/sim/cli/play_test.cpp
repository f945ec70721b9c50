// --play on a real terminal of its own: the program gives it back as it was.
#include <array>
#include <csignal>
#include <string>

#include <catch2/catch.hpp>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include "tests/sim/cli/sample_scenarios.hpp"
#include "tests/sim/cli/sweep_folder.hpp"

using namespace portsim;

namespace {

// The program with a terminal for all three streams; what it writes there is read on the other side.
class PlayedProgram {
 public:
  PlayedProgram() : user_{posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC)} {
    grantpt(user_);
    unlockpt(user_);
    terminal_ = open(ptsname(user_), O_RDWR | O_NOCTTY | O_CLOEXEC);
    tcgetattr(terminal_, &before_);
    write_bytes("ten-ports.yaml", scenario_that_fails);
    std::array<std::string, 4> words{PORTSIM_PROGRAM, "show", "ten-ports.yaml", "--play"};
    std::array<char*, 5> arguments{words[0].data(), words[1].data(), words[2].data(), words[3].data(),
                                   nullptr};
    std::string kind = "TERM=xterm";
    std::array<char*, 2> environment{kind.data(), nullptr};
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
      posix_spawn_file_actions_adddup2(&actions, terminal_, stream);
    REQUIRE(posix_spawn(&pid_, PORTSIM_PROGRAM, &actions, nullptr, arguments.data(), environment.data()) ==
            0);
    posix_spawn_file_actions_destroy(&actions);
  }
  ~PlayedProgram() {
    close(terminal_);
    close(user_);
  }
  PlayedProgram(const PlayedProgram&) = delete;
  PlayedProgram& operator=(const PlayedProgram&) = delete;

  void press(const std::string& keys) const {
    CHECK(write(user_, keys.data(), keys.size()) == static_cast<ssize_t>(keys.size()));
  }
  void send(int signal) const { kill(pid_, signal); }

  // Reads on until it has written that.
  bool writes(const std::string& text) {
    for (int reads = 0; reads < 1000 && screen_.find(text) == std::string::npos; ++reads) read_some(10'000);
    return screen_.find(text) != std::string::npos;
  }

  int exit_code() {
    int status = 0;
    while (waitpid(pid_, &status, WNOHANG) == 0) read_some(20);
    for (std::size_t size = 0; size != screen_.size();) {
      size = screen_.size();
      read_some(20);
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }

  bool is_as_before() const {
    termios now{};
    tcgetattr(terminal_, &now);
    const std::string leave = "\x1b[0m\x1b[?7h\x1b[?25h\x1b[?1049l";  // colours, edge, cursor and screen
    const bool has_left = screen_.size() > leave.size() &&
                          screen_.compare(screen_.size() - leave.size(), leave.size(), leave) == 0;
    return has_left && now.c_lflag == before_.c_lflag && now.c_iflag == before_.c_iflag;
  }

 private:
  void read_some(int milliseconds) {
    pollfd readable{.fd = user_, .events = POLLIN, .revents = 0};
    if (poll(&readable, 1, milliseconds) <= 0) return;
    std::array<char, 4096> bytes{};
    const ssize_t size = read(user_, bytes.data(), bytes.size());
    if (size > 0) screen_.append(bytes.data(), static_cast<std::size_t>(size));
  }

  int user_ = -1;
  int terminal_ = -1;
  pid_t pid_ = -1;
  termios before_{};
  std::string screen_;
};

}  // namespace

TEST_CASE("A key ends the play, and the terminal is as it was", "[cli][play]") {
  const SweepFolder folder;
  PlayedProgram program;
  REQUIRE(program.writes("q quit"));
  program.press("f");
  CHECK(program.writes("right after a connect() that failed"));
  program.press("q");
  CHECK(program.exit_code() == 0);
  CHECK(program.is_as_before());
}

TEST_CASE("Ctrl-C ends the play with 5, and the terminal is as it was", "[cli][play]") {
  const SweepFolder folder;
  PlayedProgram program;
  REQUIRE(program.writes("q quit"));
  program.press("\x03");
  CHECK(program.exit_code() == 5);
  CHECK(program.is_as_before());
}

TEST_CASE("Who is asked to terminate while playing leaves the terminal as it was", "[cli][play]") {
  const SweepFolder folder;
  PlayedProgram program;
  REQUIRE(program.writes("q quit"));
  program.send(SIGTERM);
  CHECK(program.exit_code() == 5);
  CHECK(program.is_as_before());
}
