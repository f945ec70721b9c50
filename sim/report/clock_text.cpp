#include "sim/report/clock_text.hpp"

#include <fmt/format.h>

namespace portsim {

std::string clock_text(SimTime when) {
  const auto milliseconds = std::chrono::duration_cast<std::chrono::milliseconds>(when.since_start()).count();
  const auto seconds = milliseconds / 1000;
  return fmt::format("{:02}:{:02}:{:02}.{:03}", seconds / 3600, seconds / 60 % 60, seconds % 60,
                     milliseconds % 1000);
}

}  // namespace portsim
