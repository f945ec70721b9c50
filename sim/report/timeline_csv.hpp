// One replication second by second, as CSV: a row for each second of the run and each host, then the rest of
// a last second. Columns, in this order (further ones may come behind them):
//   time_s       the end of the second, since the run began
//   host
//   syn_sent, established, fin_wait_1, fin_wait_2, last_ack, time_wait
//                clients' ends of connections that are in that state at `time_s`
//   others       ports that others than the workloads hold then
//   attempts     connect() calls since the row before, those at `time_s` not among them
//   failures     of these
//   probes       ports that their searches looked at
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include "sim/replay/chronicle.hpp"
#include "sim/scenario/scenario.hpp"

namespace portsim {

using TextSink = std::function<void(std::string_view)>;

class TimelineCsv : public ChronicleReader {
 public:
  // The scenario must outlive it.
  TimelineCsv(const Scenario&, TextSink);

  void changed(const StateChange&) override;
  void attempted(const Attempt&, const Replay&) override;
  void stepped(std::size_t epoch) override;
  void ended(const Replay&) override;

 private:
  struct HostCounts {
    std::array<std::int64_t, tcp_state_count> in_state{};
    std::int64_t attempts = 0;
    std::int64_t failures = 0;
    std::int64_t probes = 0;
    SimTime others_until{};  // they hold ports
  };

  void write_rows_until(SimTime when, bool is_included);
  void write_rows(SimTime at);
  const Scenario& scenario_;
  TextSink write_;
  std::vector<HostCounts> hosts_;
  SimTime next_row_;
};

}  // namespace portsim
