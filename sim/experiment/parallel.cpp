#include "sim/experiment/parallel.hpp"

#include <algorithm>
#include <atomic>
#include <future>
#include <thread>
#include <vector>

namespace portsim {

void for_each_index(int count, int threads, const std::function<bool(int)>& body) {
  const int cores = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
  const int workers = std::clamp(threads == 0 ? cores : threads, 1, std::max(count, 1));

  std::atomic<int> next = 0;
  const auto work = [&] {
    for (int index = next++; index < count; index = next++) {
      if (!body(index)) next = count;
    }
  };

  // A packaged task hands its exception to its future.
  std::vector<std::future<void>> ends;
  {
    std::vector<std::jthread> pool;
    for (int worker = 0; worker < workers; ++worker) {
      std::packaged_task<void()> task{work};
      ends.push_back(task.get_future());
      pool.emplace_back(std::move(task));
    }
  }
  for (std::future<void>& end : ends) end.get();
}

}  // namespace portsim
