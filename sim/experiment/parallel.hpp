// The only place that starts threads: the same work on several cores.
#pragma once

#include <cstdint>
#include <functional>

namespace portsim {

// Calls `work` once on each of so many threads (0: one a core), but no more than there are tasks, and waits
// for all. An exception of a call is thrown here, after all threads have ended.
void on_threads(int threads, std::int64_t tasks, const std::function<void()>& work);

}  // namespace portsim
