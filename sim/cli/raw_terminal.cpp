#include "sim/cli/raw_terminal.hpp"

#include <array>
#include <cerrno>
#include <cstddef>
#include <cstdlib>

#include <poll.h>
#include <unistd.h>

#include "sim/cli/terminal.hpp"

namespace portsim {
namespace {

// The other screen, no cursor, and lines that end at the edge (xterm's control sequences); and back.
constexpr std::string_view enter = "\x1b[?1049h\x1b[?25l\x1b[?7l\x1b[2J";
constexpr std::string_view leave = "\x1b[0m\x1b[?7h\x1b[?25h\x1b[?1049l";

void send(std::string_view text) {
  while (!text.empty()) {
    const ssize_t sent = write(STDOUT_FILENO, text.data(), text.size());
    if (sent < 0 && errno != EINTR) return;
    if (sent > 0) text.remove_prefix(static_cast<std::size_t>(sent));
  }
}

}  // namespace

bool RawTerminal::is_possible() {
  const char* kind = std::getenv("TERM");
  const bool is_plain = kind == nullptr || std::string_view{kind} == "dumb";
  return !is_plain && isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1;
}

RawTerminal::RawTerminal() {
  tcgetattr(STDIN_FILENO, &before_);
  termios raw = before_;
  raw.c_lflag &= ~static_cast<tcflag_t>(ICANON | ECHO | ISIG | IEXTEN);
  raw.c_iflag &= ~static_cast<tcflag_t>(IXON | ICRNL);
  raw.c_cc[VMIN] = 0;
  raw.c_cc[VTIME] = 0;
  tcsetattr(STDIN_FILENO, TCSAFLUSH, &raw);
  send(enter);
}

RawTerminal::~RawTerminal() {
  send(leave);
  tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
}

void RawTerminal::draw(std::string_view text) {
  std::string frame = "\x1b[H";
  const int rows = size_of_stdout().rows;
  for (int row = 0; row < rows && !text.empty(); ++row) {
    const std::size_t end = text.find('\n');
    if (row > 0) frame += "\r\n";
    frame += text.substr(0, end);
    frame += "\x1b[K";
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  frame += "\x1b[J";
  send(frame);
}

std::string RawTerminal::keys_within(std::chrono::milliseconds time) {
  pollfd keyboard{.fd = STDIN_FILENO, .events = POLLIN, .revents = 0};
  if (poll(&keyboard, 1, static_cast<int>(time.count())) <= 0) return "";
  std::array<char, 64> bytes{};
  const ssize_t size = read(STDIN_FILENO, bytes.data(), bytes.size());
  is_gone_ = size == 0 || (size < 0 && errno != EINTR && errno != EAGAIN);
  return {bytes.data(), static_cast<std::size_t>(size > 0 ? size : 0)};
}

}  // namespace portsim
