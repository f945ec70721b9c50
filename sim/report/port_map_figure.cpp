#include "sim/report/port_map_figure.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "sim/report/html_axis.hpp"
#include "sim/report/html_text.hpp"
#include "sim/report/number_text.hpp"
#include "sim/report/pools_text.hpp"

namespace portsim {

namespace {

constexpr std::size_t instants_min = 60;
constexpr std::size_t table_rows_max = 30;
constexpr std::string_view letters = "flwor";
constexpr std::string_view state_names[] = {"free", "live", "in TIME_WAIT", "held by others",
                                            "never handed out"};

std::size_t bytes_of(const PortMap& map) {
  std::size_t bytes = 0;
  for (const MappedPool& pool : map.pools) bytes += runs_of_ports(pool.ports).size();
  return bytes;
}

template <class Element>
void leave_out_every_other(std::vector<Element>& elements) {
  for (std::size_t n = 1; 2 * n < elements.size(); ++n) elements[n] = std::move(elements[2 * n]);
  elements.resize((elements.size() + 1) / 2);
}

void leave_out_instants(PortMap& map) {
  map.spacing *= 2;
  map.instants = (map.instants + 1) / 2;
  for (MappedPool& pool : map.pools)
    for (auto& states : pool.ports) leave_out_every_other(states);
}

void leave_out_ports(PortMap& map) {
  for (MappedPool& pool : map.pools) {
    pool.stride *= 2;
    leave_out_every_other(pool.ports);
  }
}

std::array<std::int64_t, port_states> counts_at(const MappedPool& pool, std::size_t instant) {
  std::array<std::int64_t, port_states> counts{};
  for (const auto& states : pool.ports) ++counts[static_cast<std::size_t>(states[instant])];
  return counts;
}

Json pool_json(const PoolResult& result, const MappedPool& pool, const Scenario& scenario) {
  Json ranges = Json::array();
  for (const PortRange& range : result.ranges)
    ranges.push_back(Json::array({range.first.number(), range.last.number()}));
  return {{"name", pool_name(result, scenario)},
          {"ranges", std::move(ranges)},
          {"stride", pool.stride},
          {"ports", runs_of_ports(pool.ports)}};
}

// Of the fullest pool.
HtmlTable table_of(const Scenario& scenario, const Results& results, const PortMap& map) {
  const MappedPool& pool = map.pools.front();
  HtmlTable table{.caption = "Ports by state in " + pool_name(results.pools[pool.pool], scenario),
                  .columns = {"at"},
                  .rows = {}};
  if (pool.stride > 1) table.caption += fmt::format(", of every {}th port", pool.stride);
  table.columns.insert(table.columns.end(), std::begin(state_names), std::end(state_names));
  const std::size_t every = (map.instants + table_rows_max - 1) / table_rows_max;
  for (std::size_t instant = 0; instant < map.instants; instant += every) {
    std::vector<std::string> row{duration_text(map.spacing * static_cast<std::int64_t>(instant))};
    for (const std::int64_t count : counts_at(pool, instant))
      row.push_back(count_text(static_cast<double>(count)));
    table.rows.push_back(std::move(row));
  }
  return table;
}

std::string caption_of(const Scenario& scenario, const Results& results, const PortMap& map) {
  std::string caption = fmt::format(
      "Each row is a port, each column an instant of the first replication, {} apart; the colour is what "
      "holds "
      "the port then.",
      duration_text(map.spacing));
  const PortCount stride = map.pools.front().stride;
  if (stride > 1) caption += fmt::format(" Only every {}th port is shown, to keep the page small.", stride);
  if (map.pools.size() < results.pools.size())
    caption += fmt::format(" The {} fullest of {} pools are shown.", map.pools.size(), results.pools.size());
  if (const std::string timeline = timeline_words(scenario); !timeline.empty()) caption += " " + timeline;
  return caption;
}

}  // namespace

std::string run_lengths(const std::vector<PortState>& states) {
  std::string text;
  for (std::size_t first = 0; first < states.size();) {
    std::size_t end = first + 1;
    while (end < states.size() && states[end] == states[first]) ++end;
    if (end - first > 1) text += std::to_string(end - first);
    text += letters[static_cast<std::size_t>(states[first])];
    first = end;
  }
  return text;
}

std::string runs_of_ports(const std::vector<std::vector<PortState>>& ports) {
  std::string text;
  for (std::size_t n = 0; n < ports.size(); ++n) {
    const bool is_as_before = n > 0 && ports[n] == ports[n - 1];
    if (!is_as_before) text += run_lengths(ports[n]);
    text += ';';
  }
  return text;
}

PortMap thinned(PortMap map, std::size_t bytes_max) {
  while (bytes_of(map) > bytes_max) {
    const bool has_ports_to_leave_out = std::any_of(
        map.pools.begin(), map.pools.end(), [](const MappedPool& pool) { return pool.ports.size() > 1; });
    if (map.instants > 2 * instants_min) {
      leave_out_instants(map);
    } else if (has_ports_to_leave_out) {
      leave_out_ports(map);
    } else {
      break;
    }
  }
  return map;
}

Figure port_map_figure(const Scenario& scenario, const Results& results, const PortMap& whole) {
  const PortMap map = thinned(whole, port_map_bytes_max);
  const TimeUnit unit = time_unit_for(scenario.duration);
  Json pools = Json::array();
  for (const MappedPool& pool : map.pools)
    pools.push_back(pool_json(results.pools[pool.pool], pool, scenario));
  Json states = Json::array();
  for (const std::string_view name : state_names) states.push_back(name);
  Figure figure;
  figure.id = "port-map";
  figure.chart = Chart::port_map;
  figure.title = "Every port over time";
  figure.caption = caption_of(scenario, results, map);
  figure.content = {{"x",
                     {{"label", unit.name},
                      {"step", short_number(unit.of(map.spacing))},
                      {"instants", map.instants},
                      {"until", short_number(unit.of(scenario.duration))}}},
                    {"letters", letters},
                    {"states", std::move(states)},
                    {"pools", std::move(pools)},
                    {"marks", timeline_marks(scenario, unit)}};
  figure.table = table_of(scenario, results, map);
  return figure;
}

}  // namespace portsim
