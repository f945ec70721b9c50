// An open client running: attempts arrive from outside, each with its own holding time, whatever became of
// the earlier ones.
#pragma once

#include <algorithm>
#include <optional>

#include "models/random/random_stream.hpp"
#include "models/workload/arrival_times.hpp"
#include "models/workload/client_spec.hpp"
#include "models/workload/holding_time_sampler.hpp"

#include "sim/engine/sim_time.hpp"
#include "sim/host/pending_events.hpp"

namespace portsim {

class RunningOpenClient {
 public:
  RunningOpenClient(const OpenClient& spec, const HoldingTimeSpec& holds, SimTime starts,
                    RandomStream arrivals, RandomStream hold_lengths)
      : spec_{spec},
        starts_{starts},
        arrival_times_{spec.arrivals},
        arrivals_{arrivals},
        holds_{holds},
        hold_lengths_{hold_lengths} {}

  SimTime next_arrival() { return starts_ + arrival_times_.next(arrivals_); }

  // The hold is drawn whether the attempt succeeds or not: what one attempt comes to never changes another's
  // draw.
  template <class Connector>
  void act(SimTime now, Connector&& host) {
    const Duration hold = holds_.sample(hold_lengths_);
    host.connect(now, hold, host.request(hold));
  }

  // The same while its rate and its law of holds stay: a value, which a loop keeps in registers, where no
  // port or count that is written can be a part of it. Nothing: there is a general way only.
  class Steady {
   public:
    SimTime until() const { return starts_ + arrivals_until_.until; }
    SimTime next_arrival() {
      arrivals_until_.pace.advance(arrivals_);
      return starts_ + arrivals_until_.pace.at();
    }
    template <class Connector>
    void act(SimTime now, Connector&& host) {
      const Duration hold = holds_.sample(hold_lengths_);
      host.connect(now, hold, host.request(hold));
    }

   private:
    friend RunningOpenClient;
    Steady(const RunningOpenClient& client, const ArrivalTimes::Steady& arrivals,
           const HoldingTimeSampler::Exponential& holds)
        : starts_{client.starts_},
          arrivals_until_{arrivals},
          arrivals_{client.arrivals_},
          holds_{holds},
          hold_lengths_{client.hold_lengths_} {}
    SimTime starts_;
    ArrivalTimes::Steady arrivals_until_;
    RandomStream arrivals_;
    HoldingTimeSampler::Exponential holds_;
    RandomStream hold_lengths_;
  };
  std::optional<Steady> steady() const {
    const auto arrivals = arrival_times_.steady();
    const auto holds = holds_.exponential();
    return arrivals && holds ? std::optional{Steady{*this, *arrivals, *holds}} : std::nullopt;
  }
  // Goes on from there: its next arrival.
  SimTime next_arrival_after(const Steady& steady) {
    arrivals_ = steady.arrivals_;
    hold_lengths_ = steady.hold_lengths_;
    return starts_ + arrival_times_.next_after(steady.arrivals_until_);
  }

  template <class Connector>
  bool retry(SimTime now, const ClientRequest& request, Connector&& host) {
    host.connect(now, request.length, request);
    return false;
  }

  // True: the next arrival is another.
  bool draw_anew(RandomStream arrivals, RandomStream hold_lengths, SimTime now) {
    arrivals_ = arrivals;
    hold_lengths_ = hold_lengths;
    return arrival_times_.draw_anew(now - starts_);
  }

  bool connections_cut(SimTime) { return false; }
  template <class Move>
  void ports_moved(Move) {}

  // True: the arrivals are others from `now` on.
  bool change(const OpenClient& spec, const HoldingTimeSpec& holds, SimTime now) {
    holds_ = HoldingTimeSampler{holds};
    if (spec == spec_) return false;
    spec_ = spec;
    starts_ = std::max(now, starts_);
    arrival_times_ = ArrivalTimes{spec.arrivals};
    return true;
  }

 private:
  OpenClient spec_;
  SimTime starts_;
  ArrivalTimes arrival_times_;
  RandomStream arrivals_;
  HoldingTimeSampler holds_;
  RandomStream hold_lengths_;
};

}  // namespace portsim
