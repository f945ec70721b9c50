#include "sim/cli/play.hpp"

#include <algorithm>
#include <chrono>

#include "sim/cli/interruption.hpp"
#include "sim/cli/player.hpp"
#include "sim/cli/raw_terminal.hpp"
#include "sim/cli/terminal.hpp"

namespace portsim {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::string_view name = "portsim show";
constexpr std::chrono::milliseconds frame_time{100};

// Hears keys until the next frame is due; while there is much to do, only those that have been pressed.
void hear_keys(RawTerminal& terminal, Player& player, Clock::time_point next_frame) {
  for (;;) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(next_frame - Clock::now());
    if (left.count() <= 0 || player.has_quit() || terminal.is_gone()) return;
    const bool is_busy = player.is_busy();
    for (const PlayerKey key : player_keys_in(terminal.keys_within(is_busy ? 0ms : left))) player.press(key);
    if (is_busy) return;
  }
}

}  // namespace

ExitCode play(const Scenario& scenario, const ShowRequest& request, TextStyle style) {
  if (!RawTerminal::is_possible())
    return wrong_usage(name, "--play needs a terminal for input and output; --every 1s prints instead");
  Player player{scenario, request};
  if (const auto complaint = player.complaint()) return wrong_usage(name, *complaint);
  const std::atomic<bool>& is_stopped = catch_interruption();
  RawTerminal terminal;
  Clock::time_point last = Clock::now();
  Clock::time_point next_frame = last;
  while (!player.has_quit() && !terminal.is_gone() && !is_stopped) {
    const Clock::time_point now = Clock::now();
    player.pass(std::min<Duration>(now - last, 10 * frame_time));
    last = now;
    if (now >= next_frame) {
      terminal.draw(player.frame(size_of_stdout(), style));
      next_frame = now + frame_time;
    }
    hear_keys(terminal, player, next_frame);
  }
  return player.is_interrupted() || is_stopped ? ExitCode::interrupted : ExitCode::done;
}

}  // namespace portsim
