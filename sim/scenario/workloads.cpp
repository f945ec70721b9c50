// `workloads`: who connects where, how often and for how long.
#include <algorithm>
#include <utility>

#include "sim/scenario/key_table.hpp"
#include "sim/scenario/sections.hpp"

namespace portsim {
namespace {

constexpr double attempts_max = 1e12;  // in one replication: more would take days

struct WorkloadDraft {
  const Scenario& scenario;  // its hosts and services have been read
  const LocalAddresses& addresses;
  const Host* host = nullptr;  // nullptr: unknown
  Workload workload;
};

void read_host(const Field& value, WorkloadDraft& draft) {
  const auto host = read_reference(value, "host", draft.scenario.hosts);
  if (!host) return;
  draft.workload.host = *host;
  draft.host = &draft.scenario.hosts[*host];
}

void read_starts(const Field& value, WorkloadDraft& draft) {
  value.read_into(draft.workload.starts, decode_duration);
  check_within_run(value, draft.workload.starts, draft.scenario);
}

void read_ends(const Field& value, WorkloadDraft& draft) {
  value.read_into(draft.workload.ends, decode_duration);
  if (draft.workload.ends && *draft.workload.ends <= draft.workload.starts) {
    value.report_unexpected("it must be later than the start");
  }
}

// Requests of one replication; never fewer than attempts but for retries.
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

double requests_of(const ClosedClient&, Duration) {
  return 0;  // as many as the ports and their own thinking let them make
}
double requests_of(const PoolClient& client, Duration active) {
  return client.request_rate.per_second() * in_seconds(active);
}
double requests_of(const TraceClient& client, Duration) {
  return static_cast<double>(client.rows->size());
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

constexpr Key<WorkloadDraft> workload_keys[] = {
    {"host", required, "the name of a host", read_host},
    {"connects_to", required, "the name of a service, or shares such as {web: 80%, api: 20%}",
     [](const Field& value, WorkloadDraft& draft) {
       read_connects_to(value, draft.scenario.services, draft.workload.connects_to);
     }},
    {"from", optional("chosen by the system"), "a list of the host's addresses, or all",
     [](const Field& value, WorkloadDraft& draft) {
       if (draft.host) read_from(value, *draft.host, draft.addresses, draft.workload);
     }},
    {"bind", defaults_to("none"), "none, any-port, or a port such as \"port 600\"",
     [](const Field& value, WorkloadDraft& draft) { read_bind(value, draft.workload.bind); }},
    {"socket", optional("no options"), "a list of options such as [SO_REUSEADDR]",
     [](const Field& value, WorkloadDraft& draft) {
       if (draft.host) read_socket_options(value, *draft.host, draft.workload.socket);
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
    {"closes", defaults_to("client"), "client, server or abort, or shares such as {client: 70%, server: 30%}",
     [](const Field& value, WorkloadDraft& draft) { read_closes(value, draft.workload.closes); }},
    {"retry", defaults_to("none"), "none, or a map such as {attempts: 3, backoff: 1s}",
     [](const Field& value, WorkloadDraft& draft) { read_retry(value, draft.workload.retry); }},
};

// `from: all` is short, and each address takes memory.
constexpr std::size_t bound_addresses_max = 1 << 20;

}  // namespace

void read_workloads(const Field& workloads, Scenario& scenario) {
  constexpr std::string_view expected_of_each =
      "a workload: a map with the keys host, connects_to and client";
  const LocalAddresses addresses{scenario.hosts};
  std::size_t bound_addresses = 0;
  bool are_hosts_known = true;
  read_named(workloads, expected_of_each, [&](const Field& field) {
    WorkloadDraft draft{scenario, addresses, nullptr, {}};
    draft.workload.name = field.key();
    read_map(field, workload_keys, draft);
    if (draft.host && field.map()) check_sockets(field, *draft.host, draft.workload);
    are_hosts_known &= draft.host != nullptr;
    bound_addresses += draft.workload.from.size();
    if (bound_addresses > bound_addresses_max) {
      field.report_at_key(
          fmt::format("with it the workloads bind to more than {} addresses together", bound_addresses_max));
      draft.workload.from.clear();
    }
    scenario.workloads.push_back(std::move(draft.workload));
  });
  if (are_hosts_known) check_sharing(workloads, scenario);
  check_memory(workloads, scenario);
}

}  // namespace portsim
