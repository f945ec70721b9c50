// What the reports of advice say in the same words, whatever their format.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sim/experiment/advise.hpp"

namespace portsim {

std::string_view effort_words(Effort);  // "a setting, in effect after a restart"
// "MaxUserPort of web: 7930 instead of 5000"
std::string change_words(const Remedy&, const Candidate& chosen);
std::string change_words(const TriedRemedy&);
std::string_view outcome_words(Outcome);  // "meets the thresholds"
// "0.05 % of 54,000 connects fail (…)"
std::string result_words(const Scenario&, const TriedRemedy&);
std::string result_words(const Advice&, const TriedRemedy&);
std::vector<std::string> doubts_of(const TriedRemedy&);  // sentences on how the value was found

std::string default_thresholds_words(const Advice&);  // empty: the scenario has its own
// "portsim run FILE --set …": the scenario with the change.
std::string rerun_with(const Advice&, const TriedRemedy&);
std::string advise_command_line(const Advice&);

}  // namespace portsim
