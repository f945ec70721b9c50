#include "sim/host/port_times.hpp"

namespace portsim {

void PortTimes::give_columns(SimTime now) {
  are_few_ = false;
  few_.for_each([&](PortOffset port, const HeldUntil& until) {
    bound_.hold_until(port, until.bound, now);
    clear_.hold_until(port, until.clear, now);
  });
}

}  // namespace portsim
