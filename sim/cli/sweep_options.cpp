#include "sim/cli/sweep_options.hpp"

#include <utility>
#include <vector>

#include <fmt/format.h>

#include "sim/cli/report_file.hpp"

namespace portsim {
namespace {

namespace po = boost::program_options;

using Texts = std::vector<std::string>;

Texts texts_of(const CommandLine& line, const char* option) {
  return line.values.count(option) > 0 ? line.values[option].as<Texts>() : Texts{};
}

tl::expected<Grid, std::string> grid_of(const CommandLine& line) {
  const Texts lists = texts_of(line, "vary");
  if (lists.empty())
    return tl::unexpected{
        std::string{"nothing is varied; --vary PATH=LIST says what, such as "
                    "--vary hosts.web.settings.TcpTimedWaitDelay=30,60,120"}};
  std::vector<Axis> axes;
  for (const std::string& list : lists) {
    auto axis = parse_axis(list);
    if (!axis) return tl::unexpected{"--vary: " + axis.error()};
    axes.push_back(std::move(*axis));
  }
  return make_grid(std::move(axes), texts_of(line, "where"));
}

tl::expected<Shard, std::string> shard_of(const CommandLine& line, const Grid& grid) {
  if (line.values.count("shard") == 0) return Shard{};
  const auto shard = parse_shard(line.values["shard"].as<std::string>());
  if (!shard) return tl::unexpected{"--shard: " + shard.error()};
  if (shard->number <= grid.points.size()) return *shard;
  return tl::unexpected{
      fmt::format("--shard: part {}/{} of {} points has none", shard->number, shard->of, grid.points.size())};
}

}  // namespace

CommandSyntax sweep_syntax() {
  CommandSyntax sweep{
      .name = "portsim sweep",
      .purpose =
          "Runs the scenario FILE at every combination of the values of --vary, with the same random "
          "numbers\n"
          "at each, and prints what fails where. FILE may be \"-\", standard input. Thresholds that are\n"
          "crossed are a result, not an error: the exit code is 0. With --out, the same command again goes "
          "on\n"
          "where it was stopped.",
      .examples =
          "  portsim sweep scenarios/seeds/imap-low-mailbox-cache-ttl.yaml \\\n"
          "    --vary 'hosts.mail-front-end.settings.TcpTimedWaitDelay=30..300 step 30'\n"
          "  portsim sweep scenarios/lab/order-service.yaml \\\n"
          "    --vary workloads.payments.client.rate=50/s,100/s --vary duration=10min,30min\n"
          "  portsim sweep scenarios/seeds/imap-low-mailbox-cache-ttl.yaml \\\n"
          "    --vary workloads.webmail.client.ttl=5s,30s \\\n"
          "    --vary 'workloads.webmail.holds=1s..9s step 2s' --where 'holds < ttl'\n"
          "  portsim sweep scenarios/lab/ten-ports-two-a-second.yaml \\\n"
          "    --vary 'workloads.connects.client.rate=1/s..9/s step 1/s' --out results.db \\\n"
          "    --report out.html\n",
      .exits = {{ExitCode::invalid_scenario}, {ExitCode::interrupted}}};
  add_scenario_options(sweep.options, text_json_or_csv);
  sweep.options.add_options()  //
      ("vary", po::value<Texts>()->value_name("PATH=LIST")->composing(),
       "the values of a path: 30,60,120 or 30..300 step 30; several --vary multiply")  //
      ("where", po::value<Texts>()->value_name("A<B")->composing(),
       "only the combinations for which this holds; <, <=, =, !=, >=, > between paths or values")  //
      ("out", po::value<std::string>()->value_name("FILE.db"),
       "keeps each finished point in an SQLite database, and goes on from what is there")  //
      ("shard", po::value<std::string>()->value_name("I/N"),
       "only part I of N of the points; portsim merge joins the parts");
  add_experiment_options(sweep.options);
  add_report_option(sweep.options);
  return sweep;
}

tl::expected<SweepOptions, std::string> sweep_options_of(const CommandLine& line) {
  const auto format = format_of(line, text_json_or_csv);
  if (!format) return tl::unexpected{format.error()};
  const auto threads = threads_of(line);
  if (!threads) return tl::unexpected{threads.error()};
  auto files = scenario_files_of(line);
  if (!files) return tl::unexpected{files.error()};
  auto grid = grid_of(line);
  if (!grid) return tl::unexpected{grid.error()};
  const auto shard = shard_of(line, *grid);
  if (!shard) return tl::unexpected{shard.error()};
  SweepOptions options{.file = std::move(files->front()),
                       .grid = std::move(*grid),
                       .shard = *shard,
                       .out = std::nullopt,
                       .format = *format,
                       .threads = *threads,
                       .is_quiet = line.values.count("quiet") > 0,
                       .no_color = line.values.count("no-color") > 0};
  if (line.values.count("out") > 0) options.out = line.values["out"].as<std::string>();
  if (options.out && options.out->empty())
    return tl::unexpected{std::string{"--out: expected a file's name"}};
  return options;
}

}  // namespace portsim
