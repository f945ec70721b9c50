// The System event log of a Windows host about its ports, as a table like that of Get-WinEvent, oldest first.
// It hears of the attempts of a replay and hands on each line at once: it keeps none.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>

#include "sim/replay/replay.hpp"
#include "sim/scenario/scenario.hpp"

namespace portsim {

// What a log says that has no entries: of this host there can be none, or there are none yet.
std::string no_events_text(const Host&);

class EventLog : public ReplayListener {
 public:
  // The scenario must outlive it. `write` is called with whole lines; the heading comes before the first
  // entry.
  EventLog(const Scenario& scenario, HostIndex host, std::function<void(std::string_view)> write)
      : scenario_{scenario}, host_{host}, write_{std::move(write)} {}

  void attempted(const Attempt&) override;
  void stepped(std::size_t epoch) override { epoch_ = epoch; }

  std::int64_t entries() const { return entries_; }

 private:
  void add(SimTime when, int id, const Workload&);

  const Scenario& scenario_;
  HostIndex host_;
  std::function<void(std::string_view)> write_;
  std::size_t epoch_ = 0;
  std::int64_t entries_ = 0;
};

}  // namespace portsim
