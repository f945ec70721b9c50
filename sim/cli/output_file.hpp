// A file that is written completely or not at all: it grows under a temporary name beside its own, which it
// takes when it is committed. A device or a pipe is written directly. Reasons are the system's.
#pragma once

#include <cstdio>
#include <memory>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

namespace portsim {

class OutputFile {
 public:
  // Also fails where a file of that name may not be overwritten, so that this is known beforehand.
  [[nodiscard]] static tl::expected<OutputFile, std::string> open(const std::string& path);

  OutputFile(OutputFile&&) = default;
  OutputFile& operator=(OutputFile&&) = delete;
  ~OutputFile();  // without commit(): nothing is left of it

  // May fail later: commit() says so.
  void write(std::string_view text);

  // Nothing can be written afterwards.
  [[nodiscard]] tl::expected<void, std::string> commit();

 private:
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  using File = std::unique_ptr<std::FILE, Close>;

  OutputFile(File file, std::string path, std::string temporary)
      : file_{std::move(file)}, path_{std::move(path)}, temporary_{std::move(temporary)} {}

  File file_;  // none: committed, or moved from
  std::string path_;
  std::string temporary_;  // empty: written directly
  int error_ = 0;          // the first
};

// All of it at once.
[[nodiscard]] tl::expected<void, std::string> write_file(const std::string& path, std::string_view text);

}  // namespace portsim
