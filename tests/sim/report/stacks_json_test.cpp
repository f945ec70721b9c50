#include "sim/report/stacks_json.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "models/os/catalogue.hpp"

using namespace portsim;
using nlohmann::json;

namespace {

json parsed(std::span<const OsProfile* const> levels) {
  return json::parse(stacks_json(levels));
}

json level(std::string_view id) {
  const OsProfile* const os = find_os(id);
  REQUIRE(os != nullptr);
  return parsed({&os, 1})["stacks"][0];
}

// The row of an array of objects whose member `key` is `value`.
json row_where(const json& rows, const std::string& key, const json& value) {
  const auto found =
      std::find_if(rows.begin(), rows.end(), [&](const json& row) { return row.at(key) == value; });
  return found == rows.end() ? json{} : *found;
}

// Calls `check` with every object in there that cites.
template <class Check>
void for_each_citation(const json& value, const Check& check) {
  if (value.is_object() && value.contains("confidence")) check(value);
  if (value.is_structured()) {
    for (const json& inner : value) for_each_citation(inner, check);
  }
}

}  // namespace

TEST_CASE("portsim/stacks/1 has every level of the catalogue once, in its order", "[report]") {
  const json all = parsed(catalogue());
  CHECK(all["schema"] == "portsim/stacks/1");
  CHECK(all["portsim_version"] == "0.1.0");
  REQUIRE(all["stacks"].size() == catalogue().size());
  for (std::size_t i = 0; i < catalogue().size(); ++i) {
    CHECK(all["stacks"][i]["id"] == catalogue()[i]->id);
    CHECK(all["stacks"][i]["name"] == catalogue()[i]->name);
  }
}

TEST_CASE("In portsim/stacks/1 every level has the same members, and all of a level's rows", "[report]") {
  const json all = parsed(catalogue());
  for (std::size_t i = 0; i < catalogue().size(); ++i) {
    const json& stack = all["stacks"][i];
    const OsProfile& os = *catalogue()[i];
    CAPTURE(os.id);
    for (const char* key :
         {"ports", "time_wait_s", "time_wait_blocks", "selection", "pool_scope", "half_open_limit",
          "on_collision", "on_exhaustion", "on_random_pick", "on_refusal"}) {
      CAPTURE(key);
      REQUIRE(stack.contains(key));
      CHECK(stack[key].contains("value"));
      CHECK(stack[key].contains("confidence"));
    }
    CHECK(stack.contains("first_port_alternative"));
    CHECK(stack["auto_reuse_without_option"].is_boolean());
    CHECK(stack["settings"].size() == os.settings.size());
    CHECK(stack["no_settings"].size() == os.no_settings.size());
    CHECK(stack["socket_options"].size() == os.socket_options.size());
    CHECK(stack["socket_options"].size() + stack["no_socket_options"].size() == socket_option_names.size());
    CHECK(stack["error_codes"].size() == os.error_codes.size());
    CHECK(stack["events"].size() == os.events.size());
  }
}

TEST_CASE("In portsim/stacks/1 what cites names its confidence and its source", "[report]") {
  const std::set<std::string> confidences{"documented", "source code", "measured", "reported",
                                          "inferred",   "assumed",     "unknown"};
  int citations = 0;
  for_each_citation(parsed(catalogue()), [&](const json& citing) {
    CAPTURE(citing.dump());
    ++citations;
    CHECK(confidences.count(citing["confidence"].get<std::string>()) == 1);
    CHECK_FALSE(citing["source"].get<std::string>().empty());
    // A document can be opened; an inference has its reason instead.
    if (citing["confidence"] == "documented") CHECK(citing["address"].is_string());
    if (citing["confidence"] == "inferred") CHECK(citing.contains("address"));
  });
  CHECK(citations > 9 * static_cast<int>(catalogue().size()));
}

TEST_CASE("portsim/stacks/1 of Windows 2000 is as its articles have it", "[report]") {
  const json stack = level("windows-2000");
  CHECK(stack["ports"]["value"] == json{{"first", 1025}, {"last", 5000}, {"count", 3976}});  // KB929851
  CHECK(stack["time_wait_s"]["value"] == 240.0);                                             // KB149532
  CHECK(stack["half_open_limit"]["value"].is_null());
  const json port = row_where(stack["settings"], "name", "MaxUserPort");  // KB196271
  CHECK(port["type"] == json{{"kind", "integer"}, {"min", 5000}, {"max", 65534}, {"unit", "port"}});
  CHECK(port["default"] == 5000);
  CHECK(port["needs_restart"] == true);
  CHECK(port["confidence"] == "documented");
  const json tcbs = row_where(stack["settings"], "name", "MaxFreeTcbs");
  CHECK(tcbs["default"].is_null());
  CHECK(tcbs["default_rests_on"]["value"] == "no TIME_WAIT ends early unless MaxFreeTcbs is set");
  CHECK(tcbs["default_rests_on"]["confidence"] == "inferred");
}

TEST_CASE("portsim/stacks/1 tells patches that install from those that do not", "[report]") {
  const json stack = level("windows-7-sp1");
  const json installs = row_where(stack["patches"], "id", "KB2826167");
  CHECK(installs["applies"] == true);
  CHECK(installs["why_not"].is_null());
  CHECK_FALSE(row_where(installs["cures"], "value", "closing_port").is_null());
  CHECK_FALSE(row_where(installs["cures"], "value", "port_scalability").is_null());

  const json refused = row_where(stack["patches"], "id", "KB2901197");
  CHECK(refused["applies"] == false);
  CHECK(refused["cures"].empty());
  CHECK(refused["why_not"].get<std::string>().find("KB2901197 does not install on windows-7-sp1") == 0);
}

TEST_CASE("portsim/stacks/1 tells a defect's presence, repair and way out", "[report]") {
  // KB2916780.
  const auto closing_port = [](std::string_view id) {
    return row_where(level(id)["defects"], "id", "closing_port");
  };
  const json vista = closing_port("windows-vista-sp2");
  CHECK(vista["present"] == true);
  CHECK(vista["repair"]["value"] == "none");
  CHECK(vista["patch"].is_null());
  CHECK(vista["cure"].get<std::string>().find("windows-7-sp1") != std::string::npos);

  const json seven = closing_port("windows-7-sp1");
  CHECK(seven["repair"]["value"] == "patch");
  CHECK(seven["patch"] == "KB2826167");

  const json eight = closing_port("windows-8");
  CHECK(eight["present"] == false);
  CHECK(eight["repair"]["value"] == "before_release");
  CHECK(eight["cure"].is_null());
}

TEST_CASE("portsim/stacks/1 writes each kind of setting's value in its own form", "[report]") {
  // KB929851: 49152 to 65535, set by start and number.
  const json range = row_where(level("windows-7-sp1")["settings"], "name", "dynamicport");
  CHECK(range["type"] == json{{"kind", "start_and_num"}, {"start_min", 1025}, {"num_min", 255}});
  CHECK(range["default"] == json{{"first", 49152}, {"last", 65535}, {"count", 16384}});

  const json textbook = level("textbook")["settings"];
  CHECK(row_where(textbook, "name", "time_wait")["default"] == 60.0);
  CHECK(row_where(textbook, "name", "selection")["default"] == "seq_smart");
  CHECK(row_where(textbook, "name", "pool")["default"] == "host");
}

TEST_CASE("portsim/stacks/1 of Linux has what its kernel does at bind() and to TIME_WAIT", "[report]") {
  const json stack = level("linux-6.18");
  CHECK(stack["ports"]["value"] == json{{"first", 32768}, {"last", 60999}, {"count", 28232}});
  CHECK(stack["time_wait_s"]["value"] == 60.0);
  CHECK(stack["time_wait_granularity_s"]["value"] == 2.048);
  CHECK(stack["time_wait_granularity_s"]["confidence"] == "measured");
  CHECK(stack["time_wait_reuse"]["value"] == json{{"default", 2}, {"after_s", 1.0}, {"granularity_s", 0.0}});
  CHECK(stack["any_port_at_bind"]["value"]["selection"] == "linux_bind");
  CHECK(stack["any_port_at_bind"]["value"]["error"]["name"] == "EADDRINUSE");
  CHECK(stack["named_port_at_bind"]["value"]["reuseaddr_lifts_time_wait"] == true);
  CHECK(stack["fin_wait_2_s"]["value"] == 60.0);
  CHECK(stack["bound_ports"]["value"] == "closed_until_binder_left");
  CHECK(level("linux-6.14")["bound_ports"]["value"] == "closed_until_nobody_is_on");
  CHECK(stack["on_refusal"]["value"]["name"] == "ECONNREFUSED");
  CHECK(level("windows-10")["bound_ports"].is_null());
  CHECK(level("windows-10")["fin_wait_2_s"].is_null());
  const json range = row_where(stack["settings"], "name", "net.ipv4.ip_local_port_range");
  CHECK(range["type"] == json{{"kind", "two_ports"}});
  CHECK(level("freebsd-13")["time_wait_cap"]["value"] == 27767);
  CHECK(level("windows-10")["time_wait_granularity_s"].is_null());
}
