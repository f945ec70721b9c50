#include <cmath>

#include "models/analytic/erlang_b.hpp"

#include "bench/peers/churn.hpp"

namespace portsim::bench {

ExpectedFailures expected_failures(const Churn& churn) {
  const OfferedLoad load{churn.load * churn.ports};
  const double fraction = erlang_b(churn.ports, load);
  const auto attempts = static_cast<double>(churn.attempts);
  const double variance = fraction * (1 - fraction) / attempts * design_effect(churn.ports, load);
  const double while_ports_fill = fraction * load.erlangs / attempts;  // in the first mean lease
  return {fraction, 4 * std::sqrt(variance) + while_ports_fill};
}

}  // namespace portsim::bench
