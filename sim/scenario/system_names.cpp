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
struct Kernel {
  Version version;
  std::optional<int> patch;
};

std::optional<Kernel> kernel_in(std::string_view text) {
  const auto major = take_number(text);
  if (!major || text.empty() || text.front() != '.') return std::nullopt;
  text.remove_prefix(1);
  const auto minor = take_number(text);
  if (!minor) return std::nullopt;
  const bool has_patch = !text.empty() && text.front() == '.';
  if (has_patch) text.remove_prefix(1);
  return Kernel{{*major, *minor}, has_patch ? take_number(text) : std::nullopt};
}

// Stable kernels got the choice of ports of a later version with a patch (models/os/linux.cpp).
struct Backport {
  Version version;
  int patch;
};
constexpr std::string_view backported_choice = "linux-5.18";
constexpr Backport backports[] = {
    {{4, 9}, 320}, {{4, 14}, 285}, {{4, 19}, 249}, {{5, 4}, 201}, {{5, 10}, 125}, {{5, 15}, 41}, {{5, 17}, 9},
};

std::string words_on_backport(const Kernel& asked) {
  const auto found = std::find_if(std::begin(backports), std::end(backports), [&](const Backport& backport) {
    return backport.version == asked.version;
  });
  if (found == std::end(backports) || asked.patch.value_or(found->patch) < found->patch) return "";
  return fmt::format("; since {}.{}.{} it chooses ports as \"{}\" does", found->version.first,
                     found->version.second, found->patch, backported_choice);
}

std::optional<std::string> advice_on_kernel(std::string_view id) {
  const auto asked = kernel_in(id.substr(linux_family.size()));
  if (!asked) return std::nullopt;
  const OsProfile* latest = nullptr;
  Version latest_version{};
  for (const OsProfile* os : catalogue()) {
    if (!os->id.starts_with(linux_family)) continue;
    const auto kernel = kernel_in(os->id.substr(linux_family.size()));
    if (!kernel || kernel->version > asked->version || (latest && kernel->version < latest_version)) continue;
    latest = os;
    latest_version = kernel->version;
  }
  if (!latest) return std::nullopt;
  return fmt::format("\"{}\" stands for it, the latest before it that differs{}", latest->id,
                     words_on_backport(*asked));
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

Candidates system_ids() {
  Candidates ids;
  for (const OsProfile* os : catalogue()) ids.push_back(os->id);
  return ids;
}

std::string advice_on_system(std::string_view id) {
  if (is_distribution(id)) return "name its kernel, which uname -r prints, such as \"linux-5.18\"";
  std::optional<std::string> advice;
  if (id.starts_with(linux_family)) advice = advice_on_kernel(id);
  if (id.starts_with("windows")) advice = advice_on_windows(id);
  return advice ? *advice : suggestion_for(id, system_ids());
}

}  // namespace portsim
