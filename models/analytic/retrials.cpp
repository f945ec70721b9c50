#include "models/analytic/retrials.hpp"

#include <cassert>
#include <cmath>
#include <limits>
#include <utility>

#include "models/analytic/erlang_b.hpp"

namespace portsim {

namespace {

// What the ports carry, A (1 - B(A)), is what is not lost of the requests. The one grows with A, the other
// falls: there is one solution. `lost_of` is the fraction of the requests lost where so many attempts fail.
template <class LostOf>
Retrials in_balance(PortCount servers, double requests, LostOf lost_of) {
  const auto carries_less = [&](double load) {
    const double failing = erlang_b(servers, {load});
    return load * (1 - failing) < requests * (1 - lost_of(failing));
  };
  double low = requests;
  double high = requests;
  while (carries_less(high)) low = std::exchange(high, 2 * high);
  while (high - low > 4 * std::numeric_limits<double>::epsilon() * high) {
    const double middle = low + (high - low) / 2;
    (carries_less(middle) ? low : high) = middle;
  }
  const double failing = erlang_b(servers, {high});
  return {{high}, failing, lost_of(failing)};
}

}  // namespace

Retrials retrials_limited(PortCount servers, OfferedLoad requests, std::int64_t attempts_max) {
  assert(requests.erlangs >= 0 && attempts_max >= 1);
  return in_balance(servers, requests.erlangs,
                    [=](double failing) { return std::pow(failing, static_cast<double>(attempts_max)); });
}

Retrials retrials_persistent(PortCount servers, OfferedLoad requests, Probability persistence) {
  const double theta = persistence.value();
  assert(requests.erlangs >= 0 && (theta < 1 || requests.erlangs < servers));
  return in_balance(servers, requests.erlangs,
                    [=](double failing) { return (1 - theta) * failing / (1 - theta * failing); });
}

}  // namespace portsim
