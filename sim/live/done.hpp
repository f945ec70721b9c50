// What something that is only done comes to: nothing, or why it could not be done, in words for the user.
#pragma once

#include <string>

#include <tl/expected.hpp>

namespace portsim {

using Done = tl::expected<void, std::string>;

}  // namespace portsim
