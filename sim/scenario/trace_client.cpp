// The client `trace`: what its file may name, and the rows of it.
#include "sim/scenario/client_section.hpp"

namespace portsim {
namespace {

// Rows count a route's destinations in the order of connects_to, and its local addresses in that of `from`.
TraceNames names_for(const ClientDraft& draft) {
  TraceNames names;
  const Workload& workload = draft.workload;
  for (std::uint32_t n = 0; n < workload.connects_to.size(); ++n) {
    const ServiceIndex service = workload.connects_to[n].service;
    if (service < draft.scenario.services.size())
      names.services.emplace(draft.scenario.services[service].name, n);
  }
  if (workload.host >= draft.scenario.hosts.size()) return names;  // reported
  const Host& host = draft.scenario.hosts[workload.host];
  for (std::uint32_t n = 0; n < workload.from.size(); ++n)
    names.addresses.emplace(to_text(host.addresses[workload.from[n]]), n);
  names.why_not_address = [&](std::string_view text) {
    const auto address = decode_ipv4(text);
    if (!address) return fmt::format("expected an IPv4 address of {}, found {}", host.name, shown(text));
    if (!draft.addresses.find(workload.host, *address))
      return fmt::format("{} is no address of {}", to_text(*address), host.name);
    return fmt::format("the workload does not connect from {}; give it from: all, or a list with it",
                       to_text(*address));
  };
  return names;
}

struct TraceDraft {
  const ClientDraft& client;
  TraceFiles::Rows rows = std::make_shared<const std::vector<TraceRow>>();
};

void read_file(const Field& value, TraceDraft& trace) {
  const std::string_view workload = trace.client.workload.name;
  if (auto rows = trace.client.traces.rows_for(value, workload, names_for(trace.client)))
    trace.rows = std::move(rows);
}

constexpr Key<TraceDraft> trace_keys[] = {
    model_key<TraceDraft>,
    {"file",
     required,
     "the name of a file such as arrivals.csv",
     {read_file, shapes::any_text},
     "the file, counted from the folder of the scenario; all traces together take at most 1 GB, their texts "
     "and 32 "
     "bytes a row"},
};

}  // namespace

Shape trace_shape() {
  return shapes::map_of<trace_keys>();
}

void read_trace(const Field& client, ClientDraft& draft) {
  TraceDraft trace{draft};
  read_map(client, trace_keys, trace);
  draft.spec = TraceClient{trace.rows};
}

}  // namespace portsim
