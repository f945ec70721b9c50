#include "sim/report/citations.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace portsim {

std::string Citations::mark(const Source& source) {
  const auto known = std::find(cited_.begin(), cited_.end(), source);
  const auto number = known - cited_.begin() + 1;
  if (known == cited_.end()) cited_.push_back(source);
  if (source.confidence == Confidence::documented) return fmt::format("[{}]", number);
  return fmt::format("({} [{}])", name_of(source.confidence), number);
}

Section sources_section(const Citations& citations) {
  Section section{{"Sources", Emphasis::strong}, {}};
  for (const Source& source : citations.cited()) {
    const std::string title = fmt::format("{}: {}", name_of(source.confidence), source.reference);
    const std::string address = source.address.empty() ? "" : fmt::format("\n{}", source.address);
    section.rows.push_back({title + address, {fmt::format("[{}]", section.rows.size() + 1)}});
  }
  return section;
}

}  // namespace portsim
