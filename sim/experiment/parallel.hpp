// The only place that starts threads: the same work for each number of a range, on several cores.
#pragma once

#include <functional>

namespace portsim {

// Calls body(0) to body(count - 1), each once, from up to `threads` threads (0: one a core), in no particular
// order. When a call returns false no further one begins. An exception of a call is thrown here, after all
// threads have ended.
void for_each_index(int count, int threads, const std::function<bool(int)>& body);

}  // namespace portsim
