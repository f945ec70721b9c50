// The churn (churn.hpp) on ns-3's event core: what a general network simulator costs for the same attempts,
// without its TCP. A program by itself, as ns-3's headers are C++17:
//   churn-ns3 PORTS LOAD ATTEMPTS   prints   ATTEMPTS FAILURES CPU-SECONDS VERSION
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <random>
#include <vector>

#include <ns3/core-module.h>
#include <ns3/version-defines.h>

namespace {

class Churn {
 public:
  Churn(std::uint32_t ports, double load, std::int64_t attempts)
      : is_taken_(ports), gap_mean_{241 / (load * ports)}, left_{attempts} {}

  void attempt() {
    if (left_-- == 0) {
      ns3::Simulator::Stop();
      return;
    }
    ns3::Simulator::Schedule(ns3::Seconds(gap_mean_ * exponential_(random_)), &Churn::attempt, this);
    const double hold = exponential_(random_);
    if (taken_ == is_taken_.size()) {
      ++failures_;
      return;
    }
    while (is_taken_[cursor_]) cursor_ = next(cursor_);
    is_taken_[cursor_] = true;
    ++taken_;
    ns3::Simulator::Schedule(ns3::Seconds(hold), &Churn::close, this, cursor_);
    cursor_ = next(cursor_);
  }

  std::int64_t failures() const { return failures_; }

 private:
  std::size_t next(std::size_t port) const { return port + 1 == is_taken_.size() ? 0 : port + 1; }
  void close(std::size_t port) { ns3::Simulator::Schedule(ns3::Seconds(240), &Churn::release, this, port); }
  void release(std::size_t port) {
    is_taken_[port] = false;
    --taken_;
  }

  std::vector<bool> is_taken_;  // by a connection, or by its TIME_WAIT
  std::size_t taken_ = 0;
  std::size_t cursor_ = 0;
  double gap_mean_;  // s
  std::int64_t left_;
  std::int64_t failures_ = 0;
  std::mt19937_64 random_{1};
  std::exponential_distribution<double> exponential_{1};
};

}  // namespace

int main(int count, char** words) {
  if (count != 4) {
    std::fputs("usage: churn-ns3 PORTS LOAD ATTEMPTS\n", stderr);
    return 2;
  }
  const long long attempts = std::atoll(words[3]);
  Churn churn{static_cast<std::uint32_t>(std::atol(words[1])), std::atof(words[2]), attempts};
  const std::clock_t began = std::clock();
  ns3::Simulator::Schedule(ns3::Seconds(0), &Churn::attempt, &churn);
  ns3::Simulator::Run();
  const double cpu_seconds = static_cast<double>(std::clock() - began) / CLOCKS_PER_SEC;
  ns3::Simulator::Destroy();
  std::printf("%lld %lld %.6f %d.%d\n", attempts, static_cast<long long>(churn.failures()), cpu_seconds,
              NS3_VERSION_MAJOR, NS3_VERSION_MINOR);
}
