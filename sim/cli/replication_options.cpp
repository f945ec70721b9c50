#include "sim/cli/replication_options.hpp"

#include <fmt/format.h>

#include "sim/scenario/field.hpp"

namespace portsim {
namespace {

namespace po = boost::program_options;

constexpr WholeRange numbers{1, 1'000'000};

}  // namespace

void add_replication_options(po::options_description& options) {
  options.add_options()  //
      ("replication", po::value<std::string>()->value_name("N")->default_value("1"),
       "which replication, counted from 1")  //
      ("seed", po::value<std::string>()->value_name("N"), "instead of the scenario's seed");
}

tl::expected<std::uint32_t, std::string> replication_of(const CommandLine& line) {
  const auto& text = line.values["replication"].as<std::string>();
  if (const auto number = decode_whole(text, numbers)) return static_cast<std::uint32_t>(*number - 1);
  return tl::unexpected{fmt::format("--replication: expected a whole number from {} to {}, found {}",
                                    numbers.min, numbers.max, shown(text))};
}

}  // namespace portsim
