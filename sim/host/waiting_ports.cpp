#include "sim/host/waiting_ports.hpp"

namespace portsim {

WaitingPorts::WaitingPorts(HostIndex host, PortCount ports, ColumnForm form) : host_{host}, size_{ports} {
  ports_.fill(no_port);
  if (form == ColumnForm::dense) column_ = std::make_unique<ReleaseColumn>(ports, form);
}

WaitingPorts::WaitingPorts(const WaitingPorts& other)
    : until_{other.until_},
      ports_{other.ports_},
      host_{other.host_},
      size_{other.size_},
      column_{other.column_ ? std::make_unique<ReleaseColumn>(*other.column_) : nullptr} {}

void WaitingPorts::give_column(SimTime now) {
  column_ = std::make_unique<ReleaseColumn>(size_, ColumnForm::sparse);
  for (std::size_t n = 0; n < most_listed; ++n) column_->hold_until(ports_[n], until_[n], now);
}

}  // namespace portsim
