#include "sim/cli/show_options.hpp"

#include <utility>

#include <fmt/format.h>

#include "sim/cli/replication_options.hpp"
#include "sim/report/show_ss.hpp"
#include "sim/scenario/field.hpp"
#include "sim/scenario/suggestion.hpp"

namespace portsim {

namespace po = boost::program_options;

namespace {

constexpr std::string_view first_failure = "first-failure";
constexpr Word<ShownAs> forms[] = {{"netstat", ShownAs::netstat},
                                   {"ss", ShownAs::ss},
                                   {"events", ShownAs::events},
                                   {"ports", ShownAs::ports}};

template <class T>
using Checked = tl::expected<T, std::string>;

tl::unexpected<std::string> complaint(std::string text) {
  return tl::unexpected{std::move(text)};
}

std::optional<std::string> text_of(const CommandLine& line, const char* option) {
  if (line.values.count(option) == 0) return std::nullopt;
  return line.values[option].as<std::string>();
}

Checked<Duration> duration_of(const char* option, const std::string& text,
                              Decoded<Duration> (*decode)(std::string_view)) {
  const auto duration = decode(text);
  if (duration) return *duration;
  const std::string& reason = duration.error().text;
  return complaint(fmt::format("--{}: expected a duration such as \"4min\", found {}{}{}", option,
                               shown(text), reason.empty() ? "" : "; ", reason));
}

Checked<SimTime> instant_of(const CommandLine& line, const char* option, SimTime otherwise,
                            const Scenario& scenario) {
  const auto text = text_of(line, option);
  if (!text) return otherwise;
  const auto since_start = duration_of(option, *text, decode_duration);
  if (!since_start) return complaint(since_start.error());
  if (*since_start <= scenario.duration) return SimTime{*since_start};
  return complaint(
      fmt::format("--{}: the run ends after {}, found {}", option, as_written(scenario.duration), *text));
}

// What is wrong with the options that say when; nothing: they agree.
std::optional<std::string> contradiction_in(const CommandLine& line, bool plays) {
  const auto has = [&](const char* option) { return line.values.count(option) > 0; };
  if (has("at") && has("from")) return "--at is one instant, and --from another";
  if (plays) return std::nullopt;
  if (has("at") && (has("every") || has("to")))
    return "--at is one instant, and --every and --to are of several";
  if (has("every") || has("at")) return std::nullopt;
  if (has("from") || has("to")) return "--from and --to need --every, such as --every 1s";
  return "which instant? --at 4min, or several: --every 1s --from 2min --to 3min";
}

// One instant, or several of them.
Checked<ShowRequest> with_instants(ShowRequest request, const CommandLine& line, const Scenario& scenario) {
  if (auto contradiction = contradiction_in(line, request.plays)) return complaint(std::move(*contradiction));
  if (const auto text = text_of(line, "every")) {
    const auto every = duration_of("every", *text, decode_positive_duration);
    if (!every) return complaint(every.error());
    request.every = *every;
  }
  const bool is_one = line.values.count("at") > 0;
  request.is_at_first_failure = text_of(line, "at") == first_failure;
  if (!request.is_at_first_failure) {
    const auto from = instant_of(line, is_one ? "at" : "from", SimTime{}, scenario);
    if (!from) return complaint(from.error());
    request.from = *from;
  }
  const SimTime end = is_one && !request.plays ? request.from : SimTime{scenario.duration};
  const auto until = instant_of(line, "to", end, scenario);
  if (!until) return complaint(until.error());
  if (*until < request.from) return complaint("--to is before --from");
  request.until = *until;
  return request;
}

// The first that connects, where none is named.
Checked<HostIndex> host_of(const CommandLine& line, const Scenario& scenario) {
  const auto name = text_of(line, "host");
  if (!name) return scenario.workloads.front().host;
  Candidates known;
  for (HostIndex host = 0; host < scenario.hosts.size(); ++host) {
    if (scenario.hosts[host].name == *name) return host;
    known.push_back(scenario.hosts[host].name);
  }
  return complaint(fmt::format("--host: unknown host \"{}\"; {}", *name, suggestion_for(*name, known)));
}

Checked<ShownAs> form_of(const CommandLine& line, const OsProfile& os, bool plays) {
  const auto word = text_of(line, "as");
  if (!word && plays) return ShownAs::ports;
  if (!word) return has_ss(os) ? ShownAs::ss : ShownAs::netstat;
  for (const Word<ShownAs>& form : forms) {
    if (form.word != *word) continue;
    if (plays && form.meaning != ShownAs::ports)
      return complaint("--play shows ports; for another form, use --every");
    if (form.meaning == ShownAs::ss && !has_ss(os))
      return complaint(
          fmt::format("--as ss: {} has no ss; it is shown as netstat, events or ports", os.name));
    return form.meaning;
  }
  return complaint(
      fmt::format("--as: unknown form \"{}\"; {}", *word, suggestion_for(*word, words_of(forms))));
}

}  // namespace

void add_show_options(po::options_description& options) {
  options.add_options()  //
      ("at", po::value<std::string>()->value_name("T|first-failure"),
       "what has happened before T, such as 4min; or right after the first failure")  //
      ("as", po::value<std::string>()->value_name("netstat|ss|events|ports"),
       "the form [ss where the system has it, else netstat]")                                         //
      ("every", po::value<std::string>()->value_name("D"), "one instant after another")               //
      ("from", po::value<std::string>()->value_name("T"), "the first of them [0s]")                   //
      ("to", po::value<std::string>()->value_name("T"), "the last of them [the end of the run]")      //
      ("play", "animates the map of ports on a terminal, from --at or --from on; --every is a step")  //
      ("host", po::value<std::string>()->value_name("NAME"), "which host [the first that connects]")  //
      ("pool", po::value<std::string>()->value_name("NAME"),
       "which pool of ports [the one with the most in use]");
  add_replication_options(options);
}

Checked<ShowRequest> show_request_of(const CommandLine& line, const Scenario& scenario) {
  ShowRequest request;
  request.plays = line.values.count("play") > 0;
  const auto host = host_of(line, scenario);
  if (!host) return complaint(host.error());
  request.host = *host;
  const auto as = form_of(line, *scenario.hosts[*host].os, request.plays);
  if (!as) return complaint(as.error());
  request.as = *as;
  const auto replication = replication_of(line);
  if (!replication) return complaint(replication.error());
  request.replication = *replication;
  request.pool = text_of(line, "pool").value_or("");
  if (!request.pool.empty() && request.as != ShownAs::ports) return complaint("--pool is for --as ports");
  return with_instants(std::move(request), line, scenario);
}

}  // namespace portsim
