// portsim show: what a person at one of the simulated hosts would see at some instant.

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "sim/cli/command_line.hpp"
#include "sim/cli/commands.hpp"
#include "sim/cli/play.hpp"
#include "sim/cli/scenario_file.hpp"
#include "sim/cli/scenario_options.hpp"
#include "sim/cli/show_options.hpp"
#include "sim/cli/shown_pool.hpp"
#include "sim/cli/terminal.hpp"
#include "sim/cli/watched_replay.hpp"
#include "sim/replay/pool_snapshot.hpp"
#include "sim/report/clock_text.hpp"
#include "sim/report/show_events.hpp"
#include "sim/report/show_netstat.hpp"
#include "sim/report/show_ports.hpp"
#include "sim/report/show_ss.hpp"
#include "sim/scenario/problem_text.hpp"
#include "sim/scenario/suggestion.hpp"

namespace portsim {
namespace {

constexpr std::string_view name = "portsim show";

}  // namespace

CommandSyntax show_syntax() {
  CommandSyntax show{
      .name = name,
      .purpose =
          "Runs one replication of the scenario FILE and shows what a person at one of its hosts would\n"
          "see at that instant: the sockets as netstat (Windows: -ano, NT 4.0 and 2000: -an, Linux: -tan,\n"
          "FreeBSD and macOS: -an -p tcp) or ss -tan prints them, the events that the System log of\n"
          "Windows has until then, or a map of the ports. Ports that others hold stand there as\n"
          "listening. Of the processes of -ano, 2000 is the first workload, 2004 the next. With --every\n"
          "the events are those since the instant before. The keys of --play stand on its screen.",
      .examples =
          "  portsim show scenarios/lab/order-service.yaml --at first-failure --as ports\n"
          "  portsim show scenarios/lab/order-service.yaml --every 1s --from 2min --to 125s --as events\n"
          "  portsim show scenarios/lab/linux-live.yaml --at 1min --as ss | awk '{print $1}' | sort | uniq "
          "-c\n"
          "  portsim show FILE --at 4min --as netstat | awk '{print $4}' | sort | uniq -c   # -ano\n"
          "  portsim show scenarios/seeds/imap-low-mailbox-cache-ttl.yaml --at 4min \\\n"
          "    --as netstat | awk '{print $NF}' | sort | uniq -c   # -an\n"
          "  portsim show FILE --play --from 1min\n",
      .exits = {{ExitCode::invalid_scenario}, {ExitCode::interrupted}}};
  add_show_options(show.options);
  add_set_option(show.options);
  show.options.add_options()("quiet", "no progress")  //
      ("no-color", "no colours, as if NO_COLOR were set");
  return show;
}

namespace {

// The instants one after the other, until one cannot be shown.
class Snapshots {
 public:
  Snapshots(const Scenario& scenario, const ShowRequest& request, TextStyle style, bool is_quiet)
      : scenario_{scenario},
        request_{request},
        style_{style},
        log_{scenario, request.host, [this](std::string_view entry) { write(entry); }},
        run_{scenario, id_of(scenario, request), request.host, listener(), is_quiet} {}

  ExitCode print() {
    if (request_.is_at_first_failure) print_first_failure();
    const Duration every = request_.every.value_or(forever);
    for (SimTime now = request_.from; is_asked_for(now); now = now + every) print_at(now);
    flush();
    return code_;
  }

 private:
  static RunId id_of(const Scenario& scenario, const ShowRequest& request) {
    return {.seed = scenario.seed, .replication = request.replication};
  }
  const Host& host() const { return scenario_.hosts_in(run_.replay().epoch())[request_.host]; }
  ReplayListener* listener() { return request_.as == ShownAs::events ? &log_ : nullptr; }

  bool is_asked_for(SimTime now) const {
    return code_ == ExitCode::done && !request_.is_at_first_failure && now <= request_.until;
  }

  // In pieces: a log may be longer than memory.
  void write(std::string_view text) {
    constexpr std::size_t piece = 1 << 16;
    written_ += text;
    if (written_.size() >= piece) flush();
  }
  void flush() {
    if (!written_.empty() && !is_lost_) is_lost_ = write_result(written_, ExitCode::done) != ExitCode::done;
    if (is_lost_) code_ = worst_of(code_, ExitCode::file_error);
    written_.clear();
  }

  void print_first_failure() {
    if (run_.run_until_failure())
      print_now(log_.entries() > 0);
    else if (run_.is_interrupted())
      interrupted();
    else
      code_ = wrong_usage(name, fmt::format("--at: no connect() of {} fails in replication {}",
                                            scenario_.hosts[request_.host].name, request_.replication + 1));
  }

  void print_at(SimTime now) {
    if (request_.every && request_.as != ShownAs::ports)
      write(fmt::format("{}at {}\n", now > request_.from ? "\n" : "", clock_text(now)));
    else if (request_.every && now > request_.from)
      write("\n");
    const std::int64_t before = log_.entries();
    if (!run_.run_until(now)) return interrupted();
    print_now(log_.entries() > before);
  }

  void print_now(bool has_entries) {
    switch (request_.as) {
      case ShownAs::netstat:
        return write(netstat_text(sockets(), netstat_tool_of(*host().os)));
      case ShownAs::ss:
        return write(ss_text(sockets()));
      case ShownAs::ports:
        return print_ports();
      case ShownAs::events:
        if (!has_entries) write(no_events_text(host()));
    }
  }

  std::vector<Socket> sockets() const { return run_.replay().sockets_of(request_.host, run_.now()); }

  void print_ports() {
    const auto pool = shown_pool(run_.replay(), request_.host, request_.pool, run_.now());
    if (!pool) {
      code_ = wrong_usage(name, pool.error());
      return;
    }
    write(fmt::format("at {}: {}\n", clock_text(run_.now()), pool->heading));
    write(ports_text(snapshot_of(run_.replay(), pool->index, run_.now()), map_size_, style_));
  }

  void interrupted() {
    say({name, ": interrupted at ", clock_text(run_.now()), " of the run\n"});
    code_ = ExitCode::interrupted;
  }

  const Scenario& scenario_;
  const ShowRequest& request_;
  TextStyle style_;
  MapSize map_size_{.columns = size_of_stdout().columns};
  ExitCode code_ = ExitCode::done;
  std::string written_;
  bool is_lost_ = false;  // what is written goes nowhere
  EventLog log_;
  WatchedReplay run_;
};

// What the tools themselves would not say.
void tell_host(const Scenario& scenario, const ShowRequest& request) {
  if (scenario.hosts.size() == 1) return;
  say({name, ": of ", std::to_string(scenario.hosts.size()), " hosts this is ",
       printable(scenario.hosts[request.host].name), "; --host shows another\n"});
}

}  // namespace

ExitCode show_command(const Arguments& arguments) {
  const auto line = parse_command_line(show_syntax(), arguments);
  if (!line) return line.error();
  const auto files = scenario_files_of(*line);
  if (!files) return wrong_usage(name, files.error());
  const auto scenario = load_scenario_file(files->front());
  if (!scenario) return show_problems(scenario.error());
  const auto request = show_request_of(*line, *scenario);
  if (!request) return wrong_usage(name, request.error());
  const TextStyle style = style_of_stdout(line->values.count("no-color") > 0);
  if (request->plays) return play(*scenario, *request, style);
  if (line->values.count("host") == 0) tell_host(*scenario, *request);
  return Snapshots{*scenario, *request, style, line->values.count("quiet") > 0}.print();
}

}  // namespace portsim
