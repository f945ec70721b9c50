#include "sim/report/pools_text.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "sim/report/number_text.hpp"
#include "sim/scenario/problem_text.hpp"

namespace portsim {
namespace {

// Pools shown, of perhaps thousands; JSON has all of them.
constexpr std::size_t pools_shown_max = 10;

std::string scope_text(const PoolResult& pool) {
  switch (pool.scope) {
    case PoolScope::host:
      return "one for the host";
    case PoolScope::address:
      return pool.address.empty() ? "one for each local address" : fmt::format("from {}", pool.address);
    case PoolScope::destination:
      return fmt::format("{}towards {}", pool.address.empty() ? "" : fmt::format("from {} ", pool.address),
                         printable(pool.destination));
  }
  return "";
}

// Short leases may come and go between two samples: then the peak is known only within bounds.
std::string peak_text(const PoolResult& pool) {
  const auto share = [&](double ports) { return percent_text(pool.ports == 0 ? 0 : ports / pool.ports); };
  const bool is_known = pool.peak_in_use_at_most <= 1.2 * pool.peak_in_use + 10;
  if (is_known)
    return fmt::format("up to {} in use ({})", count_text(pool.peak_in_use), share(pool.peak_in_use));
  return fmt::format("at the peak between {} and {} in use ({} and {})", count_text(pool.peak_in_use),
                     count_text(pool.peak_in_use_at_most), share(pool.peak_in_use),
                     share(pool.peak_in_use_at_most));
}

// Nothing where the pool is drawn from in the whole run.
std::string span_text(const PoolResult& pool, const Scenario& scenario) {
  std::string text;
  if (pool.from > Duration::zero()) text += " from " + duration_text(pool.from);
  if (pool.until < scenario.duration) text += " until " + duration_text(pool.until);
  return text;
}

// Ports that others hold when the run begins, of the pools that are drawn from then.
std::string occupied_text(const PoolResult& pool, const Scenario& scenario) {
  const auto host = std::find_if(scenario.hosts.begin(), scenario.hosts.end(),
                                 [&](const Host& other) { return other.name == pool.host; });
  if (host == scenario.hosts.end() || pool.from > Duration::zero() || host->occupied.ports == 0) return "";
  return fmt::format(", of which others hold {}{}", count_text(host->occupied.ports),
                     host->occupied.until == forever
                         ? " throughout"
                         : fmt::format(" for the first {}", duration_text(host->occupied.until)));
}

std::string pool_text(const PoolResult& pool, const Scenario& scenario) {
  return fmt::format("{}: {}{}, {}, on average {}, of these {} in TIME_WAIT", pool_name(pool, scenario),
                     counted(pool.ports, "port"), occupied_text(pool, scenario), peak_text(pool),
                     count_text(pool.mean_in_use), count_text(pool.mean_time_wait));
}

}  // namespace

std::string pool_name(const PoolResult& pool, const Scenario& scenario) {
  return fmt::format("{}, {}{}", printable(pool.host), scope_text(pool), span_text(pool, scenario));
}

Section pools_section(const Scenario& scenario, const Results& results) {
  std::vector<PoolResult> fullest_first = results.pools;
  std::stable_sort(fullest_first.begin(), fullest_first.end(),
                   [](const PoolResult& a, const PoolResult& b) { return a.gets_fuller_than(b); });
  Section section{{fullest_first.size() == 1 ? "Pool" : "Pools", Emphasis::strong}, {}};
  for (const PoolResult& pool : fullest_first) {
    if (section.rows.size() == pools_shown_max) {
      const auto left_out = static_cast<double>(fullest_first.size() - pools_shown_max);
      section.rows.push_back({fmt::format("and {} more, none fuller", counted(left_out, "pool"))});
      break;
    }
    section.rows.push_back({pool_text(pool, scenario)});
  }
  for (const TimeWaitResult& host : results.time_wait)
    section.rows.push_back({fmt::format("{} counts up to {} connections in TIME_WAIT, on average {}",
                                        printable(host.host), count_text(host.peak), count_text(host.mean))});
  return section;
}

}  // namespace portsim
