// `retry`: what a workload does when a connect fails.
#include "sim/scenario/key_table.hpp"
#include "sim/scenario/sections.hpp"

namespace portsim {
namespace {

constexpr std::uint64_t attempts_max = 1000;

constexpr Word<Jitter> jitter_words[] = {
    {"none", Jitter::none},
    {"equal", Jitter::equal},
    {"full", Jitter::full},
};

void read_at_most(const Field& value, RetrySpec& retry) {
  value.read_into(retry.at_most, decode_positive_duration);
  if (retry.at_most < retry.backoff)
    value.report_unexpected({"shorter than the first delay", ProblemKind::wrong_order});
}

constexpr Key<RetrySpec> exponential_keys[] = {
    {"exponential", required, "the first delay, such as \"250ms\"",
     takes_positive_duration<&RetrySpec::backoff>,
     "the delay before the first retry; each later one is twice as long"},
    {"at_most",
     optional("no limit"),
     "the longest delay, such as \"8s\"",
     {read_at_most, shapes::positive_duration},
     "delays stop growing here"},
    {"jitter", defaults_to("none"), "none, equal or full", takes_word<&RetrySpec::jitter, jitter_words>,
     "how much of a delay is drawn at random: nothing, its second half, or all of it"},
};

void read_backoff(const Field& value, RetrySpec& retry) {
  if (!value.map()) return value.read_into(retry.backoff, decode_positive_duration);
  retry.is_exponential = true;
  read_map(value, exponential_keys, retry);
}

constexpr Key<RetrySpec> retry_keys[] = {
    {"attempts", required, "a number of retries from 1 to 1000",
     takes_whole<&RetrySpec::attempts, 1, attempts_max>,
     "how often a connect is tried again; the first is no retry"},
    {"backoff",
     required,
     "a delay such as \"1s\", or {exponential: 250ms, at_most: 8s, jitter: full}",
     {read_backoff, shapes::either<shapes::positive_duration, shapes::map_of<exponential_keys>>},
     "the delay from a failure to the next try"},
};

constexpr std::string_view none_word = "none";

}  // namespace

Shape retry_shape() {
  return shapes::either<shapes::the_word<none_word>, shapes::map_of<retry_keys>>();
}

void read_retry(const Field& value, std::optional<RetrySpec>& spec) {
  if (value.scalar() && value.scalar()->text == none_word) return;
  if (value.scalar()) return value.report_unexpected(Reason{});
  if (!value.map()) return value.report_unexpected();
  RetrySpec retry;
  read_map(value, retry_keys, retry);
  spec = retry;
}

}  // namespace portsim
