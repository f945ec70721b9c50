// The story of one attempt in words, without their places on a page.
#pragma once

#include <string>
#include <vector>

#include "sim/report/finished_explanation.hpp"

namespace portsim {

// "141.702 s"
std::string instant_words(SimTime);

std::string asked_words(const FinishedExplanation&);  // "webmail on front-end calls connect() to imap, …"
std::string pool_words(const FinishedExplanation&);   // "one pool for the host: 3,976 ports, 1025-5000"
std::string search_words(const FinishedExplanation&);
// "3,900 ports, 1025-4999: TIME_WAIT towards the same destination, until 245.1 s to 300.2 s"
std::string held_words(const FinishedExplanation&, const HeldPorts&);
std::string answer_words(const FinishedExplanation&);
// When a port could be had, or how many could have been; empty: the attempt connected.
std::string wait_words(const FinishedExplanation&);
std::string defect_words(const FinishedExplanation&, const ActiveDefect&);
std::string way_words(const FinishedExplanation&, const TriedWay&);
std::string no_help_words(const FinishedExplanation&, const TriedWay&);
std::string run_with(const FinishedExplanation&, const TriedWay&);

std::string explain_command_line(const FinishedExplanation&);

}  // namespace portsim
