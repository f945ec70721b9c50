// Users who think, connect, and think again when the connection is closed: exact while a port is kept no
// longer than its user is connected, and an estimate where TIME_WAIT keeps it.
#include <algorithm>
#include <cmath>
#include <variant>

#include <fmt/format.h>

#include "models/analytic/engset.hpp"
#include "models/analytic/thinking_users.hpp"

#include "sim/theory/attempt_rates.hpp"
#include "sim/theory/law_conditions.hpp"
#include "sim/theory/laws.hpp"
#include "sim/theory/lease_law.hpp"

namespace portsim {

namespace {

// The users of one pool, in seconds.
struct Users {
  std::int64_t count;
  LeaseLaw think;
  LeaseLaw connected;  // from the connect to the close
  double kept_longer;  // the port, once its user thinks again

  double turn() const { return think.mean() + connected.mean(); }
  ThinkingUser each() const { return {think.mean(), connected.mean(), kept_longer}; }
};

Users users_of(const WorkloadDemand& demand, const ClosedClient& client) {
  Users users{client.users, lease_law(client.think, Duration::zero()),
              lease_law(demand.workload->holds, demand.service->round_trip), 0};
  users.kept_longer = std::max(0.0, demand.lease_mean - users.connected.mean());
  return users;
}

PoolVerdict nothing_fails(const Users& users) {
  return {.model = "as many ports as users",
          .failure_fraction = 0,
          .comparison = Comparison::exactly,
          .note = fmt::format("A user has one connection at a time, and no port is kept after it: {} "
                              "users never need more ports than there are.",
                              as_count(static_cast<double>(users.count)))};
}

// Each user ends a turn on average every so often, and each port carries a connection for a lease.
std::string at_most_text(const PoolDemand& pool, const Users& users) {
  const double lease = users.connected.mean() + users.kept_longer;
  const double by_ports = pool.ports / lease;
  const double by_users = static_cast<double>(users.count) / users.turn();
  return fmt::format("At most {} connections a second can be made: {} by the ports and {} by the users.",
                     as_count(std::min(by_ports, by_users)), as_count(by_ports), as_count(by_users));
}

// Turns of equal length keep all users in step, and from an empty pool it takes some until they are not.
std::optional<std::string> why_not_settled(const Users& users, const Scenario& scenario) {
  constexpr double turns = 5;
  const double variance = users.think.rest_variance + users.connected.rest_variance;
  if (variance == 0)
    return "But all users begin together, and as nothing about their turns is random they stay in step.";
  const double spread = std::max(1.0, users.turn() * users.turn() / variance);
  const double settling = turns * users.turn() * spread;
  if (in_seconds(scenario.warm_up) >= settling) return std::nullopt;
  return fmt::format("But all users begin together; a warm_up of {:.0f} s would make the two comparable.",
                     std::ceil(settling));
}

// A refused user goes back to thinking, whatever the distributions of both times.
PoolVerdict engset(const PoolDemand& pool, const Users& users, const Scenario& scenario) {
  const FiniteSources sources{users.count, pool.ports, users.connected.mean() / users.think.mean()};
  const double idle = static_cast<double>(users.count) - engset_mean_open(sources);
  PoolVerdict verdict{
      .model = "Engset",
      .failure_fraction = engset_call_congestion(sources),
      .comparison = Comparison::within_interval,
      .note = fmt::format("Engset's formula holds for {} users on ports that are all tried and that are kept "
                          "no longer than their users are connected, whatever the distributions of the two "
                          "times.",
                          as_count(static_cast<double>(users.count))),
      .attempts = idle / users.think.mean() * in_seconds(scenario.observed())};
  if (const auto reason = why_not_settled(users, scenario)) {
    verdict.comparison = Comparison::none;
    verdict.note += " " + *reason;
  }
  return verdict;
}

// Nearly: a round trip may be part of it.
bool is_exponential(const LeaseLaw& law) {
  constexpr double near_enough = 0.05;
  return law.mean() == 0 || std::fabs(law.rest_variance / (law.mean() * law.mean()) - 1) < near_enough;
}

PoolVerdict hayward(const PoolDemand& pool, const Users& users, const Scenario& scenario) {
  const double refused = refused_attempts_estimate({users.count, pool.ports, users.each()});
  const double succeeding = (1 - refused) * users.connected.mean();
  PoolVerdict verdict{.model = "finite users with TIME_WAIT, estimate",
                      .failure_fraction = refused,
                      .note = fmt::format("An estimate of the long run (Hayward), not exact: usually low, by "
                                          "up to 10 %. A port in TIME_WAIT is "
                                          "kept from all users while its own goes on. {}",
                                          at_most_text(pool, users)),
                      .attempts = static_cast<double>(users.count) / (users.think.mean() + succeeding) *
                                  in_seconds(scenario.observed())};
  if (!is_exponential(users.think) || !is_exponential(users.connected))
    verdict.note += " It takes think times and holds for exponential, which these are not.";
  return verdict;
}

// Even if each user thought without ever being connected, and all TIME_WAITs fell together.
bool has_ports_to_spare(const PoolDemand& pool, const Users& users) {
  const auto count = static_cast<double>(users.count);
  const double busiest = count * (2 + users.kept_longer / users.think.mean());
  return busiest + 6 * std::sqrt(busiest) < pool.ports;
}

PoolVerdict none_expected(const PoolDemand& pool, const Users& users) {
  return {.model = "finite users, ports to spare",
          .failure_fraction = 0,
          .comparison = Comparison::within_interval,
          .note = fmt::format("{} users keep about {} of {} ports, TIME_WAIT included: none is missing.",
                              as_count(static_cast<double>(users.count)),
                              as_count(std::round(pool.load().erlangs)), as_count(pool.ports))};
}

PoolVerdict trying_again(const PoolDemand& pool, const Users& users) {
  return {.model = "",
          .failure_fraction = std::nullopt,
          .note =
              "A user who is refused tries again and thinks only when it is over, which no closed form "
              "covers. " +
              at_most_text(pool, users)};
}

}  // namespace

std::optional<PoolVerdict> closed_client_law(const PoolDemand& pool, const Scenario& scenario) {
  const WorkloadDemand* demand = pool.only_workload();
  const auto* client = demand ? std::get_if<ClosedClient>(&demand->workload->client) : nullptr;
  if (!client || demand->is_drawn() || demand->turns > 1 || !every_connection_ends(pool) ||
      !is_there_throughout(*demand->workload, scenario)) {
    return std::nullopt;
  }
  const Users users = users_of(*demand, *client);
  const bool is_kept_longer = users.kept_longer > 0;
  if (!is_kept_longer && users.count <= pool.ports && finds_clear_ports(pool)) return nothing_fails(users);
  if (users.think.mean() == 0 || !tries_every_port(pool)) return std::nullopt;
  if (has_ports_to_spare(pool, users)) return none_expected(pool, users);
  if (retries(pool)) return trying_again(pool, users);
  return is_kept_longer ? hayward(pool, users, scenario) : engset(pool, users, scenario);
}

}  // namespace portsim
