#include "sim/report/finished_live.hpp"

#include <algorithm>
#include <cerrno>
#include <map>
#include <utility>

#include <fmt/format.h>

namespace portsim {

std::vector<LiveErrorCount> errors_of(const LiveMeasurement& measured) {
  std::map<std::pair<LiveCall, int>, std::int64_t> counts;
  for (const LiveAttempt& attempt : measured.attempts)
    if (attempt.is_failure()) ++counts[{attempt.call, attempt.error}];
  std::vector<LiveErrorCount> errors;
  errors.reserve(counts.size());
  for (const auto& [what, count] : counts) errors.push_back({what.first, what.second, count});
  std::stable_sort(errors.begin(), errors.end(),
                   [](const auto& a, const auto& b) { return a.count > b.count; });
  return errors;
}

std::string_view name_of(LiveCall call) {
  return call == LiveCall::bind ? "bind" : "connect";
}

std::string_view name_of(NamespaceKind kind) {
  return kind == NamespaceKind::of_user ? "user" : "root";
}

std::string name_of_live_error(int error) {
  constexpr std::pair<int, std::string_view> names[] = {
      {EADDRNOTAVAIL, "EADDRNOTAVAIL"}, {EADDRINUSE, "EADDRINUSE"}, {ECONNREFUSED, "ECONNREFUSED"},
      {ETIMEDOUT, "ETIMEDOUT"},         {EACCES, "EACCES"},         {ENETUNREACH, "ENETUNREACH"},
      {EHOSTUNREACH, "EHOSTUNREACH"},   {ECONNRESET, "ECONNRESET"}, {EINVAL, "EINVAL"}};
  for (const auto& [number, name] : names)
    if (number == error) return std::string{name};
  return fmt::format("errno {}", error);
}

}  // namespace portsim
