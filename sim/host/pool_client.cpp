#include "sim/host/pool_client.hpp"

namespace portsim {
namespace {

ArrivalTimes requests_of(const PoolClient& spec) {
  return ArrivalTimes{{ArrivalProcess::poisson, {{std::nullopt, spec.request_rate, spec.request_rate}}}};
}

}  // namespace

RunningPoolClient::RunningPoolClient(const PoolClient& spec, const RequestSpan& span, const Streams& streams)
    : spec_{spec},
      span_{span},
      streams_{streams},
      arrival_times_{requests_of(spec)},
      request_times_{spec.request_time},
      counts_from_{span.starts} {
  plan_request();
}

bool RunningPoolClient::draw_anew(const Streams& streams, SimTime now) {
  streams_ = streams;
  if (!arrival_times_.draw_anew(now - counts_from_)) return false;
  plan_request();
  return true;
}

bool RunningPoolClient::connections_cut(SimTime now) {
  const SimTime before = next_arrival();
  for (Slot slot = 0; slot < connections_.size(); ++slot) {
    const PooledConnection& pooled = connections_[slot];
    if (pooled.serial == 0) continue;
    if (!pooled.is_idle) events_.schedule(now, RequestCut{pooled.request});
    forget(slot);
  }
  idle_.clear();
  flushed_ = 0;
  events_.schedule(now, PoolChanged{});
  return next_arrival() < before;
}

bool RunningPoolClient::change(const PoolClient& spec, const RequestSpan& span, SimTime now) {
  if (spec == spec_ && span == span_) return false;
  const bool has_other_requests = spec.request_rate != spec_.request_rate || span != span_;
  spec_ = spec;
  span_ = span;
  request_times_ = HoldingTimeSampler{spec.request_time};
  if (has_other_requests) {
    arrival_times_ = requests_of(spec);
    counts_from_ = std::max(now, span.starts);
    plan_request();
  }
  events_.schedule(now, PoolChanged{});
  return true;
}

void RunningPoolClient::plan_request() {
  next_request_ = counts_from_ + arrival_times_.next(streams_.arrivals);
  if (next_request_ >= span_.ends) next_request_ = SimTime::never();
}

RunningPoolClient::Slot RunningPoolClient::add(const Connection& connection) {
  if (unused_.empty()) {
    unused_.push_back(static_cast<Slot>(connections_.size()));
    connections_.emplace_back();
  }
  const Slot slot = unused_.back();
  unused_.pop_back();
  connections_[slot].connection = connection;
  connections_[slot].serial = ++opened_;
  return slot;
}

void RunningPoolClient::forget(Slot slot) {
  connections_[slot] = {};
  unused_.push_back(slot);
}

void RunningPoolClient::begin_request(Slot slot, SimTime begins, const ClientRequest& request) {
  PooledConnection& pooled = connections_[slot];
  pooled.is_idle = false;
  pooled.request = request;
  ++pooled.requests;
  events_.schedule(begins + request.length, RequestEnded{slot, pooled.serial});
}

void RunningPoolClient::become_idle(SimTime now, Slot slot) {
  connections_[slot].is_idle = true;
  connections_[slot].idle_since = now;
  idle_.push_back(slot);
  const auto idle = static_cast<std::int64_t>(idle_.size());
  flushed_ = std::min(flushed_, std::max<std::int64_t>(spec_.keeps - idle, 0));
  plan_idle_check(now, slot);
}

// One check is pending at a time, unless the limits change: until a connection has to close only moves on.
void RunningPoolClient::plan_idle_check(SimTime now, Slot slot) {
  PooledConnection& pooled = connections_[slot];
  const SimTime check = std::max(now, idle_until(pooled));
  if (check >= pooled.idle_check) return;
  pooled.idle_check = check;
  events_.schedule(check, IdleCheckDue{slot, pooled.serial});
}

RunningPoolClient::WaitingRequest RunningPoolClient::next_waiting() {
  const WaitingRequest next = waiting_.front();
  waiting_.pop_front();
  return next;
}

SimTime RunningPoolClient::idle_until(const PooledConnection& pooled) const {
  const SimTime timeout = spec_.idle_timeout ? pooled.idle_since + *spec_.idle_timeout : SimTime::never();
  return std::min(timeout, end_of_lifetime(pooled));
}

SimTime RunningPoolClient::end_of_lifetime(const PooledConnection& pooled) const {
  return spec_.lifetime ? pooled.connection.established + *spec_.lifetime : SimTime::never();
}

bool RunningPoolClient::is_worn_out(const PooledConnection& pooled, SimTime now) const {
  const bool has_served_all =
      spec_.requests_per_connection && pooled.requests >= *spec_.requests_per_connection;
  return has_served_all || end_of_lifetime(pooled) <= now;
}

bool RunningPoolClient::is_over_limit() const {
  return spec_.connection_limit && open_connections() > *spec_.connection_limit;
}

}  // namespace portsim
