// The parts of a workload that may be shares of a whole: where it connects to, and who closes.
#include <algorithm>
#include <cmath>
#include <optional>

#include "sim/scenario/key_table.hpp"
#include "sim/scenario/sections.hpp"
#include "sim/scenario/suggestion.hpp"

namespace portsim {
namespace {

// Percentages have few digits, and binary fractions round them.
constexpr double rounding = 1e-9;

void check_sum(const Field& shares, double sum) {
  if (std::abs(sum - 1) > rounding)
    shares.report(ProblemKind::wrong_sum,
                  fmt::format("the shares add up to {:.6g} %; expected 100 %", 100 * sum));
}

constexpr const char* a_share = "a share such as \"20%\"";

constexpr Word<Closer> closer_words[] = {
    {"client", Closer::client},
    {"server", Closer::server},
    {"abort", Closer::abort},
    {"server-abort", Closer::server_abort},
};

struct CloserShares {
  std::optional<Probability> client, server, abort, server_abort;  // nothing: reported
};

constexpr Key<CloserShares> closer_keys[] = {
    {"client", defaults_to("0%"), a_share, takes_percentage<&CloserShares::client>,
     "the share that the client closes first; its port then waits in TIME_WAIT"},
    {"server", defaults_to("0%"), a_share, takes_percentage<&CloserShares::server>,
     "the share that the server closes first"},
    {"abort", defaults_to("0%"), a_share, takes_percentage<&CloserShares::abort>,
     "the share that the client resets"},
    {"server-abort", defaults_to("0%"), a_share, takes_percentage<&CloserShares::server_abort>,
     "the share that the server resets"},
};

}  // namespace

Shape connects_to_shape() {
  return shapes::either<shapes::any_text, shapes::shares>();
}

Shape closes_shape() {
  return shapes::either<shapes::one_of<closer_words>, shapes::map_of<closer_keys>>();
}

void read_connects_to(const Field& value, const std::vector<Service>& services,
                      std::vector<ServiceShare>& connects_to) {
  connects_to.clear();
  if (value.map() && !value.map()->entries.empty()) {
    double sum = 0;
    bool is_complete = true;
    for (const Entry& entry : value.map()->entries) {
      const Field field = value.entry(entry, a_share);
      const auto service = index_of(services, entry.key);
      if (!service && !services.empty())
        field.report_at_key(ProblemKind::unknown_name,
                            fmt::format("unknown service {}; {}", shown(entry.key),
                                        suggestion_for(entry.key, names_of(services))));
      const auto share = field.read(decode_percentage);
      is_complete &= share.has_value();
      if (share) sum += share->value();
      if (service && share && share->value() > 0) connects_to.push_back({*service, *share});
    }
    if (is_complete) check_sum(value, sum);
  } else if (const auto service = read_reference(value, "service", services)) {
    connects_to.push_back({*service, Probability{1}});
  }
  if (connects_to.empty()) connects_to.push_back({});  // reported; it never reaches a run
}

void read_closes(const Field& value, CloserMix& closes) {
  if (!value.map()) {
    std::optional<Closer> only;
    value.read_word_into(only, closer_words);
    if (only) closes = *only;
    return;
  }
  CloserShares shares;
  read_map(value, closer_keys, shares);
  if (!shares.client || !shares.server || !shares.abort || !shares.server_abort) return;
  const auto& entries = value.map()->entries;
  const auto is_closer = [](const Entry& entry) { return find_key(closer_keys, entry.key) != nullptr; };
  if (std::all_of(entries.begin(), entries.end(), is_closer))
    check_sum(value, shares.client->value() + shares.server->value() + shares.abort->value() +
                         shares.server_abort->value());
  closes = {*shares.client, *shares.server, *shares.abort, *shares.server_abort};
}

}  // namespace portsim
