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
  if (retry.at_most < retry.backoff) value.report_unexpected("shorter than the first delay");
}

constexpr Key<RetrySpec> exponential_keys[] = {
    {"exponential", required, "the first delay, such as \"250ms\"",
     [](const Field& value, RetrySpec& retry) { value.read_into(retry.backoff, decode_positive_duration); }},
    {"at_most", optional("no limit"), "the longest delay, such as \"8s\"", read_at_most},
    {"jitter", defaults_to("none"), "none, equal or full",
     [](const Field& value, RetrySpec& retry) { value.read_word_into(retry.jitter, jitter_words); }},
};

void read_backoff(const Field& value, RetrySpec& retry) {
  if (!value.map()) return value.read_into(retry.backoff, decode_positive_duration);
  retry.is_exponential = true;
  read_map(value, exponential_keys, retry);
}

constexpr Key<RetrySpec> retry_keys[] = {
    {"attempts", required, "a number of retries from 1 to 1000",
     [](const Field& value, RetrySpec& retry) {
       value.read_whole_into(retry.attempts, {1, attempts_max});
     }},
    {"backoff", required, "a delay such as \"1s\", or {exponential: 250ms, at_most: 8s, jitter: full}",
     read_backoff},
};

}  // namespace

void read_retry(const Field& value, std::optional<RetrySpec>& spec) {
  if (value.scalar() && value.scalar()->text == "none") return;
  if (!value.map()) return value.report_unexpected();
  RetrySpec retry;
  read_map(value, retry_keys, retry);
  spec = retry;
}

}  // namespace portsim
