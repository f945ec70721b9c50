// One visitor of a variant made of several lambdas.
#pragma once

namespace portsim {

template <class... Cases>
struct overloaded : Cases... {
  using Cases::operator()...;
};
template <class... Cases>
overloaded(Cases...) -> overloaded<Cases...>;

}  // namespace portsim
