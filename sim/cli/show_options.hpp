// What `portsim show` is asked for: of which host, of which instants, in which form.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <boost/program_options.hpp>
#include <tl/expected.hpp>

#include "sim/cli/command_line.hpp"
#include "sim/engine/sim_time.hpp"
#include "sim/scenario/scenario.hpp"

namespace portsim {

enum class ShownAs { netstat, ss, events, ports };

struct ShowRequest {
  HostIndex host = 0;
  ShownAs as = ShownAs::netstat;
  std::string pool;               // of the host, by name; empty: the busiest
  std::uint32_t replication = 0;  // counted from 0; users count from 1
  bool plays = false;
  bool is_at_first_failure = false;  // then `from` and `until` are yet to be found
  SimTime from;
  SimTime until;                  // the last instant may be this one
  std::optional<Duration> every;  // from one to the next; nothing: there is only one, `from`
};

void add_show_options(boost::program_options::options_description&);

// The error is a complaint about the command line.
tl::expected<ShowRequest, std::string> show_request_of(const CommandLine&, const Scenario&);

}  // namespace portsim
