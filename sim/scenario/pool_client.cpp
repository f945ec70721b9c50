// The client `pool`: requests that share connections kept open between them.
#include "sim/scenario/client_section.hpp"
#include "sim/scenario/sections.hpp"

namespace portsim {
namespace {

void read_request_time(const Field& value, PoolClient& pool) {
  read_holding_time(value, pool.request_time);
  if (std::holds_alternative<HoldForever>(pool.request_time))
    value.report_unexpected(
        {"a request ends; the model leak is for what does not", ProblemKind::out_of_range});
}

constexpr Key<PoolClient> pool_keys[] = {
    model_key<PoolClient>,
    {"keeps", required, "a number of idle connections from 0 to 1000000000",
     takes_whole<&PoolClient::keeps, 0, connections_max>, "how many idle connections are kept at most"},
    {"connection_limit", defaults_to("none"), "a number of connections from 1 to 1000000000, or none",
     takes_number_or_none<&PoolClient::connection_limit>, "how many may be open; requests beyond that wait"},
    {"request_rate", required, "the rate of all requests together, such as \"200/s\"",
     takes_rate<&PoolClient::request_rate>, "how often requests come"},
    {"request_time",
     required,
     "a duration such as \"50ms\", or a distribution such as {exponential: 50ms}",
     {read_request_time, shapes::either<shapes::duration, distribution_shape>},
     "how long a request takes its connection"},
    {"requests_per_connection", defaults_to("none"), "a number of requests from 1 to 1000000000, or none",
     takes_number_or_none<&PoolClient::requests_per_connection>,
     "after so many requests a connection is closed"},
    {"idle_timeout", defaults_to("none"), "a duration such as \"90s\", or none",
     takes_duration_or_none<&PoolClient::idle_timeout>, "a connection that is idle so long is closed"},
    {"lifetime", defaults_to("none"), "a duration such as \"5min\", or none",
     takes_duration_or_none<&PoolClient::lifetime>, "a connection so old is closed after its request"},
    {"upstream_errors", defaults_to("0%"), "a percentage such as \"5%\"",
     takes_percentage<&PoolClient::upstream_errors>,
     "the share of requests that fail upstream and cost their connection"},
    {"flush_on_retry", defaults_to("false"), "true or false", takes_boolean<&PoolClient::flush_on_retry>,
     "whether a retry closes every idle connection of the pool"},
};

}  // namespace

Shape pool_shape() {
  return shapes::map_of<pool_keys>();
}

void read_pool(const Field& client, ClientDraft& draft) {
  PoolClient pool;
  read_map(client, pool_keys, pool);
  draft.spec = pool;
}

}  // namespace portsim
