#include "sim/cli/output_file.hpp"

#include <filesystem>
#include <string>
#include <utility>

#include <catch2/catch.hpp>

#include "tests/sim/cli/sweep_folder.hpp"

using namespace portsim;

namespace fs = std::filesystem;

TEST_CASE("A file has its name when it is complete, not before", "[cli][output]") {
  const SweepFolder folder;
  const auto before = files_here();
  auto file = OutputFile::open("out.txt");
  REQUIRE(file);
  file->write("one ");
  CHECK_FALSE(fs::exists("out.txt"));
  file->write("two");
  REQUIRE(file->commit());
  CHECK(bytes_of("out.txt") == "one two");
  CHECK(files_here().size() == before.size() + 1);
}

TEST_CASE("Of a file that is not committed nothing is left, and an older one stays", "[cli][output]") {
  const SweepFolder folder;
  write_bytes("out.txt", "old");
  const auto before = files_here();
  {
    auto file = OutputFile::open("out.txt");
    REQUIRE(file);
    file->write("new");
    const OutputFile moved = std::move(*file);
  }
  CHECK(bytes_of("out.txt") == "old");
  CHECK(files_here() == before);
}

TEST_CASE("A file that is replaced keeps who may read it", "[cli][output]") {
  const SweepFolder folder;
  write_bytes("out.txt", "old");
  fs::permissions("out.txt", fs::perms::owner_read | fs::perms::owner_write);
  REQUIRE(write_file("out.txt", "new"));
  CHECK(bytes_of("out.txt") == "new");
  CHECK(fs::status("out.txt").permissions() == (fs::perms::owner_read | fs::perms::owner_write));
}

TEST_CASE("A file that cannot be written says why", "[cli][output]") {
  const SweepFolder folder;
  fs::create_directory("folder");
  CHECK(write_file("none/out.txt", "").error() == "No such file or directory");
  CHECK(write_file("folder", "").error() == "Is a directory");
  CHECK(write_file("/dev/full", "text").error() == "No space left on device");
  CHECK(write_file("", "text").error() == "No such file or directory");
}

TEST_CASE("A device is written as it is", "[cli][output]") {
  REQUIRE(write_file("/dev/null", "text"));
  CHECK(fs::is_character_file("/dev/null"));
}
