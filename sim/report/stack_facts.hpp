// What both reports about a level of the catalogue put together from several of its tables.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "models/os/defects.hpp"
#include "models/os/os_profile.hpp"
#include "models/os/product.hpp"
#include "models/os/socket_option.hpp"

namespace portsim {

std::string_view family_of(std::string_view id);  // "windows" of "windows-7-sp1"

// A defect that the documents connect with this level, and what they say of it there.
struct KnownDefect {
  const DefectDescription& description;
  const DefectRow& row;

  bool is_present() const { return row.repair != Repair::before_release; }  // until a patch is installed
};
std::vector<KnownDefect> known_defects(const OsProfile&);

std::vector<KnownDefect> defects_cured_by(const OsProfile&, std::string_view patch);

// Why some patches of the catalogue cannot be installed, as what is to be said after their names.
struct Refusal {
  std::string reason;  // " is not needed on windows-10, ..."
  std::vector<std::string_view> patches;
};
std::vector<Refusal> refusals_on(const OsProfile&);

std::vector<const Product*> products_on(const OsProfile&);
std::vector<SocketOption> socket_options_missing_on(const OsProfile&);

}  // namespace portsim
