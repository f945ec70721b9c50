#include "tests/sim/cli/sweep_folder.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <catch2/catch.hpp>

#include "tests/sim/cli/sample_scenarios.hpp"

namespace portsim {

namespace fs = std::filesystem;

SweepFolder::SweepFolder() : before_{fs::current_path().string()} {
  std::string name = (fs::temp_directory_path() / "portsim-XXXXXX").string();
  REQUIRE(mkdtemp(name.data()) != nullptr);
  fs::current_path(name);
  std::string text = scenario_at_rate("30/min");
  text.replace(text.find("constant"), 8, "poisson");
  write_bytes("ten-ports.yaml", text);
}

SweepFolder::~SweepFolder() {
  const fs::path own = fs::current_path();
  fs::current_path(before_);
  fs::remove_all(own);
}

Start sweep_of(const std::string& vary, const std::vector<std::string>& further) {
  Start start{.arguments = {"sweep", "ten-ports.yaml", "--vary", vary}};
  start.arguments.insert(start.arguments.end(), further.begin(), further.end());
  return start;
}

Start whole_sweep(const std::vector<std::string>& further) {
  return sweep_of(swept_rates, further);
}

std::string bytes_of(const std::string& file) {
  std::ifstream in{file, std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, {}};
}

void write_bytes(const std::string& file, const std::string& bytes) {
  std::ofstream{file, std::ios::binary} << bytes;
}

std::vector<std::string> files_here() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator{"."}) names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace portsim
