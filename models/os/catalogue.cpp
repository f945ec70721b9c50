#include "models/os/catalogue.hpp"

#include "models/os/families.hpp"

namespace portsim {

std::span<const OsProfile* const> catalogue() {
  static const std::vector<const OsProfile*> levels = [] {
    std::vector<const OsProfile*> all;
    for (const std::span<const OsProfile> family : {windows_levels(), textbook_levels()})
      for (const OsProfile& level : family) all.push_back(&level);
    return all;
  }();
  return levels;
}

const OsProfile* find_os(std::string_view id) {
  for (const OsProfile* os : catalogue())
    if (os->id == id) return os;
  return nullptr;
}

const Setting* find_setting(const OsProfile& os, std::string_view name) {
  for (const Setting& setting : os.settings)
    if (setting.name == name) return &setting;
  return nullptr;
}

std::string_view why_not_setting(const OsProfile& os, std::string_view name) {
  for (const NoSetting& no_setting : os.no_settings)
    if (no_setting.name == name) return no_setting.reason;
  return {};
}

}  // namespace portsim
