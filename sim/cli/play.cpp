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

// Hears keys until the next frame is due.
void hear_keys(RawTerminal& terminal, Player& player, Clock::time_point next_frame) {
  for (;;) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(next_frame - Clock::now());
    if (left.count() <= 0 || player.has_quit() || terminal.is_gone()) return;
    for (const PlayerKey key : player_keys_in(terminal.keys_within(left))) player.press(key);
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
  while (!player.has_quit() && !terminal.is_gone() && !is_stopped) {
    const Clock::time_point now = Clock::now();
    player.pass(std::min<Duration>(now - last, 10 * frame_time));
    last = now;
    terminal.draw(player.frame(size_of_stdout(), style));
    hear_keys(terminal, player, now + frame_time);
  }
  return player.is_interrupted() || is_stopped ? ExitCode::interrupted : ExitCode::done;
}

}  // namespace portsim
