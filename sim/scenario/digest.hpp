// The name of a text by its content, so that a report says which scenario it is about.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace portsim {

// FNV-1a, 64 bits (draft-eastlake-fnv), of the text and then of each further part after a NUL, which no text
// contains: the overrides, and the digests of the files that the scenario names. 16 hexadecimal digits.
std::string digest_of(std::string_view text, const std::vector<std::string>& further = {});

}  // namespace portsim
