#include "sim/scenario/problem_example.hpp"

#include <fmt/format.h>

namespace portsim {
namespace {

struct Section {
  std::string_view key;
  std::string_view text;
};

constexpr Section sections[] = {
    {"scenario", "scenario: an example\n"},
    {"duration", "duration: 10min\n"},
    {"hosts", "hosts:\n  client: {os: windows-2000}\n"},
    {"services", "services:\n  web: {address: 10.0.1.20, port: 80}\n"},
    {"workloads",
     "workloads:\n  calls:\n    host: client\n    connects_to: web\n"
     "    client: {model: open, arrivals: poisson, rate: 20/s}\n"},
};

bool states(std::string_view lines, std::string_view key) {
  const std::string begin = fmt::format("{}:", key);
  return lines.substr(0, begin.size()) == begin || lines.find("\n" + begin) != std::string_view::npos;
}

}  // namespace

std::string scenario_with(std::string_view example) {
  std::string text{example};
  for (const Section& section : sections) {
    if (!states(example, section.key)) text += section.text;
  }
  return text;
}

}  // namespace portsim
