// Which patch cures which defect on which level, and the way out where none exists. A patch installs on the
// exact level that its article names, service pack included.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "models/os/os_profile.hpp"
#include "models/vocabulary/cited.hpp"

namespace portsim {

enum class Defect { hands_out_closing_ports };

struct Remedy {
  Defect defect;
  std::string_view level;    // an id of the catalogue that has the defect
  std::string_view patch;    // what cures it there; empty: nothing does
  std::string_view way_out;  // what to do where no patch exists
  Source source;
};

std::span<const Remedy> remedies();

bool is_cured(const OsProfile&, Defect, const std::vector<std::string>& patches);

// In words for the user; nothing: it can be installed.
std::optional<std::string> why_not_installable(const OsProfile&, std::string_view patch);

}  // namespace portsim
