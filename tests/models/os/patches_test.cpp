// Which patch installs where: KB2916780 (the table of affected systems), KB2901197, KB2826167, and the
// articles of the other defects.
#include "models/os/patches.hpp"

#include "tests/models/os/behaviour_support.hpp"

using namespace portsim;

namespace {

std::string refusal(std::string_view id, const char* patch) {
  const auto found = problems(id, with_patches({patch}));
  REQUIRE(found.size() == 1);
  CHECK(found[0].key == "patches[0]");
  return found[0].message;
}

}  // namespace

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

TEST_CASE("A patch installs on the levels that its article names, and on no other", "[os]") {
  struct Installs {
    const char* patch;
    std::vector<std::string_view> levels;
  };
  const std::vector<std::string_view> vista_and_2008{"windows-vista-rtm", "windows-vista-sp1",
                                                     "windows-vista-sp2", "windows-server-2008-rtm",
                                                     "windows-server-2008-sp2"};
  const std::vector<std::string_view> sp1_of_7_and_2008_r2{"windows-7-sp1", "windows-server-2008-r2-sp1"};
  const std::vector<std::string_view> of_7_and_2008_r2{
      "windows-7-rtm", "windows-7-sp1", "windows-server-2008-r2-rtm", "windows-server-2008-r2-sp1"};
  std::vector<std::string_view> vista_to_2008_r2 = vista_and_2008;
  vista_to_2008_r2.insert(vista_to_2008_r2.end(), of_7_and_2008_r2.begin(), of_7_and_2008_r2.end());

  const std::vector<Installs> articles{
      {"KB2901197", {"windows-server-2008-sp2"}},
      {"KB2826167", sp1_of_7_and_2008_r2},
      {"KB2553549", vista_to_2008_r2},
      {"KB2665809", of_7_and_2008_r2},
      {"KB828333", {"windows-server-2003-rtm"}},
      {"SP4", {"windows-nt-4.0"}},
      {"KB3014399", {"windows-8", "windows-server-2012"}},
      {"KB3149157", {"windows-8.1", "windows-server-2012-r2"}},
      {"KB2577795", of_7_and_2008_r2},
      {"KB4345459", sp1_of_7_and_2008_r2},
      {"KB4345424", {"windows-8.1", "windows-server-2012-r2"}},
      {"KB977332", vista_and_2008},
  };
  std::vector<std::string_view> patches;
  for (const Installs& article : articles) {
    patches.push_back(article.patch);
    DYNAMIC_SECTION(article.patch) {
      std::vector<std::string_view> found;
      for (const OsProfile* level : catalogue())
        if (!why_not_installable(*level, article.patch)) found.push_back(level->id);
      CHECK(found == article.levels);
    }
  }
  CHECK(all_patches() == patches);
}

TEST_CASE("A level that never had the defect needs no patch", "[os]") {
  const char* id = GENERATE("windows-2000", "windows-server-2003-sp1", "textbook");
  DYNAMIC_SECTION(id) {
    CHECK(refusal(id, "KB2826167").find("which never had the defect") != std::string::npos);
  }
}

TEST_CASE("A level that was released repaired needs no patch", "[os]") {
  const char* id = GENERATE("windows-8", "windows-server-2012", "windows-8.1", "windows-11");
  DYNAMIC_SECTION(id) {
    CHECK(refusal(id, "KB2826167") ==
          "KB2826167 is not needed on " + std::string{id} +
              ", where the defect that it cures was repaired before release: leave it out");
  }
  CHECK(refusal("windows-server-2012", "KB2665809").find("repaired before release") != std::string::npos);
  CHECK(refusal("windows-server-2003-sp1", "KB828333").find("repaired before release") != std::string::npos);
}

TEST_CASE("A patch against the exhaustion hang goes to its own generation", "[os]") {
  CHECK(refusal("windows-8", "KB3149157") ==
        "KB3149157 does not install on windows-8: KB3014399 cures its defect there");
  CHECK(refusal("windows-server-2012-r2", "KB3014399") ==
        "KB3014399 does not install on windows-server-2012-r2: KB3149157 cures its defect there");
}

TEST_CASE("An unknown patch is refused with those that are known for the level", "[os]") {
  CHECK(refusal("windows-server-2003-rtm", "KB1") ==
        "unknown patch \"KB1\"; known for windows-server-2003-rtm: KB828333");
  CHECK(refusal("windows-2000", "SP5") == "unknown patch \"SP5\"; no patch is known for windows-2000");
  CHECK(refusal("windows-2000", "") == "unknown patch \"\"; no patch is known for windows-2000");
}

TEST_CASE("A slip in a patch's number is met with the patch that was meant", "[os]") {
  const auto [written, meant] = GENERATE(table<const char*, const char*>({
      {"2826167", "KB2826167"},
      {"kb2826167", "KB2826167"},
      {"KB2826176", "KB2826167"},  // two digits swapped
      {"KB3149158", "KB3149157"},
      {"KB828334", "KB828333"},
  }));
  DYNAMIC_SECTION(written) {
    CHECK(refusal("windows-2000", written).find(std::string{"did you mean "} + meant + "?") !=
          std::string::npos);
  }
  CHECK(refusal("windows-2000", "KB1234567").find("did you mean") == std::string::npos);
}

TEST_CASE("All problems of a host are reported, each with its place", "[os]") {
  HostConfiguration configuration = with_patches({"KB2826167", "KB2901197", "KB1"});
  configuration.products = {"exchange-server-2003"};
  configuration.excluded = {{Port{50000}, Port{50099}}};
  configuration.assume.first_port = Port{1024};
  configuration.assume.cursor_start = 16384;
  configuration.assume.half_open_limit = 10;
  std::vector<std::string> keys;
  for (const BehaviourProblem& problem : problems("windows-7-sp1", configuration))
    keys.push_back(problem.key);
  CHECK(keys == std::vector<std::string>{"patches[1]", "patches[2]", "products[0]", "excluded",
                                         "assume.first_port", "assume.cursor_start",
                                         "assume.half_open_limit"});
}
