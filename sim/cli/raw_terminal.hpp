// The user's terminal while something plays on it: a screen of its own, keys as they are pressed, no cursor.
// Its end gives the terminal back as it was, however that comes about.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include <termios.h>

namespace portsim {

class RawTerminal {
 public:
  // Whether standard input and output are a terminal that can do it.
  static bool is_possible();

  RawTerminal();
  ~RawTerminal();
  RawTerminal(const RawTerminal&) = delete;
  RawTerminal& operator=(const RawTerminal&) = delete;

  // Lines, in one go over what stands there: nothing flickers. Those that do not fit are left out.
  void draw(std::string_view text);

  // The bytes of what was pressed in that time at most; empty: nothing. Ctrl-C is a key, too.
  std::string keys_within(std::chrono::milliseconds);
  bool is_gone() const { return is_gone_; }  // nobody will press a key any more

 private:
  termios before_{};
  bool is_gone_ = false;
};

}  // namespace portsim
