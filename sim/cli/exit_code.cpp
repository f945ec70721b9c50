#include "sim/cli/exit_code.hpp"

#include <fmt/format.h>

namespace portsim {

std::string exit_codes_help(std::span<const ExitMeaning> exits) {
  std::string text = "Exit codes:\n";
  for (const auto& [code, meaning] : exits)
    text += fmt::format("  {}  {}\n", static_cast<int>(code), meaning);
  return text;
}

}  // namespace portsim
