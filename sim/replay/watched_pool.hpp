// A pool of ports that notes which of its ports a search looks at, for a reader who asks why connect()
// failed. It answers as PortPool does.
#pragma once

#include <utility>
#include <vector>

#include "models/vocabulary/port.hpp"

#include "sim/engine/sim_time.hpp"
#include "sim/host/port_pool.hpp"

namespace portsim {

// Ports looked at in one go: `first`, then `first` + `step`, … up to `last`, from the end of the range to its
// beginning where `last` comes before `first`.
struct ProbedPorts {
  PortOffset first = 0;
  PortOffset last = 0;
  PortCount step = 1;
  bool operator==(const ProbedPorts&) const = default;
};

class WatchedPool : public PortPool {
 public:
  explicit WatchedPool(const PoolShape& shape) : PortPool{shape} {}

  class Availability {
   public:
    PortCount size() const { return ports_.size(); }
    PortOffset first_unbound(PortOffset from) { return noted(from, ports_.first_unbound(from)); }
    PortOffset first_clear(PortOffset from) { return noted(from, ports_.first_clear(from)); }
    PortOffset first_usable(PortOffset from) { return noted(from, ports_.first_usable(from)); }
    PortOffset first_usable_of_parity(PortOffset from, PortOffset end) {
      const PortOffset found = ports_.first_usable_of_parity(from, end);
      if (from < end) {
        const PortOffset last = found != no_port ? found : from + (end - 1 - from) / 2 * 2;
        probed_.push_back({from, last, 2});
      }
      return found;
    }
    bool is_usable(PortOffset port) {
      probed_.push_back({port, port, 1});
      return ports_.is_usable(port);
    }
    PortOffset oldest_closing() { return ports_.oldest_closing(); }
    bool has_usable() { return ports_.has_usable(); }

   private:
    friend WatchedPool;
    Availability(const PortPool::Availability& ports, std::vector<ProbedPorts>& probed)
        : ports_{ports}, probed_{probed} {}

    PortOffset noted(PortOffset from, PortOffset found) {
      const PortOffset last = found != no_port ? found : (from == 0 ? size() : from) - 1;
      probed_.push_back({from, last, 1});
      return found;
    }

    PortPool::Availability ports_;
    std::vector<ProbedPorts>& probed_;
  };

  Availability available(DestinationIndex destination, const SocketRules& rules, SimTime now,
                         ReleaseColumn* closed = nullptr) {
    return {PortPool::available(destination, rules, now, closed), probed_};
  }

  // Since they were forgotten.
  const std::vector<ProbedPorts>& probed() const { return probed_; }
  void forget_probed() { probed_.clear(); }

 private:
  std::vector<ProbedPorts> probed_;
};

}  // namespace portsim
