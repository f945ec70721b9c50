#include "models/os/patches.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace portsim {
namespace {

bool is_of(const DefectRow& row, std::string_view level) {
  return std::find(row.levels.begin(), row.levels.end(), level) != row.levels.end();
}

bool is_cured_by(const DefectRow& row, std::string_view patch) {
  return row.repair == Repair::patch && row.patch == patch;
}

std::vector<std::string_view> patches_of(std::string_view level) {
  std::vector<std::string_view> patches;
  for (const std::string_view patch : all_patches())
    for (const DefectRow& row : defect_rows())
      if (is_cured_by(row, patch) && is_of(row, level)) {
        patches.push_back(patch);
        break;
      }
  return patches;
}

// What people write for "KB2826167": "kb2826167", "2826167".
std::string digits_of(std::string_view patch) {
  std::string digits;
  for (const char c : patch)
    if (c >= '0' && c <= '9') digits += c;
  return digits;
}

// The patch of the catalogue whose number is this one, or differs in two digits at most.
std::string_view nearest_patch(std::string_view unknown) {
  const std::string digits = digits_of(unknown);
  std::string_view nearest;
  int fewest = 3;
  for (const std::string_view patch : all_patches()) {
    const std::string candidate = digits_of(patch);
    if (candidate.size() != digits.size() || digits.size() < 2) continue;
    int differing = 0;
    for (std::size_t i = 0; i < digits.size(); ++i) differing += digits[i] != candidate[i] ? 1 : 0;
    if (differing < fewest) {
      fewest = differing;
      nearest = patch;
    }
  }
  return nearest;
}

std::string why_unknown(const OsProfile& os, std::string_view patch) {
  const std::vector<std::string_view> here = patches_of(os.id);
  const std::string known = here.empty() ? fmt::format("no patch is known for {}", os.id)
                                         : fmt::format("known for {}: {}", os.id, fmt::join(here, ", "));
  const std::string_view nearest = nearest_patch(patch);
  const std::string suggestion = nearest.empty() ? "" : fmt::format("; did you mean {}?", nearest);
  return fmt::format("unknown patch \"{}\"; {}{}", patch, known, suggestion);
}

std::string why_not_here(const OsProfile& os, std::string_view patch, const DefectRow& here) {
  switch (here.repair) {
    case Repair::patch:
      return fmt::format("{} does not install on {}: {} cures its defect there", patch, os.id, here.patch);
    case Repair::none:
      return fmt::format("{} does not install on {}, and nothing else cures its defect there: {}", patch,
                         os.id, here.way_out);
    case Repair::before_release:
      return fmt::format(
          "{} is not needed on {}, where the defect that it cures was repaired before release: leave it out",
          patch, os.id);
  }
  return {};
}

}  // namespace

const DefectRow* find_defect(const OsProfile& os, Defect defect) {
  for (const DefectRow& row : defect_rows())
    if (row.defect == defect && is_of(row, os.id)) return &row;
  return nullptr;
}

bool suffers_from(const OsProfile& os, Defect defect, const Patches& patches) {
  const DefectRow* has = find_defect(os, defect);
  if (!has || has->repair == Repair::before_release) return false;
  const auto rows = defect_rows();
  return std::none_of(rows.begin(), rows.end(), [&](const DefectRow& row) {
    return row.defect == defect && is_of(row, os.id) &&
           std::any_of(patches.begin(), patches.end(),
                       [&](std::string_view patch) { return is_cured_by(row, patch); });
  });
}

std::string cure_of(const DefectRow& row) {
  switch (row.repair) {
    case Repair::patch:
      return fmt::format("install {}", row.patch);
    case Repair::none:
      return std::string{row.way_out};
    case Repair::before_release:
      return "none is needed: repaired before release";
  }
  return {};
}

std::vector<std::string_view> all_patches() {
  std::vector<std::string_view> patches;
  for (const DefectRow& row : defect_rows())
    if (row.repair == Repair::patch && std::find(patches.begin(), patches.end(), row.patch) == patches.end())
      patches.push_back(row.patch);
  return patches;
}

std::optional<std::string> why_not_installable(const OsProfile& os, std::string_view patch) {
  bool is_known = false;
  const DefectRow* here = nullptr;  // what this level has of the first defect that the patch cures elsewhere
  for (const DefectRow& row : defect_rows()) {
    if (!is_cured_by(row, patch)) continue;
    if (is_of(row, os.id)) return std::nullopt;
    is_known = true;
    if (!here) here = find_defect(os, row.defect);
  }
  if (!is_known) return why_unknown(os, patch);
  if (here) return why_not_here(os, patch, *here);
  return fmt::format("{} is not needed on {}, which never had the defect that it cures: leave it out", patch,
                     os.id);
}

}  // namespace portsim
