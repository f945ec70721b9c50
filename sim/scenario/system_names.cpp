#include "sim/scenario/system_names.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "models/os/catalogue.hpp"

namespace portsim {
namespace {

using Version = std::pair<int, int>;

constexpr std::string_view linux_family = "linux-";

// Takes the number off the text; nothing: it begins with none of at most four digits.
std::optional<int> take_number(std::string_view& text) {
  constexpr std::size_t digits_max = 4;
  int number = 0;
  std::size_t digits = 0;
  for (; digits < text.size() && text[digits] >= '0' && text[digits] <= '9'; ++digits) {
    if (digits == digits_max) return std::nullopt;
    number = 10 * number + (text[digits] - '0');
  }
  text.remove_prefix(digits);
  return digits == 0 ? std::nullopt : std::optional{number};
}

// "5.15", "5.15.41", "6.8-generic"
std::optional<Version> version_in(std::string_view text) {
  const auto major = take_number(text);
  if (!major || text.empty() || text.front() != '.') return std::nullopt;
  text.remove_prefix(1);
  const auto minor = take_number(text);
  return minor ? std::optional{Version{*major, *minor}} : std::nullopt;
}

std::optional<std::string> advice_on_kernel(std::string_view id) {
  const auto asked = version_in(id.substr(linux_family.size()));
  if (!asked) return std::nullopt;
  const OsProfile* latest = nullptr;
  Version latest_version{};
  for (const OsProfile* os : catalogue()) {
    if (!os->id.starts_with(linux_family)) continue;
    const auto version = version_in(os->id.substr(linux_family.size()));
    if (!version || *version > *asked || (latest && *version < latest_version)) continue;
    latest = os;
    latest_version = *version;
  }
  if (!latest) return std::nullopt;
  return fmt::format("\"{}\" stands for it, the latest before it that differs", latest->id);
}

std::optional<std::string> advice_on_windows(std::string_view id) {
  constexpr std::string_view family = "windows";
  std::string_view rest = id.substr(family.size());
  if (!rest.empty() && rest.front() == '-') rest.remove_prefix(1);
  const std::string server = "windows-server-" + std::string{rest};
  return find_os(server) ? std::optional{fmt::format("did you mean \"{}\"?", server)} : std::nullopt;
}

bool is_distribution(std::string_view id) {
  constexpr std::string_view distributions[] = {"ubuntu", "debian", "rhel", "centos", "fedora",
                                                "alpine", "amazon", "suse", "rocky",  "almalinux"};
  return std::any_of(std::begin(distributions), std::end(distributions),
                     [&](std::string_view name) { return id.starts_with(name); });
}

}  // namespace

std::optional<std::string> advice_on_system(std::string_view id) {
  if (id.starts_with(linux_family)) return advice_on_kernel(id);
  if (id.starts_with("windows")) return advice_on_windows(id);
  if (is_distribution(id)) return "name its kernel, which uname -r prints, such as \"linux-5.18\"";
  return std::nullopt;
}

}  // namespace portsim
