#include "sim/cli/output_file.hpp"

#include <cerrno>
#include <filesystem>
#include <system_error>
#include <utility>

#include <fmt/format.h>
#include <unistd.h>

namespace portsim {

namespace {

namespace fs = std::filesystem;

tl::unexpected<std::string> reason(int error) {
  return tl::unexpected{std::generic_category().message(error)};
}

}  // namespace

tl::expected<OutputFile, std::string> OutputFile::open(const std::string& path) {
  std::error_code unknown;
  const fs::file_status status = fs::status(path, unknown);
  if (fs::is_directory(status)) return reason(EISDIR);
  if (fs::exists(status)) {
    File existing{std::fopen(path.c_str(), fs::is_regular_file(status) ? "r+b" : "wb")};
    if (!existing) return reason(errno);
    if (!fs::is_regular_file(status)) return OutputFile{std::move(existing), path, ""};
  }
  // Behind a symbolic link, the file that it leads to.
  const fs::path target = fs::exists(status) ? fs::canonical(path, unknown) : fs::path{path};
  std::string temporary = fmt::format("{}.{}.part", target.string(), getpid());
  std::remove(temporary.c_str());  // of a program that was killed
  File file{std::fopen(temporary.c_str(), "wbx")};
  if (!file) return reason(errno);
  if (fs::exists(status)) fs::permissions(temporary, status.permissions(), unknown);
  return OutputFile{std::move(file), target.string(), std::move(temporary)};
}

OutputFile::~OutputFile() {
  if (file_ && !temporary_.empty()) std::remove(temporary_.c_str());
}

void OutputFile::write(std::string_view text) {
  if (error_ == 0 && std::fwrite(text.data(), 1, text.size(), file_.get()) != text.size()) error_ = errno;
}

tl::expected<void, std::string> OutputFile::commit() {
  std::FILE* file = file_.release();
  if (std::fclose(file) != 0 && error_ == 0) error_ = errno;
  if (error_ == 0 && !temporary_.empty() && std::rename(temporary_.c_str(), path_.c_str()) != 0)
    error_ = errno;
  if (error_ == 0) return {};
  if (!temporary_.empty()) std::remove(temporary_.c_str());
  return reason(error_);
}

tl::expected<void, std::string> write_file(const std::string& path, std::string_view text) {
  auto file = OutputFile::open(path);
  if (!file) return tl::unexpected{file.error()};
  file->write(text);
  return file->commit();
}

}  // namespace portsim
