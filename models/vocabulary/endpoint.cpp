#include "models/vocabulary/endpoint.hpp"

namespace portsim {

std::string to_text(Ipv4Address address) {
  std::string text;
  for (int shift = 24; shift >= 0; shift -= 8) {
    text += std::to_string(address.bits() >> shift & 0xff) + (shift > 0 ? "." : "");
  }
  return text;
}

}  // namespace portsim
