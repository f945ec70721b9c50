// How a socket comes to its port where that is not simply the selection's choice: it has a range of its own,
// or bind() chooses among the ports that no socket of its address has.
#pragma once

#include <variant>

#include "models/ports/port_selector.hpp"
#include "models/ports/port_window.hpp"
#include "models/ports/selection_context.hpp"
#include "models/tcp/connect_outcome.hpp"

#include "sim/engine/sim_time.hpp"
#include "sim/host/attempt.hpp"
#include "sim/host/bind_buckets.hpp"
#include "sim/host/pool_plan.hpp"

namespace portsim {

template <class Ports>
Selection select_from(Ports& ports, const Route& route, PortSelector& selector,
                      const SelectionContext& context) {
  if (!route.own_range) return std::visit([&](auto& each) { return each.select(ports, context); }, selector);
  PortWindow own{ports, route.own_range->first, route.own_range->ports};
  return in_whole_pool(std::visit([&](auto& each) { return each.select(own, context); }, selector),
                       own.first());
}

// What the attempt came to by what was selected.
inline void note(const Selection& selection, Attempt& attempt) {
  attempt.outcome = selection.is_usable         ? ConnectOutcome::connected
                    : selection.port == no_port ? ConnectOutcome::exhausted
                                                : ConnectOutcome::collided;
  attempt.port = selection.port;
  attempt.probes = selection.probes;
}

struct AtBind {
  BindBuckets& buckets;
  std::uint32_t place;  // of the path's pool, in them
  const Route& route;
  SimTime now;
};

// A port that no socket of the address has; or, where that is allowed, one that the others share. Whether its
// four-tuple is taken turns out at connect(): then there is a port, and it is not usable.
template <class FourTuples>
Selection select_at_bind(const AtBind& bind, PortSelector& selector, FourTuples& four_tuples,
                         const SelectionContext& context) {
  PortsAtBind ports = bind.buckets.at_bind(bind.place, bind.route.binds_to_any_address, bind.now);
  const Selection found = select_from(ports, bind.route, selector, context);
  if (found.is_usable || !bind.route.shares_port_at_bind) return found;
  const auto may_share = [&](PortOffset port) {
    return bind.buckets.is_shared(bind.place, bind.route.binds_to_any_address, port, bind.now);
  };
  Selection shared{found.port, false, 0};
  if (std::holds_alternative<FixedPort>(selector)) {
    shared.is_usable = may_share(found.port);
  } else if (const auto* any_port = std::get_if<LinuxBind>(&selector)) {
    shared = any_port->select_shared(ports.size(), context, may_share);
  }
  const PortCount probes = found.probes + shared.probes;
  if (!shared.is_usable) return {no_port, false, probes};
  return {shared.port, four_tuples.is_usable(shared.port), probes};
}

}  // namespace portsim
