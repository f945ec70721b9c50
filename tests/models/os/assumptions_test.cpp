#include "tests/models/os/behaviour_support.hpp"

using namespace portsim;

namespace {

Assumptions first_port(std::uint16_t number) {
  Assumptions assume;
  assume.first_port = Port{number};
  return assume;
}

Assumptions cursor_start(PortOffset start) {
  Assumptions assume;
  assume.cursor_start = start;
  return assume;
}

Assumptions selection(PortSelectionSpec spec) {
  Assumptions assume;
  assume.selection = spec;
  return assume;
}

Assumptions failed_connect_advances_cursor(bool advances) {
  Assumptions assume;
  assume.failed_connect_advances_cursor = advances;
  return assume;
}

BehaviourProblem only_problem(std::string_view id, const Assumptions& assume) {
  const auto found = problems(id, assuming(assume));
  REQUIRE(found.size() == 1);
  return found[0];
}

}  // namespace

TEST_CASE("Windows 2000 may be assumed to start at port 1024, as KB196271 has it", "[os]") {
  const HostBehaviour host = behaviour("windows-2000", assuming(first_port(1024)));
  CHECK(host.ephemeral == PortRange{Port{1024}, Port{5000}});
  CHECK(host.ephemeral.size() == 3977);
  CHECK(confidence_of(facts("windows-2000", assuming(first_port(1024))), "first port handed out is 1024") ==
        Confidence::assumed);
}

TEST_CASE("A first port that no document has is refused", "[os]") {
  const BehaviourProblem problem = only_problem("windows-2000", first_port(2000));
  CHECK(problem.key == "assume.first_port");
  CHECK(problem.message == "expected 1025 or 1024, between which the documents disagree, found 2000");
}

TEST_CASE("A documented first port leaves nothing to assume", "[os]") {
  const char* id = GENERATE("windows-nt-4.0", "windows-vista-rtm", "windows-11", "textbook");
  DYNAMIC_SECTION(id) {
    CHECK(only_problem(id, first_port(1024)).key == "assume.first_port");
  }
}

TEST_CASE("The cursor starts anywhere in the range and nowhere else", "[os]") {
  const HostBehaviour host = behaviour("windows-2000", assuming(cursor_start(3975)));
  CHECK(std::get<SeqNaiveSpec>(host.selection).cursor_start == 3975);
  CHECK(confidence_of(facts("windows-2000", assuming(cursor_start(3975))), "cursor starts at port 5000") ==
        Confidence::assumed);
  const BehaviourProblem problem = only_problem("windows-2000", cursor_start(3976));
  CHECK(problem.key == "assume.cursor_start");
  CHECK(problem.message == "expected 0 to 3975, counted from port 1025, found 3976");

  HostConfiguration wider = assuming(cursor_start(3976));
  wider.settings = {{"MaxUserPort", std::int64_t{5001}}};
  CHECK(std::get<SeqNaiveSpec>(behaviour("windows-2000", wider).selection).cursor_start == 3976);
}

TEST_CASE("A selection without a cursor has no place for it to start", "[os]") {
  Assumptions assume = selection(RandomOnceSpec{});
  assume.cursor_start = 0;
  CHECK(only_problem("windows-10", assume).key == "assume.cursor_start");
}

TEST_CASE("An assumed selection replaces the level's own and its defect", "[os]") {
  const HostBehaviour host = behaviour("windows-7-sp1", assuming(selection(SeqSmartSpec{})));
  CHECK(host.selection == PortSelectionSpec{SeqSmartSpec{}});
  const auto found = facts("windows-7-sp1", assuming(selection(SeqSmartSpec{})));
  CHECK(confidence_of(found, "ports are picked by seq_smart") == Confidence::assumed);
  CHECK_FALSE(confidence_of(found, "closing").has_value());
}

TEST_CASE("Only a naive cursor can be assumed to stay after a failed connect", "[os]") {
  const HostBehaviour naive = behaviour("windows-2000", assuming(failed_connect_advances_cursor(false)));
  CHECK(naive.selection == PortSelectionSpec{SeqNaiveSpec{0, false}});
  CHECK(confidence_of(facts("windows-2000", assuming(failed_connect_advances_cursor(false))),
                      "leaves the cursor") == Confidence::assumed);
  const HostBehaviour defective = behaviour("windows-7-sp1", assuming(failed_connect_advances_cursor(false)));
  CHECK(defective.selection == PortSelectionSpec{SeqNaiveSpec{0, false}});
  CHECK(only_problem("windows-8", failed_connect_advances_cursor(true)).key ==
        "assume.failed_connect_advances_cursor");
}

TEST_CASE("A prediction for Windows 2000 says which undocumented facts it rests on", "[os]") {
  const auto found = facts("windows-2000");
  CHECK(confidence_of(found, "first port handed out is 1025") == Confidence::inferred);
  CHECK(confidence_of(found, "ports are picked by seq_naive") == Confidence::reported);
  CHECK(confidence_of(found, "failed connect() moves the cursor") == Confidence::inferred);
  CHECK(confidence_of(found, "one pool of ports for each host") == Confidence::reported);
  // Its 240 s are documented without contradiction.
  CHECK_FALSE(confidence_of(found, "TIME_WAIT lasts").has_value());
}

TEST_CASE("A prediction rests on the second pass of smart selection only where that is used", "[os]") {
  constexpr const char* second_pass = "once only ports in TIME_WAIT are left";
  CHECK(confidence_of(facts("windows-10"), second_pass) == Confidence::inferred);
  CHECK_FALSE(confidence_of(facts("windows-2000"), second_pass).has_value());
  CHECK_FALSE(confidence_of(facts("windows-7-sp1"), second_pass).has_value());
}

TEST_CASE("A TIME_WAIT that the documents dispute is a dependency until it is set", "[os]") {
  const char* id = GENERATE("windows-server-2003-rtm", "windows-server-2003-sp1", "windows-10");
  DYNAMIC_SECTION(id) {
    CHECK(confidence_of(facts(id), "TIME_WAIT lasts 120 s") == Confidence::inferred);
    const auto set = facts(id, with_settings({{"TcpTimedWaitDelay", std::int64_t{120}}}));
    CHECK_FALSE(confidence_of(set, "TIME_WAIT lasts").has_value());
  }
}

TEST_CASE("Since Vista TcpTimedWaitDelay is taken to need no StrictTimeWaitSeqCheck, and says so", "[os]") {
  const auto delay = with_settings({{"TcpTimedWaitDelay", std::int64_t{30}}});
  CHECK(confidence_of(facts("windows-10", delay), "StrictTimeWaitSeqCheck") == Confidence::inferred);
  CHECK_FALSE(confidence_of(facts("windows-10"), "StrictTimeWaitSeqCheck").has_value());
  CHECK_FALSE(confidence_of(facts("windows-2000", delay), "StrictTimeWaitSeqCheck").has_value());
}

TEST_CASE("No documented fact is listed as a dependency", "[os]") {
  for (const OsProfile* level : catalogue()) {
    DYNAMIC_SECTION(level->id) {
      for (const Dependency& dependency : facts(level->id)) {
        CHECK(dependency.source.confidence != Confidence::documented);
        CHECK_FALSE(dependency.source.reference.empty());
        CHECK_FALSE(dependency.fact.empty());
      }
    }
  }
}
