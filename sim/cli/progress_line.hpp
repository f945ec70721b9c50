// How far a run is, on one line of standard error that is written over and wiped at the end.
#pragma once

#include <chrono>
#include <mutex>
#include <string>
#include <string_view>

#include "sim/experiment/experiment.hpp"

namespace portsim {

// "7/20 replications, 35 %, 12 s elapsed, 22 s left"; `unit` is what finishes.
std::string progress_text(const Progress&, std::chrono::steady_clock::duration elapsed,
                          std::string_view unit = "replications");

class ProgressLine {
 public:
  explicit ProgressLine(std::string_view unit = "replications");
  ~ProgressLine();  // wipes the line
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  void show(const Progress&);  // at most ten times a second

 private:
  void overwrite(const std::string& text);

  std::string unit_;
  std::chrono::steady_clock::time_point started_;
  std::chrono::steady_clock::time_point shown_;
  std::size_t width_ = 0;
};

}  // namespace portsim
