// How the catalogue reads what the texts leave open, for the facts that belong to no one level.
#pragma once

#include "models/os/sources.hpp"

namespace portsim {

// KB2916780 says that closing ports are handed out though others are free, not how often: the allocator is
// taken to ignore closing and TIME_WAIT altogether.
inline constexpr Source extent_of_the_defect =
    inferred("KB2916780 documents that it happens, not how often; taken to be always");
inline constexpr Source closing_states =
    inferred("KB2916780 says that the port is closing, not in which states; taken to be all of them");
inline constexpr Source naive_cursor = inferred("no text says; the cursor moves when a port is handed out");
inline constexpr Source smart_second_pass =
    inferred("event 4227 says that a port is then reused, and no text says which");
inline constexpr Source shared_four_tuples = inferred(
    "KB2826167 says that a port cannot be used again at another address, and no text says how; taken "
    "to be as if the addresses were one");
inline constexpr Source auto_reuse_pick =
    inferred("Set-NetTCPSetting and KB3149157 say that ports are reused, and no text says in which order");
inline constexpr Source auto_reuse_before_10 =
    inferred("SOL_SOCKET socket options has connect() without bind() draw from it from Windows 10 on");
inline constexpr Source services_send_timestamps{
    Confidence::assumed, "tcp_tw_reuse has no effect on connections whose other side sends none", {}};
inline constexpr Source port_before_the_wait =
    inferred("event 4226 has further connects wait, and no text says whether each has a port by then");

}  // namespace portsim
