// What a workload's `client` can be: the models by their names.
#include "sim/scenario/client_section.hpp"

namespace portsim {
namespace {

struct Model {
  void (*read)(const Field&, ClientDraft&);
  MakeShape shape;
  std::string_view meaning;            // sentences
  std::string_view why_no_holds = {};  // if it says itself how long connections are held: why
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
      "are idle. How long a connection is open follows from the keys, so the workload has no `holds`.",
      "how long a pool's connections are open follows from its own keys: leave it out; a request takes "
      "request_time"}},
    {"trace",
     {read_trace, trace_shape,
      "Attempts as they were recorded, one a row of a file of comma-separated values: `at` (seconds from "
      "when "
      "the workload `starts`), and perhaps `service`, `holds` (seconds), `closes` and `from`. Rows after the "
      "end "
      "of the workload or of the run are not used."}},
    {"leak",
     {read_leak, leak_shape,
      "Connections that are opened evenly and never closed. The workload has no `holds`.",
      "a leak never closes its connections: leave it out, or take the model open"}},
};

}  // namespace

void read_client(const Field& client, ClientDraft& draft) {
  if (!client.map()) return client.report_unexpected();
  const Entry* entry = client.map()->find(client_tag);
  if (!entry) return client.report_missing(client_tag, model_expected);
  const auto model = client.entry(*entry, model_expected).read_word(models);
  if (!model) return;
  draft.why_no_holds = model->why_no_holds;
  model->read(client, draft);
}

Candidates clients_without_holds() {
  Candidates words;
  for (const Word<Model>& each : models) {
    if (!each.meaning.why_no_holds.empty()) words.push_back(each.word);
  }
  return words;
}

Shape client_shape() {
  TaggedShape client{client_tag, {}};
  for (const Word<Model>& each : models)
    client.cases.push_back({each.word, each.meaning.meaning, {each.meaning.shape()}});
  return {std::move(client)};
}

}  // namespace portsim
