#include "sim/live/live_run.hpp"

#include <cerrno>
#include <map>
#include <memory>
#include <utility>
#include <variant>
#include <vector>

#include <fmt/format.h>
#include <sched.h>
#include <sys/prctl.h>
#include <time.h>

#include "models/vocabulary/overloaded.hpp"

#include "sim/host/pool_plan.hpp"
#include "sim/host/running_client.hpp"
#include "sim/live/done.hpp"
#include "sim/live/kernel.hpp"
#include "sim/live/live_connector.hpp"
#include "sim/live/proc_file.hpp"
#include "sim/scenario/own_address.hpp"

namespace portsim {

namespace {

// Sockets that are there for the whole run.
struct Furniture {
  std::map<Endpoint, FileDescriptor> listeners;
  std::vector<FileDescriptor> listening;  // at which nobody connects
  std::vector<FileDescriptor> occupying;
};

Done listen_for(const Scenario& scenario, const PrivateNetwork& network, Furniture& furniture) {
  for (const Service& service : scenario.services) {
    if (!service.listens) continue;
    const bool is_own = runs_on(scenario.hosts.front(), service);
    for (const Endpoint& endpoint : destinations_of(service)) {
      if (furniture.listeners.count(endpoint) > 0) continue;
      auto listener =
          is_own ? listener_at(endpoint) : network.among_services([&] { return listener_at(endpoint); });
      if (!listener) return tl::unexpected{listener.error()};
      furniture.listeners.emplace(endpoint, std::move(*listener));
    }
  }
  return {};
}

// The lowest ports that the host hands out.
Done occupy(const Host& host, Furniture& furniture) {
  const PortSet ports = host.behaviour.handed_out_ports();
  for (PortOffset n = 0; n < host.occupied.ports && n < ports.size(); ++n) {
    auto socket = bound_socket_at({Ipv4Address{0}, ports.at(n)});
    if (!socket) return tl::unexpected{socket.error()};
    furniture.occupying.push_back(std::move(*socket));
  }
  return {};
}

Done furnish(const Scenario& scenario, const PrivateNetwork& network, Furniture& furniture) {
  const Host& host = scenario.hosts.front();
  if (auto done = listen_for(scenario, network, furniture); !done) return done;
  for (const Endpoint& endpoint : host.listening) {
    if (furniture.listeners.count(endpoint) > 0) continue;
    auto listener = listener_at(endpoint);
    if (!listener) return tl::unexpected{listener.error()};
    furniture.listening.push_back(std::move(*listener));
  }
  return occupy(host, furniture);
}

LiveRoute live_route(const Scenario& scenario, const Workload& workload, const Furniture& furniture) {
  LiveRoute route;
  for (const AddressIndex from : workload.from)
    route.turns.push_back(socket_plan(workload, scenario.hosts.front().addresses[from]));
  if (route.turns.empty()) route.turns.push_back(socket_plan(workload, std::nullopt));
  for (const ServiceShare& part : workload.connects_to) {
    const Service& service = scenario.services[part.service];
    for (const Endpoint& endpoint : destinations_of(service)) {
      const auto listener = furniture.listeners.find(endpoint);
      route.destinations.push_back({endpoint,
                                    listener == furniture.listeners.end() ? nullptr : &listener->second,
                                    service.closes_after});
    }
  }
  return route;
}

// Moved together they would not be on one processor, nor awake in time.
class OneProcessor {
 public:
  OneProcessor() {
    sched_getaffinity(0, sizeof before_, &before_);
    cpu_set_t one;
    CPU_ZERO(&one);
    CPU_SET(sched_getcpu(), &one);
    sched_setaffinity(0, sizeof one, &one);
    prctl(PR_SET_TIMERSLACK, 1UL);
  }
  ~OneProcessor() {
    sched_setaffinity(0, sizeof before_, &before_);
    prctl(PR_SET_TIMERSLACK, 0UL);
  }
  OneProcessor(const OneProcessor&) = delete;
  OneProcessor& operator=(const OneProcessor&) = delete;

 private:
  cpu_set_t before_{};
};

class LiveRun {
 public:
  LiveRun(const Scenario& scenario, Furniture furniture, const LiveOptions& options)
      : scenario_{scenario},
        plan_{plan_ports(scenario)},
        furniture_{std::move(furniture)},
        options_{options},
        timetables_(scenario.workloads.size()) {
    const RunId id{scenario.seed, 0};
    for (std::uint32_t n = 0; n < scenario.workloads.size(); ++n) {
      const Workload& workload = scenario.workloads[n];
      routes_.push_back(live_route(scenario, workload, furniture_));
      clients_.push_back(make_running_client(workload, id));
      workloads_.push_back(make_running_workload(n, workload, id));
      workloads_[n].route = &plan_.epochs.front().routes[n];
      schedule_arrival(n);
    }
    state_.events.schedule(SimTime{}, SampleDue{});
    const Duration until = scenario.hosts.front().occupied.until;
    if (until < forever) state_.events.schedule(SimTime{until}, OccupiedUntilNow{});
  }

  tl::expected<LiveMeasurement, std::string> run() {
    const OneProcessor on_one;
    state_.start = clock_now() + 10ms;
    const SimTime end{scenario_.duration};
    while (!state_.events.empty() && state_.events.next_time() < end) {
      if (!sleep_until(state_.events.next_time())) break;
      happen(state_.events.pop());
      if (const Done possible = can_go_on(); !possible) return tl::unexpected{possible.error()};
    }
    if (sleep_until(end)) take_sample(end);
    measured_.ran = is_stopped() ? state_.events.now().since_start() : scenario_.duration;
    measured_.is_interrupted = is_stopped();
    measured_.attempts = std::move(state_.attempts);
    measured_.start = state_.start;
    return std::move(measured_);
  }

 private:
  bool is_stopped() const { return options_.stop && *options_.stop; }

  Done can_go_on() const {
    const int error = state_.attempts.empty() ? 0 : state_.attempts.back().error;
    if (error == EMFILE || error == ENFILE || error == ENOBUFS || error == ENOMEM)
      return tl::unexpected{std::string{"the system has no room for another socket"}};
    const Duration now = state_.events.now().since_start();
    const Duration behind = clock_now() - state_.start - now;
    if (behind <= behind_max) return {};
    return tl::unexpected{
        fmt::format("this machine cannot keep up: {:.1f} s after the run began it was {:.0f} s behind; a "
                    "lower rate or fewer "
                    "ports may do",
                    in_seconds(now), in_seconds(behind))};
  }

  // False: stopped.
  bool sleep_until(SimTime when) const {
    const Duration at = state_.start + when.since_start();
    const timespec time{static_cast<time_t>(at / 1s), static_cast<long>((at % 1s).count())};
    while (!is_stopped() && clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &time, nullptr) == EINTR)
      continue;
    return !is_stopped();
  }

  void happen(const LiveEvents::Event& event) {
    const SimTime now = state_.events.now();
    std::visit(overloaded{
                   [&](const ServerCloseDue& due) { state_.connections.close_server(due.connection); },
                   [&](const CloseDue& due) { close(due.connection, now); },
                   [&](OccupiedUntilNow) { furniture_.occupying.clear(); },
                   [&](const RetryDue& due) { retry(due, now); },
                   [&](const ArrivalDue& due) { let_act(due, now); },
                   [&](SampleDue) { sample(now); },
               },
               event);
  }

  void close(LiveConnectionIndex index, SimTime now) {
    const SimTime closes = state_.connections[index].closes;
    if (closes > now) {  // it was used again meanwhile
      state_.events.schedule(closes, CloseDue{index});
    } else {
      close_live(state_, index, now);
    }
  }

  void take_sample(SimTime now) {
    if (const auto entries = statistics_.time_wait()) measured_.time_wait.push_back({now, *entries});
  }

  void sample(SimTime now) {
    take_sample(now);
    state_.events.schedule(now + sample_spacing, SampleDue{});
    if (options_.progress) options_.progress(now.since_start());
  }

  // After it the client does nothing more, as in a simulation.
  SimTime end_of(std::uint32_t workload) const {
    const Workload& spec = scenario_.workloads[workload];
    if (std::holds_alternative<PoolClient>(spec.client)) return SimTime{scenario_.duration};
    return SimTime{std::min(spec.ends.value_or(scenario_.duration), scenario_.duration)};
  }

  void schedule_arrival(std::uint32_t workload) {
    const SimTime next = std::visit([](auto& client) { return client.next_arrival(); }, clients_[workload]);
    if (next < end_of(workload)) state_.events.schedule(next, ArrivalDue{workload, timetables_[workload]});
  }

  template <class Act>
  auto with_client(std::uint32_t index, Act act) {
    LiveConnector connector{workloads_[index], routes_[index], state_};
    return std::visit([&](auto& client) { return act(client, connector); }, clients_[index]);
  }

  void let_act(const ArrivalDue& due, SimTime now) {
    if (due.timetable != timetables_[due.workload]) return;
    with_client(due.workload, [&](auto& client, auto& connector) { client.act(now, connector); });
    schedule_arrival(due.workload);
  }

  void retry(const RetryDue& due, SimTime now) {
    const bool is_earlier = with_client(due.workload, [&](auto& client, auto& connector) {
      return client.retry(now, due.request, connector);
    });
    if (!is_earlier) return;
    ++timetables_[due.workload];
    schedule_arrival(due.workload);
  }

  const Scenario& scenario_;
  const PortPlan plan_;
  Furniture furniture_;
  const LiveOptions& options_;
  SocketStatistics statistics_;
  LiveState state_;
  std::vector<LiveRoute> routes_;           // one a workload
  std::vector<RunningClient> clients_;      // likewise
  std::vector<RunningWorkload> workloads_;  // likewise
  std::vector<std::uint32_t> timetables_;   // likewise: how often its arrivals have been planned anew
  LiveMeasurement measured_;
};

}  // namespace

tl::expected<LiveMeasurement, std::string> run_live(const Scenario& scenario, const PrivateNetwork& network,
                                                    const LiveOptions& options) {
  Furniture furniture;
  if (const auto furnished = furnish(scenario, network, furniture); !furnished)
    return tl::unexpected{furnished.error()};
  LiveRun run{scenario, std::move(furniture), options};
  return run.run();
}

}  // namespace portsim
