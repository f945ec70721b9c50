#include "sim/report/stacks_table.hpp"

#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "sim/report/number_text.hpp"
#include "sim/report/stack_facts.hpp"
#include "sim/report/stack_words.hpp"
#include "sim/scenario/suggestion.hpp"

namespace portsim {
namespace {

constexpr std::size_t columns = 3;

TableRow header() {
  const auto line = [](std::string_view text) { return Marked{std::string{text}, Emphasis::strong}; };
  return {{{line("level")}, {line("ports")}, {line("TIME_WAIT"), line("selection")}},
          "defects until patched"};
}

TableRow row_of(const OsProfile& os) {
  const PortRange& range = os.ephemeral.value;
  Candidates defects;
  for (const KnownDefect& known : known_defects(os)) {
    if (known.is_present()) defects.push_back(known.description.id);
  }
  return {{{{std::string{os.id}, Emphasis::strong}, {fmt::format("  {}", os.name)}},
           {{range_words(range)}, {counted(range.size(), "port")}},
           {{time_wait_length_words(os)}, {std::string{name_of(os.selection.value)}}}},
          defects.empty() ? "none known" : joined(defects, ", ")};
}

}  // namespace

std::string stacks_table(std::span<const OsProfile* const> levels, TextStyle style) {
  std::vector<TableRow> rows{header()};
  std::string_view family;
  for (const OsProfile* os : levels) {
    if (family_of(os->id) != family) rows.push_back({std::vector<std::vector<Marked>>(columns), ""});
    family = family_of(os->id);
    rows.push_back(row_of(*os));
  }
  Page page{style};
  page.add(rows);
  return page.text() + "\nportsim stacks LEVEL shows one of them with its patches, settings and sources.\n";
}

}  // namespace portsim
