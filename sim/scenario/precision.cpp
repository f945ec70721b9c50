// `precision`: how narrow an interval is to be, instead of a fixed number of replications.
#include "sim/scenario/key_table.hpp"
#include "sim/scenario/load.hpp"
#include "sim/scenario/sections.hpp"

namespace portsim {
namespace {

struct PrecisionDraft {
  Precision precision;
  const Scenario& scenario;
};

constexpr Word<Metric> estimated_metrics[] = {
    {name_of(Metric::failure_fraction), Metric::failure_fraction},
    {name_of(Metric::loss_fraction), Metric::loss_fraction},
    {name_of(Metric::time_to_first_failure), Metric::time_to_first_failure},
};

void read_relative(const Field& value, PrecisionDraft& draft) {
  value.read_into(draft.precision.relative, decode_percentage);
  const double relative = draft.precision.relative.value();
  if (relative <= 0 || relative >= 1)
    value.report_unexpected({"neither 0% nor 100%", ProblemKind::out_of_range});
}

void read_at_most(const Field& value, PrecisionDraft& draft) {
  value.read_whole_into(draft.precision.at_most, replications_range);
  if (draft.precision.at_most < draft.scenario.replications)
    value.report_unexpected({"less than the replications to begin with", ProblemKind::wrong_order});
}

constexpr Key<PrecisionDraft> precision_keys[] = {
    {"of",
     defaults_to("failure_fraction"),
     "failure_fraction, loss_fraction or time_to_first_failure",
     {[](const Field& value, PrecisionDraft& draft) {
        value.read_word_into(draft.precision.of, estimated_metrics);
      },
      shapes::one_of<estimated_metrics>},
     "what is to be known so well, of all workloads together"},
    {"relative",
     required,
     "a percentage such as \"5%\"",
     {read_relative, [] { return Shape{PatternShape{inner_percentage_pattern()}}; }},
     "half the width of its interval, as a part of its value"},
    {"at_most",
     defaults_to("1000"),
     "a whole number from 1 to 1000000",
     {read_at_most, shapes::whole<replications_range.min, replications_range.max>},
     "so many replications are the end, precise or not"},
};

}  // namespace

Shape precision_shape() {
  return shapes::map_of<precision_keys>();
}

void read_precision(const Field& value, Scenario& scenario) {
  if (!value.map()) return value.report_unexpected();
  PrecisionDraft draft{{}, scenario};
  read_map(value, precision_keys, draft);
  scenario.precision = draft.precision;
}

}  // namespace portsim
