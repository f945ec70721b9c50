#include "bench/peers/peer_program.hpp"

#include <array>
#include <cstdio>
#include <sstream>

#include <fmt/format.h>

namespace portsim::bench {

std::optional<PeerRun> run_peer(const std::string& command, const Churn& churn) {
  const std::string line =
      fmt::format("{} {} {} {} 2>/dev/null", command, churn.ports, churn.load, churn.attempts);
  std::FILE* output = popen(line.c_str(), "r");
  if (output == nullptr) return std::nullopt;
  std::array<char, 256> text{};
  const bool has_line = std::fgets(text.data(), text.size(), output) != nullptr;
  const bool is_well = pclose(output) == 0;
  if (!has_line || !is_well) return std::nullopt;
  return peer_run_from(text.data());
}

std::optional<PeerRun> peer_run_from(const std::string& line) {
  std::istringstream words{line};
  PeerRun run;
  words >> run.count.attempts >> run.count.failures >> run.cpu_seconds >> run.version;
  if (!words || run.count.attempts <= 0 || run.cpu_seconds <= 0) return std::nullopt;
  return run;
}

}  // namespace portsim::bench
