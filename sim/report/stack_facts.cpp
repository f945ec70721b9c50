#include "sim/report/stack_facts.hpp"

#include <algorithm>
#include <cassert>
#include <span>

#include "models/os/patches.hpp"

namespace portsim {
namespace {

bool has(std::span<const std::string_view> levels, std::string_view id) {
  return std::find(levels.begin(), levels.end(), id) != levels.end();
}

bool is_for_family(std::string_view family, std::string_view patch) {
  const auto rows = defect_rows();
  return std::any_of(rows.begin(), rows.end(), [&](const DefectRow& row) {
    return row.repair == Repair::patch && row.patch == patch && family_of(row.levels.front()) == family;
  });
}

}  // namespace

std::string_view family_of(std::string_view id) {
  return id.substr(0, id.find('-'));
}

std::vector<KnownDefect> known_defects(const OsProfile& os) {
  std::vector<KnownDefect> known;
  for (const DefectDescription& description : defect_descriptions()) {
    if (const DefectRow* row = find_defect(os, description.defect)) known.push_back({description, *row});
  }
  return known;
}

// Not by known_defects: a patch may cure a defect that another one was made for.
std::vector<KnownDefect> defects_cured_by(const OsProfile& os, std::string_view patch) {
  std::vector<KnownDefect> cured;
  for (const DefectRow& row : defect_rows()) {
    const bool is_cure = row.repair == Repair::patch && row.patch == patch && has(row.levels, os.id);
    if (is_cure) cured.push_back({description_of(row.defect), row});
  }
  return cured;
}

// Patches of another family are nobody's idea.
std::vector<Refusal> refusals_on(const OsProfile& os) {
  std::vector<Refusal> refusals;
  for (const std::string_view patch : all_patches()) {
    if (!is_for_family(family_of(os.id), patch)) continue;
    const auto sentence = why_not_installable(os, patch);
    if (!sentence) continue;
    assert(sentence->rfind(patch, 0) == 0);
    const std::string reason = sentence->substr(patch.size());
    auto same = std::find_if(refusals.begin(), refusals.end(),
                             [&](const Refusal& refusal) { return refusal.reason == reason; });
    if (same == refusals.end()) same = refusals.insert(same, {reason, {}});
    same->patches.push_back(patch);
  }
  return refusals;
}

std::vector<const Product*> products_on(const OsProfile& os) {
  std::vector<const Product*> found;
  for (const Product& product : products()) {
    if (has(product.levels, os.id)) found.push_back(&product);
  }
  return found;
}

std::vector<SocketOption> socket_options_missing_on(const OsProfile& os) {
  std::vector<SocketOption> missing;
  for (std::size_t index = 0; index < socket_option_names.size(); ++index) {
    const auto option = static_cast<SocketOption>(index);
    const auto is_it = [&](const SocketOptionRow& row) { return row.option == option; };
    if (std::none_of(os.socket_options.begin(), os.socket_options.end(), is_it)) missing.push_back(option);
  }
  return missing;
}

}  // namespace portsim
