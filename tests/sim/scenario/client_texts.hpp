// The web client with another model, and traces that are texts of the test instead of files.
#pragma once

#include "tests/sim/scenario/scenario_texts.hpp"

namespace portsim {

// The client stands in line 14; `more` are further lines of the workload.
inline std::string with_client(std::string_view client, std::string_view more = "") {
  const std::string one_line = "    client: " + std::string{client} + "\n";
  return with(web_client, "    client:\n      model: open\n      arrivals: poisson\n      rate: 20/s\n",
              one_line) +
         std::string{more};
}

inline std::string client_mistake(std::string_view client, std::string_view more = "") {
  return problems_of(with_client(client, more));
}

inline Workload workload_of(std::string_view client, std::string_view more = "") {
  return loaded(with_client(client, more)).workloads.at(0);
}

inline constexpr std::string_view trace_client = "{model: trace, file: arrivals.csv}";

// There is one file, arrivals.csv beside the scenario.
inline Result<Scenario> load_with_trace(const std::string& text, const std::string& csv,
                                        std::vector<std::string> overrides = {}) {
  const auto read_file = [&](const std::string& path, std::size_t) -> tl::expected<std::string, std::string> {
    if (path != "arrivals.csv") return tl::unexpected<std::string>{"No such file or directory"};
    return csv;
  };
  return load_scenario({"web.yaml", text, std::move(overrides), read_file});
}

inline std::string problems_of(const Result<Scenario>& scenario) {
  std::string all;
  if (!scenario) {
    for (const Problem& problem : scenario.error()) all += describe(problem);
  }
  return all;
}

inline std::string trace_mistake(const std::string& csv, std::string_view more = "") {
  return problems_of(load_with_trace(with_client(trace_client, more), csv));
}

inline std::string trace_mistake_without_file(std::string_view client) {
  const auto read_file = [](const std::string&, std::size_t) -> tl::expected<std::string, std::string> {
    return tl::unexpected<std::string>{"No such file or directory"};
  };
  return problems_of(load_scenario({"web.yaml", with_client(client), {}, read_file}));
}

}  // namespace portsim
