#include "sim/cli/progress_line.hpp"

#include <algorithm>
#include <cstdint>

#include <fmt/format.h>

#include "sim/cli/terminal.hpp"

namespace portsim {
namespace {

using Clock = std::chrono::steady_clock;

// Short enough to follow, long enough that a quick run never shows a line.
constexpr Clock::duration pause = std::chrono::milliseconds{100};

// "42 s", "3 min 20 s", "2 h 5 min": rounded up, so that it ends with "1 s" rather than "0 s".
std::string time_text(double seconds) {
  const auto whole = static_cast<std::int64_t>(seconds) + 1;
  if (whole < 60) {
    return fmt::format("{} s", whole);
  }
  if (whole < 3600) {
    return fmt::format("{} min {} s", whole / 60, whole % 60);
  }
  return fmt::format("{} h {} min", whole / 3600, whole % 3600 / 60);
}

}  // namespace

std::string progress_text(const Progress& progress, Clock::duration elapsed, std::string_view unit) {
  const double seconds = std::chrono::duration<double>(elapsed).count();
  std::string text = fmt::format("{}/{} {}, {:.0f} %", progress.finished, progress.replications, unit,
                                 100 * progress.fraction);
  if (progress.fraction > 0) {
    const double left = seconds * (1 - progress.fraction) / progress.fraction;
    text += fmt::format(", {} elapsed, {} left", time_text(seconds), time_text(left));
  }
  return text;
}

ProgressLine::ProgressLine(std::string_view unit) : unit_{unit}, started_{Clock::now()}, shown_{started_} {}

ProgressLine::~ProgressLine() {
  overwrite("");
}

void ProgressLine::show(const Progress& progress) {
  const Clock::time_point now = Clock::now();
  if (now - shown_ < pause) {
    return;
  }
  shown_ = now;
  overwrite(progress_text(progress, now - started_, unit_));
}

void ProgressLine::overwrite(const std::string& text) {
  const std::string rest(width_ - std::min(width_, text.size()), ' ');
  if (width_ > 0 || !text.empty()) {
    say({"\r", text, rest, text.empty() ? "\r" : ""});
  }
  width_ = text.size();
}

}  // namespace portsim
