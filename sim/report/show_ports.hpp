// A map of a pool's ports for a terminal: rows of cells with the number of each row's first port, and below
// them what the characters mean, with counts. A cell stands for one port or for several neighbours; then it
// shows what holds most of those in use, and by its shade how many of the ports are in use. The
// characters differ without colours, too.
#pragma once

#include <string>

#include "sim/replay/pool_snapshot.hpp"
#include "sim/report/page.hpp"

namespace portsim {

struct MapSize {
  int columns = page_width;
  int rows = 32;  // at most
};

// Lines of no more than `columns`, so long as the legend fits into them.
std::string ports_text(const PoolSnapshot&, const MapSize&, TextStyle);

}  // namespace portsim
