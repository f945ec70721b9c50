#include "sim/scenario/value_patterns.hpp"

#include <fmt/format.h>

#include "sim/scenario/key_table.hpp"
#include "sim/scenario/values.hpp"

namespace portsim {

std::string one_of(const Candidates& words) {
  std::string all;
  for (const std::string_view word : words) all += fmt::format("{}{}", all.empty() ? "" : "|", word);
  return fmt::format("(?:{})", all);
}

std::string decimal_part() {
  return R"((?:0|[1-9][0-9]*)(?:\.[0-9]+)?)";
}
std::string duration_part() {
  return fmt::format("{} ?{}", decimal_part(), one_of(duration_unit_names()));
}
std::string percentage_part() {
  return R"((?:100(?:\.0+)?|[1-9]?[0-9](?:\.[0-9]+)?) ?%)";
}

std::string whole_text(std::string_view part) {
  return fmt::format("^(?:{})$", part);
}

std::string duration_pattern() {
  return whole_text(duration_part());
}
std::string positive_duration_pattern() {
  return fmt::format("^(?=[0-9.]*[1-9])(?:{})$", duration_part());
}
std::string rate_pattern() {
  return whole_text(fmt::format("{} ?{}", decimal_part(), one_of(rate_unit_names())));
}
std::string percentage_pattern() {
  return whole_text(percentage_part());
}

std::string inner_percentage_pattern() {
  return fmt::format("^(?=[0-9.]*[1-9])(?!100)(?:{})$", percentage_part());
}

std::string ipv4_part() {
  constexpr std::string_view byte = "(?:[0-9]|[1-9][0-9]|1[0-9]{2}|2[0-4][0-9]|25[0-5])";
  constexpr std::string_view first_of_a_host = "(?:[1-9]|[1-9][0-9]|1[0-9]{2}|2[01][0-9]|22[0-3])";
  return fmt::format(R"({0}\.{1}\.{1}\.{1})", first_of_a_host, byte);
}
std::string ipv4_pattern() {
  return whole_text(ipv4_part());
}

std::string port_part() {
  return "(?:[1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])";
}
std::string endpoint_pattern() {
  return whole_text(fmt::format(R"((?:{}|0\.0\.0\.0):{})", ipv4_part(), port_part()));
}
std::string port_range_pattern() {
  return whole_text(fmt::format("{0}-{0}", port_part()));
}
std::string ports_pattern() {
  return whole_text(fmt::format("{0}(?:-{0})?", port_part()));
}

std::string name_pattern() {
  return fmt::format("^[A-Za-z0-9_-]{{1,{}}}$", name_length_max);
}

}  // namespace portsim
