// What a workload's `client` can be: one table a model.
#include "sim/scenario/key_table.hpp"
#include "sim/scenario/sections.hpp"

namespace portsim {
namespace {

constexpr std::uint64_t users_max = 10'000'000;
constexpr std::uint64_t connection_limit_max = 1'000'000'000;
constexpr std::string_view rate_expected = "a rate such as \"200/s\"";

enum class Model { open, mailbox_cache };

constexpr Word<Model> model_words[] = {{"open", Model::open}, {"mailbox-cache", Model::mailbox_cache}};

constexpr Word<ArrivalProcess> arrival_words[] = {
    {"poisson", ArrivalProcess::poisson},
    {"constant", ArrivalProcess::constant},
};

constexpr Word<CacheExpiry> expiry_words[] = {
    {"since-use", CacheExpiry::since_use},
    {"since-open", CacheExpiry::since_open},
};

// The model decides which other keys there are; read_client has read it by then.
template <class Target>
constexpr Key<Target> model_key{"model", required, "open or mailbox-cache", [](const Field&, Target&) {}};

constexpr Key<RatePhase> phase_keys[] = {
    {"for", optional("until the client ends; the last phase only"), "a duration such as \"30s\"",
     [](const Field& value, RatePhase& phase) { value.read_into(phase.lasts, decode_positive_duration); }},
    {"rate", required, rate_expected,
     [](const Field& value, RatePhase& phase) {
       value.read_into(phase.rate, decode_rate);
       phase.to = phase.rate;
     }},
    {"to", optional("the rate stays"), rate_expected,
     [](const Field& value, RatePhase& phase) { value.read_into(phase.to, decode_rate); }},
};

void read_phases(const Field& value, ArrivalSpec& arrivals) {
  if (!value.list() || value.list()->items.empty()) return value.report_unexpected();
  const std::size_t count = value.list()->items.size();
  for (std::size_t i = 0; i < count; ++i) {
    const Field item = value.item(i, "a phase such as {for: 30s, rate: 200/s}");
    RatePhase phase;
    read_map(item, phase_keys, phase);
    const bool is_last = i + 1 == count;
    if (item.map() && !item.map()->find("for") && !is_last) {
      item.report_missing("for",
                          "a duration such as \"30s\"; only the last phase goes on until the client ends");
    }
    arrivals.phases.push_back(phase);
  }
}

constexpr Key<ArrivalSpec> open_keys[] = {
    model_key<ArrivalSpec>,
    {"arrivals", required, "poisson or constant",
     [](const Field& value, ArrivalSpec& arrivals) {
       value.read_word_into(arrivals.process, arrival_words);
     }},
    {"rate", optional("phases"), rate_expected,
     [](const Field& value, ArrivalSpec& arrivals) {
       if (const auto rate = value.read(decode_rate)) arrivals.phases = {{std::nullopt, *rate, *rate}};
     }},
    {"phases", optional("a rate that stays"), "a list of phases such as [{for: 30s, rate: 200/s}]",
     read_phases},
};

void read_open(const Field& client, ClientSpec& spec) {
  OpenClient open;
  read_map(client, open_keys, open.arrivals);
  const bool has_rate = client.map()->find("rate") != nullptr;
  const bool has_phases = client.map()->find("phases") != nullptr;
  if (has_rate && has_phases) client.report_at_key("rate and phases exclude each other");
  if (!has_rate && !has_phases) client.report_missing("rate", "a rate such as \"200/s\", or phases");
  spec = open;
}

void read_connection_limit(const Field& value, MailboxCacheClient& client) {
  if (value.scalar() && value.scalar()->text == "none") return;
  value.read_whole_into(client.connection_limit, {1, connection_limit_max});
}

constexpr Key<MailboxCacheClient> mailbox_cache_keys[] = {
    model_key<MailboxCacheClient>,
    {"users", required, "a number of users from 1 to 10000000",
     [](const Field& value, MailboxCacheClient& client) {
       value.read_whole_into(client.users, {1, users_max});
     }},
    {"request_rate", required, "the rate of one user, such as \"2/min\"",
     [](const Field& value, MailboxCacheClient& client) {
       value.read_into(client.request_rate, decode_rate);
       const double together = static_cast<double>(client.users) * client.request_rate.per_second();
       if (together > rate_per_second_max)
         value.report("all users together: more than 1e9 requests in a second");
     }},
    {"ttl", required, "a duration such as \"5s\"",
     [](const Field& value, MailboxCacheClient& client) { value.read_into(client.ttl, decode_duration); }},
    {"expires", defaults_to("since-use"), "since-use or since-open",
     [](const Field& value, MailboxCacheClient& client) {
       value.read_word_into(client.expires, expiry_words);
     }},
    {"connection_limit", defaults_to("none"), "a number of connections from 1 to 1000000000, or none",
     read_connection_limit},
};

void read_mailbox_cache(const Field& field, ClientSpec& spec) {
  MailboxCacheClient client;
  read_map(field, mailbox_cache_keys, client);
  spec = client;
}

}  // namespace

void read_client(const Field& client, ClientSpec& spec) {
  if (!client.map()) return client.report_unexpected();
  const Entry* entry = client.map()->find("model");
  if (!entry) return client.report_missing("model", "open or mailbox-cache");
  const auto model = client.entry(*entry, "open or mailbox-cache").read_word(model_words);
  if (model == Model::open) read_open(client, spec);
  if (model == Model::mailbox_cache) read_mailbox_cache(client, spec);
}

}  // namespace portsim
