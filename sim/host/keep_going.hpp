// How those who wait for a run stop it.
#pragma once

#include <functional>

namespace portsim {

// Asked now and then how much of the run is done, as a part of it; false: it is given up.
using KeepGoing = std::function<bool(double done)>;

}  // namespace portsim
