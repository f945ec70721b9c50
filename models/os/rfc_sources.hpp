// The standards and papers that the side effects of a change cite.
#pragma once

#include "models/os/sources.hpp"

namespace portsim {

inline constexpr Reference rfc_1337{
    "RFC 1337, TIME-WAIT assassination hazards in TCP",
    "https://www.rfc-editor.org/rfc/rfc1337",
};
inline constexpr Reference rfc_6056_ports{
    "RFC 6056, section 3.2, the ephemeral port number range",
    "https://www.rfc-editor.org/rfc/rfc6056#section-3.2",
};
inline constexpr Reference rfc_9293_close{
    "RFC 9293, section 3.6, closing a connection",
    "https://www.rfc-editor.org/rfc/rfc9293#section-3.6",
};
inline constexpr Reference rfc_9293_abort{
    "RFC 9293, section 3.10.5, ABORT call",
    "https://www.rfc-editor.org/rfc/rfc9293#section-3.10.5",
};
inline constexpr Reference faber_touch_yue{
    "Faber, Touch and Yue, The TIME-WAIT state in TCP and its effect on busy servers (INFOCOM 1999)",
    "https://doi.org/10.1109/INFCOM.1999.752180",
};
inline constexpr Reference backoff_and_jitter{
    "Exponential Backoff And Jitter, AWS Architecture Blog (2015)",
    "https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/",
};

}  // namespace portsim
