// Everything that happens in one replication, as CSV: one row an event, in the order of time. Columns, in
// this order (further ones may come behind them); what an event does not have is empty:
//   time_s          since the run began, exact: nine decimals
//   event           attempt: a connect() and what came of it; state: a connection's end at the client has
//   another
//                   state; request: what a client's request did without a connect(); step: of the timeline
//   host, workload
//   local_address, local_port, remote_address, remote_port
//                   of an attempt without a port only the addresses
//   result          attempt: connected, collided, exhausted or refused; state: the new one as netstat names
//   it, or
//                   CLOSED; request: cached, refused_by_limit, waits, gets_connection, gets_none, answered or
//                   misses_flushed; step: what is done
//   error           of an attempt that failed: its name
//   probes          of an attempt: ports that it looked at
//   retry           of an attempt or a request: 1, its connect failed before; otherwise 0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/replay/chronicle.hpp"
#include "sim/report/timeline_csv.hpp"
#include "sim/scenario/scenario.hpp"

namespace portsim {

class EventsCsv : public ChronicleReader {
 public:
  // The scenario must outlive it.
  EventsCsv(const Scenario&, TextSink);

  void changed(const StateChange&) override;
  void attempted(const Attempt&, const Replay&) override;
  void requested(const CachedRequest&) override;
  void progressed(const RequestProgress&) override;
  void stepped(std::size_t epoch) override;

 private:
  void write_request(SimTime when, std::uint32_t workload, std::string_view result, bool is_retry);

  const Scenario& scenario_;
  TextSink write_;
  std::vector<std::string> hosts_;      // their cells
  std::vector<std::string> workloads_;  // likewise
  std::size_t epoch_ = 0;
};

}  // namespace portsim
