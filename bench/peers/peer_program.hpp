// A peer that is a program by itself: it is started with the work, and says what came of it in one line.
#pragma once

#include <optional>
#include <string>

#include "bench/peers/churn.hpp"

namespace portsim::bench {

struct PeerRun {
  ChurnCount count;
  double cpu_seconds = 0;  // of the churn alone, without the program's start
  std::string version;
};

// The command gets PORTS LOAD ATTEMPTS. Nothing: it cannot run here, mostly as a package is missing.
std::optional<PeerRun> run_peer(const std::string& command, const Churn&);

// Of its one line, ATTEMPTS FAILURES CPU-SECONDS VERSION.
std::optional<PeerRun> peer_run_from(const std::string& line);

}  // namespace portsim::bench
