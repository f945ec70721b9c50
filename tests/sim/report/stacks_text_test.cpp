#include "sim/report/stacks_text.hpp"

#include <algorithm>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "models/os/catalogue.hpp"

using namespace portsim;

namespace {

std::string text_of(std::string_view id) {
  const OsProfile* os = find_os(id);
  REQUIRE(os != nullptr);
  return stack_text(*os, {});
}

// With the line breaks of the page taken out, so that a sentence can be looked for.
std::string sentences_of(std::string_view id) {
  std::istringstream words{text_of(id)};
  std::string joined;
  for (std::string word; words >> word;) joined += word + " ";
  return joined;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::istringstream stream{text};
  std::vector<std::string> lines;
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

// The rows under a label of the left column.
std::string section_of(std::string_view id, const std::string& label) {
  std::string section;
  bool is_inside = false;
  for (const std::string& line : lines_of(text_of(id))) {
    if (line.substr(0, 1) != " ") is_inside = line.substr(0, label.size() + 1) == label + " ";
    if (is_inside) section += line + "\n";
  }
  return section;
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

bool is_address(const std::string& line) {
  const auto begin = line.find("https://");
  return begin != std::string::npos && line.find_first_not_of(' ') == begin &&
         line.find(' ', begin) == std::string::npos;
}

// The numbers after "[" on the page, up to "]" or ",".
std::set<int> citations_in(const std::string& text) {
  std::set<int> numbers;
  for (auto at = text.find('['); at != std::string::npos; at = text.find('[', at + 1)) {
    const auto end = text.find_first_not_of("0123456789", at + 1);
    if (end > at + 1 && (text[end] == ']' || text[end] == ',')) {
      numbers.insert(std::stoi(text.substr(at + 1, end - at - 1)));
    }
  }
  return numbers;
}

}  // namespace

TEST_CASE("A level's page begins with its name, its ports and its TIME_WAIT", "[report]") {
  // KB149532 and KB319502: 1025 to 5000, 240 s.
  const std::vector<std::string> lines = lines_of(text_of("windows-2000"));
  REQUIRE(lines.size() > 3);
  CHECK(lines[0] == "Windows 2000 (windows-2000)");
  CHECK(lines[1].empty());
  CHECK(contains(lines[2], "Ports       1025-5000, 3,976 ports "));
  CHECK(contains(section_of("windows-2000", "TIME_WAIT"), "240 s ["));
  CHECK(contains(section_of("windows-2000", "Selection"), "seq_naive: "));
}

TEST_CASE("A level without a cure names the way out", "[report]") {
  // KB2916780: no fix for Windows Vista; Windows 7 SP1 with KB2826167, or Windows 8 and later.
  const std::string defects = section_of("windows-vista-sp2", "Defects");
  CHECK(contains(defects, "closing_port"));
  CHECK(contains(sentences_of("windows-vista-sp2"), "upgrade to windows-7-sp1 and install KB2826167"));
  CHECK_FALSE(contains(section_of("windows-vista-sp2", "Patches"), "KB2826167"));
}

TEST_CASE("Patches stand apart by whether they install, with what they cure or the reason", "[report]") {
  // KB2826167 is for Windows 7 SP1 and Server 2008 R2 SP1, KB2901197 for Server 2008 SP2.
  const std::string patches = section_of("windows-7-sp1", "Patches");
  const std::string refused = section_of("windows-7-sp1", "Refused");
  CHECK(contains(patches, "KB2826167"));
  CHECK(contains(patches, "cures closing_port ["));
  CHECK_FALSE(contains(patches, "KB2901197"));
  CHECK(contains(refused, "KB2901197 does not install on windows-7-sp1: KB2826167 "));

  CHECK(contains(section_of("windows-server-2008-sp2", "Patches"), "KB2901197"));
  CHECK(contains(section_of("windows-server-2008-sp2", "Refused"), "KB2826167 "));
}

TEST_CASE("A defect repaired before release is no defect of the level", "[report]") {
  // KB2916780: Windows 8 and Server 2012 were repaired before they were released.
  CHECK(contains(section_of("windows-8", "Repaired"), "closing_port"));
  CHECK_FALSE(contains(section_of("windows-8", "Defects"), "closing_port"));
}

TEST_CASE("A defect that a run does not show says so", "[report]") {
  // KB2577795 is known by its title alone.
  const std::string defects = sentences_of("windows-7-sp1");
  const auto leak = defects.find("kernel_socket_leak");
  REQUIRE(leak != std::string::npos);
  CHECK(contains(defects.substr(leak, 200), "known, but not simulated"));
}

TEST_CASE("Settings state range, default and restart", "[report]") {
  const std::string settings = sentences_of("windows-2000");
  CHECK(contains(settings, "MaxUserPort 5000 to 65534 (port); default 5000; after a restart"));  // KB196271
  CHECK(contains(settings, "TcpTimedWaitDelay 30 to 300 (s); default 240; after a restart"));    // KB149532
  CHECK(
      contains(sentences_of("windows-8.1"), "TcpTimedWaitDelay 2 to 300 (s); default 120"));  // BizTalk guide
  // KB929851: start at least 1025, number at least 255.
  CHECK(contains(
      sentences_of("windows-7-sp1"),
      "start from 1025, num from 255, the last port at most 65535; default {start: 49152, num: 16384}"));
}

TEST_CASE("Names that are no settings and options that are none stand there with the reason", "[report]") {
  // SO_PORT_SCALABILITY is listed for Windows Server 2008, 7 and 10, not for Vista.
  CHECK(contains(section_of("windows-vista-sp2", "No options"), "SO_PORT_SCALABILITY"));
  CHECK(contains(section_of("windows-server-2008-sp2", "Options"), "SO_PORT_SCALABILITY"));
  for (const OsProfile* os : catalogue()) {
    for (const NoSetting& name : os->no_settings) {
      CHECK(contains(section_of(os->id, "No settings"), std::string{name.name}));
    }
  }
}

TEST_CASE("Products that change a level's settings stand on its page", "[report]") {
  // Exchange analyzer: the set-up of Exchange Server 2003 writes MaxUserPort 60000.
  CHECK(contains(sentences_of("windows-2000"), "Exchange Server 2003: MaxUserPort 60000"));
  CHECK_FALSE(contains(text_of("windows-10"), "Exchange Server 2003"));
}

TEST_CASE("The half-open limit is a number or none", "[report]") {
  // KB969710: 10 on Vista SP1, off by default from SP2.
  CHECK(contains(section_of("windows-vista-sp1", "Half-open"), "at most 10 connects under way"));
  CHECK(contains(section_of("windows-vista-sp2", "Half-open"), "no limit"));
}

TEST_CASE("Codes and events are those of the generation", "[report]") {
  CHECK(contains(section_of("windows-7-sp1", "Events"), "4227 TCP_TIME_WAIT_COLLISION"));
  CHECK_FALSE(contains(text_of("windows-2000"), "4227"));
  CHECK(contains(section_of("windows-2000", "Codes"), "10048 WSAEADDRINUSE"));
}

TEST_CASE("Every page fits 100 columns but for long addresses", "[report]") {
  for (const OsProfile* os : catalogue()) {
    for (const std::string& line : lines_of(stack_text(*os, {}))) {
      CAPTURE(os->id, line);
      CHECK((line.size() <= 100 || is_address(line)));
      CHECK(line.find_last_not_of(' ') + 1 == line.size());
    }
  }
}

TEST_CASE("Every number in brackets is a source at the end, and the other way round", "[report]") {
  for (const OsProfile* os : catalogue()) {
    CAPTURE(os->id);
    const std::string text = stack_text(*os, {});
    const auto sources = text.find("\nSources ");
    REQUIRE(sources != std::string::npos);
    const std::set<int> cited = citations_in(text.substr(0, sources));
    CHECK(cited == citations_in(text.substr(sources)));
    CHECK(*cited.rbegin() == static_cast<int>(cited.size()));
  }
}

TEST_CASE("What no vendor documents is marked where it is cited", "[report]") {
  const OsProfile* os = find_os("windows-7-sp1");
  REQUIRE(os != nullptr);
  OsProfile guessed = *os;
  guessed.time_wait.source = {Confidence::inferred, "the reason", {}};
  const std::string text = stack_text(guessed, {});
  CHECK(contains(text, "120 s (inferred [3])\n"));
  CHECK(contains(text, "[3]   inferred: the reason\n"));
}

TEST_CASE("A default that no document settles is cited, and not called none", "[report]") {
  const std::string text = sentences_of("windows-2000");
  CHECK(text.find("MaxFreeTcbs 0 to 4294967295 (TCB); after a restart above so many TCBs") !=
        std::string::npos);
  CHECK(text.find("rests on: no TIME_WAIT ends early unless MaxFreeTcbs is set (inferred [") !=
        std::string::npos);
}

TEST_CASE("The page of Linux tells connect() from bind(), and how TIME_WAIT is rounded", "[report]") {
  const std::string time_wait = section_of("linux-6.18", "TIME_WAIT");
  CHECK(contains(time_wait, "60-62.05 s (measured ["));
  CHECK(contains(time_wait, "it ends at a tick of 2.048 s (measured ["));
  CHECK(contains(section_of("linux-6.18", "Selection"), "bind()  linux_bind: "));
  CHECK(contains(section_of("linux-6.18", "Failures"), "EADDRINUSE (98)"));
  CHECK(contains(section_of("linux-6.18", "Failures"), "refusal"));
  CHECK(contains(section_of("linux-6.18", "Failures"), "ECONNREFUSED (111)"));
  CHECK(contains(time_wait, "FIN_WAIT_2  60 s after close()"));
  CHECK(contains(sentences_of("linux-6.18"), "the place changes every 10 s"));
  CHECK_FALSE(contains(sentences_of("linux-5.12"), "the place changes"));
  CHECK(contains(sentences_of("linux-6.14"), "left TIME_WAIT and no other is on it"));
  CHECK_FALSE(contains(sentences_of("linux-6.18"), "no other is on it"));
  CHECK(contains(sentences_of("linux-6.18"), "default 32768 60999"));
  CHECK_FALSE(contains(text_of("linux-6.18"), "KB2826167"));  // a patch of Windows
  CHECK(contains(section_of("freebsd-13", "TIME_WAIT"), "above 27,767 connections the oldest leaves"));
}
