#include "tests/sim/cli/program.hpp"

#include <array>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <stdexcept>
#include <thread>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace portsim {
namespace {

std::vector<char*> pointers_to(std::vector<std::string>& words) {
  std::vector<char*> pointers;
  for (std::string& word : words) {
    pointers.push_back(word.data());
  }
  pointers.push_back(nullptr);
  return pointers;
}

// Nothing but the three streams may reach the program: a copy of a pipe's end would keep the pipe open.
void close_on_exec(std::FILE* file) {
  fcntl(fileno(file), F_SETFD, FD_CLOEXEC);
}

void connect(posix_spawn_file_actions_t& actions, std::FILE* file, int descriptor) {
  if (file == nullptr) {
    posix_spawn_file_actions_addclose(&actions, descriptor);
  } else {
    posix_spawn_file_actions_adddup2(&actions, fileno(file), descriptor);
  }
}

}  // namespace

Program::Program(const Start& start)
    : in_{stream_to(Sink::captured)}, out_{stream_to(start.out)}, err_{stream_to(start.err)} {
  std::fwrite(start.input.data(), 1, start.input.size(), in_.program_side.get());
  std::rewind(in_.program_side.get());

  std::vector<std::string> words{PORTSIM_PROGRAM};
  words.insert(words.end(), start.arguments.begin(), start.arguments.end());
  std::vector<std::string> environment{"TERM=xterm"};
  environment.insert(environment.end(), start.environment.begin(), start.environment.end());

  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  connect(actions, in_.program_side.get(), STDIN_FILENO);
  connect(actions, out_.program_side.get(), STDOUT_FILENO);
  connect(actions, err_.program_side.get(), STDERR_FILENO);
  const int failure = posix_spawn(&pid_, PORTSIM_PROGRAM, &actions, nullptr, pointers_to(words).data(),
                                  pointers_to(environment).data());
  posix_spawn_file_actions_destroy(&actions);
  if (failure != 0) {
    throw std::runtime_error{"cannot start " + words.front()};
  }
}

// The mask of caught signals is in /proc (proc_pid_status(5), SigCgt).
void Program::wait_until_it_catches(int signal) const {
  const std::uint64_t bit = std::uint64_t{1} << (signal - 1);
  for (int milliseconds = 0; milliseconds < 30'000; ++milliseconds) {
    std::ifstream status{"/proc/" + std::to_string(pid_) + "/status"};
    for (std::string line; std::getline(status, line);) {
      if (line.rfind("SigCgt:", 0) == 0 && (std::stoull(line.substr(7), nullptr, 16) & bit) != 0) {
        return;
      }
    }
    std::this_thread::sleep_for(std::chrono::milliseconds{1});
  }
  throw std::runtime_error{"the program never caught the signal"};
}

void Program::send(int signal) const {
  kill(pid_, signal);
}

Outcome Program::wait() {
  int status = 0;
  waitpid(pid_, &status, 0);
  return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, text_of(out_), text_of(err_)};
}

Program::Stream Program::stream_to(Sink sink) {
  Stream stream;
  switch (sink) {
    case Sink::captured:
      stream.program_side.reset(std::tmpfile());
      break;
    case Sink::terminal: {
      const int controller = posix_openpt(O_RDWR | O_NOCTTY);
      grantpt(controller);
      unlockpt(controller);
      stream.program_side.reset(std::fopen(ptsname(controller), "r+"));
      stream.test_side.reset(fdopen(controller, "r+"));
      close_on_exec(stream.test_side.get());
      break;
    }
    case Sink::closed:
      return stream;
    case Sink::full_disk:
      stream.program_side.reset(std::fopen("/dev/full", "w"));
      break;
    case Sink::reader_gone: {
      std::array<int, 2> ends{};
      if (pipe(ends.data()) == 0) {
        close(ends[0]);
        stream.program_side.reset(fdopen(ends[1], "w"));
      }
      break;
    }
  }
  close_on_exec(stream.program_side.get());
  return stream;
}

// After the program has ended.
std::string Program::text_of(const Stream& stream) {
  std::string text;
  std::FILE* file = stream.test_side ? stream.test_side.get() : stream.program_side.get();
  if (file == nullptr) {
    return text;
  }
  // A terminal keeps what was written until it is read; without this, reading would wait for more.
  fcntl(fileno(file), F_SETFL, O_NONBLOCK);
  lseek(fileno(file), 0, SEEK_SET);
  std::array<char, 4096> buffer{};
  for (;;) {
    const ssize_t size = read(fileno(file), buffer.data(), buffer.size());
    if (size <= 0) {
      return text;
    }
    text.append(buffer.data(), static_cast<std::size_t>(size));
  }
}

Outcome run(const Start& start) {
  return Program{start}.wait();
}

}  // namespace portsim
