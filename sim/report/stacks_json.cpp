#include "sim/report/stacks_json.hpp"

#include <string_view>
#include <vector>

#include "models/os/catalogue.hpp"
#include "models/os/patches.hpp"
#include "models/vocabulary/overloaded.hpp"

#include "sim/report/json_text.hpp"
#include "sim/report/stack_facts.hpp"
#include "sim/report/version.hpp"

namespace portsim {
namespace {

Json text_or_null(std::string_view text) {
  return text.empty() ? Json(nullptr) : Json(text);
}

// The object's members, then where they are written.
Json cited(Json object, const Source& source) {
  object["confidence"] = name_of(source.confidence);
  object["source"] = source.reference;
  object["address"] = text_or_null(source.address);
  return object;
}

Json cited_value(Json value, const Source& source) {
  return cited({{"value", std::move(value)}}, source);
}

Json seconds_json(const std::optional<Cited<Duration>>& duration) {
  return duration ? cited_value(in_seconds(duration->value), duration->source) : Json(nullptr);
}

Json range_json(const PortRange& range) {
  return {{"first", range.first.number()}, {"last", range.last.number()}, {"count", range.size()}};
}

std::string_view word_of(TimeWaitBlocks blocks) {
  return blocks == TimeWaitBlocks::four_tuple ? "four_tuple" : "pool";
}

std::string_view word_of(BoundPorts bound_ports) {
  constexpr std::string_view words[] = {"as_others", "closed_until_binder_left", "closed_until_nobody_is_on"};
  return words[static_cast<std::size_t>(bound_ports)];
}

Json error_json(const ConnectError& error) {
  return {{"code", error.code},
          {"name", error.name},
          {"event_id", value_or_null(error.event_id)},
          {"cause", error.cause}};
}

Json error_json(const Cited<ConnectError>& error) {
  return cited_value(error_json(error.value), error.source);
}

Json reuse_json(const OsProfile& os) {
  if (!os.time_wait_reuse) return nullptr;
  const auto& [reuse, source] = *os.time_wait_reuse;
  return cited_value({{"default", reuse.default_value},
                      {"after_s", in_seconds(reuse.after.least)},
                      {"granularity_s", in_seconds(reuse.after.granularity)}},
                     source);
}

Json any_port_at_bind_json(const OsProfile& os) {
  if (!os.any_port_at_bind) return nullptr;
  const auto& [at_bind, source] = *os.any_port_at_bind;
  return cited_value({{"selection", name_of(at_bind.selection)},
                      {"pool_scope", name_of(at_bind.scope)},
                      {"error", error_json(at_bind.error)}},
                     source);
}

Json named_port_at_bind_json(const OsProfile& os) {
  if (!os.named_port_at_bind) return nullptr;
  const auto& [at_bind, source] = *os.named_port_at_bind;
  return cited_value({{"error", error_json(at_bind.error)},
                      {"error_with_reuseaddr", error_json(at_bind.error_at_connect)},
                      {"reuseaddr_lifts_time_wait", at_bind.reuseaddr_lifts_time_wait}},
                     source);
}

std::string_view word_of(Repair repair) {
  switch (repair) {
    case Repair::patch:
      return "patch";
    case Repair::none:
      return "none";
    case Repair::before_release:
      return "before_release";
  }
  return "";
}

Json defects_json(const OsProfile& os) {
  Json rows = Json::array();
  for (const KnownDefect& known : known_defects(os)) {
    const DefectDescription& defect = known.description;
    rows.push_back({{"id", defect.id},
                    {"present", known.is_present()},
                    {"simulated", defect.is_simulated},
                    {"mechanism", cited_value(defect.mechanism, defect.source)},
                    {"observable", cited_value(defect.observable, defect.source)},
                    {"repair", cited_value(word_of(known.row.repair), known.row.source)},
                    {"patch", text_or_null(known.row.patch)},
                    {"cure", known.is_present() ? Json(cure_of(known.row)) : Json(nullptr)}});
  }
  return rows;
}

Json patches_json(const OsProfile& os) {
  Json rows = Json::array();
  for (const std::string_view patch : all_patches()) {
    Json cures = Json::array();
    for (const KnownDefect& known : defects_cured_by(os, patch)) {
      cures.push_back(cited_value(known.description.id, known.row.source));
    }
    const auto reason = why_not_installable(os, patch);
    rows.push_back(
        {{"id", patch}, {"applies", !reason}, {"cures", cures}, {"why_not", value_or_null(reason)}});
  }
  return rows;
}

Json type_json(const SettingType& type) {
  return std::visit(overloaded{
                        [](const IntegerInRange& range) {
                          return Json{{"kind", "integer"},
                                      {"min", range.min},
                                      {"max", range.max},
                                      {"unit", text_or_null(range.unit)}};
                        },
                        [](PortRangeText) {
                          return Json{{"kind", "port_range"}};
                        },
                        [](TwoPorts) {
                          return Json{{"kind", "two_ports"}};
                        },
                        [](PortRangeList) {
                          return Json{{"kind", "port_ranges"}};
                        },
                        [](const StartAndNumber& limits) {
                          return Json{{"kind", "start_and_num"},
                                      {"start_min", limits.start_min},
                                      {"num_min", limits.number_min}};
                        },
                        [](DurationText) {
                          return Json{{"kind", "duration"}, {"unit", "s"}};
                        },
                        [](SelectionWord) {
                          return Json{{"kind", "selection"}};
                        },
                        [](PoolScopeWord) {
                          return Json{{"kind", "pool_scope"}};
                        },
                    },
                    type);
}

Json value_json(const SettingValue& value) {
  return std::visit(overloaded{
                        [](std::int64_t number) { return Json(number); },
                        [](const PortRange& range) { return range_json(range); },
                        [](const std::vector<PortRange>& ranges) {
                          Json rows = Json::array();
                          for (const PortRange& range : ranges) rows.push_back(range_json(range));
                          return rows;
                        },
                        [](Duration duration) { return Json(in_seconds(duration)); },
                        [](const PortSelectionSpec& spec) { return Json(name_of(spec)); },
                        [](PoolScope scope) { return Json(name_of(scope)); },
                    },
                    value);
}

Json fact_json(const std::optional<Cited<std::string_view>>& fact) {
  return fact ? cited_value(fact->value, fact->source) : Json(nullptr);
}

Json settings_json(const OsProfile& os) {
  Json rows = Json::array();
  for (const Setting& setting : os.settings) {
    const auto holds = default_of(os, setting);
    rows.push_back(cited({{"name", setting.name},
                          {"type", type_json(setting.type)},
                          {"default", holds ? value_json(*holds) : Json(nullptr)},
                          {"needs_restart", setting.needs_restart},
                          {"needs_patch", text_or_null(setting.needs_patch)},
                          {"simulated", setting.effect != SettingEffect::none},
                          {"meaning", setting.meaning},
                          {"rests_on", fact_json(setting.rests_on)},
                          {"default_rests_on", fact_json(setting.default_rests_on)}},
                         setting.source));
  }
  return rows;
}

Json no_settings_json(const OsProfile& os) {
  Json rows = Json::array();
  for (const NoSetting& name : os.no_settings) rows.push_back({{"name", name.name}, {"reason", name.reason}});
  return rows;
}

Json socket_options_json(const OsProfile& os) {
  Json rows = Json::array();
  for (const SocketOptionRow& row : os.socket_options) {
    rows.push_back(cited({{"name", name_of(row.option)},
                          {"needs_patch", text_or_null(row.needs_patch)},
                          {"effect", row.effect}},
                         row.source));
  }
  return rows;
}

Json no_socket_options_json(const OsProfile& os) {
  Json rows = Json::array();
  for (const SocketOption option : socket_options_missing_on(os)) {
    rows.push_back(
        {{"name", name_of(option)}, {"reason", value_or_null(why_not_socket_option(os, option, {}))}});
  }
  return rows;
}

Json products_json(const OsProfile& os) {
  Json rows = Json::array();
  for (const Product* product : products_on(os)) {
    Json settings = Json::object();
    for (const ProductSetting& set : product->settings) {
      settings[std::string{set.name}] = value_json(set.value);
    }
    rows.push_back(
        cited({{"id", product->id}, {"name", product->name}, {"settings", settings}}, product->source));
  }
  return rows;
}

template <class Row>
Json numbered_json(const char* number_key, int Row::*number, std::span<const Row> table) {
  Json rows = Json::array();
  for (const Row& row : table) {
    rows.push_back(
        cited({{number_key, row.*number}, {"name", row.name}, {"meaning", row.meaning}}, row.source));
  }
  return rows;
}

Json level_json(const OsProfile& os) {
  const auto& first = os.first_port_alternative;
  const auto& cap = os.time_wait_cap;
  const auto& bound_ports = os.bound_ports;
  return {
      {"id", os.id},
      {"name", os.name},
      {"ports", cited_value(range_json(os.ephemeral.value), os.ephemeral.source)},
      {"first_port_alternative", first ? cited_value(first->value.number(), first->source) : Json(nullptr)},
      {"time_wait_s", cited_value(in_seconds(os.time_wait.value), os.time_wait.source)},
      {"time_wait_granularity_s", seconds_json(os.time_wait_granularity)},
      {"time_wait_cap", cap ? cited_value(cap->value, cap->source) : Json(nullptr)},
      {"time_wait_reuse", reuse_json(os)},
      {"time_wait_blocks", cited_value(word_of(os.time_wait_blocks.value), os.time_wait_blocks.source)},
      {"fin_wait_2_s", seconds_json(os.fin_wait_2)},
      {"selection", cited_value(name_of(os.selection.value), os.selection.source)},
      {"pool_scope", cited_value(name_of(os.scope.value), os.scope.source)},
      {"any_port_at_bind", any_port_at_bind_json(os)},
      {"named_port_at_bind", named_port_at_bind_json(os)},
      {"bound_ports",
       bound_ports ? cited_value(word_of(bound_ports->value), bound_ports->source) : Json(nullptr)},
      {"auto_reuse_without_option", os.has_auto_reuse_without_option},
      {"half_open_limit", cited_value(value_or_null(os.half_open_limit.value), os.half_open_limit.source)},
      {"on_collision", error_json(os.on_collision)},
      {"on_exhaustion", error_json(os.on_exhaustion)},
      {"on_random_pick", error_json(os.on_random_pick)},
      {"on_refusal", error_json(os.on_refusal)},
      {"defects", defects_json(os)},
      {"patches", patches_json(os)},
      {"settings", settings_json(os)},
      {"no_settings", no_settings_json(os)},
      {"socket_options", socket_options_json(os)},
      {"no_socket_options", no_socket_options_json(os)},
      {"products", products_json(os)},
      {"error_codes", numbered_json("code", &ErrorCode::code, os.error_codes)},
      {"events", numbered_json("id", &LogEvent::id, os.events)}};
}

}  // namespace

std::string stacks_json(std::span<const OsProfile* const> levels) {
  Json rows = Json::array();
  for (const OsProfile* os : levels) rows.push_back(level_json(*os));
  return json_text(
      {{"schema", "portsim/stacks/1"}, {"portsim_version", portsim_version()}, {"stacks", rows}});
}

}  // namespace portsim
