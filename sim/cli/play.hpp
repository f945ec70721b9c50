// portsim show --play: a replay on the user's terminal, with keys.
#pragma once

#include "sim/cli/exit_code.hpp"
#include "sim/cli/show_options.hpp"
#include "sim/report/page.hpp"

namespace portsim {

// Until the user has seen enough.
ExitCode play(const Scenario&, const ShowRequest&, TextStyle);

}  // namespace portsim
