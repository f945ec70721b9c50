// Another level of the system: a patch that cures a defect, or an upgrade.
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "models/os/patches.hpp"
#include "models/os/product.hpp"

#include "sim/experiment/cured.hpp"
#include "sim/experiment/remedy_families.hpp"

namespace portsim {
namespace {

void add_patch(const HostPlace& place, std::string_view patch, Defect defect, Remedies& remedies) {
  Remedy remedy = host_remedy(RemedyKind::patch, Effort::patch_and_restart, place, patch);
  remedy.title = fmt::format("{} on {}", patch, place.host().name);
  remedy.paths = {place.path("patches")};
  remedy.candidates = {{"", {place.patches_with(patch)}}};
  remedy.costs.push_back(
      {fmt::format("it cures that {}", description_of(defect).mechanism), description_of(defect).source});
  add_costs(side_effects_of_patch(patch), remedy);
  remedies.push_back(std::move(remedy));
}

void add_why_no_patch(const HostPlace& place, std::string why_not, Remedies& remedies) {
  Remedy remedy = host_remedy(RemedyKind::patch, Effort::patch_and_restart, place, "a patch");
  remedy.title = fmt::format("a patch for {}", place.host().name);
  remedy.why_not = std::move(why_not);
  remedies.push_back(std::move(remedy));
}

// The word of an id before its first hyphen: "windows".
std::string_view family_of(const OsProfile& os) {
  return os.id.substr(0, os.id.find('-'));
}

// Windows 2000 and NT 4.0 were both; what follows them on such a host is a server.
bool is_upgrade(const OsProfile& from, const OsProfile& to) {
  if (family_of(from) != family_of(to) || family_of(from) != "windows")
    return family_of(from) == family_of(to);
  const auto is_server = [](const OsProfile& os) { return os.id.find("server") != std::string_view::npos; };
  const auto is_both = [](const OsProfile& os) {
    return os.id == "windows-nt-4.0" || os.id == "windows-2000";
  };
  return is_both(to) || is_server(to) == (is_server(from) || is_both(from));
}

bool takes(const OsProfile& os, const std::string& name, const SettingValue& value, const Setting& before) {
  const Setting* setting = find_setting(os, name);
  if (!setting || setting->effect != before.effect || !setting->needs_patch.empty()) return false;
  const auto* limits = std::get_if<IntegerInRange>(&setting->type);
  const auto* number = std::get_if<std::int64_t>(&value);
  return !limits || !number || (limits->min <= *number && *number <= limits->max);
}

// What the host has on the new level, as overrides, and what it has no longer.
struct Moved {
  std::vector<std::string> overrides;
  std::vector<std::string> lost;
};

void move_settings(const HostPlace& place, const OsProfile& to, Moved& moved) {
  const Host& host = place.host();
  std::vector<std::string> kept;
  for (const auto& [name, value] : host.configuration.settings) {
    const Setting& before = *find_setting(*host.os, name);
    if (takes(to, name, value, before))
      kept.push_back(fmt::format("{}: {}", name, yaml_of(value, before.type)));
    else
      moved.lost.push_back(name);
  }
  if (kept.size() == host.configuration.settings.size()) return;
  moved.overrides.push_back(fmt::format("{}={{{}}}", place.path("settings"), fmt::join(kept, ", ")));
}

// The patches that it still needs, and those against the defects that the new level has.
void move_patches(const HostPlace& place, const OsProfile& to, std::vector<std::string>& patches,
                  Moved& moved) {
  const auto& before = place.host().configuration.patches;
  for (const std::string& patch : before)
    if (!why_not_installable(to, patch)) patches.push_back(patch);
  const std::size_t kept = patches.size();
  for (const Defect defect : {Defect::closing_port, Defect::port_scalability})
    if (suffers_from(to, defect, patches)) patches.emplace_back(find_defect(to, defect)->patch);
  if (kept == before.size() && patches.size() == kept) return patches.clear();
  moved.overrides.push_back(fmt::format("{}={}", place.path("patches"), yaml_list(patches)));
  patches.erase(patches.begin(), patches.begin() + static_cast<std::ptrdiff_t>(kept));
}

void move_products(const HostPlace& place, const OsProfile& to, Moved& moved) {
  std::vector<std::string> kept;
  const auto& before = place.host().configuration.products;
  for (const std::string& id : before) {
    const auto& levels = find_product(id)->levels;
    if (std::find(levels.begin(), levels.end(), to.id) != levels.end())
      kept.push_back(id);
    else
      moved.lost.push_back(id);
  }
  if (kept.size() == before.size()) return;
  moved.overrides.push_back(fmt::format("{}={}", place.path("products"), yaml_list(kept)));
}

bool has_incurable_defect(const OsProfile& os) {
  const DefectRow* row = find_defect(os, Defect::closing_port);
  return row && row->repair == Repair::none;
}

std::string upgrade_name(const OsProfile& to, const std::vector<std::string>& patches, const Moved& moved) {
  std::string name{to.id};
  if (!patches.empty()) name += fmt::format(" with {}", fmt::join(patches, " and "));
  if (!moved.lost.empty()) name += fmt::format(" (without {})", fmt::join(moved.lost, " and "));
  return name;
}

void offer_level(const HostPlace& place, const OsProfile& to, Remedy& remedy) {
  Moved moved{{fmt::format("{}={}", place.path("os"), to.id)}, {}};
  std::vector<std::string> added;
  move_settings(place, to, moved);
  move_patches(place, to, added, moved);
  move_products(place, to, moved);
  if (!loads_with(place.text, moved.overrides)) {
    moved.overrides.push_back(place.path("assume") + "={}");
    if (!loads_with(place.text, moved.overrides)) return;
    moved.lost.emplace_back("assume");
  }
  remedy.candidates.push_back({upgrade_name(to, added, moved), moved.overrides});
}

}  // namespace

void add_patch_remedies(const HostPlace& place, Remedies& remedies) {
  const OsProfile& os = *place.host().os;
  std::set<std::string_view> offered;
  bool has_defect = false;
  for (const HostDefect& found : defects_that_can_show(place.scenario)) {
    if (found.host != place.index) continue;
    has_defect = true;
    const DefectRow& row = *find_defect(os, found.defect.defect);
    if (row.repair == Repair::patch) {
      if (offered.insert(row.patch).second) add_patch(place, row.patch, row.defect, remedies);
    } else if (offered.insert(row.way_out).second) {
      add_why_no_patch(place,
                       fmt::format("none cures it on {} that {}: {}", os.id,
                                   description_of(row.defect).mechanism, row.way_out),
                       remedies);
    }
  }
  if (!has_defect)
    add_why_no_patch(place, fmt::format("{} has no defect here that a patch would cure", os.id), remedies);
}

void add_upgrade_remedy(const HostPlace& place, Remedies& remedies) {
  const OsProfile& os = *place.host().os;
  if (family_of(os) == "textbook") return;
  Remedy remedy = host_remedy(RemedyKind::upgrade, Effort::upgrade, place, "the system");
  remedy.today = std::string{os.id};
  remedy.paths = {place.path("os")};
  remedy.costs.push_back(
      {"every default of the new level holds; the report of the run lists what it rests on", std::nullopt});
  const auto levels = catalogue();
  for (auto to = std::find(levels.begin(), levels.end(), &os) + 1; to < levels.end(); ++to)
    if (is_upgrade(os, **to) && !has_incurable_defect(**to)) offer_level(place, **to, remedy);
  if (remedy.candidates.empty())
    remedy.why_not =
        fmt::format("the catalogue has no later level than {} to which this scenario moves", os.id);
  remedies.push_back(std::move(remedy));
}

}  // namespace portsim
