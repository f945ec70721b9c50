// `workloads`: who connects where, how often and for how long.
#include <algorithm>
#include <utility>

#include "sim/scenario/client_demand.hpp"
#include "sim/scenario/client_section.hpp"
#include "sim/scenario/key_table.hpp"
#include "sim/scenario/sections.hpp"

namespace portsim {
namespace {

constexpr double attempts_max = 1e12;  // in one replication: more would take days

struct WorkloadDraft {
  const Scenario& scenario;  // its hosts and services have been read
  const LocalAddresses& addresses;
  TraceFiles& traces;
  const Host* host = nullptr;  // nullptr: unknown
  Workload workload;
  std::string_view why_no_holds = "";  // if the client says how long its connections are held
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
    value.report_unexpected({"it must be later than the start", ProblemKind::wrong_order});
  }
}

void check_amount(const Field& value, const WorkloadDraft& draft) {
  const double requests = requests_at_most(draft.workload, draft.scenario.duration);
  if (requests > attempts_max) {
    value.report_at_key(ProblemKind::too_large,
                        fmt::format("about {:.2g} attempts in a replication; at most {:g} can be run",
                                    requests, attempts_max));
  }
}

void read_client(const Field& value, WorkloadDraft& draft) {
  ClientDraft client{draft.scenario, draft.addresses, draft.workload, draft.traces};
  read_client(value, client);
  draft.workload.client = std::move(client.spec);
  draft.workload.holds = client.holds;
  draft.why_no_holds = client.why_no_holds;
  check_amount(value, draft);
}

void read_holds(const Field& value, WorkloadDraft& draft) {
  if (draft.why_no_holds.empty()) return read_holding_time(value, draft.workload.holds);
  const bool is_stated = value.parent()->map()->find(value.key()) != nullptr;
  if (is_stated) value.report_at_key(ProblemKind::conflict, std::string{draft.why_no_holds});
}

constexpr Key<WorkloadDraft> workload_keys[] = {
    {"host", required, "the name of a host", {read_host, shapes::any_text}, "where it runs"},
    {"connects_to",
     required,
     "the name of a service, or shares such as {web: 80%, api: 20%}",
     {[](const Field& value, WorkloadDraft& draft) {
        read_connects_to(value, draft.scenario.services, draft.workload.connects_to);
      },
      connects_to_shape},
     "where it connects to"},
    {"from",
     optional("chosen by the system"),
     "a list of the host's addresses, or all",
     {[](const Field& value, WorkloadDraft& draft) {
        if (draft.host) read_from(value, *draft.host, draft.addresses, draft.workload);
      },
      from_shape},
     "the local addresses that it binds to, taken in turn"},
    {"bind",
     defaults_to("none"),
     "none, any-port, or a port such as \"port 600\"",
     {[](const Field& value, WorkloadDraft& draft) { read_bind(value, draft.workload.bind); }, bind_shape},
     "what it calls before connect(): nothing, bind() to port 0, or bind() to one port"},
    {"socket",
     optional("no options"),
     "a list of options such as [SO_REUSEADDR]",
     {[](const Field& value, WorkloadDraft& draft) {
        if (draft.host) read_socket_options(value, *draft.host, draft.workload);
      },
      socket_shape},
     "the options that it sets on its sockets; one has a value, as in [{IP_LOCAL_PORT_RANGE: 50000-50099}]"},
    {"starts",
     defaults_to("0s"),
     "a duration such as \"10s\"",
     {read_starts, shapes::duration},
     "when it starts, counted from the start of the run"},
    {"ends",
     optional("with the run"),
     "a duration such as \"10min\"",
     {read_ends, shapes::duration},
     "when it connects no more, counted from the start of the run"},
    {"client",
     required,
     "a client such as {model: open, arrivals: poisson, rate: 20/s}",
     {read_client, client_shape},
     "what asks for connections, and how often"},
    {"holds",
     defaults_to("0s"),
     "a duration such as \"200ms\", a distribution such as {exponential: 200ms}, or forever",
     {read_holds, holding_time_shape},
     "how long a connection is open, from established to close"},
    {"closes",
     defaults_to("client"),
     "client, server, abort or server-abort, or shares such as {client: 70%, server: 30%}",
     {[](const Field& value, WorkloadDraft& draft) { read_closes(value, draft.workload.closes); },
      closes_shape},
     "who closes first, and so keeps the port in TIME_WAIT"},
    {"retry",
     defaults_to("none"),
     "none, or a map such as {attempts: 3, backoff: 1s}",
     {[](const Field& value, WorkloadDraft& draft) { read_retry(value, draft.workload.retry); }, retry_shape},
     "what it does when a connect fails"},
};

// `from: all` is short, and each address takes memory.
constexpr std::size_t bound_addresses_max = 1 << 20;

// What only the host can tell of the workload.
void check_host(const Field& field, const WorkloadDraft& draft) {
  check_sockets(field, *draft.host, draft.workload);
  if (const Entry* connects_to = field.map()->find("connects_to"))
    check_destinations(field.entry(*connects_to, ""), *draft.host, draft.addresses, draft.scenario.services,
                       draft.workload);
}

Shape a_workload() {
  return shapes::map_of_rows(workload_keys, {},
                             {{{{"client", client_tag}, clients_without_holds()}, "holds"}});
}

}  // namespace

Shape workloads_shape() {
  return shapes::named<a_workload>();
}

void read_workloads(const Field& workloads, Scenario& scenario, TraceFiles& traces) {
  constexpr std::string_view expected_of_each =
      "a workload: a map with the keys host, connects_to and client";
  const LocalAddresses addresses{scenario.hosts};
  std::size_t bound_addresses = 0;
  bool are_hosts_known = true;
  read_named(workloads, expected_of_each, [&](const Field& field) {
    WorkloadDraft draft{scenario, addresses, traces, nullptr, {}};
    draft.workload.name = field.key();
    read_map(field, workload_keys, draft);
    if (draft.host && field.map()) check_host(field, draft);
    are_hosts_known &= draft.host != nullptr;
    bound_addresses += draft.workload.from.size();
    if (bound_addresses > bound_addresses_max) {
      field.report_at_key(
          ProblemKind::too_large,
          fmt::format("with it the workloads bind to more than {} addresses together", bound_addresses_max));
      draft.workload.from.clear();
    }
    scenario.workloads.push_back(std::move(draft.workload));
  });
  if (are_hosts_known) check_sharing(workloads, scenario);
  check_memory(workloads, scenario);
}

}  // namespace portsim
