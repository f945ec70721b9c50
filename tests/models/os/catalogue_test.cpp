#include "models/os/catalogue.hpp"

#include <algorithm>
#include <set>
#include <string>

#include <catch2/catch.hpp>

#include "models/os/defects.hpp"
#include "models/os/product.hpp"

using namespace portsim;

namespace {

// Where the reader can go: a reference, and an address unless the reference is a reason.
void check_source(const Source& source) {
  CHECK_FALSE(source.reference.empty());
  const bool is_a_reason = source.confidence == Confidence::inferred ||
                           source.confidence == Confidence::assumed ||
                           source.confidence == Confidence::unknown;
  if (!is_a_reason) CHECK(source.address.substr(0, 8) == "https://");
}

}  // namespace

TEST_CASE("The catalogue holds every level of the design, in order of release", "[os]") {
  const std::vector<std::string_view> ids{
      "windows-nt-4.0",
      "windows-2000",
      "windows-xp-sp1",
      "windows-xp-sp2",
      "windows-server-2003-rtm",
      "windows-server-2003-sp1",
      "windows-vista-rtm",
      "windows-vista-sp1",
      "windows-vista-sp2",
      "windows-server-2008-rtm",
      "windows-server-2008-sp2",
      "windows-7-rtm",
      "windows-7-sp1",
      "windows-server-2008-r2-rtm",
      "windows-server-2008-r2-sp1",
      "windows-8",
      "windows-server-2012",
      "windows-8.1",
      "windows-server-2012-r2",
      "windows-10",
      "windows-server-2016",
      "windows-server-2019",
      "windows-server-2022",
      "windows-11",
      "linux-2.6",
      "linux-4.1",
      "linux-4.2",
      "linux-4.6",
      "linux-4.8",
      "linux-4.18",
      "linux-4.19",
      "linux-5.7",
      "linux-5.12",
      "linux-5.18",
      "linux-6.3",
      "linux-6.8",
      "linux-6.14",
      "linux-6.18",
      "linux-7.1",
      "freebsd-4",
      "freebsd-13",
      "freebsd-14",
      "macos",
      "macos-26.0",
      "textbook",
  };
  std::vector<std::string_view> found;
  for (const OsProfile* os : catalogue()) found.push_back(os->id);
  CHECK(found == ids);
}

TEST_CASE("Each level of the catalogue is found by its id, and nothing else is", "[os]") {
  std::set<std::string_view> names;
  for (const OsProfile* os : catalogue()) {
    DYNAMIC_SECTION(os->id) {
      CHECK(find_os(os->id) == os);
    }
    names.insert(os->name);
  }
  CHECK(names.size() == catalogue().size());
  CHECK(find_os("windows-me") == nullptr);
  CHECK(find_os("") == nullptr);
}

TEST_CASE("Every value of the catalogue is sound and says where it stands", "[os]") {
  for (const OsProfile* os : catalogue()) {
    DYNAMIC_SECTION(os->id) {
      CHECK(os->ephemeral.value.first > Port{0});
      CHECK(os->ephemeral.value.first <= os->ephemeral.value.last);
      CHECK(os->time_wait.value > Duration::zero());
      CHECK_FALSE(os->on_collision.value.cause.empty());
      CHECK_FALSE(os->on_exhaustion.value.cause.empty());
      check_source(os->ephemeral.source);
      check_source(os->time_wait.source);
      check_source(os->selection.source);
      check_source(os->scope.source);
      check_source(os->time_wait_blocks.source);
      check_source(os->on_collision.source);
      check_source(os->on_exhaustion.source);
      CHECK_FALSE(os->on_random_pick.value.cause.empty());
      check_source(os->on_random_pick.source);
      CHECK(os->on_refusal.value.cause == "nothing listens at the destination");
      check_source(os->on_refusal.source);
      check_source(os->half_open_limit.source);
      if (os->fin_wait_2) check_source(os->fin_wait_2->source);
      if (os->bound_ports) check_source(os->bound_ports->source);
      if (os->time_wait_granularity) check_source(os->time_wait_granularity->source);
      if (os->time_wait_cap) check_source(os->time_wait_cap->source);
      if (os->time_wait_reuse) check_source(os->time_wait_reuse->source);
      if (os->any_port_at_bind) check_source(os->any_port_at_bind->source);
      if (os->named_port_at_bind) check_source(os->named_port_at_bind->source);
      if (os->first_port_alternative) check_source(os->first_port_alternative->source);
    }
  }
}

TEST_CASE("Every setting says what it means and where that is written", "[os]") {
  for (const OsProfile* os : catalogue()) {
    for (const Setting& setting : os->settings) {
      DYNAMIC_SECTION(os->id << " " << setting.name) {
        CHECK(find_setting(*os, setting.name) == &setting);
        CHECK_FALSE(setting.meaning.empty());
        check_source(setting.source);
        if (setting.rests_on) check_source(setting.rests_on->source);
        if (const auto* integer = std::get_if<IntegerInRange>(&setting.type)) {
          CHECK(integer->min < integer->max);
          CHECK_FALSE(integer->unit.empty());
        }
      }
    }
    CHECK(find_setting(*os, "tcp_fin_timeout") == nullptr);
  }
}

TEST_CASE("What a setting holds without being set is of the setting's own type and range", "[os]") {
  for (const OsProfile* os : catalogue()) {
    for (const Setting& setting : os->settings) {
      const auto value = default_of(*os, setting);
      if (!value) continue;
      DYNAMIC_SECTION(os->id << " " << setting.name) {
        if (const auto* integer = std::get_if<IntegerInRange>(&setting.type)) {
          REQUIRE(std::holds_alternative<std::int64_t>(*value));
          CHECK(std::get<std::int64_t>(*value) >= integer->min);
          CHECK(std::get<std::int64_t>(*value) <= integer->max);
        }
        const auto same = behaviour_of(*os, {.settings = {{std::string{setting.name}, *value}}});
        const auto unset = behaviour_of(*os, {});
        REQUIRE(same.has_value());
        CHECK(same->ephemeral == unset->ephemeral);
        CHECK(same->time_wait == unset->time_wait);
        CHECK(same->half_open_limit == unset->half_open_limit);
        CHECK(same->selection == unset->selection);
        CHECK(same->scope == unset->scope);
        CHECK(same->fin_wait_2 == unset->fin_wait_2);
        CHECK(same->reused_after == unset->reused_after);
        CHECK(same->reused_after_on_loopback == unset->reused_after_on_loopback);
        CHECK(same->shares_ports_at_bind == unset->shares_ports_at_bind);
      }
    }
  }
}

TEST_CASE("Socket options, codes and events say what they mean and where that is written", "[os]") {
  for (const OsProfile* os : catalogue()) {
    DYNAMIC_SECTION(os->id) {
      for (const SocketOptionRow& row : os->socket_options) {
        CHECK_FALSE(row.effect.empty());
        check_source(row.source);
      }
      for (const ErrorCode& code : os->error_codes) {
        CHECK(code.code > 0);
        CHECK_FALSE((code.name.empty() || code.meaning.empty()));
        check_source(code.source);
      }
      for (const LogEvent& event : os->events) {
        CHECK(event.id > 0);
        CHECK_FALSE((event.name.empty() || event.meaning.empty()));
        check_source(event.source);
      }
    }
  }
}

TEST_CASE("Each code and each event that a failure of connect() can show is among the level's own", "[os]") {
  for (const OsProfile* os : catalogue()) {
    DYNAMIC_SECTION(os->id) {
      for (const ConnectError& error : {os->on_collision.value, os->on_exhaustion.value,
                                        os->on_random_pick.value, os->on_refusal.value}) {
        const bool has_code = std::any_of(
            os->error_codes.begin(), os->error_codes.end(),
            [&](const ErrorCode& code) { return code.code == error.code && code.name == error.name; });
        CHECK(has_code);
        if (!error.event_id) continue;
        const bool has_event = std::any_of(os->events.begin(), os->events.end(), [&](const LogEvent& event) {
          return event.id == *error.event_id;
        });
        CHECK(has_event);
      }
    }
  }
}

TEST_CASE("Every defect and every product says where it stands", "[os]") {
  for (const DefectDescription& description : defect_descriptions()) {
    DYNAMIC_SECTION(description.id) {
      CHECK(&description_of(description.defect) == &description);
      CHECK_FALSE((description.mechanism.empty() || description.observable.empty()));
      check_source(description.source);
    }
  }
  for (const DefectRow& row : defect_rows()) check_source(row.source);
  for (const Product& product : products()) check_source(product.source);
}

TEST_CASE("No level both has a setting and says that it has not", "[os]") {
  for (const OsProfile* os : catalogue())
    for (const Setting& setting : os->settings) DYNAMIC_SECTION(os->id << " " << setting.name) {
        CHECK(why_not_setting(*os, setting.name).empty());
      }
}
