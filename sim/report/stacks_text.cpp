#include "sim/report/stacks_text.hpp"

#include <algorithm>
#include <cassert>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "models/os/catalogue.hpp"
#include "models/os/patches.hpp"

#include "sim/report/citations.hpp"
#include "sim/report/number_text.hpp"
#include "sim/report/stack_facts.hpp"
#include "sim/report/stack_words.hpp"
#include "sim/scenario/suggestion.hpp"

namespace portsim {
namespace {

// What every section is made from.
struct Level {
  const OsProfile& os;
  Citations& citations;

  std::string cite(std::string_view text, const Source& source) const {
    return fmt::format("{} {}", text, citations.mark(source));
  }
};

Section section_named(std::string_view label) {
  return {{std::string{label}, Emphasis::strong}, {}};
}

Row named_row(std::string_view name, std::string text) {
  return {std::move(text), {std::string{name}}};
}

Section ports(const Level& level) {
  const OsProfile& os = level.os;
  const PortRange& range = os.ephemeral.value;
  Section section = section_named("Ports");
  section.rows.push_back({level.cite(fmt::format("{}, {}", range_words(range), counted(range.size(), "port")),
                                     os.ephemeral.source)});
  if (os.first_port_alternative) {
    section.rows.push_back(
        {level.cite(fmt::format("other documents begin with {}", os.first_port_alternative->value.number()),
                    os.first_port_alternative->source)});
  }
  section.rows.push_back({level.cite(scope_words(os.scope.value), os.scope.source)});
  if (os.has_auto_reuse_without_option) {
    section.rows.push_back({"connect() without bind() uses the auto-reuse range, where one is set"});
  }
  return section;
}

Section time_wait(const Level& level) {
  const OsProfile& os = level.os;
  Section section = section_named("TIME_WAIT");
  section.rows.push_back({level.cite(time_wait_length_words(os), os.time_wait.source)});
  if (const auto& granularity = os.time_wait_granularity)
    section.rows.push_back({level.cite(
        fmt::format("it ends at a tick of {}", seconds_words(granularity->value)), granularity->source)});
  if (const auto& cap = os.time_wait_cap)
    section.rows.push_back({level.cite(
        fmt::format("above {} the oldest leaves", counted(static_cast<double>(cap->value), "connection")),
        cap->source)});
  if (const auto& reuse = os.time_wait_reuse)
    section.rows.push_back({level.cite(reuse_words(reuse->value), reuse->source)});
  section.rows.push_back(
      {level.cite(time_wait_words(os.time_wait_blocks.value), os.time_wait_blocks.source)});
  if (const auto& fin_wait_2 = os.fin_wait_2)
    section.rows.push_back(
        named_row("FIN_WAIT_2", level.cite(fmt::format("{} after close(), unless the other side closes too",
                                                       seconds_words(fin_wait_2->value)),
                                           fin_wait_2->source)));
  return section;
}

// Where a failure of such a call can be met.
bool picks_at_random(const OsProfile& os) {
  const auto is_random_pick = [](const SocketOptionRow& row) {
    return row.option == SocketOption::randomize_port;
  };
  const bool has_option = std::any_of(os.socket_options.begin(), os.socket_options.end(), is_random_pick);
  return has_option || !os.named_port_at_bind;
}

Section selection(const Level& level) {
  const Cited<PortSelectionSpec>& spec = level.os.selection;
  Section section = section_named("Selection");
  section.rows.push_back({level.cite(
      fmt::format("{}: {}{}", name_of(spec.value), order_words(spec.value), order_details(spec.value)),
      spec.source)});
  if (const auto& at_bind = level.os.any_port_at_bind)
    section.rows.push_back(named_row(
        "bind()",
        level.cite(fmt::format("{}: {}; {}, and TIME_WAIT closes a port to every destination",
                               name_of(at_bind->value.selection), order_words(at_bind->value.selection),
                               scope_words(at_bind->value.scope)),
                   at_bind->source)));
  if (const auto& bound_ports = level.os.bound_ports)
    section.rows.push_back({level.cite(bound_ports_words(bound_ports->value), bound_ports->source)});
  return section;
}

Section half_open(const Level& level) {
  const auto& limit = level.os.half_open_limit;
  const std::string text = limit.value
                               ? fmt::format("at most {} under way; further ones wait, they do not fail",
                                             counted(static_cast<double>(*limit.value), "connect"))
                               : "no limit on connects under way";
  Section section = section_named("Half-open");
  section.rows.push_back({level.cite(text, limit.source)});
  return section;
}

Section failures(const Level& level) {
  Section section = section_named("Failures");
  const auto add = [&](std::string_view name, const Cited<ConnectError>& error) {
    section.rows.push_back(named_row(name, level.cite(error_words(error.value), error.source)));
  };
  add("collision", level.os.on_collision);
  add("exhaustion", level.os.on_exhaustion);
  if (picks_at_random(level.os)) add("random pick", level.os.on_random_pick);
  if (const auto& at_bind = level.os.any_port_at_bind) add("bind()", {at_bind->value.error, at_bind->source});
  if (const auto& at_bind = level.os.named_port_at_bind) {
    add("named port", {at_bind->value.error, at_bind->source});
    add("SO_REUSEADDR", {at_bind->value.error_at_connect, at_bind->source});
  }
  add("refusal", level.os.on_refusal);
  return section;
}

std::string defect_text(const Level& level, const KnownDefect& known) {
  const DefectDescription& defect = known.description;
  std::string text = level.cite(defect.mechanism, defect.source);
  text += fmt::format("\nseen: {}", defect.observable);
  text += fmt::format("\n{}: {}", known.row.repair == Repair::patch ? "cure" : "no patch",
                      level.cite(cure_of(known.row), known.row.source));
  if (!defect.is_simulated) text += "\nknown, but not simulated";
  return text;
}

Section defects(const Level& level) {
  Section section = section_named("Defects");
  for (const KnownDefect& known : known_defects(level.os)) {
    if (!known.is_present()) continue;
    const bool is_curable = known.row.repair == Repair::patch;
    section.rows.push_back(
        {defect_text(level, known),
         {std::string{known.description.id}, is_curable ? Emphasis::doubtful : Emphasis::bad}});
  }
  if (section.rows.empty()) section.rows.push_back({"none known"});
  return section;
}

// What older levels had and this one never did.
Section repaired(const Level& level) {
  Section section = section_named("Repaired");
  for (const KnownDefect& known : known_defects(level.os)) {
    if (known.is_present()) continue;
    section.rows.push_back(
        named_row(known.description.id, level.cite("before the release of this level", known.row.source)));
  }
  return section;
}

Section patches(const Level& level) {
  Section section = section_named("Patches");
  for (const std::string_view patch : all_patches()) {
    if (why_not_installable(level.os, patch)) continue;
    std::string cured;
    for (const KnownDefect& known : defects_cured_by(level.os, patch)) {
      cured += fmt::format("{}{}", cured.empty() ? "cures " : ", ",
                           level.cite(known.description.id, known.row.source));
    }
    section.rows.push_back({cured, {std::string{patch}, Emphasis::good}});
  }
  if (section.rows.empty()) section.rows.push_back({"none known"});
  return section;
}

Section refused_patches(const Level& level) {
  Section section = section_named("Refused");
  for (const Refusal& refusal : refusals_on(level.os)) {
    section.rows.push_back(
        {(refusal.patches.size() > 1 ? "each of " : "") + joined(refusal.patches, " and ") + refusal.reason});
  }
  return section;
}

std::string setting_text(const Level& level, const Setting& setting) {
  const auto holds = default_of(level.os, setting);
  std::string text = type_words(setting.type);
  if (holds || !setting.default_rests_on)
    text += fmt::format("; default {}", holds ? value_words(*holds, setting.type) : "none");
  if (setting.needs_restart) text += "; after a restart";
  if (!setting.needs_patch.empty()) text += fmt::format("; only with {}", setting.needs_patch);
  text += fmt::format("\n{}", level.cite(setting.meaning, setting.source));
  for (const auto& fact : {setting.default_rests_on, setting.rests_on}) {
    if (fact) text += fmt::format("\nrests on: {}", level.cite(fact->value, fact->source));
  }
  return text;
}

Section settings(const Level& level) {
  Section section = section_named("Settings");
  for (const Setting& setting : level.os.settings) {
    section.rows.push_back(named_row(setting.name, setting_text(level, setting)));
  }
  return section;
}

Section no_settings(const Level& level) {
  Section section = section_named("No settings");
  for (const NoSetting& name : level.os.no_settings) {
    section.rows.push_back(named_row(name.name, std::string{name.reason}));
  }
  return section;
}

Section products(const Level& level) {
  Section section = section_named("Products");
  for (const Product* product : products_on(level.os)) {
    std::string values;
    for (const ProductSetting& set : product->settings) {
      const Setting* setting = find_setting(level.os, set.name);
      assert(setting != nullptr);
      values +=
          fmt::format("{}{} {}", values.empty() ? "" : ", ", set.name, value_words(set.value, setting->type));
    }
    section.rows.push_back(
        named_row(product->id, level.cite(fmt::format("{}: {}", product->name, values), product->source)));
  }
  return section;
}

Section socket_options(const Level& level) {
  Section section = section_named("Options");
  for (const SocketOptionRow& row : level.os.socket_options) {
    const std::string patch = row.needs_patch.empty() ? "" : fmt::format("only with {}: ", row.needs_patch);
    section.rows.push_back(named_row(name_of(row.option), patch + level.cite(row.effect, row.source)));
  }
  return section;
}

Section no_socket_options(const Level& level) {
  Section section = section_named("No options");
  for (const SocketOption option : socket_options_missing_on(level.os)) {
    section.rows.push_back(
        named_row(name_of(option), why_not_socket_option(level.os, option, {}).value_or("")));
  }
  return section;
}

Section codes(const Level& level) {
  Section section = section_named("Codes");
  for (const ErrorCode& code : level.os.error_codes) {
    section.rows.push_back(
        named_row(fmt::format("{} {}", code.code, code.name), level.cite(code.meaning, code.source)));
  }
  return section;
}

Section events(const Level& level) {
  Section section = section_named("Events");
  for (const LogEvent& event : level.os.events) {
    section.rows.push_back(
        named_row(fmt::format("{} {}", event.id, event.name), level.cite(event.meaning, event.source)));
  }
  return section;
}

}  // namespace

std::string stack_text(const OsProfile& os, TextStyle style) {
  Citations citations;
  const Level level{os, citations};
  Page page{style};
  page.title(fmt::format("{} ({})", os.name, os.id));
  using Block = std::vector<Section (*)(const Level&)>;
  const Block blocks[] = {
      {ports, time_wait, selection, half_open, failures},
      {defects, repaired, patches, refused_patches},
      {settings, no_settings, products, socket_options, no_socket_options},
      {codes, events},
  };
  for (const Block& block : blocks) {
    page.gap();
    for (const auto section : block) page.add(section(level));
  }
  page.gap();
  page.add(sources_section(citations));
  return page.text();
}

}  // namespace portsim
