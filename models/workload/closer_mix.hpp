// Who closes a workload's connections: always the same side, or each side a share of them, drawn for each
// connection by itself.
#pragma once

#include <array>
#include <cstddef>
#include <optional>

#include "models/random/random_stream.hpp"
#include "models/random/samplers.hpp"
#include "models/tcp/port_lease.hpp"
#include "models/vocabulary/probability.hpp"

namespace portsim {

class CloserMix {
 public:
  // All connections; implicit, as this is what most workloads say.
  constexpr CloserMix(Closer only = Closer::client) { shares_[index_of(only)] = 1; }
  // The shares add up to one.
  constexpr CloserMix(Probability client, Probability server, Probability abort,
                      Probability server_abort = Probability{0})
      : shares_{client.value(), server.value(), abort.value(), server_abort.value()} {}

  constexpr double share_of(Closer closer) const { return shares_[index_of(closer)]; }

  // Nothing: not all close alike.
  constexpr std::optional<Closer> only() const {
    for (const Closer closer : all_closers)
      if (share_of(closer) == 1) return closer;
    return std::nullopt;
  }

  Closer draw(RandomStream& stream) const {
    const double place = uniform_unit(stream);
    double up_to = 0;
    for (const Closer closer : all_closers)
      if (place < (up_to += share_of(closer))) return closer;
    return last_with_share();  // whatever the rounding
  }

  bool operator==(const CloserMix&) const = default;

 private:
  static constexpr std::size_t index_of(Closer closer) { return static_cast<std::size_t>(closer); }

  constexpr Closer last_with_share() const {
    Closer last = Closer::client;
    for (const Closer closer : all_closers)
      if (share_of(closer) > 0) last = closer;
    return last;
  }

  std::array<double, all_closers.size()> shares_{};
};

constexpr bool is_random(const CloserMix& mix) {
  return !mix.only();
}

}  // namespace portsim
