#include "tests/kernel/recorded_case.hpp"

#include <algorithm>
#include <filesystem>
#include <stdexcept>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "tests/kernel/text_table.hpp"

namespace portsim::kernel {

namespace {

using nlohmann::json;

std::string case_folder(const std::string& name) {
  return groundtruth() + "cases/" + name + "/";
}

json json_of(const std::string& path) {
  return json::parse(text_of_file(path));
}

RecordedSource source_of(const json& object) {
  RecordedSource source{.address = object.at("addr"),
                        .bind = object.at("bind"),
                        .has_reuseaddr = object.at("reuseaddr") != 0,
                        .port_range = {}};
  if (object.contains("port_range"))
    source.port_range =
        fmt::format("{}-{}", object["port_range"].at(0).get<int>(), object["port_range"].at(1).get<int>());
  return source;
}

RecordedEndpoint endpoint_of(const json& object) {
  return {object.at("addr"), object.at("port"), object.value("listen", true)};
}

// In the words of sysctl.
std::vector<RecordedSetting> settings_of(const json& text) {
  const json& range = text.at("ip_local_port_range");
  std::vector<RecordedSetting> settings{
      {"net.ipv4.ip_local_port_range", fmt::format("{} {}", range.at(0).get<int>(), range.at(1).get<int>())}};
  const std::string reserved = text.at("ip_local_reserved_ports");
  if (!reserved.empty()) settings.push_back({"net.ipv4.ip_local_reserved_ports", '"' + reserved + '"'});
  const auto add = [&](const char* name, const char* key) {
    settings.push_back({fmt::format("net.ipv4.{}", name), std::to_string(text.at(key).get<int>())});
  };
  add("tcp_tw_reuse", "tcp_tw_reuse");
  add("tcp_tw_reuse_delay", "tcp_tw_reuse_delay_ms");
  add("tcp_timestamps", "tcp_timestamps");
  add("tcp_max_tw_buckets", "tcp_max_tw_buckets");
  add("tcp_fin_timeout", "tcp_fin_timeout_s");
  add("ip_autobind_reuse", "ip_autobind_reuse");
  return settings;
}

std::vector<RecordedArrival> arrivals_of(const std::string& folder) {
  std::vector<RecordedArrival> arrivals;
  for (const auto& row : rows_of_table(folder + "arrivals.csv"))
    arrivals.push_back({row.at("t"), std::stoul(row.at("src")), std::stoul(row.at("dst")), row.at("hold"),
                        row.at("closer")});
  return arrivals;
}

RecordedRun run_of(const std::string& name, std::size_t arrivals) {
  const std::string folder = case_folder(name);
  const json summary = json_of(folder + "summary.json");
  RecordedRun run{.name = name,
                  .attempts = summary.at("attempts"),
                  .failures = summary.at("failed"),
                  .failure_fraction = summary.at("failure_fraction"),
                  .first_failure = {},
                  .bins = {},
                  .time_wait_max = summary.at("max_tw"),
                  .phases = {summary.at("tw_timer_grid_phase_s"), summary.at("port_hash_epoch_phase_s")},
                  .first_tries_failed = std::vector<bool>(arrivals),
                  .time_wait = {}};
  if (!summary.at("first_failure_t").is_null()) run.first_failure = summary["first_failure_t"];
  for (const json& bin : summary.at("bins"))
    run.bins.push_back({bin.at("t"), bin.at("attempts"), bin.at("failed")});
  for (const auto& row : rows_of_table(folder + "outcomes.csv"))
    if (row.at("try") == "0")
      run.first_tries_failed.at(std::stoul(row.at("arrival"))) = row.at("result") != "ok";
  for (const auto& row : rows_of_table(folder + "timewait.csv"))
    run.time_wait.push_back(std::stoll(row.at("tw")));
  return run;
}

}  // namespace

std::string groundtruth() {
  return std::string{PORTSIM_ROOT} + "/tests/groundtruth/";
}

std::vector<std::string> recorded_case_names() {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator{groundtruth() + "cases"})
    names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

RecordedCase recorded_case(const std::string& name) {
  const json text = json_of(case_folder(name) + "case.json");
  RecordedCase recorded{.name = text.at("name"),
                        .is_loopback = text.at("topology") == "loopback",
                        .settings = settings_of(text),
                        .ticks_per_second = text.at("kernel_hz"),
                        .sources = {},
                        .destinations = {},
                        .occupied = {},
                        .retries = text.at("retry").at("count"),
                        .retry_delay = text.at("retry").at("delay_s"),
                        .duration = text.at("duration_s"),
                        .arrivals = arrivals_of(case_folder(name)),
                        .runs = {}};
  for (const json& source : text.at("sources")) recorded.sources.push_back(source_of(source));
  for (const json& endpoint : text.at("destinations")) recorded.destinations.push_back(endpoint_of(endpoint));
  for (const json& endpoint : text.at("occupied")) recorded.occupied.push_back(endpoint_of(endpoint));
  for (const char* repetition : {"", "/rep2", "/rep3"})
    if (std::filesystem::exists(case_folder(name) + repetition))
      recorded.runs.push_back(run_of(name + repetition, recorded.arrivals.size()));
  return recorded;
}

std::vector<RunToRunSpread> run_to_run_spreads() {
  std::vector<RunToRunSpread> spreads;
  const json noise = json_of(groundtruth() + "noise.json");
  for (const auto& [name, measured] : noise.items()) spreads.push_back({name, measured.at("sample_sd")});
  return spreads;
}

}  // namespace portsim::kernel
