// What becomes of requests besides the connects that fail: how many connects they take, those lost after
// retries or refused by a limit, and those that wait.
#pragma once

#include <string>

#include "sim/experiment/results.hpp"
#include "sim/report/page.hpp"
#include "sim/scenario/scenario.hpp"

namespace portsim {

// How much clients get done whose connects depend on what became of the earlier ones, and the queue of a pool
// with a connection limit. Nothing for others.
Section clients_section(const Scenario&, const Results&);

// "but requests wait: the queue of … grows by …"; empty: the connections that pools may open carry
// what is offered at last.
std::string growing_queues_text(const Scenario&);

// Nothing where every request is one connect.
Section loss_section(const Scenario&, const Results&);

// Connects that waited for the half-open limit of their host. Nothing where none did.
Section waits_section(const Scenario&, const Results&);

}  // namespace portsim
