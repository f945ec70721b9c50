// The closed forms one by one, as pool_laws.cpp lists them. Each answers where its conditions hold.
#pragma once

#include <optional>

#include "sim/scenario/scenario.hpp"
#include "sim/theory/pool_demand.hpp"
#include "sim/theory/pool_laws.hpp"

namespace portsim {

using PoolLaw = std::optional<PoolVerdict> (*)(const PoolDemand&, const Scenario&);

std::optional<PoolVerdict> no_ports_law(const PoolDemand&, const Scenario&);
std::optional<PoolVerdict> closed_client_law(const PoolDemand&, const Scenario&);
std::optional<PoolVerdict> bursts_law(const PoolDemand&, const Scenario&);
std::optional<PoolVerdict> mailbox_cache_law(const PoolDemand&, const Scenario&);
std::optional<PoolVerdict> evenly_spaced_law(const PoolDemand&, const Scenario&);

// Poisson attempts of a rate that changes.
std::optional<PoolVerdict> changing_rate_law(const PoolDemand&, const Scenario&);

// Attempts of a constant rate.
std::optional<PoolVerdict> closing_by_chance_law(const PoolDemand&, const Scenario&);

// Poisson attempts of a constant rate.
std::optional<PoolVerdict> first_filling_law(const PoolDemand&, const Scenario&);
std::optional<PoolVerdict> unseen_failures_law(const PoolDemand&, const Scenario&);
std::optional<PoolVerdict> retry_chain_law(const PoolDemand&, const Scenario&);
std::optional<PoolVerdict> retries_law(const PoolDemand&, const Scenario&);
std::optional<PoolVerdict> random_once_law(const PoolDemand&, const Scenario&);
std::optional<PoolVerdict> random_pick_law(const PoolDemand&, const Scenario&);
std::optional<PoolVerdict> cursor_law(const PoolDemand&, const Scenario&);
std::optional<PoolVerdict> cursor_past_live_ports_law(const PoolDemand&, const Scenario&);
std::optional<PoolVerdict> filling_chain_law(const PoolDemand&, const Scenario&);
std::optional<PoolVerdict> erlang_b_law(const PoolDemand&, const Scenario&);

}  // namespace portsim
