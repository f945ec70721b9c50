// Entries that a system writes into its log about ports, and the codes that connect() and bind() return, by
// generation. An entry need not be written at every failure: how often it repeats is not documented.
#pragma once

#include <string_view>

#include "models/vocabulary/cited.hpp"

namespace portsim {

struct LogEvent {
  int id;                    // 4227
  std::string_view name;     // "TCP_TIME_WAIT_COLLISION"
  std::string_view meaning;  // when it is written, in one line
  Source source;
};

struct ErrorCode {
  int code;                  // 10048
  std::string_view name;     // "WSAEADDRINUSE"
  std::string_view meaning;  // for a host short of ports, in one line
  Source source;
};

}  // namespace portsim
