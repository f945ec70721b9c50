// A folder of a test's own with a scenario that takes milliseconds, swept over 200 points: ten ports that a
// connection keeps for ten seconds, offered more and more.
#pragma once

#include <string>
#include <vector>

#include "tests/sim/cli/program.hpp"

namespace portsim {

class SweepFolder {
 public:
  SweepFolder();  // the current one as long as it lives
  ~SweepFolder();
  SweepFolder(const SweepFolder&) = delete;
  SweepFolder& operator=(const SweepFolder&) = delete;

 private:
  std::string before_;
};

inline constexpr const char* swept_rates = "workloads.requests.client.rate=1/min..200/min step 1/min";

// "sweep ten-ports.yaml --vary …", then what else is given.
Start sweep_of(const std::string& vary, const std::vector<std::string>& further = {});
Start whole_sweep(const std::vector<std::string>& further = {});

std::string bytes_of(const std::string& file);
void write_bytes(const std::string& file, const std::string& bytes);
std::vector<std::string> files_here();  // sorted
bool contains(const std::string& text, const std::string& part);

}  // namespace portsim
