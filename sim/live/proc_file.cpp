#include "sim/live/proc_file.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <system_error>

#include <fcntl.h>
#include <unistd.h>

namespace portsim {

namespace {

tl::unexpected<std::string> why() {
  return tl::unexpected{std::generic_category().message(errno)};
}

}  // namespace

std::optional<std::string> read_proc(const std::string& path) {
  const FileDescriptor file{open(path.c_str(), O_RDONLY | O_CLOEXEC)};
  if (!file) return std::nullopt;
  std::string text;
  std::array<char, 1 << 16> part;
  ssize_t size = 0;
  while ((size = read(file.number(), part.data(), part.size())) > 0)
    text.append(part.data(), static_cast<std::size_t>(size));
  return size == 0 ? std::optional{text} : std::nullopt;
}

Done write_proc(const std::string& path, std::string_view text) {
  const FileDescriptor file{open(path.c_str(), O_WRONLY | O_CLOEXEC)};
  if (!file || write(file.number(), text.data(), text.size()) != static_cast<ssize_t>(text.size()))
    return why();
  return {};
}

std::string path_of_sysctl(std::string_view name) {
  std::string path = "/proc/sys/" + std::string{name};
  std::replace(path.begin() + 10, path.end(), '.', '/');
  return path;
}

std::optional<std::int64_t> time_wait_in(std::string_view sockstat) {
  const auto line = sockstat.find("TCP: ");
  if (line == std::string_view::npos) return std::nullopt;
  const std::string_view rest = sockstat.substr(line, sockstat.find('\n', line) - line);
  constexpr std::string_view name = " tw ";
  const auto at = rest.find(name);
  if (at == std::string_view::npos) return std::nullopt;
  std::int64_t entries = 0;
  const auto read = std::from_chars(rest.data() + at + name.size(), rest.data() + rest.size(), entries);
  return read.ec == std::errc{} ? std::optional{entries} : std::nullopt;
}

SocketStatistics::SocketStatistics() : file_{open("/proc/net/sockstat", O_RDONLY | O_CLOEXEC)} {}

std::optional<std::int64_t> SocketStatistics::time_wait() const {
  std::array<char, 1024> text;
  const ssize_t size = file_ ? pread(file_.number(), text.data(), text.size(), 0) : -1;
  if (size < 0) return std::nullopt;
  return time_wait_in({text.data(), static_cast<std::size_t>(size)});
}

}  // namespace portsim
