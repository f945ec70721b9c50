// What a mistyped word may have meant.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace portsim {

using Candidates = std::vector<std::string_view>;

// The candidate that a few slips of the keyboard turn into `word`.
std::optional<std::string_view> nearest(std::string_view word, const Candidates& candidates);

// `did you mean "rate"?` where a candidate is near; else what there is: `expected client, server or abort`.
std::string suggestion_for(std::string_view word, const Candidates& candidates);

std::string joined(const Candidates& words, std::string_view last_separator);  // "client, server or abort"

}  // namespace portsim
