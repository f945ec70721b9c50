// A replay as something to watch: what each key does, how far simulated time goes while real time passes, and
// what stands on the screen. It knows no terminal and no clock. What takes long is done in parts, so that
// keys are heard in between.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/cli/show_options.hpp"
#include "sim/cli/terminal.hpp"
#include "sim/cli/watched_replay.hpp"
#include "sim/replay/replay.hpp"

namespace portsim {

enum class PlayerKey { pause, step, next_failure, next_expiry, faster, slower, quit, interrupt };

// Of the bytes that a terminal sends; what means nothing is left out.
std::vector<PlayerKey> player_keys_in(std::string_view bytes);

class Player {
 public:
  // The scenario and the request must outlive it.
  Player(const Scenario&, const ShowRequest&);

  void press(PlayerKey);
  // So much real time has passed.
  void pass(Duration elapsed);

  bool has_quit() const { return has_quit_; }
  bool is_interrupted() const { return is_interrupted_; }
  bool is_paused() const { return doing_ == Doing::nothing; }
  // It is on its way to an instant, however little time passes.
  bool is_busy() const { return doing_ == Doing::going_to_target || doing_ == Doing::seeking_failure; }
  SimTime now() const { return now_; }
  Duration speed() const;  // simulated time that passes in a second

  // No more lines than the size has, unless it is tiny.
  std::string frame(TerminalSize, TextStyle) const;
  // A complaint about what is to be shown; nothing: there is none.
  std::optional<std::string> complaint() const;

 private:
  enum class Doing { nothing, playing, going_to_target, seeking_failure };

  void go_to(SimTime target);
  void advance(SimTime target, int actions);
  void seek_failure(int actions);
  std::optional<SimTime> next_expiry() const;
  std::string status_line() const;
  std::string counts_line() const;
  std::string keys_line() const;

  const Scenario& scenario_;
  const ShowRequest& request_;
  AttemptCount count_;
  Replay replay_;
  SimTime now_;
  Doing doing_ = Doing::going_to_target;
  SimTime target_;
  bool plays_then_ = true;              // when it is there
  std::int64_t failures_before_ = 0;    // the search for the next
  std::optional<PoolIndex> failed_in_;  // shown until something else is asked for
  std::size_t pace_ = 0;                // of 1, 2, 5, 10, … ms a second
  std::string message_;
  bool has_quit_ = false;
  bool is_interrupted_ = false;
};

}  // namespace portsim
