// Hands what several threads finish to one thread more, all at once that has come since it last took some:
// while that one waits, for a disk perhaps, the others go on.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <utility>
#include <vector>

#include "sim/experiment/parallel.hpp"

namespace portsim {

template <class Value>
class Handover {
 public:
  using Take = std::function<void(std::vector<Value>&&)>;

  // `take` is called on a thread of its own, never with nothing.
  explicit Handover(Take take) : take_{std::move(take)}, taker_{[this] { take_until_closed(); }} {}
  ~Handover() { end(); }
  Handover(const Handover&) = delete;
  Handover& operator=(const Handover&) = delete;

  // From any thread.
  void give(Value&& value) {
    {
      const std::lock_guard lock{mutex_};
      waiting_.push_back(std::move(value));
    }
    changed_.notify_one();
  }

  // Returns when all is taken; an exception of `take` is thrown here.
  void close() {
    end();
    taker_.join();
  }

 private:
  void end() {
    {
      const std::lock_guard lock{mutex_};
      is_closed_ = true;
    }
    changed_.notify_one();
  }

  void take_until_closed() {
    std::unique_lock lock{mutex_};
    while (true) {
      changed_.wait(lock, [this] { return !waiting_.empty() || is_closed_; });
      if (waiting_.empty()) return;
      std::vector<Value> taken = std::exchange(waiting_, {});
      lock.unlock();
      take_(std::move(taken));
      lock.lock();
    }
  }

  Take take_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<Value> waiting_;
  bool is_closed_ = false;
  OwnThread taker_;  // last: it uses the others
};

}  // namespace portsim
