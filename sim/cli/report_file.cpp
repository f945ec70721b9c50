#include "sim/cli/report_file.hpp"

#include <filesystem>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "sim/cli/terminal.hpp"
#include "sim/scenario/problem_text.hpp"

namespace portsim {

namespace po = boost::program_options;

namespace {

ExitCode cannot_be_written(std::string_view command, const std::string& path, const std::string& reason) {
  say({fmt::format("{}: {}: cannot be written: {}\n", command, printable(path), reason)});
  return ExitCode::file_error;
}

bool is_same_file(const std::string& a, const std::string& b) {
  std::error_code missing;  // one of them
  return std::filesystem::equivalent(a, b, missing);
}

}  // namespace

void add_report_option(po::options_description& options) {
  options.add_options()  //
      ("report", po::value<std::string>()->value_name("FILE"),
       "also writes a page for a browser, with charts; it needs no other file and no network");
}

void add_picture_option(po::options_description& options) {
  options.add_options()  //
      ("picture", po::value<std::string>()->value_name("FILE"),
       "also draws ports, attempts and failures over time, as an SVG");
}

tl::expected<ReportFile, ExitCode> ReportFile::open(std::string_view command, const CommandLine& line,
                                                    const char* option) {
  ReportFile report{command};
  if (line.values.count(option) == 0) return report;
  report.path_ = line.values[option].as<std::string>();
  if (report.path_ == "-")
    return tl::unexpected{
        wrong_usage(command, fmt::format("--{}: expected a file: standard output has the result", option))};
  for (const std::string& operand : line.operands)
    if (is_same_file(operand, report.path_))
      return tl::unexpected{
          wrong_usage(command, fmt::format("--{}: expected another file than the scenario's", option))};
  auto file = OutputFile::open(report.path_);
  if (!file) return tl::unexpected{cannot_be_written(command, report.path_, file.error())};
  report.file_.emplace(std::move(*file));
  return report;
}

ExitCode ReportFile::write(std::string_view page, ExitCode otherwise) {
  append(page);
  return commit(otherwise);
}

ExitCode ReportFile::commit(ExitCode otherwise) {
  const auto written = file_->commit();
  return written ? otherwise : cannot_be_written(command_, path_, written.error());
}

}  // namespace portsim
