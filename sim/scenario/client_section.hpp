// `client` of a workload: one reader for each model, which knows the keys of its own table. A reader says
// what the client is, and what of the rest of the workload is no longer the workload's to say.
#pragma once

#include <optional>
#include <string_view>

#include "models/workload/client_spec.hpp"

#include "sim/scenario/field.hpp"
#include "sim/scenario/key_table.hpp"
#include "sim/scenario/local_addresses.hpp"
#include "sim/scenario/scenario.hpp"
#include "sim/scenario/trace_files.hpp"

namespace portsim {

struct ClientDraft {
  const Scenario& scenario;  // its hosts and services have been read
  const LocalAddresses& addresses;
  const Workload& workload;  // its host, where it connects to and from
  TraceFiles& traces;
  ClientSpec spec{};
  HoldingTimeSpec holds{};             // where the workload cannot say it
  std::string_view why_no_holds = "";  // then: why not
};

void read_client(const Field& client, ClientDraft& draft);
Shape client_shape();
inline constexpr std::string_view client_tag = "model";
Candidates clients_without_holds();  // words of the models whose workloads have no `holds`

// The models.
void read_open(const Field& client, ClientDraft& draft);
void read_closed(const Field& client, ClientDraft& draft);
void read_mailbox_cache(const Field& client, ClientDraft& draft);
void read_pool(const Field& client, ClientDraft& draft);
void read_trace(const Field& client, ClientDraft& draft);
void read_leak(const Field& client, ClientDraft& draft);

Shape open_shape();
Shape closed_shape();
Shape mailbox_cache_shape();
Shape pool_shape();
Shape trace_shape();
Shape leak_shape();

inline constexpr std::string_view rate_expected = "a rate such as \"200/s\"";

// The model decides which other keys there are; read_client has read it by then.
inline constexpr std::string_view model_expected = "open, closed, mailbox-cache, pool, trace or leak";
template <class Target>
inline constexpr Key<Target> model_key{"model",
                                       required,
                                       model_expected,
                                       {[](const Field&, Target&) {}, shapes::any_text},
                                       "what the client is"};

inline constexpr std::uint64_t users_max = 10'000'000;
template <class Target>
inline constexpr Key<Target> users_key{"users", required, "a number of users from 1 to 10000000",
                                       takes_whole<&Target::users, 1, users_max>, "how many users there are"};

inline constexpr std::uint64_t connections_max = 1'000'000'000;

// A limit that may be left out in so many words. Its member is empty then.
inline constexpr std::string_view none_word = "none";
inline bool says_none(const Field& value) {
  return value.scalar() && value.scalar()->text == none_word;
}

template <auto member>
inline constexpr Takes<TargetOf<member>> takes_number_or_none{
    [](const Field& value, TargetOf<member>& target) {
      if (!says_none(value)) value.read_whole_into(target.*member, {1, connections_max});
    },
    shapes::either<shapes::whole<1, connections_max>, shapes::the_word<none_word>>};
template <auto member>
inline constexpr Takes<TargetOf<member>> takes_duration_or_none{
    [](const Field& value, TargetOf<member>& target) {
      if (!says_none(value)) value.read_into(target.*member, decode_positive_duration);
    },
    shapes::either<shapes::positive_duration, shapes::the_word<none_word>>};

}  // namespace portsim
