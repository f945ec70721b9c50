// The only place that starts threads: the same work on several cores, or another beside it.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>

namespace portsim {

// Calls `work` once on each of so many threads (0: one a core), but no more than there are tasks, and waits
// for all. An exception of a call is thrown here, after all threads have ended.
void on_threads(int threads, std::int64_t tasks, const std::function<void()>& work);

// Work on a thread of its own.
class OwnThread {
 public:
  explicit OwnThread(std::function<void()> work);
  ~OwnThread();  // waits for its end
  OwnThread(const OwnThread&) = delete;
  OwnThread& operator=(const OwnThread&) = delete;

  // Waits for its end; once. An exception of the work is thrown here.
  void join();

 private:
  struct Running;
  std::unique_ptr<Running> running_;
};

}  // namespace portsim
