#include "sim/report/explain_json.hpp"

#include "sim/report/json_text.hpp"
#include "sim/report/story_words.hpp"
#include "sim/report/version.hpp"
#include "sim/scenario/port_source.hpp"

namespace portsim {
namespace {

Json endpoint_json(const Endpoint& endpoint) {
  return {{"address", to_text(endpoint.address)}, {"port", endpoint.port.number()}};
}

Json ranges_json(const std::vector<PortRange>& ranges) {
  Json json = Json::array();
  for (const PortRange& range : ranges) json.push_back({range.first.number(), range.last.number()});
  return json;
}

Json seconds_json(const std::optional<SimTime>& when) {
  return when ? Json(in_seconds(when->since_start())) : Json(nullptr);
}

std::string_view name_of_holder(PortHolder holder) {
  constexpr std::string_view names[] = {"nobody", "connection", "others", "reserved", "bind"};
  return names[static_cast<std::size_t>(holder)];
}

Json held_json(const FinishedExplanation& told, const std::vector<HeldPorts>& groups) {
  Json json = Json::array();
  for (const HeldPorts& held : groups)
    json.push_back(
        {{"holder", name_of_holder(held.holder)},
         {"state", held.state ? Json(name_of(*held.state)) : Json(nullptr)},
         {"workload", held.workload ? Json(told.scenario->workloads[*held.workload].name) : Json(nullptr)},
         {"same_destination", held.has_same_destination},
         {"ports", held.ports},
         {"ranges", ranges_json(held.ranges)},
         {"usable_from_s", {seconds_json(held.soonest), seconds_json(held.latest)}}});
  return json;
}

Json error_json(const FinishedExplanation& told) {
  if (!told.has_failed()) return nullptr;
  const ConnectError& error = error_of(told.host().behaviour, told.workload(), told.story.attempt.outcome);
  return {{"code", error.code},
          {"name", error.name},
          {"cause", error.cause},
          {"event_id", value_or_null(error.event_id)}};
}

Json count_json(const ReplicationCount& count) {
  return {{"attempts", count.attempts}, {"failures", count.failures}};
}

Json tried_json(const std::vector<TriedWay>& ways) {
  Json json = Json::array();
  for (const TriedWay& way : ways)
    json.push_back({{"kind", name_of(way.remedy.kind)},
                    {"effort", name_of(way.remedy.effort)},
                    {"title", way.remedy.title},
                    {"today", way.remedy.today},
                    {"value", way.chosen.name},
                    {"overrides", way.chosen.overrides},
                    {"is_made", way.is_made},
                    {"replication", count_json(way.replication)}});
  return json;
}

Json impossible_json(const std::vector<Remedy>& remedies) {
  Json json = Json::array();
  for (const Remedy& remedy : remedies)
    json.push_back({{"kind", name_of(remedy.kind)}, {"title", remedy.title}, {"why_not", remedy.why_not}});
  return json;
}

Json defects_json(const FinishedExplanation& told) {
  Json json = Json::array();
  for (const ActiveDefect& active : told.defects)
    json.push_back({{"mechanism", active.mechanism}, {"cure", active.cure}});
  return json;
}

}  // namespace

std::string explain_json(const FinishedExplanation& told) {
  const Scenario& scenario = *told.scenario;
  const AttemptStory& story = told.story;
  const RemoteIndex& remote = story.ends.remote;
  const Json json{
      {"schema", "portsim/explain/1"},
      {"portsim_version", portsim_version()},
      {"scenario", {{"name", scenario.name}, {"file", scenario.file}, {"digest", scenario.digest}}},
      {"seed", told.id.seed},
      {"replication", told.id.replication + 1},
      {"attempt", story.number},
      {"failures_before", story.failures_before},
      {"at_s", in_seconds(story.attempt.when.since_start())},
      {"outcome", name_of(story.attempt.outcome)},
      {"host", told.host().name},
      {"workload", told.workload().name},
      {"is_retry", story.attempt.is_retry},
      {"from", to_text(address_of(told.host(), story.ends.address))},
      {"to", endpoint_json(endpoint_of(scenario.services[remote.service], remote))},
      {"pool",
       {{"scope", name_of(story.pool.scope)},
        {"ports", story.ports},
        {"ranges", ranges_json(story.pool.ports().ranges())},
        {"usable", story.usable},
        {"held", held_json(told, story.in_all)}}},
      {"search",
       {{"selection", name_of(story.selection)},
        {"probes", story.attempt.probes},
        {"picked", story.picked ? Json(story.picked->number()) : Json(nullptr)},
        {"looked_at", held_json(told, story.looked_at)}}},
      {"error", error_json(told)},
      {"next_usable",
       {{"port", story.next_port ? Json(story.next_port->number()) : Json(nullptr)},
        {"at_s", seconds_json(story.next_usable)}}},
      {"defects", defects_json(told)},
      {"as_it_is", count_json(told.ways.as_it_is)},
      {"let_through_by", tried_json(told.ways.ways)},
      {"no_help", tried_json(told.ways.no_help)},
      {"impossible", impossible_json(told.ways.impossible)}};
  return json_text(json);
}

}  // namespace portsim
