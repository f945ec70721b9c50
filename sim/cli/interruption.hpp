// Ctrl-C and a request to terminate: the first asks the experiment to stop, so that what has finished is
// still reported; the second ends the program at once.
#pragma once

#include <atomic>

namespace portsim {

// Catches SIGINT and SIGTERM from here on. The flag lives as long as the program.
const std::atomic<bool>& catch_interruption();

}  // namespace portsim
