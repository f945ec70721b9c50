// What a real kernel did with a list of connects, as tests/groundtruth/README.md describes it: plain values,
// times as the files write them where they go into a scenario's text. A file that is missing or not as
// described throws.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace portsim::kernel {

struct RecordedSource {
  std::string address;
  std::string bind;  // none, noport or bind0
  bool has_reuseaddr = false;
  std::string port_range;  // "40000-40099"; empty: none
};

struct RecordedEndpoint {
  std::string address;
  int port = 0;
  bool listens = true;
};

struct RecordedArrival {
  std::string at;  // seconds since the run began
  std::size_t source = 0;
  std::size_t destination = 0;
  std::string hold;
  std::string closer;
};

struct RecordedSetting {
  std::string name;  // of the sysctl
  std::string value;
};

struct RecordedPhases {
  double time_wait = 0;  // seconds
  double port_hash = 0;
};

struct FailuresOfBin {
  double from = 0;  // seconds; it is 10 s long
  std::int64_t attempts = 0;
  std::int64_t failures = 0;
};

// One measurement.
struct RecordedRun {
  std::string name;  // "const_super", or "const_super/rep2"
  std::int64_t attempts = 0;
  std::int64_t failures = 0;
  double failure_fraction = 0;
  std::optional<double> first_failure;  // seconds
  std::vector<FailuresOfBin> bins;
  std::int64_t time_wait_max = 0;
  RecordedPhases phases;
  std::vector<bool> first_tries_failed;  // one an arrival
  std::vector<std::int64_t> time_wait;   // sockets in it, at 0 s, 1 s, 2 s, ...
};

struct RecordedCase {
  std::string name;
  bool is_loopback = true;  // otherwise the destinations are another host's
  std::vector<RecordedSetting> settings;
  int ticks_per_second = 0;
  std::vector<RecordedSource> sources;
  std::vector<RecordedEndpoint> destinations;
  std::vector<RecordedEndpoint> occupied;
  int retries = 0;
  double retry_delay = 0;  // seconds
  double duration = 0;     // seconds
  std::vector<RecordedArrival> arrivals;
  std::vector<RecordedRun> runs;  // all with the same arrivals
};

// The folder of the recordings, ending in a slash.
std::string groundtruth();

std::vector<std::string> recorded_case_names();
RecordedCase recorded_case(const std::string& name);

// Of noise.json: the standard deviation of the failure fraction from one measurement of a case to the next.
struct RunToRunSpread {
  std::string case_name;
  double failure_fraction_deviation = 0;
};
std::vector<RunToRunSpread> run_to_run_spreads();

}  // namespace portsim::kernel
