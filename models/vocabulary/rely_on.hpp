// What the compiler may rely on, though it cannot see it: asserted, and elsewhere it costs nothing.
#pragma once

#include <cassert>

namespace portsim {

constexpr void rely_on(bool fact) {
  assert(fact);
  if (!fact) __builtin_unreachable();
}

}  // namespace portsim
