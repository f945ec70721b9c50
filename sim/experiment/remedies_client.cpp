// What a client can do differently: keep its connections for longer, or ask for less.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "models/vocabulary/overloaded.hpp"

#include "sim/experiment/remedy_families.hpp"
#include "sim/scenario/values.hpp"

namespace portsim {
namespace {

constexpr std::string_view open_at_service = "the service has more connections open at once, idle ones too";

Remedy client_setting(RemedyKind kind, const WorkloadPlace& place, std::string_view what,
                      std::string_view key) {
  Remedy remedy = workload_remedy(kind, Effort::application_setting, place, what);
  remedy.paths = {place.path(key)};
  remedy.costs.push_back({std::string{open_at_service}, std::nullopt});
  return remedy;
}

void offer(std::string value, Remedy& remedy) {
  std::string changed = fmt::format("{}={}", remedy.paths.front(), value);
  remedy.candidates.push_back({std::move(value), {std::move(changed)}});
}

void offer_durations(Duration now, Duration longest, Remedy& remedy) {
  const Duration unit = now >= 1s ? Duration{1s} : Duration{100ms};
  for (const std::int64_t units : values_above(now / unit, longest / unit))
    offer(as_written(units * unit), remedy);
}

void add_kept(const WorkloadPlace& place, const PoolClient& pool, Remedies& remedies) {
  Remedy remedy = client_setting(RemedyKind::kept_connections, place, "kept connections", "client.keeps");
  remedy.today = fmt::format("{}", pool.keeps);
  // More than four times what is busy on average never come back at once.
  const double busy = pool.request_rate.per_second() * in_seconds(mean_of(pool.request_time));
  const auto most = pool.keeps + 100 + static_cast<std::int64_t>(4 * std::min(busy, 1e4));
  for (std::int64_t keeps = pool.keeps + 1; keeps <= most; ++keeps) offer(fmt::format("{}", keeps), remedy);
  remedies.push_back(std::move(remedy));
}

void add_requests_per_connection(const WorkloadPlace& place, const PoolClient& pool, Remedies& remedies) {
  if (!pool.requests_per_connection) return;
  Remedy remedy = client_setting(RemedyKind::kept_connections, place, "requests per connection",
                                 "client.requests_per_connection");
  remedy.today = fmt::format("{}", *pool.requests_per_connection);
  const std::int64_t now = *pool.requests_per_connection;
  for (const std::int64_t requests : values_above(now, 1000 * now))
    offer(fmt::format("{}", requests), remedy);
  offer("none", remedy);
  remedies.push_back(std::move(remedy));
}

void add_longer(const WorkloadPlace& place, std::string_view what, std::string_view key,
                std::optional<Duration> now, Remedies& remedies) {
  if (!now) return;
  Remedy remedy = client_setting(RemedyKind::kept_connections, place, what, key);
  remedy.today = as_written(*now);
  offer_durations(*now, place.scenario.duration, remedy);
  offer("none", remedy);
  remedies.push_back(std::move(remedy));
}

void add_no_flush(const WorkloadPlace& place, const PoolClient& pool, Remedies& remedies) {
  if (!pool.flush_on_retry || !place.workload().retry) return;
  Remedy remedy = workload_remedy(RemedyKind::kept_connections, Effort::application_change, place,
                                  "connections kept at a retry");
  remedy.today = "a retry closes all idle ones";
  remedy.paths = {place.path("client.flush_on_retry")};
  remedy.candidates = {{"", {remedy.paths.front() + "=false"}}};
  remedies.push_back(std::move(remedy));
}

// A number without trailing zeros.
std::string decimal(double value) {
  std::string text = fmt::format("{:.{}f}", value, value < 1 ? 6 : 3);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text;
}

// In the unit that its own text probably has.
std::string scaled(const Rate& rate, double share) {
  const auto written = [&](Duration unit, std::string_view name) {
    return fmt::format(
        "{}/{}", decimal(static_cast<double>(rate.events) * share * in_seconds(unit) / in_seconds(rate.per)),
        name);
  };
  if (rate.per % 1h == Duration::zero()) return written(1h, "h");
  if (rate.per % 1min == Duration::zero()) return written(1min, "min");
  return written(1s, "s");
}

std::int64_t scaled(std::int64_t count, double share) {
  return std::max<std::int64_t>(1, std::llround(static_cast<double>(count) * share));
}

// The overrides that leave a share of the requests, and how a person says what is left; empty: it cannot be.
struct Fewer {
  std::string left;  // "130/s"
  std::vector<std::string> overrides;
};

std::string change(const WorkloadPlace& place, std::string_view key, const std::string& value) {
  return fmt::format("{}={}", place.path(key), value);
}

Fewer fewer_arrivals(const WorkloadPlace& place, const ArrivalSpec& arrivals, bool has_phases, double share) {
  const RatePhase& first = arrivals.phases.front();
  if (arrivals.process == ArrivalProcess::bursts) {
    const std::string size = fmt::format("{}", scaled(first.rate.events, share));
    return {size + " at once", {change(place, "client.size", size)}};
  }
  if (!has_phases) {
    const std::string rate = scaled(first.rate, share);
    return {rate, {change(place, "client.rate", rate)}};
  }
  Fewer fewer{"in each phase", {}};
  for (std::size_t i = 0; i < arrivals.phases.size(); ++i) {
    const RatePhase& phase = arrivals.phases[i];
    const std::string key = fmt::format("client.phases[{}].", i);
    fewer.overrides.push_back(change(place, key + "rate", scaled(phase.rate, share)));
    if (phase.to != phase.rate) fewer.overrides.push_back(change(place, key + "to", scaled(phase.to, share)));
  }
  return fewer;
}

Fewer fewer_users(const WorkloadPlace& place, std::int64_t users, double share) {
  const std::string left = fmt::format("{}", scaled(users, share));
  return {left + " users", {change(place, "client.users", left)}};
}

Fewer fewer_requests(const WorkloadPlace& place, bool has_phases, double share) {
  return std::visit(
      overloaded{
          [&](const OpenClient& open) { return fewer_arrivals(place, open.arrivals, has_phases, share); },
          [&](const MailboxCacheClient& cache) { return fewer_users(place, cache.users, share); },
          [&](const ClosedClient& closed) { return fewer_users(place, closed.users, share); },
          [&](const PoolClient& pool) {
            const std::string rate = scaled(pool.request_rate, share);
            return Fewer{rate, {change(place, "client.request_rate", rate)}};
          },
          [](const TraceClient&) { return Fewer{}; },
      },
      place.workload().client);
}

std::string requests_today(const Workload& workload) {
  return std::visit(overloaded{
                        [](const OpenClient& open) {
                          const auto& phases = open.arrivals.phases;
                          if (open.arrivals.process == ArrivalProcess::bursts)
                            return fmt::format("{} at once", phases.front().rate.events);
                          return phases.size() == 1 ? scaled(phases.front().rate, 1) : std::string{};
                        },
                        [](const MailboxCacheClient& cache) { return fmt::format("{} users", cache.users); },
                        [](const ClosedClient& closed) { return fmt::format("{} users", closed.users); },
                        [](const PoolClient& pool) { return scaled(pool.request_rate, 1); },
                        [](const TraceClient&) { return std::string{}; },
                    },
                    workload.client);
}

}  // namespace

void add_cache_remedy(const WorkloadPlace& place, Remedies& remedies) {
  const auto* cache = std::get_if<MailboxCacheClient>(&place.workload().client);
  if (!cache) return;
  Remedy remedy = client_setting(RemedyKind::cache_ttl, place, "MailboxCacheTTL", "client.ttl");
  remedy.today = as_written(cache->ttl);
  remedy.costs.push_back(
      {"SiteConfig.cfg has the value; neither its unit nor its limits are documented",
       Source{Confidence::documented, "KB319502, WSAEADDRINUSE after raising the IMAP limit",
              "https://support.microsoft.com/kb/319502"}});
  offer_durations(cache->ttl, place.scenario.duration, remedy);
  if (remedy.candidates.empty()) remedy.why_not = "it is as long as the run already";
  remedies.push_back(std::move(remedy));
}

void add_kept_connection_remedies(const WorkloadPlace& place, Remedies& remedies) {
  const auto* pool = std::get_if<PoolClient>(&place.workload().client);
  if (!pool) return;
  add_kept(place, *pool, remedies);
  add_requests_per_connection(place, *pool, remedies);
  add_longer(place, "idle timeout", "client.idle_timeout", pool->idle_timeout, remedies);
  add_longer(place, "lifetime of connections", "client.lifetime", pool->lifetime, remedies);
  add_no_flush(place, *pool, remedies);
}

void add_request_remedy(const WorkloadPlace& place, Remedies& remedies) {
  Remedy remedy = workload_remedy(RemedyKind::requests, Effort::fewer_requests, place, "fewer requests");
  remedy.today = requests_today(place.workload());
  remedy.costs.push_back({"so much less is asked for", std::nullopt});
  constexpr double almost = 0.99;
  const bool has_phases = !loads_with(place.text, fewer_requests(place, false, almost).overrides);
  std::vector<std::string> last;
  for (int percent = 99; percent >= 1; --percent) {
    Fewer fewer = fewer_requests(place, has_phases, percent / 100.0);
    if (fewer.overrides.empty() || fewer.overrides == last) continue;
    last = fewer.overrides;
    remedy.candidates.push_back({fmt::format("{} ({} %)", fewer.left, percent), fewer.overrides});
  }
  if (remedy.candidates.empty())
    remedy.why_not = "its attempts are recorded in a trace";
  else
    for (const std::string& each : remedy.candidates.front().overrides)
      remedy.paths.push_back(each.substr(0, each.find('=')));
  remedies.push_back(std::move(remedy));
}

}  // namespace portsim
