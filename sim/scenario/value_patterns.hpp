// The values of the scenario language as regular expressions (ECMA 262, of the whole text), from the units
// and limits that their decoders have. A pattern accepts what its decoder accepts; of digits beyond a limit
// it may accept more.
#pragma once

#include <string>
#include <string_view>

#include "sim/scenario/suggestion.hpp"

namespace portsim {

// Without the ^ and $ of a whole text, to be parts of another.
std::string decimal_part();
std::string duration_part();
std::string percentage_part();
std::string ipv4_part();
std::string port_part();  // 1 to 65535

std::string one_of(const Candidates& words);    // (?:ms|s)
std::string whole_text(std::string_view part);  // ^(?:part)$

std::string duration_pattern();
std::string positive_duration_pattern();
std::string rate_pattern();
std::string percentage_pattern();
std::string inner_percentage_pattern();  // neither 0% nor 100%
std::string ipv4_pattern();
std::string endpoint_pattern();    // 10.0.0.10:8080; 0.0.0.0, all addresses, too
std::string port_range_pattern();  // 1024-5119
std::string ports_pattern();       // 50000-50099, or 60000 alone
std::string name_pattern();        // of a host, a service or a workload

}  // namespace portsim
