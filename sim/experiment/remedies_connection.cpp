// What becomes of each connection: who closes it first, and what follows a connect that fails.
#include <iterator>

#include <fmt/format.h>

#include "models/os/rfc_sources.hpp"
#include "models/os/sources.hpp"

#include "sim/experiment/remedy_families.hpp"
#include "sim/scenario/values.hpp"

namespace portsim {
namespace {

constexpr Source faber = {Confidence::documented, faber_touch_yue.title, faber_touch_yue.address};

std::string closers_text(const CloserMix& closes) {
  constexpr std::string_view names[] = {"client", "server", "abort", "server-abort"};
  static_assert(std::size(names) == all_closers.size());
  std::string text;
  for (const Closer closer : all_closers) {
    const double share = closes.share_of(closer);
    if (share == 0) continue;
    const std::string_view name = names[static_cast<std::size_t>(closer)];
    if (!text.empty()) text += ", ";
    text += share == 1 ? std::string{name} : fmt::format("{} {:g} %", name, 100 * share);
  }
  return text;
}

// Empty: something may change.
std::string why_no_other_closer(const Workload& workload, Closer wanted) {
  if (std::holds_alternative<HoldForever>(workload.holds) &&
      !std::holds_alternative<PoolClient>(workload.client))
    return "its connections are never closed";
  if (workload.closes.share_of(Closer::client) > 0) return "";
  return workload.closes.share_of(wanted) == 1
             ? fmt::format("{} already, and no connection of the client's enters TIME_WAIT",
                           wanted == Closer::server ? "the server closes" : "the client aborts")
             : "no connection enters TIME_WAIT: the client never closes first";
}

Remedy closer_remedy(const WorkloadPlace& place, Closer wanted, std::string_view word) {
  Remedy remedy = workload_remedy(RemedyKind::closes, Effort::application_change, place, "");
  remedy.title =
      fmt::format("{} of {}", wanted == Closer::server ? "closing by the server" : "aborting the connections",
                  place.workload().name);
  remedy.today = fmt::format("closed by the {}", closers_text(place.workload().closes));
  remedy.paths = {place.path("closes")};
  remedy.why_not = why_no_other_closer(place.workload(), wanted);
  if (remedy.why_not.empty()) remedy.candidates = {{"", {fmt::format("{}={}", remedy.paths.front(), word)}}};
  return remedy;
}

void add_server(const WorkloadPlace& place, Remedies& remedies) {
  Remedy remedy = closer_remedy(place, Closer::server, "server");
  add_costs({{"the server then has the TIME_WAIT of every connection, as long as its own system keeps it",
              documented(rfc_9293_close)},
             {"on a busy server these entries cost memory and throughput", faber},
             {"the protocol must let the server close first", documented(rfc_9293_close)}},
            remedy);
  remedies.push_back(std::move(remedy));
}

void add_abort(const WorkloadPlace& place, Remedies& remedies) {
  Remedy remedy = closer_remedy(place, Closer::abort, "abort");
  add_costs(
      {{"what is sent and not yet acknowledged is lost, and the server sees a reset in place of an end",
        documented(rfc_9293_abort)},
       {"without TIME_WAIT a late segment of the old connection can reach a new one", documented(rfc_1337)}},
      remedy);
  remedies.push_back(std::move(remedy));
}

void add_more_retries(const WorkloadPlace& place, Remedies& remedies) {
  const auto& now = place.workload().retry;
  Remedy remedy = workload_remedy(RemedyKind::retry, Effort::application_change, place, "retries");
  remedy.today = now ? fmt::format("{}", now->attempts) : "none";
  remedy.paths = {place.path("retry")};
  for (const std::int64_t attempts : {1, 2, 3, 4, 5, 6, 8, 10, 15, 20, 30, 50}) {
    if (now && attempts <= now->attempts) continue;
    const std::string value =
        now ? fmt::format("{}.attempts={}", remedy.paths.front(), attempts)
            : fmt::format("{}={{attempts: {}, backoff: {{exponential: 1s, at_most: 1min, jitter: full}}}}",
                          remedy.paths.front(), attempts);
    remedy.candidates.push_back({fmt::format("{}", attempts), {value}});
  }
  if (remedy.candidates.empty())
    remedy.why_not = fmt::format("it tries {} times again already", now->attempts);
  add_costs({{"a request that is tried again waits for its connection", documented(kb2916780)},
             {"each retry is an attempt more: while the overload lasts it adds to it",
              documented(backoff_and_jitter)}},
            remedy);
  remedies.push_back(std::move(remedy));
}

void add_no_retry(const WorkloadPlace& place, Remedies& remedies) {
  const auto& now = place.workload().retry;
  if (!now) return;
  Remedy remedy = workload_remedy(RemedyKind::retry, Effort::application_change, place, "no retry");
  remedy.today = fmt::format("{} retries", now->attempts);
  remedy.paths = {place.path("retry")};
  remedy.candidates = {{"", {place.path("retry") + "=none"}}};
  remedy.costs.push_back({"a request whose connect fails is lost", std::nullopt});
  remedies.push_back(std::move(remedy));
}

}  // namespace

void add_retry_remedies(const WorkloadPlace& place, Remedies& remedies) {
  add_more_retries(place, remedies);
  add_no_retry(place, remedies);
}

void add_closer_remedies(const WorkloadPlace& place, Remedies& remedies) {
  add_server(place, remedies);
  add_abort(place, remedies);
}

}  // namespace portsim
