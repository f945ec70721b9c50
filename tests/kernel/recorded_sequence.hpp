// In which order a kernel handed out its ports: connects and resets, one after the other, nothing else
// running. Recorded, as tests/groundtruth/README.md describes it, or drawn by the model.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "models/vocabulary/port.hpp"

namespace portsim::kernel {

struct SequenceStep {
  bool is_reset = false;  // of the connection with this port, which is free at once; otherwise a connect
  std::size_t destination = 0;
  PortOffset port = 0;  // no_port: the connect failed
  double when = 0;      // seconds
};

struct PortSequence {
  std::string name;
  PortCount ports = 0;   // of the range
  bool by_bind = false;  // bind() chose the port; otherwise connect() did
  double port_hash = 0;  // seconds: when every destination first got another place in the range
  std::vector<SequenceStep> steps;
};

std::vector<PortSequence> recorded_sequences();

}  // namespace portsim::kernel
