// What a workload's `client` can be: the models by their names.
#include "sim/scenario/client_section.hpp"

namespace portsim {
namespace {

struct Model {
  void (*read)(const Field&, ClientDraft&);
  MakeShape shape;
  std::string_view meaning;  // sentences
};

constexpr Word<Model> models[] = {
    {"open",
     {read_open, open_shape,
      "Attempts arrive from outside, whatever became of those before: at a rate, in phases, or in bursts."}},
    {"closed",
     {read_closed, closed_shape,
      "Each user thinks, connects, holds the connection, and thinks again: those who wait ask for nothing."}},
    {"mailbox-cache",
     {read_mailbox_cache, mailbox_cache_shape,
      "Each user has one connection, which a request opens if it is not open, and which closes when it "
      "expires "
      "(KB319502). A request holds it for `holds`."}},
    {"pool",
     {read_pool, pool_shape,
      "Requests take a connection that is idle, or open another; after the request it is kept, or closed if "
      "enough "
      "are idle. How long a connection is open follows from the keys, so the workload has no `holds`."}},
    {"trace",
     {read_trace, trace_shape,
      "Attempts as they were recorded, one a row of a file of comma-separated values: `at` (seconds from the "
      "start), and perhaps `service`, `holds` (seconds), `closes` and `from`."}},
    {"leak",
     {read_leak, leak_shape,
      "Connections that are opened evenly and never closed. The workload has no `holds`."}},
};

}  // namespace

void read_client(const Field& client, ClientDraft& draft) {
  if (!client.map()) return client.report_unexpected();
  const Entry* entry = client.map()->find("model");
  if (!entry) return client.report_missing("model", model_expected);
  const auto model = client.entry(*entry, model_expected).read_word(models);
  if (model) model->read(client, draft);
}

Shape client_shape() {
  TaggedShape client{"model", {}};
  for (const auto& [word, model] : models) client.cases.push_back({word, model.meaning, {model.shape()}});
  return {std::move(client)};
}

}  // namespace portsim
