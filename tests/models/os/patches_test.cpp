// Which patch goes where: KB2916780 (the table of affected systems), KB2901197, KB2826167.
#include "models/os/patches.hpp"

#include "tests/models/os/behaviour_support.hpp"

using namespace portsim;

namespace {

const PortSelectionSpec naive = SeqNaiveSpec{};
const PortSelectionSpec smart = SeqSmartSpec{};

std::string refusal(std::string_view id, const char* patch) {
  const auto found = problems(id, with_patches({patch}));
  REQUIRE(found.size() == 1);
  CHECK(found[0].key == "patches[0]");
  return found[0].message;
}

}  // namespace

TEST_CASE("A level hands out closing ports exactly where a remedy or a way out is listed", "[os]") {
  for (const OsProfile* level : catalogue()) {
    DYNAMIC_SECTION(level->id) {
      int rows = 0;
      for (const Remedy& remedy : remedies()) {
        if (remedy.level != level->id || remedy.defect != Defect::hands_out_closing_ports) continue;
        ++rows;
        CHECK(remedy.patch.empty() != remedy.way_out.empty());
        CHECK_FALSE(remedy.source.address.empty());
      }
      CHECK(rows == (level->hands_out_closing_ports.value ? 1 : 0));
    }
  }
  for (const Remedy& remedy : remedies()) CHECK(find_os(remedy.level) != nullptr);
}

TEST_CASE("A level with the closing-port defect allocates naively until its patch is installed", "[os]") {
  const auto [id, patch] = GENERATE(table<const char*, const char*>({
      {"windows-server-2008-sp2", "KB2901197"},
      {"windows-7-sp1", "KB2826167"},
      {"windows-server-2008-r2-sp1", "KB2826167"},
  }));
  DYNAMIC_SECTION(id) {
    const HostBehaviour unpatched = behaviour(id);
    CHECK(unpatched.selection == naive);
    CHECK(confidence_of(unpatched, "closing are handed out as if") == Confidence::inferred);
    const HostBehaviour patched = behaviour(id, with_patches({patch}));
    CHECK(patched.selection == smart);
    CHECK_FALSE(confidence_of(patched, "closing").has_value());
  }
}

TEST_CASE("A level whose defect no patch cures allocates naively", "[os]") {
  const char* id = GENERATE("windows-vista-rtm", "windows-vista-sp1", "windows-vista-sp2", "windows-7-rtm",
                            "windows-server-2008-rtm", "windows-server-2008-r2-rtm");
  DYNAMIC_SECTION(id) {
    CHECK(behaviour(id).selection == naive);
  }
}

TEST_CASE("A level that was released repaired allocates smartly", "[os]") {
  const char* id = GENERATE("windows-8", "windows-server-2012", "windows-8.1", "windows-server-2012-r2",
                            "windows-10", "windows-11");
  DYNAMIC_SECTION(id) {
    CHECK(behaviour(id).selection == smart);
  }
}

TEST_CASE("A patch that does not install names the way out", "[os]") {
  CHECK(
      refusal("windows-vista-sp2", "KB2901197") ==
      "KB2901197 does not install on windows-vista-sp2, and nothing else cures its defect there: upgrade to "
      "windows-7-sp1 and install KB2826167, or upgrade to windows-8 or later");
  CHECK(refusal("windows-vista-rtm", "KB2826167").find("upgrade to windows-7-sp1 and install KB2826167") !=
        std::string::npos);
  CHECK(refusal("windows-server-2008-rtm", "KB2901197")
            .find("upgrade to windows-server-2008-sp2 and install KB2901197") != std::string::npos);
  CHECK(refusal("windows-7-rtm", "KB2826167").find("upgrade to windows-7-sp1 and install KB2826167") !=
        std::string::npos);
  CHECK(refusal("windows-server-2008-r2-rtm", "KB2826167")
            .find("upgrade to windows-server-2008-r2-sp1 and install KB2826167") != std::string::npos);
}

TEST_CASE("Where another patch cures the defect the refusal names it", "[os]") {
  CHECK(refusal("windows-7-sp1", "KB2901197") ==
        "KB2901197 does not install on windows-7-sp1: KB2826167 cures its defect there");
  CHECK(refusal("windows-server-2008-sp2", "KB2826167") ==
        "KB2826167 does not install on windows-server-2008-sp2: KB2901197 cures its defect there");
}

TEST_CASE("A level that never had the defect needs no patch", "[os]") {
  const char* id = GENERATE("windows-2000", "windows-server-2003-sp1", "windows-8", "windows-11", "textbook");
  DYNAMIC_SECTION(id) {
    CHECK(refusal(id, "KB2826167").find("is not needed on") != std::string::npos);
  }
}

TEST_CASE("An unknown patch is refused with those that are known for the level", "[os]") {
  CHECK(refusal("windows-7-sp1", "KB1") == "unknown patch \"KB1\"; known for windows-7-sp1: KB2826167");
  CHECK(refusal("windows-2000", "2826167") ==
        "unknown patch \"2826167\"; no patch is known for windows-2000");
  CHECK(refusal("windows-vista-sp2", "") == "unknown patch \"\"; no patch is known for windows-vista-sp2");
}

TEST_CASE("All problems of a host are reported, each with its place", "[os]") {
  const HostConfiguration configuration{
      .patches = {"KB2826167", "KB2901197", "KB1"},
      .settings = {},
      .assume = {.selection = {},
                 .first_port = Port{1024},
                 .cursor_start = 16384,
                 .failed_connect_advances_cursor = false},
  };
  const auto found = problems("windows-7-sp1", configuration);
  REQUIRE(found.size() == 5);
  CHECK(found[0].key == "patches[1]");
  CHECK(found[1].key == "patches[2]");
  CHECK(found[2].key == "assume.first_port");
  CHECK(found[3].key == "assume.cursor_start");
  CHECK(found[4].key == "assume.failed_connect_advances_cursor");
}
