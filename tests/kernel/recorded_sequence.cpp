#include "tests/kernel/recorded_sequence.hpp"

#include <algorithm>
#include <filesystem>
#include <stdexcept>

#include <nlohmann/json.hpp>

#include "models/ports/port_availability.hpp"

#include "tests/kernel/recorded_case.hpp"
#include "tests/kernel/text_table.hpp"

namespace portsim::kernel {

namespace {

PortOffset port_of(const std::string& cell) {
  return static_cast<PortOffset>(std::stoul(cell));
}

PortSequence sequence_from(const std::string& path) {
  const auto text = nlohmann::json::parse(text_of_file(path + ".json"));
  const PortOffset first = text.at("ip_local_port_range").at(0);
  const PortOffset last = text.at("ip_local_port_range").at(1);
  if (text.at("profiles").size() != 1) throw std::runtime_error{path + ": not one profile"};
  PortSequence sequence{.name = text.at("name"),
                        .ports = last - first + 1,
                        .by_bind = text.at("profiles").at(0).at("bind") == "bind0",
                        .port_hash = text.at("port_hash_epoch_phase_s"),
                        .steps = {}};
  for (const auto& row : rows_of_table(path + ".csv")) {
    sequence.steps.push_back({.is_reset = row.at("op") == "reset",
                              .destination = std::stoul(row.at("dst")),
                              .port = row.at("result") == "ok" ? port_of(row.at("lport")) - first : no_port,
                              .when = std::stod(row.at("t"))});
  }
  return sequence;
}

}  // namespace

std::vector<PortSequence> recorded_sequences() {
  std::vector<std::string> paths;
  for (const auto& entry : std::filesystem::directory_iterator{groundtruth() + "port_sequences"})
    if (entry.path().extension() == ".json")
      paths.push_back(entry.path().parent_path() / entry.path().stem());
  std::sort(paths.begin(), paths.end());
  std::vector<PortSequence> sequences;
  for (const std::string& path : paths) sequences.push_back(sequence_from(path));
  return sequences;
}

}  // namespace portsim::kernel
