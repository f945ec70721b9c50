#include "sim/cli/player.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "sim/cli/shown_pool.hpp"
#include "sim/replay/pool_snapshot.hpp"
#include "sim/report/clock_text.hpp"
#include "sim/report/number_text.hpp"
#include "sim/report/show_ports.hpp"
#include "sim/scenario/problem_text.hpp"

namespace portsim {
namespace {

constexpr int actions_at_once = 20'000;  // some hundredths of a second
constexpr Duration usual_step = 1s;
constexpr Duration usual_length = 60s;  // in which a run is over
constexpr std::size_t paces = 27;       // up to 5,000,000 s a second
constexpr int lines_around_map = 9;

Duration pace_of(std::size_t pace) {
  Duration decade = 1ms;
  for (std::size_t n = 0; n < pace / 3; ++n) decade *= 10;
  constexpr std::array<int, 3> digits{1, 2, 5};
  return decade * digits[pace % 3];
}

// An arrow key, or another key that sends several bytes; takes it off the text.
std::optional<PlayerKey> take_sequence(std::string_view& bytes) {
  const std::size_t end = std::min(bytes.find_first_not_of("0123456789;", 2), bytes.size() - 1);
  const bool is_right = bytes[end] == 'C';
  bytes.remove_prefix(end + 1);
  return is_right ? std::optional{PlayerKey::step} : std::nullopt;
}

std::optional<PlayerKey> key_of(char byte) {
  switch (byte) {
    case ' ':
      return PlayerKey::pause;
    case '.':
      return PlayerKey::step;
    case 'f':
      return PlayerKey::next_failure;
    case 'e':
      return PlayerKey::next_expiry;
    case '+':
    case '=':  // the same key without shift
      return PlayerKey::faster;
    case '-':
      return PlayerKey::slower;
    case 'q':
      return PlayerKey::quit;
    case '\x03':
      return PlayerKey::interrupt;
    default:
      return std::nullopt;
  }
}

}  // namespace

std::vector<PlayerKey> player_keys_in(std::string_view bytes) {
  std::vector<PlayerKey> keys;
  while (!bytes.empty()) {
    std::optional<PlayerKey> key;
    const bool is_sequence = bytes.size() > 2 && bytes[0] == '\x1b' && (bytes[1] == '[' || bytes[1] == 'O');
    if (is_sequence) {
      key = take_sequence(bytes);
    } else {
      key = key_of(bytes.front());
      bytes.remove_prefix(1);
    }
    if (key) keys.push_back(*key);
  }
  return keys;
}

Player::Player(const Scenario& scenario, const ShowRequest& request)
    : scenario_{scenario},
      request_{request},
      count_{scenario, request.host},
      replay_{scenario, {.seed = scenario.seed, .replication = request.replication}, &count_},
      target_{request.from} {
  while (pace_ + 1 < paces && speed() * (usual_length / 1s) < scenario.duration) ++pace_;
  if (request.is_at_first_failure) press(PlayerKey::next_failure);
}

Duration Player::speed() const {
  return pace_of(pace_);
}

void Player::press(PlayerKey key) {
  if (key != PlayerKey::faster && key != PlayerKey::slower) {
    message_.clear();
    failed_in_.reset();
  }
  switch (key) {
    case PlayerKey::pause:
      doing_ = doing_ == Doing::nothing ? Doing::playing : Doing::nothing;
      return;
    case PlayerKey::step:
      return go_to((doing_ == Doing::going_to_target ? target_ : now_) + request_.every.value_or(usual_step));
    case PlayerKey::next_failure:
      failures_before_ = count_.failures();
      doing_ = Doing::seeking_failure;
      return;
    case PlayerKey::next_expiry:
      if (const auto expiry = next_expiry()) return go_to(*expiry);
      doing_ = Doing::nothing;
      message_ = "no port is in TIME_WAIT";
      return;
    case PlayerKey::faster:
      pace_ = std::min(pace_ + 1, paces - 1);
      return;
    case PlayerKey::slower:
      pace_ -= pace_ > 0 ? 1 : 0;
      return;
    case PlayerKey::interrupt:
      is_interrupted_ = true;
      [[fallthrough]];
    case PlayerKey::quit:
      has_quit_ = true;
  }
}

void Player::go_to(SimTime target) {
  target_ = std::min(target, SimTime{scenario_.duration});
  doing_ = Doing::going_to_target;
  plays_then_ = false;
}

void Player::pass(Duration elapsed) {
  switch (doing_) {
    case Doing::nothing:
      return;
    case Doing::playing: {
      const Duration simulated{
          static_cast<std::int64_t>(in_seconds(elapsed) * static_cast<double>(speed().count()))};
      advance(std::min(now_ + simulated, request_.until), actions_at_once);
      if (now_ >= request_.until) doing_ = Doing::nothing;
      return;
    }
    case Doing::going_to_target:
      advance(target_, actions_at_once);
      if (now_ >= target_) doing_ = plays_then_ ? Doing::playing : Doing::nothing;
      return;
    case Doing::seeking_failure:
      return seek_failure(actions_at_once);
  }
}

// Everything that happens before `target`, or so many actions of it.
void Player::advance(SimTime target, int actions) {
  while (replay_.next_time() < target && actions-- > 0) replay_.act();
  now_ = std::max(now_, std::min(replay_.next_time(), target));
}

void Player::seek_failure(int actions) {
  bool has_more = true;
  while (has_more && count_.failures() == failures_before_ && actions-- > 0) has_more = replay_.act();
  if (count_.failures() > failures_before_) {
    failed_in_ = count_.last_failed_in();
    now_ = count_.last_failure() + Duration{1};
    replay_.run_until(now_);
    message_ = "right after a connect() that failed";
    doing_ = Doing::nothing;
    return;
  }
  now_ = has_more ? std::max(now_, replay_.next_time()) : SimTime{scenario_.duration};
  if (has_more) return;
  message_ = "no connect() fails any more";
  doing_ = Doing::nothing;
}

std::optional<SimTime> Player::next_expiry() const {
  std::optional<SimTime> earliest;
  for (const auto& [key, connection] : replay_.sockets().connections_of(request_.host)) {
    const bool waits =
        client_state(connection.times, now_) == TcpState::time_wait ||
        (connection.is_served_here && server_state(connection.times, now_) == TcpState::time_wait);
    if (waits && (!earliest || connection.times.time_wait.until < *earliest))
      earliest = connection.times.time_wait.until;
  }
  return earliest;
}

std::optional<std::string> Player::complaint() const {
  const auto pool = shown_pool(replay_, request_.host, request_.pool, now_);
  return pool ? std::nullopt : std::optional{pool.error()};
}

std::string Player::status_line() const {
  constexpr std::array<std::string_view, 4> words{"paused", "playing", "on the way", "looking for a failure"};
  const std::string_view doing =
      now_ >= SimTime{scenario_.duration} ? "at the end" : words[static_cast<std::size_t>(doing_)];
  return fmt::format("{} of {}   {} a second   {}\n", clock_text(now_),
                     clock_text(SimTime{scenario_.duration}), duration_text(speed()),
                     message_.empty() ? doing : message_);
}

std::string Player::counts_line() const {
  std::array<std::size_t, tcp_state_count> counts{};
  const auto add = [&](const std::optional<TcpState>& state) {
    if (state) ++counts[static_cast<std::size_t>(*state)];
  };
  for (const auto& [key, connection] : replay_.sockets().connections_of(request_.host)) {
    add(client_state(connection.times, now_));
    if (connection.is_served_here) add(server_state(connection.times, now_));
  }
  std::string line = counted(static_cast<double>(count_.attempts()), "attempt") + ", " +
                     counted(static_cast<double>(count_.failures()), "failure");
  for (std::size_t state = 0; state < tcp_state_count; ++state)
    if (counts[state] > 0)
      line += fmt::format("   {} {}", count_text(static_cast<double>(counts[state])),
                          name_of(static_cast<TcpState>(state)));
  return line + "\n";
}

std::string Player::keys_line() const {
  return fmt::format("space pause   . step of {}   f next failure   e next expiry   + - speed   q quit",
                     duration_text(request_.every.value_or(usual_step)));
}

std::string Player::frame(TerminalSize size, TextStyle style) const {
  std::string text = printable(scenario_.name) + "\n" + status_line() + counts_line() + "\n";
  const auto pool =
      failed_in_ ? shown_pool(replay_, *failed_in_) : shown_pool(replay_, request_.host, request_.pool, now_);
  if (pool)
    text += pool->heading + "\n" +
            ports_text(snapshot_of(replay_, pool->index, now_),
                       {.columns = size.columns, .rows = size.rows - lines_around_map}, style);
  else
    text += pool.error() + "\n";
  return text + "\n" + keys_line();
}

}  // namespace portsim
