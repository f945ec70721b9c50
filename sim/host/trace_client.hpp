// A trace running: one attempt a row, at its time, whatever became of the earlier ones. What a row leaves
// open is the workload's: the holding time is drawn here, the rest by the connector.
#pragma once

#include <algorithm>
#include <cstddef>

#include "models/random/random_stream.hpp"
#include "models/vocabulary/duration.hpp"
#include "models/workload/client_spec.hpp"
#include "models/workload/holding_time.hpp"
#include "models/workload/holding_time_sampler.hpp"
#include "models/workload/trace_row.hpp"

#include "sim/engine/sim_time.hpp"
#include "sim/host/pending_events.hpp"

namespace portsim {

class RunningTraceClient {
 public:
  RunningTraceClient(const TraceClient& spec, const HoldingTimeSpec& holds, SimTime starts,
                     RandomStream hold_lengths)
      : spec_{spec}, starts_{starts}, holds_{holds}, hold_lengths_{hold_lengths} {}

  SimTime next_arrival() const {
    return next_ < spec_.rows->size() ? starts_ + (*spec_.rows)[next_].at : SimTime::never();
  }

  // At the instant of next_arrival.
  template <class Connector>
  void act(SimTime now, Connector&& host) {
    const TraceRow& row = (*spec_.rows)[next_++];
    const bool holds_itself = row.holds != TraceRow::holds_as_workload;
    const Duration hold = holds_itself ? row.holds : holds_.sample(hold_lengths_);
    host.connect(now, hold, host.request(hold, row));
  }

  template <class Connector>
  bool retry(SimTime now, const ClientRequest& request, Connector&& host) {
    host.connect(now, request.length, request);
    return false;
  }

  // False: the arrivals stay.
  bool draw_anew(RandomStream hold_lengths) {
    hold_lengths_ = hold_lengths;
    return false;
  }

  bool connections_cut(SimTime) { return false; }
  template <class Move>
  void ports_moved(Move) {}

  // True: the arrivals are others from `now` on. Of other rows, those before `now` are passed over.
  bool change(const TraceClient& spec, const HoldingTimeSpec& holds, SimTime now) {
    holds_ = HoldingTimeSampler{holds};
    if (spec == spec_) return false;
    spec_ = spec;
    const auto is_past = [&](const TraceRow& row) { return starts_ + row.at < now; };
    const auto first = std::partition_point(spec_.rows->begin(), spec_.rows->end(), is_past);
    next_ = static_cast<std::size_t>(first - spec_.rows->begin());
    return true;
  }

 private:
  TraceClient spec_;
  SimTime starts_;
  HoldingTimeSampler holds_;
  RandomStream hold_lengths_;
  std::size_t next_ = 0;
};

}  // namespace portsim
