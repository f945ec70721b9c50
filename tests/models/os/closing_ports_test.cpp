// The wildcard-reuse defect (KB2916780) and SO_PORT_SCALABILITY (KB2826167) as mechanisms of a host.
#include "tests/models/os/behaviour_support.hpp"

using namespace portsim;

namespace {

const PortSelectionSpec naive = SeqNaiveSpec{};
const PortSelectionSpec smart = SeqSmartSpec{};

Assumptions by_chance(double p) {
  Assumptions assume;
  assume.closing_port = ClosingPortByChance{Probability{p}};
  return assume;
}

ClosingStates only(ClosingState state) {
  ClosingStates states;
  states.add(state);
  return states;
}

const ActiveDefect* active(const HostBehaviour& host, Defect defect) {
  for (const ActiveDefect& found : host.defects)
    if (found.defect == defect) return &found;
  return nullptr;
}

HostConfiguration cured_of(Defect defect) {
  HostConfiguration configuration;
  configuration.cured = {defect};
  return configuration;
}

}  // namespace

TEST_CASE("A level with the defect walks over closing ports until its patch is installed", "[os]") {
  const auto [id, patch] = GENERATE(table<const char*, const char*>({
      {"windows-server-2008-sp2", "KB2901197"},
      {"windows-7-sp1", "KB2826167"},
      {"windows-server-2008-r2-sp1", "KB2826167"},
  }));
  DYNAMIC_SECTION(id) {
    const HostBehaviour unpatched = behaviour(id);
    CHECK(unpatched.selection == naive);
    CHECK(unpatched.handed_out == ClosingStates::all());
    CHECK(confidence_of(facts(id), "closing are handed out as if") == Confidence::inferred);
    CHECK(confidence_of(facts(id), "these states count as closing") == Confidence::inferred);
    REQUIRE(active(unpatched, Defect::closing_port) != nullptr);
    CHECK(active(unpatched, Defect::closing_port)->cure == std::string{"install "} + patch);
    CHECK(active(unpatched, Defect::closing_port)->source.confidence == Confidence::documented);

    const HostBehaviour patched = behaviour(id, with_patches({patch}));
    CHECK(patched.selection == smart);
    CHECK(patched.handed_out.is_empty());
    CHECK(patched.defects.empty());  // either patch brings a later tcpip.sys, so no 497 days either
    CHECK_FALSE(confidence_of(facts(id, with_patches({patch})), "closing").has_value());
  }
}

TEST_CASE("A level whose defect no patch cures walks over closing ports", "[os]") {
  const char* id = GENERATE("windows-vista-rtm", "windows-vista-sp1", "windows-vista-sp2", "windows-7-rtm",
                            "windows-server-2008-rtm", "windows-server-2008-r2-rtm");
  DYNAMIC_SECTION(id) {
    const HostBehaviour host = behaviour(id);
    CHECK(host.selection == naive);
    CHECK(host.handed_out == ClosingStates::all());
    REQUIRE(active(host, Defect::closing_port) != nullptr);
    CHECK(active(host, Defect::closing_port)->cure.substr(0, 11) == "upgrade to ");
  }
}

TEST_CASE("A level that was released repaired passes closing ports over", "[os]") {
  const char* id = GENERATE("windows-8", "windows-server-2012", "windows-8.1", "windows-server-2012-r2",
                            "windows-10", "windows-11");
  DYNAMIC_SECTION(id) {
    const HostBehaviour host = behaviour(id);
    CHECK(host.selection == smart);
    CHECK(host.handed_out.is_empty());
    CHECK(host.defects.empty());
  }
}

TEST_CASE("A cursor that has always ignored TIME_WAIT is not the defect", "[os]") {
  const char* id = GENERATE("windows-nt-4.0", "windows-2000", "windows-xp-sp2", "windows-server-2003-rtm");
  DYNAMIC_SECTION(id) {
    const HostBehaviour host = behaviour(id);
    CHECK(host.selection == naive);
    CHECK(host.handed_out.is_empty());
    CHECK(host.defects.empty());
  }
}

TEST_CASE("The defect may be assumed to strike with a probability", "[os]") {
  const HostBehaviour host = behaviour("windows-7-sp1", assuming(by_chance(0.05)));
  CHECK(host.selection == PortSelectionSpec{SeqClosingSpec{0, Probability{0.05}}});
  CHECK(host.handed_out == ClosingStates::all());
  CHECK(confidence_of(facts("windows-7-sp1", assuming(by_chance(0.05))), "with probability 5 %") ==
        Confidence::assumed);
  REQUIRE(active(host, Defect::closing_port) != nullptr);
  CHECK(active(host, Defect::closing_port)->mechanism ==
        "with probability 5 % the port that has been closing longest is handed out though others are free");
}

TEST_CASE("The cursor may start anywhere in either form of the defect", "[os]") {
  Assumptions assume = by_chance(0.5);
  assume.cursor_start = 7;
  CHECK(std::get<SeqClosingSpec>(behaviour("windows-7-sp1", assuming(assume)).selection).cursor_start == 7);
  assume.closing_port = ClosingPortByCursor{};
  CHECK(std::get<SeqNaiveSpec>(behaviour("windows-7-sp1", assuming(assume)).selection).cursor_start == 7);
}

TEST_CASE("Which states count as closing may be assumed", "[os]") {
  Assumptions assume = by_chance(0.05);
  assume.closing_states = only(ClosingState::last_ack);
  const HostBehaviour host = behaviour("windows-7-sp1", assuming(assume));
  CHECK(host.handed_out == only(ClosingState::last_ack));
  CHECK(confidence_of(facts("windows-7-sp1", assuming(assume)), "these states count as closing: LAST_ACK") ==
        Confidence::assumed);
}

TEST_CASE("The cursor form cannot leave TIME_WAIT out, and neither form every state", "[os]") {
  Assumptions assume;
  assume.closing_states = only(ClosingState::last_ack);
  auto found = problems("windows-7-sp1", assuming(assume));
  REQUIRE(found.size() == 1);
  CHECK(found[0].key == "assume.closing_states");
  CHECK(found[0].message.find("the cursor form walks over every closing port") == 0);
  CHECK(found[0].message.find("closing_port: {p_closing: ") != std::string::npos);

  assume = by_chance(0.05);
  assume.closing_states = ClosingStates{};
  found = problems("windows-7-sp1", assuming(assume));
  REQUIRE(found.size() == 1);
  CHECK(found[0].message == "expected at least one state");

  assume = {};
  assume.closing_states = only(ClosingState::time_wait);
  CHECK(behaviour("windows-7-sp1", assuming(assume)).handed_out == only(ClosingState::time_wait));
}

TEST_CASE("There is nothing to assume about closing ports on a host that does not hand them out", "[os]") {
  const auto refusal = [](std::string_view id, HostConfiguration configuration) {
    configuration.assume = by_chance(0.05);
    configuration.assume.closing_states = ClosingStates::all();
    const auto found = problems(id, configuration);
    REQUIRE(found.size() == 2);
    CHECK(found[0].key == "assume.closing_port");
    CHECK(found[1].key == "assume.closing_states");
    return found[0].message;
  };
  CHECK(refusal("windows-2000", {}) ==
        "windows-2000 does not hand out closing ports, it never had the defect: there is nothing to assume");
  CHECK(refusal("windows-8", {}) ==
        "windows-8 does not hand out closing ports, that was repaired before release: there is nothing to "
        "assume");
}

TEST_CASE("What is assumed of the defect ends with the patch that cures it", "[os]") {
  HostConfiguration configuration = with_patches({"KB2826167"});
  const HostBehaviour plain = behaviour("windows-7-sp1", configuration);
  configuration.assume = by_chance(0.05);
  configuration.assume.closing_states = ClosingStates::all();
  configuration.assume.failed_connect_advances_cursor = false;
  const HostBehaviour assuming = behaviour("windows-7-sp1", configuration);
  CHECK(assuming.selection == plain.selection);
  CHECK(assuming.handed_out.is_empty());
  CHECK(facts("windows-7-sp1", configuration) == facts("windows-7-sp1", with_patches({"KB2826167"})));
}

TEST_CASE("An assumed order of ports leaves no form of the defect to assume", "[os]") {
  Assumptions assume = by_chance(0.05);
  assume.selection = SeqSmartSpec{};
  const auto found = problems("windows-7-sp1", assuming(assume));
  REQUIRE(found.size() == 1);
  CHECK(found[0].key == "assume.closing_port");

  assume.closing_port.reset();
  const HostBehaviour host = behaviour("windows-7-sp1", assuming(assume));
  CHECK(host.handed_out.is_empty());
  CHECK(active(host, Defect::closing_port) == nullptr);
}

TEST_CASE("A host may be taken as cured to compare with, whatever its patches and assumptions", "[os]") {
  HostConfiguration configuration = cured_of(Defect::closing_port);
  configuration.assume = by_chance(0.05);
  for (const char* id : {"windows-vista-sp2", "windows-7-sp1"}) {
    DYNAMIC_SECTION(id) {
      const HostBehaviour host = behaviour(id, configuration);
      CHECK(host.selection == smart);
      CHECK(host.handed_out.is_empty());
      CHECK(active(host, Defect::closing_port) == nullptr);
    }
  }
}

TEST_CASE("SO_PORT_SCALABILITY gives each address a pool where it exists and works", "[os]") {
  const auto [id, patch, has_pools] = GENERATE(table<const char*, const char*, bool>({
      {"windows-server-2003-sp1", "", false},
      {"windows-vista-sp2", "", false},
      {"windows-server-2008-rtm", "", true},
      {"windows-server-2008-sp2", "", true},
      {"windows-7-rtm", "", false},
      {"windows-7-sp1", "", false},
      {"windows-7-sp1", "KB2826167", true},
      {"windows-server-2008-r2-rtm", "", false},
      {"windows-server-2008-r2-sp1", "", false},
      {"windows-server-2008-r2-sp1", "KB2826167", true},
      {"windows-8", "", true},
      {"windows-server-2012-r2", "", true},
      {"windows-11", "", true},
  }));
  DYNAMIC_SECTION(id << " " << patch) {
    const bool is_patched = *patch != '\0';
    const HostBehaviour host = behaviour(id, is_patched ? with_patches({patch}) : HostConfiguration{});
    CHECK(host.has_pool_per_address == has_pools);
  }
}

TEST_CASE("Only where SO_PORT_SCALABILITY is defective do addresses share their four-tuples", "[os]") {
  for (const OsProfile* level : catalogue()) {
    DYNAMIC_SECTION(level->id) {
      const bool is_7_or_2008_r2 =
          level->id.find("windows-7") == 0 || level->id.find("windows-server-2008-r2") == 0;
      const HostBehaviour host = behaviour(level->id);
      const SocketUse two_addresses{.own_order = true, .several_addresses = true};
      CHECK(host.addresses_share_four_tuples == is_7_or_2008_r2);
      CHECK((active(host, Defect::port_scalability) != nullptr) == is_7_or_2008_r2);
      CHECK(confidence_of(facts(level->id, {}, two_addresses), "in use for all of them").has_value() ==
            is_7_or_2008_r2);
    }
  }
  const HostBehaviour cured = behaviour("windows-7-rtm", cured_of(Defect::port_scalability));
  CHECK_FALSE(cured.addresses_share_four_tuples);
  CHECK(cured.has_pool_per_address);
  CHECK(cured.handed_out == ClosingStates::all());  // one mechanism at a time
}
