// --replication and --seed, for commands that look at one replication. People count replications from 1.
#pragma once

#include <cstdint>
#include <string>

#include <boost/program_options.hpp>
#include <tl/expected.hpp>

#include "sim/cli/command_line.hpp"

namespace portsim {

void add_replication_options(boost::program_options::options_description&);

// Counted from 0, as RunId has it. The error is a complaint.
tl::expected<std::uint32_t, std::string> replication_of(const CommandLine&);

}  // namespace portsim
