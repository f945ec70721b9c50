// What becomes of requests besides the connects that fail: those lost after retries or refused by a limit,
// and those that wait.
#pragma once

#include "sim/experiment/results.hpp"
#include "sim/report/page.hpp"
#include "sim/scenario/scenario.hpp"

namespace portsim {

// Nothing where every request is one connect.
Section loss_section(const Scenario&, const Results&);

// Connects that waited for the half-open limit of their host. Nothing where none did.
Section waits_section(const Scenario&, const Results&);

}  // namespace portsim
