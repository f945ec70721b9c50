#include "sim/experiment/parallel.hpp"

#include <algorithm>
#include <future>
#include <thread>
#include <utility>
#include <vector>

namespace portsim {

void on_threads(int threads, std::int64_t tasks, const std::function<void()>& work) {
  const auto cores = std::max<std::int64_t>(1, std::thread::hardware_concurrency());
  const std::int64_t workers = std::min<std::int64_t>(threads == 0 ? cores : threads, tasks);
  // A packaged task hands its exception to its future.
  std::vector<std::future<void>> ends;
  {
    std::vector<std::jthread> pool;
    for (std::int64_t worker = 0; worker < workers; ++worker) {
      std::packaged_task<void()> task{work};
      ends.push_back(task.get_future());
      pool.emplace_back(std::move(task));
    }
  }
  for (std::future<void>& end : ends) end.get();
}

struct OwnThread::Running {
  std::future<void> end;  // which waits when it goes
};

OwnThread::OwnThread(std::function<void()> work)
    : running_{new Running{std::async(std::launch::async, std::move(work))}} {}

OwnThread::~OwnThread() = default;

void OwnThread::join() {
  running_->end.get();
}

}  // namespace portsim
