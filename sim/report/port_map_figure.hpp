// The port map as a figure: which state every port was in, as text short enough for a page.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "sim/experiment/port_map.hpp"
#include "sim/experiment/results.hpp"
#include "sim/report/html_page.hpp"
#include "sim/scenario/scenario.hpp"

namespace portsim {

// The states of a port as runs: "3f2lw" is free three times, live twice, then once in TIME_WAIT. The letters:
// f free, l live, w TIME_WAIT, o held by others, r reserved.
std::string run_lengths(const std::vector<PortState>& states);

// Of all ports, in order, each followed by ";"; a port like the one before it has no text of its own.
std::string runs_of_ports(const std::vector<std::vector<PortState>>& ports);

// Leaves out every other instant as long as more than 60 are left, then every other port, until the run
// lengths of all pools have at most so many bytes.
PortMap thinned(PortMap map, std::size_t bytes_max);

inline constexpr std::size_t port_map_bytes_max = 400'000;

Figure port_map_figure(const Scenario&, const Results&, const PortMap&);

}  // namespace portsim
