// The table of defects against the articles: KB2916780 and KB2826167, KB2553549, KB3039044 (KB2665809),
// KB828333, KB151418, KB194429 and KB169274, KB3149157, KB2577795, KB977332, the blogs on July 2018.
#include "models/os/defects.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "models/os/patches.hpp"

#include "tests/models/os/behaviour_support.hpp"

using namespace portsim;

namespace {

// What cures a defect on each level that has it; "none" where nothing does.
using Cures = std::map<std::string_view, std::string_view>;

Cures cures_of(Defect defect) {
  Cures cures;
  for (const OsProfile* level : catalogue()) {
    const DefectRow* row = find_defect(*level, defect);
    if (!row || row->repair == Repair::before_release) continue;
    cures[level->id] = row->repair == Repair::patch ? row->patch : "none";
  }
  return cures;
}

Cures on(std::vector<std::string_view> levels, std::string_view cure) {
  Cures cures;
  for (const std::string_view level : levels) cures[level] = cure;
  return cures;
}

Cures both(Cures a, const Cures& b) {
  a.insert(b.begin(), b.end());
  return a;
}

const std::vector<std::string_view> vista{"windows-vista-rtm", "windows-vista-sp1", "windows-vista-sp2"};
const std::vector<std::string_view> server_2008{"windows-server-2008-rtm", "windows-server-2008-sp2"};
const std::vector<std::string_view> rtm_of_7_and_2008_r2{"windows-7-rtm", "windows-server-2008-r2-rtm"};
const std::vector<std::string_view> sp1_of_7_and_2008_r2{"windows-7-sp1", "windows-server-2008-r2-sp1"};
const std::vector<std::string_view> windows_8{"windows-8", "windows-server-2012"};
const std::vector<std::string_view> windows_8_1{"windows-8.1", "windows-server-2012-r2"};

std::vector<std::string_view> joined(std::vector<std::string_view> a,
                                     const std::vector<std::string_view>& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

std::vector<Confidence> confidences_of(Defect defect, const std::vector<std::string_view>& levels) {
  std::vector<Confidence> confidences;
  for (const std::string_view level : levels)
    confidences.push_back(find_defect(os(level), defect)->source.confidence);
  return confidences;
}

}  // namespace

TEST_CASE("Each defect is on the levels that the documents name, with the cure that they name", "[os]") {
  const std::vector<std::string_view> of_7_and_2008_r2 = joined(rtm_of_7_and_2008_r2, sp1_of_7_and_2008_r2);
  const std::map<Defect, Cures> documents{
      {Defect::closing_port,
       both(on(joined(joined(vista, {"windows-server-2008-rtm"}), rtm_of_7_and_2008_r2), "none"),
            both(on({"windows-server-2008-sp2"}, "KB2901197"), on(sp1_of_7_and_2008_r2, "KB2826167")))},
      {Defect::port_scalability,
       both(on(rtm_of_7_and_2008_r2, "none"), on(sp1_of_7_and_2008_r2, "KB2826167"))},
      {Defect::time_wait_497_days, on(joined(joined(vista, server_2008), of_7_and_2008_r2), "KB2553549")},
      {Defect::no_excluded_ranges, both(on(joined(joined(vista, server_2008), {"windows-nt-4.0"}), "none"),
                                        on(of_7_and_2008_r2, "KB2665809"))},
      {Defect::max_free_tw_tcbs, on({"windows-server-2003-rtm"}, "KB828333")},
      {Defect::time_wait_early, on({"windows-nt-4.0"}, "SP4")},
      {Defect::time_wait_late, on({"windows-nt-4.0"}, "SP4")},
      {Defect::exhaustion_hang, both(on(windows_8, "KB3014399"), on(windows_8_1, "KB3149157"))},
      {Defect::kernel_socket_leak, on(of_7_and_2008_r2, "KB2577795")},
      {Defect::excluded_port_10013, on({"windows-server-2008-r2-rtm", "windows-server-2008-r2-sp1",
                                        "windows-server-2012", "windows-server-2012-r2"},
                                       "none")},
      {Defect::july_2018_updates, both(on(sp1_of_7_and_2008_r2, "KB4345459"), on(windows_8_1, "KB4345424"))},
      {Defect::handle_leak_tf_reuse, on(joined(vista, server_2008), "KB977332")},
      {Defect::time_wait_49_days, on({"macos-26.0"}, "none")},
      {Defect::wsl_1_port_leak, on({"windows-10"}, "none")},
      // Commits 0d9e5df4a257 (6.12) and 936a192f9740 (6.1.5).
      {Defect::fin_wait_2_reused,
       on({"linux-4.1", "linux-4.2", "linux-4.6", "linux-4.8", "linux-4.18", "linux-4.19", "linux-5.7",
           "linux-5.12", "linux-5.18", "linux-6.3", "linux-6.8"},
          "none")},
      {Defect::time_wait_not_bound, on({"linux-5.18"}, "none")},
  };
  CHECK(documents.size() == defect_descriptions().size());
  for (const auto& [defect, cures] : documents) {
    DYNAMIC_SECTION(description_of(defect).id) {
      CHECK(cures_of(defect) == cures);
    }
  }
}

TEST_CASE("Windows 8 to Server 2012 R2 are documented as repaired before release, later ones inferred",
          "[os]") {
  const auto all = [](std::size_t count, Confidence confidence) {
    return std::vector<Confidence>(count, confidence);
  };
  CHECK(confidences_of(Defect::closing_port, joined(windows_8, windows_8_1)) ==
        all(4, Confidence::documented));
  CHECK(confidences_of(Defect::closing_port, {"windows-10", "windows-server-2016", "windows-server-2019",
                                              "windows-server-2022", "windows-11"}) ==
        all(5, Confidence::inferred));
  for (const OsProfile* level : catalogue()) {
    if (!is_windows(*level)) continue;
    const DefectRow* row = find_defect(*level, Defect::closing_port);
    const bool is_before_vista = level->ephemeral.value.first < Port{49152};
    CHECK((row == nullptr) == is_before_vista);
  }
}

TEST_CASE("A row's confidence is that of its document", "[os]") {
  const std::vector<Confidence> two_documented(2, Confidence::documented);
  CHECK(confidences_of(Defect::port_scalability, sp1_of_7_and_2008_r2) == two_documented);
  CHECK(confidences_of(Defect::port_scalability, rtm_of_7_and_2008_r2) ==
        std::vector<Confidence>(2, Confidence::inferred));
  CHECK(confidences_of(Defect::no_excluded_ranges, server_2008) == two_documented);
  CHECK(confidences_of(Defect::no_excluded_ranges, vista) ==
        std::vector<Confidence>(3, Confidence::inferred));
  CHECK(confidences_of(Defect::july_2018_updates, joined(sp1_of_7_and_2008_r2, windows_8_1)) ==
        std::vector<Confidence>(4, Confidence::reported));
  CHECK(confidences_of(Defect::handle_leak_tf_reuse, vista) ==
        std::vector<Confidence>(3, Confidence::reported));
  CHECK(confidences_of(Defect::wsl_1_port_leak, {"windows-10"}) ==
        std::vector<Confidence>{Confidence::reported});
}

TEST_CASE("A row says either which patch cures or what else to do, of levels that exist", "[os]") {
  for (const DefectRow& row : defect_rows()) {
    DYNAMIC_SECTION(description_of(row.defect).id << " " << row.levels.front() << " " << row.patch) {
      CHECK(row.patch.empty() == (row.repair != Repair::patch));
      CHECK(row.way_out.empty() == (row.repair != Repair::none));
      CHECK_FALSE(cure_of(row).empty());
      for (const std::string_view level : row.levels) CHECK(find_os(level) != nullptr);
    }
  }
}

TEST_CASE("A second row of one level and defect is one more patch that cures it", "[os]") {
  std::set<std::pair<Defect, std::string_view>> seen;
  for (const DefectRow& row : defect_rows())
    for (const std::string_view level : row.levels) {
      const bool is_first = seen.insert({row.defect, level}).second;
      if (!is_first)
        CHECK((row.repair == Repair::patch && find_defect(os(level), row.defect)->patch != row.patch));
    }
}

TEST_CASE("Exactly the defects whose mechanism is known well enough are simulated", "[os]") {
  std::set<Defect> simulated;
  for (const DefectDescription& description : defect_descriptions())
    if (description.is_simulated) simulated.insert(description.defect);
  CHECK(simulated == std::set<Defect>{Defect::closing_port, Defect::port_scalability,
                                      Defect::time_wait_497_days, Defect::no_excluded_ranges,
                                      Defect::max_free_tw_tcbs, Defect::time_wait_49_days});
}

TEST_CASE("A level suffers from a defect until one of its cures is installed", "[os]") {
  CHECK(suffers_from(os("windows-7-sp1"), Defect::closing_port, {}));
  CHECK(suffers_from(os("windows-7-sp1"), Defect::closing_port, {"KB2553549"}));
  CHECK_FALSE(suffers_from(os("windows-7-sp1"), Defect::closing_port, {"KB2553549", "KB2826167"}));
  CHECK(suffers_from(os("windows-7-rtm"), Defect::closing_port, {"KB2826167"}));
  CHECK_FALSE(suffers_from(os("windows-8"), Defect::closing_port, {}));
  CHECK_FALSE(suffers_from(os("windows-2000"), Defect::closing_port, {}));
}

TEST_CASE("A later tcpip.sys cures the 497 days too", "[os]") {
  CHECK(suffers_from(os("windows-7-sp1"), Defect::time_wait_497_days, {}));
  CHECK_FALSE(suffers_from(os("windows-7-sp1"), Defect::time_wait_497_days, {"KB2826167"}));
  CHECK_FALSE(suffers_from(os("windows-server-2008-sp2"), Defect::time_wait_497_days, {"KB2901197"}));
  CHECK_FALSE(suffers_from(os("windows-vista-rtm"), Defect::time_wait_497_days, {"KB2553549"}));
  CHECK(cure_of(*find_defect(os("windows-7-sp1"), Defect::time_wait_497_days)) == "install KB2553549");
}

TEST_CASE("The cure is a patch where there is one and an upgrade where there is none", "[os]") {
  const auto cure = [](std::string_view id) { return cure_of(*find_defect(os(id), Defect::closing_port)); };
  CHECK(cure("windows-server-2008-sp2") == "install KB2901197");
  CHECK(cure("windows-7-sp1") == "install KB2826167");
  CHECK(cure("windows-server-2008-rtm") == "upgrade to windows-server-2008-sp2 and install KB2901197");
  CHECK(cure("windows-7-rtm") == "upgrade to windows-7-sp1 and install KB2826167");
  CHECK(cure("windows-server-2008-r2-rtm") == "upgrade to windows-server-2008-r2-sp1 and install KB2826167");
  CHECK(cure("windows-vista-sp2") ==
        "upgrade to windows-7-sp1 and install KB2826167, or upgrade to windows-8 or later");
}
