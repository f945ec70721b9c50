// Clients that are a number of users: `closed` and `mailbox-cache`.
#include "sim/scenario/client_section.hpp"
#include "sim/scenario/sections.hpp"

namespace portsim {
namespace {

constexpr Word<CacheExpiry> expiry_words[] = {
    {"since-use", CacheExpiry::since_use},
    {"since-open", CacheExpiry::since_open},
};

void read_think(const Field& value, ClosedClient& client) {
  read_holding_time(value, client.think);
  if (std::holds_alternative<HoldForever>(client.think))
    value.report_unexpected({"such a user never connects", ProblemKind::out_of_range});
}

constexpr Key<ClosedClient> closed_keys[] = {
    model_key<ClosedClient>,
    users_key<ClosedClient>,
    {"think",
     required,
     "a duration such as \"1s\", or a distribution such as {exponential: 1s}",
     {read_think, shapes::either<shapes::duration, distribution_shape>},
     "from the end of a connection, or from an attempt that failed, to the next attempt; where a turn would "
     "take no time at all it takes 1 ms"},
};

void read_request_rate(const Field& value, MailboxCacheClient& client) {
  value.read_into(client.request_rate, decode_rate);
  const double together = static_cast<double>(client.users) * client.request_rate.per_second();
  if (together > rate_per_second_max)
    value.report(ProblemKind::too_large, "all users together: more than 1e9 requests in a second");
}

constexpr Key<MailboxCacheClient> mailbox_cache_keys[] = {
    model_key<MailboxCacheClient>,
    users_key<MailboxCacheClient>,
    {"request_rate",
     required,
     "the rate of one user, such as \"2/min\"",
     {read_request_rate, shapes::rate},
     "how often each user asks for something"},
    {"ttl", required, "a duration such as \"5s\"", takes_duration<&MailboxCacheClient::ttl>,
     "how long a connection is kept"},
    {"expires", defaults_to("since-use"), "since-use or since-open",
     takes_word<&MailboxCacheClient::expires, expiry_words>,
     "whether that time runs from the last request or from when the connection was opened"},
    {"connection_limit", defaults_to("none"), "a number of connections from 1 to 1000000000, or none",
     takes_number_or_none<&MailboxCacheClient::connection_limit>,
     "how many may be open; a request beyond that is refused, and is a loss without an attempt"},
};

}  // namespace

Shape closed_shape() {
  return shapes::map_of<closed_keys>();
}

Shape mailbox_cache_shape() {
  return shapes::map_of<mailbox_cache_keys>();
}

void read_closed(const Field& client, ClientDraft& draft) {
  ClosedClient closed;
  read_map(client, closed_keys, closed);
  draft.spec = closed;
}

void read_mailbox_cache(const Field& client, ClientDraft& draft) {
  MailboxCacheClient cache;
  read_map(client, mailbox_cache_keys, cache);
  draft.spec = cache;
}

}  // namespace portsim
