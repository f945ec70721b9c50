// portsim merge: the result stores of a sweep's parts become the one that the whole sweep would have made.

#include <filesystem>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "sim/cli/command_line.hpp"
#include "sim/cli/commands.hpp"
#include "sim/cli/sweep_store.hpp"
#include "sim/cli/terminal.hpp"
#include "sim/report/number_text.hpp"
#include "sim/scenario/problem_text.hpp"

namespace portsim {
namespace {

namespace po = boost::program_options;
namespace fs = std::filesystem;

}  // namespace

CommandSyntax merge_syntax() {
  CommandSyntax merge{
      .name = "portsim merge",
      .purpose =
          "Joins result stores of portsim sweep --shard into one, with the bytes that the\n"
          "sweep in one part would have written. They must be of the same scenario, values,\n"
          "seed and version, and have every point once; otherwise nothing is written.",
      .examples =
          "  portsim sweep scenarios/lab/ten-ports-two-a-second.yaml \\\n"
          "    --vary 'workloads.connects.client.rate=1/s..9/s step 1/s' --out part1.db --shard 1/2\n"
          "  portsim sweep scenarios/lab/ten-ports-two-a-second.yaml \\\n"
          "    --vary 'workloads.connects.client.rate=1/s..9/s step 1/s' --out part2.db --shard 2/2\n"
          "  portsim merge part1.db part2.db --out results.db\n",
      .operands = {.name = "STORE", .noun = "result store", .may_be_several = true, .extensions = {"db"}}};
  merge.options.add_options()  //
      ("out", po::value<std::string>()->value_name("FILE.db"), "the store to write; it must not exist yet");
  return merge;
}

namespace {

struct Part {
  std::string name;
  SweepStore store;
  std::vector<SweptPoint> points;
};

tl::expected<std::vector<Part>, std::string> read_parts(const std::vector<std::string>& names) {
  std::vector<Part> parts;
  for (const std::string& name : names) {
    auto store = SweepStore::open_existing(name);
    if (!store) return tl::unexpected{store.error()};
    auto points = store->points();
    if (!points) return tl::unexpected{points.error()};
    if (!parts.empty()) {
      const std::string difference = parts.front().store.identity().difference(store->identity());
      if (!difference.empty())
        return tl::unexpected{fmt::format("{} is of another sweep than {} ({})", printable(name),
                                          printable(names.front()), difference)};
    }
    parts.push_back({name, std::move(*store), std::move(*points)});
  }
  return parts;
}

// "point 7 (hosts.web.settings.TcpTimedWaitDelay=60)"
std::string point_text(const Grid& grid, std::size_t point) {
  std::string values;
  for (const std::string& value : grid.overrides_at(point)) values += (values.empty() ? "" : " ") + value;
  return fmt::format("point {} ({})", point, printable(values));
}

// Empty: no point is in two stores.
std::string overlap(const std::vector<Part>& parts) {
  std::map<std::size_t, const Part*> part_with;
  for (const Part& part : parts) {
    for (const SweptPoint& point : part.points) {
      const auto [known, is_new] = part_with.emplace(point.point, &part);
      if (!is_new)
        return fmt::format("{} is in {} and in {}", point_text(part.store.identity().grid, point.point),
                           printable(known->second->name), printable(part.name));
    }
  }
  return "";
}

// Empty: all points are in some store.
std::string lack(const std::vector<Part>& parts) {
  constexpr std::size_t shown_max = 10;
  const Grid& grid = parts.front().store.identity().grid;
  std::vector<bool> is_there(grid.points.size());
  for (const Part& part : parts)
    for (const SweptPoint& point : part.points) is_there[point.point] = true;
  std::vector<std::size_t> missing;
  for (std::size_t point = 0; point < is_there.size(); ++point)
    if (!is_there[point]) missing.push_back(point);
  if (missing.empty()) return "";
  std::string text =
      fmt::format("{} of {} points are in none of the stores:", missing.size(), is_there.size());
  for (std::size_t n = 0; n < missing.size() && n < shown_max; ++n)
    text += "\n  " + point_text(grid, missing[n]);
  if (missing.size() > shown_max) text += fmt::format("\n  and {} more", missing.size() - shown_max);
  return text;
}

std::vector<SweptPoint> all_points(const std::vector<Part>& parts) {
  std::map<std::size_t, const SweptPoint*> in_order;
  for (const Part& part : parts)
    for (const SweptPoint& point : part.points) in_order.emplace(point.point, &point);
  std::vector<SweptPoint> points;
  points.reserve(in_order.size());
  for (const auto& [number, point] : in_order) points.push_back(*point);
  return points;
}

tl::expected<void, std::string> write(const std::string& out, const std::vector<Part>& parts) {
  auto store = SweepStore::open(out, parts.front().store.identity(), Shard{});
  if (!store) return tl::unexpected{store.error()};
  auto done = store->add(all_points(parts));
  if (done) done = store->complete();
  if (done) return {};
  std::error_code ignored;
  fs::remove(out, ignored);
  return done;
}

tl::expected<void, std::string> merge(const std::vector<std::string>& names, const std::string& out) {
  std::error_code unknown;
  if (fs::exists(fs::symlink_status(out, unknown)))
    return tl::unexpected{fmt::format("{} exists already", printable(out))};
  const auto parts = read_parts(names);
  if (!parts) return tl::unexpected{parts.error()};
  for (const std::string& reason : {overlap(*parts), lack(*parts)})
    if (!reason.empty()) return tl::unexpected{reason};
  return write(out, *parts);
}

}  // namespace

ExitCode merge_command(const Arguments& arguments) {
  const auto line = parse_command_line(merge_syntax(), arguments);
  if (!line) return line.error();
  if (line->values.count("out") == 0) return wrong_usage("portsim merge", "no --out");
  const std::string out = line->values["out"].as<std::string>();
  if (const auto merged = merge(line->operands, out); !merged) {
    say({"portsim: ", merged.error(), "\n"});
    return ExitCode::file_error;
  }
  return write_result(fmt::format("{}: joined {}\n", printable(out),
                                  counted(static_cast<double>(line->operands.size()), "store")),
                      ExitCode::done);
}

}  // namespace portsim
