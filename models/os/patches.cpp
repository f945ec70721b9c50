#include "models/os/patches.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "models/os/sources.hpp"

namespace portsim {
namespace {

constexpr std::string_view from_vista =
    "upgrade to windows-7-sp1 and install KB2826167, or upgrade to windows-8 or later";
constexpr std::string_view from_server_2008_rtm = "upgrade to windows-server-2008-sp2 and install KB2901197";
constexpr std::string_view from_7_rtm = "upgrade to windows-7-sp1 and install KB2826167";
constexpr std::string_view from_2008_r2_rtm = "upgrade to windows-server-2008-r2-sp1 and install KB2826167";

constexpr Defect closing_ports = Defect::hands_out_closing_ports;

constexpr Remedy table[] = {
    {closing_ports, "windows-vista-rtm", {}, from_vista, documented(kb2916780)},
    {closing_ports, "windows-vista-sp1", {}, from_vista, documented(kb2916780)},
    {closing_ports, "windows-vista-sp2", {}, from_vista, documented(kb2916780)},
    {closing_ports, "windows-server-2008-rtm", {}, from_server_2008_rtm, documented(kb2916780)},
    {closing_ports, "windows-server-2008-sp2", "KB2901197", {}, documented(kb2901197)},
    {closing_ports, "windows-7-rtm", {}, from_7_rtm, documented(kb2916780)},
    {closing_ports, "windows-7-sp1", "KB2826167", {}, documented(kb2826167)},
    {closing_ports, "windows-server-2008-r2-rtm", {}, from_2008_r2_rtm, documented(kb2916780)},
    {closing_ports, "windows-server-2008-r2-sp1", "KB2826167", {}, documented(kb2826167)},
};

template <class Predicate>
const Remedy* find_remedy(Predicate matches) {
  const auto found = std::find_if(std::begin(table), std::end(table), matches);
  return found == std::end(table) ? nullptr : found;
}

const Remedy* find_remedy(std::string_view level, Defect defect) {
  return find_remedy([&](const Remedy& row) { return row.level == level && row.defect == defect; });
}

std::string patches_of(std::string_view level) {
  std::string patches;
  for (const Remedy& row : table)
    if (row.level == level && !row.patch.empty())
      patches += fmt::format("{}{}", patches.empty() ? "" : ", ", row.patch);
  return patches.empty() ? fmt::format("no patch is known for {}", level)
                         : fmt::format("known for {}: {}", level, patches);
}

}  // namespace

std::span<const Remedy> remedies() {
  return table;
}

bool is_cured(const OsProfile& os, Defect defect, const std::vector<std::string>& patches) {
  const Remedy* remedy = find_remedy(os.id, defect);
  return remedy != nullptr && std::find(patches.begin(), patches.end(), remedy->patch) != patches.end();
}

std::optional<std::string> why_not_installable(const OsProfile& os, std::string_view patch) {
  const auto cures = [&](const Remedy& row) { return !patch.empty() && row.patch == patch; };
  if (find_remedy([&](const Remedy& row) { return cures(row) && row.level == os.id; })) return std::nullopt;

  const Remedy* elsewhere = find_remedy(cures);
  if (!elsewhere) return fmt::format("unknown patch \"{}\"; {}", patch, patches_of(os.id));

  const Remedy* here = find_remedy(os.id, elsewhere->defect);
  if (!here)
    return fmt::format("{} is not needed on {}, which never had the defect that it cures: leave it out",
                       patch, os.id);
  if (here->patch.empty())
    return fmt::format("{} does not install on {}, and nothing else cures its defect there: {}", patch, os.id,
                       here->way_out);
  return fmt::format("{} does not install on {}: {} cures its defect there", patch, os.id, here->patch);
}

}  // namespace portsim
