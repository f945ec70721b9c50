#include "tests/kernel/recorded_scenario.hpp"

#include <map>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "sim/scenario/problem_text.hpp"

namespace portsim::kernel {

namespace {

// Of a connection over loopback from connect() to established: the median of each case is 70 to 150 us. A
// close takes as long.
constexpr const char* round_trip = "100us";

// A retry came so much later than its delay after the failure, in the median (30 us at the least): an arrival
// planned for the same instant always came before it.
constexpr double retry_lateness = 184e-6;  // seconds

constexpr const char* client_address_over_veth = "10.99.0.1";

std::string service_name(std::size_t destination) {
  return fmt::format("destination-{}", destination);
}

std::string workload_name(std::size_t source) {
  return fmt::format("source-{}", source);
}

bool has_address(const RecordedSource& source) {
  return source.address != "0.0.0.0";
}

bool is_bound(const RecordedSource& source) {
  return source.bind != "none";
}

// The system connects from the first.
std::vector<std::string> addresses_of(const RecordedCase& recorded) {
  std::vector<std::string> addresses{recorded.is_loopback ? "127.0.0.1" : client_address_over_veth};
  std::set<std::string> seen{addresses.front()};
  for (const RecordedSource& source : recorded.sources)
    if (has_address(source) && seen.insert(source.address).second) addresses.push_back(source.address);
  return addresses;
}

std::string host_text(const RecordedCase& recorded, const std::optional<RecordedPhases>& phases) {
  std::string text = fmt::format("  client:\n    os: linux-6.18\n    addresses: [{}]\n    settings:\n",
                                 fmt::join(addresses_of(recorded), ", "));
  for (const RecordedSetting& setting : recorded.settings)
    text += fmt::format("      {}: {}\n", setting.name, setting.value);
  text += fmt::format("      CONFIG_HZ: {}\n", recorded.ticks_per_second);
  std::vector<std::string> listening;
  for (const RecordedEndpoint& endpoint : recorded.occupied)
    listening.push_back(fmt::format("\"{}:{}\"", endpoint.address, endpoint.port));
  if (!listening.empty()) text += fmt::format("    listening: [{}]\n", fmt::join(listening, ", "));
  if (phases)
    text += fmt::format("    phases: {{time_wait: {:.6f}s, port_hash: {:.6f}s}}\n", phases->time_wait,
                        phases->port_hash);
  return text;
}

std::string service_text(std::size_t index, const RecordedEndpoint& endpoint) {
  return fmt::format("  {}: {{address: {}, port: {}, round_trip: {}{}}}\n", service_name(index),
                     endpoint.address, endpoint.port, round_trip, endpoint.listens ? "" : ", listens: false");
}

// The rows of the trace say which.
std::string connects_to_text(std::size_t destinations) {
  if (destinations == 1) return service_name(0);
  std::vector<std::string> shares;
  const std::size_t percent = 100 / destinations;
  for (std::size_t n = 0; n < destinations; ++n)
    shares.push_back(
        fmt::format("{}: {}%", service_name(n), n > 0 ? percent : 100 - percent * (destinations - 1)));
  return fmt::format("{{{}}}", fmt::join(shares, ", "));
}

std::string socket_text(const RecordedSource& source) {
  std::vector<std::string> options;
  if (source.bind == "noport") options.push_back("IP_BIND_ADDRESS_NO_PORT");
  if (source.has_reuseaddr) options.push_back("SO_REUSEADDR");
  if (!source.port_range.empty())
    options.push_back(fmt::format("{{IP_LOCAL_PORT_RANGE: {}}}", source.port_range));
  return options.empty() ? "" : fmt::format("    socket: [{}]\n", fmt::join(options, ", "));
}

std::string workload_text(const RecordedCase& recorded, std::size_t index) {
  const RecordedSource& source = recorded.sources[index];
  std::string text = fmt::format(
      "  {0}:\n    host: client\n    connects_to: {1}\n    client: {{model: trace, file: {0}.csv}}\n",
      workload_name(index), connects_to_text(recorded.destinations.size()));
  if (is_bound(source)) text += "    bind: any-port\n";
  if (is_bound(source) && has_address(source)) text += fmt::format("    from: [{}]\n", source.address);
  text += socket_text(source);
  if (recorded.retries > 0)
    text += fmt::format("    retry: {{attempts: {}, backoff: {:.6f}s}}\n", recorded.retries,
                        recorded.retry_delay + retry_lateness);
  return text;
}

// By the names of their files.
std::map<std::string, std::string> traces_of(const RecordedCase& recorded) {
  std::map<std::string, std::string> traces;
  for (std::size_t n = 0; n < recorded.sources.size(); ++n)
    traces[workload_name(n) + ".csv"] = "at,service,holds,closes\n";
  for (const RecordedArrival& arrival : recorded.arrivals) {
    const std::string closes = arrival.closer == "sabort" ? "server-abort" : arrival.closer;
    traces[workload_name(arrival.source) + ".csv"] +=
        fmt::format("{},{},{},{}\n", arrival.at, service_name(arrival.destination), arrival.hold, closes);
  }
  return traces;
}

}  // namespace

ScenarioText scenario_text_of(const RecordedCase& recorded, const std::optional<RecordedPhases>& phases) {
  std::string text =
      fmt::format("scenario: {}\nduration: {}s\nreplications: 1\nhosts:\n", recorded.name, recorded.duration);
  text += host_text(recorded, phases);
  text += "services:\n";
  for (std::size_t n = 0; n < recorded.destinations.size(); ++n)
    text += service_text(n, recorded.destinations[n]);
  text += "workloads:\n";
  for (std::size_t n = 0; n < recorded.sources.size(); ++n) text += workload_text(recorded, n);
  const auto read_trace = [traces = traces_of(recorded)](const std::string& path, std::size_t)
      -> tl::expected<std::string, std::string> { return traces.at(path); };
  return {recorded.name + ".yaml", std::move(text), {}, read_trace};
}

Scenario scenario_of(const RecordedCase& recorded, const std::optional<RecordedPhases>& phases) {
  const ScenarioText text = scenario_text_of(recorded, phases);
  auto scenario = load_scenario(text);
  if (scenario) return *scenario;
  std::string problems = text.text;
  for (const Problem& problem : scenario.error()) problems += describe(problem);
  throw std::runtime_error{problems};
}

}  // namespace portsim::kernel
