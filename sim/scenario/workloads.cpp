// `workloads`: who connects where, how often and for how long.
#include <algorithm>
#include <set>
#include <utility>

#include "models/vocabulary/overloaded.hpp"

#include "sim/scenario/key_table.hpp"
#include "sim/scenario/sections.hpp"

namespace portsim {
namespace {

constexpr double attempts_max = 1e12;  // in one replication: more would take days

struct WorkloadDraft {
  const Scenario& scenario;  // its hosts and services have been read
  Workload workload;
};

constexpr Word<Closer> closer_words[] = {
    {"client", Closer::client},
    {"server", Closer::server},
    {"abort", Closer::abort},
};

enum class Retry { none };
constexpr Word<Retry> retry_words[] = {{"none", Retry::none}};

template <class Named>
void read_reference(const Field& value, std::string_view kind, const std::vector<Named>& all,
                    std::uint32_t& index) {
  if (!value.scalar()) return value.report_unexpected();
  const std::string& name = value.scalar()->text;
  if (const auto found = index_of(all, name)) {
    index = *found;
  } else if (!all.empty()) {  // their whole section is amiss, and that is reported already
    value.report_unknown(kind, name, names_of(all));
  }
}

void read_starts(const Field& value, WorkloadDraft& draft) {
  value.read_into(draft.workload.starts, decode_duration);
  const Duration duration = draft.scenario.duration;  // zero: amiss
  if (duration > Duration::zero() && draft.workload.starts >= duration) {
    value.report_unexpected("the run is over by then");
  }
}

void read_ends(const Field& value, WorkloadDraft& draft) {
  value.read_into(draft.workload.ends, decode_duration);
  if (draft.workload.ends && *draft.workload.ends <= draft.workload.starts) {
    value.report_unexpected("it must be later than the start");
  }
}

// Requests of one replication; never fewer than attempts.
double requests_of(const OpenClient& client, Duration active) {
  double requests = 0;
  for (const RatePhase& phase : client.arrivals.phases) {
    const Duration lasts = std::min(phase.lasts.value_or(active), active);
    requests += std::max(phase.rate.per_second(), phase.to.per_second()) * in_seconds(lasts);
    active -= lasts;
  }
  return requests;
}
double requests_of(const MailboxCacheClient& client, Duration active) {
  return static_cast<double>(client.users) * client.request_rate.per_second() * in_seconds(active);
}

void check_amount(const Field& value, const WorkloadDraft& draft) {
  const Workload& workload = draft.workload;
  const Duration end = std::min(workload.ends.value_or(duration_max), draft.scenario.duration);
  const Duration active = std::max(end - workload.starts, Duration::zero());
  const double requests =
      std::visit([&](const auto& client) { return requests_of(client, active); }, workload.client);
  if (requests > attempts_max) {
    value.report_at_key(fmt::format("about {:.2g} attempts in a replication; at most {:g} can be run",
                                    requests, attempts_max));
  }
}

// What a replication keeps in memory: an instant for each port towards each destination (8 bytes, and an
// eighth above it), and each user's connection.
double bytes_needed(const Scenario& scenario) {
  constexpr double bytes_a_port = 9.2;
  constexpr double bytes_a_user = 40;
  std::set<std::pair<HostIndex, ServiceIndex>> destinations;
  double bytes = 0;
  for (const Workload& workload : scenario.workloads) {
    const HostBehaviour& host = scenario.hosts[workload.host].behaviour;
    if (destinations.insert({workload.host, workload.connects_to}).second) {
      const int columns = host.scope == PoolScope::destination ? 2 : 1;
      bytes += columns * bytes_a_port * host.ephemeral.size();
    }
    if (const auto* cache = std::get_if<MailboxCacheClient>(&workload.client)) {
      bytes += bytes_a_user * static_cast<double>(cache->users);
    }
  }
  return bytes;
}

void check_memory(const Field& workloads, const Scenario& scenario) {
  constexpr double bytes_max = 1e9;
  if (scenario.hosts.empty() || scenario.services.empty()) return;  // reported already
  if (const double bytes = bytes_needed(scenario); bytes > bytes_max) {
    workloads.report_at_key(fmt::format(
        "a replication would keep about {:.2g} GB of ports and users in memory; at most {:g} GB can be run",
        bytes / 1e9, bytes_max / 1e9));
  }
}

constexpr Key<WorkloadDraft> workload_keys[] = {
    {"host", required, "the name of a host",
     [](const Field& value, WorkloadDraft& draft) {
       read_reference(value, "host", draft.scenario.hosts, draft.workload.host);
     }},
    {"connects_to", required, "the name of a service",
     [](const Field& value, WorkloadDraft& draft) {
       read_reference(value, "service", draft.scenario.services, draft.workload.connects_to);
     }},
    {"starts", defaults_to("0s"), "a duration such as \"10s\"", read_starts},
    {"ends", optional("with the run"), "a duration such as \"10min\"", read_ends},
    {"client", required, "a client such as {model: open, arrivals: poisson, rate: 20/s}",
     [](const Field& value, WorkloadDraft& draft) {
       read_client(value, draft.workload.client);
       check_amount(value, draft);
     }},
    {"holds", defaults_to("0s"),
     "a duration such as \"200ms\", a distribution such as {exponential: 200ms}, or forever",
     [](const Field& value, WorkloadDraft& draft) { read_holding_time(value, draft.workload.holds); }},
    {"closes", defaults_to("client"), "client, server or abort",
     [](const Field& value, WorkloadDraft& draft) {
       value.read_word_into(draft.workload.closes, closer_words);
     }},
    {"retry", defaults_to("none"), "none",
     [](const Field& value, WorkloadDraft&) { value.read_word(retry_words); }},
};

}  // namespace

void read_workloads(const Field& workloads, Scenario& scenario) {
  constexpr std::string_view expected_of_each =
      "a workload: a map with the keys host, connects_to and client";
  read_named(workloads, expected_of_each, [&](const Field& field) {
    WorkloadDraft draft{scenario, {}};
    draft.workload.name = field.key();
    read_map(field, workload_keys, draft);
    scenario.workloads.push_back(std::move(draft.workload));
  });
  check_memory(workloads, scenario);
}

}  // namespace portsim
