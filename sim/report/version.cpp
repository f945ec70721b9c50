#include "sim/report/version.hpp"

namespace portsim {

std::string_view portsim_version() {
  return PORTSIM_VERSION;
}

}  // namespace portsim
