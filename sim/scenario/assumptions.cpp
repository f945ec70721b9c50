// `assume` of a host: what the catalogue only infers, as the user would have it.
#include "sim/scenario/key_table.hpp"
#include "sim/scenario/lists.hpp"
#include "sim/scenario/sections.hpp"
#include "sim/scenario/selection_words.hpp"

namespace portsim {
namespace {

constexpr Word<ClosingState> closing_state_words[] = {
    {name_of(ClosingState::fin_wait_1), ClosingState::fin_wait_1},
    {name_of(ClosingState::fin_wait_2), ClosingState::fin_wait_2},
    {name_of(ClosingState::closing), ClosingState::closing},
    {name_of(ClosingState::last_ack), ClosingState::last_ack},
    {name_of(ClosingState::time_wait), ClosingState::time_wait},
};

constexpr Word<MaxUserPortReading> max_user_port_words[] = {
    {"ignore", MaxUserPortReading::ignored},
    {"upper_bound", MaxUserPortReading::upper_bound},
    {"count", MaxUserPortReading::count},
};

constexpr Key<ClosingPortByChance> closing_port_keys[] = {
    {"p_closing", required, "a percentage such as \"5%\"",
     [](const Field& value, ClosingPortByChance& chance) {
       value.read_into(chance.p_closing, decode_percentage);
     }},
};

void read_closing_port(const Field& value, Assumptions& assume) {
  if (value.map()) {
    ClosingPortByChance chance{Probability{0}};
    read_map(value, closing_port_keys, chance);
    assume.closing_port = chance;
  } else if (value.scalar() && value.scalar()->text == "cursor") {
    assume.closing_port = ClosingPortByCursor{};
  } else {
    value.report_unexpected();
  }
}

void read_closing_states(const Field& value, Assumptions& assume) {
  const auto states = read_non_empty_list<ClosingState>(
      value, "FIN_WAIT_1, FIN_WAIT_2, CLOSING, LAST_ACK or TIME_WAIT",
      [](const Field& item) { return item.read_word(closing_state_words); });
  if (!states) return;
  assume.closing_states.emplace();
  for (const ClosingState state : *states) assume.closing_states->add(state);
}

constexpr WhenAbsent as_catalogued = optional("as the catalogue has it");

constexpr Key<Assumptions> assume_keys[] = {
    {"selection", as_catalogued,
     "seq_naive, seq_smart, random_once, random_start, random_pick, hash_offset, double_hash, "
     "random_increments, linux_connect, linux_bind or freebsd",
     [](const Field& value, Assumptions& assume) {
       value.read_word_into(assume.selection, selection_words);
     }},
    {"first_port", as_catalogued, "a port such as 1024",
     [](const Field& value, Assumptions& assume) {
       if (const auto number = value.read_whole({1, 65535})) {
         assume.first_port = Port{static_cast<std::uint16_t>(*number)};
       }
     }},
    {"cursor_start", optional("the first port of the range"), "an offset into the range such as 0",
     [](const Field& value, Assumptions& assume) {
       value.read_whole_into(assume.cursor_start, {0, 65534});
     }},
    {"failed_connect_advances_cursor", as_catalogued, "true or false",
     [](const Field& value, Assumptions& assume) {
       value.read_into(assume.failed_connect_advances_cursor, decode_boolean);
     }},
    {"closing_port", as_catalogued, "cursor, or a probability such as {p_closing: 5%}", read_closing_port},
    {"closing_states", as_catalogued, "a list of states such as [FIN_WAIT_1, TIME_WAIT]",
     read_closing_states},
    {"reuseaddr_lifts_time_wait", as_catalogued, "true or false",
     [](const Field& value, Assumptions& assume) {
       value.read_into(assume.reuseaddr_lifts_time_wait, decode_boolean);
     }},
    {"max_user_port", as_catalogued, "ignore, upper_bound or count",
     [](const Field& value, Assumptions& assume) {
       value.read_word_into(assume.max_user_port, max_user_port_words);
     }},
    {"half_open_limit", as_catalogued, "a number of connects under way from 1 to 65535, or 0 for no limit",
     [](const Field& value, Assumptions& assume) {
       value.read_whole_into(assume.half_open_limit, {0, 65535});
     }},
};

}  // namespace

void read_assumptions(const Field& assume, Assumptions& assumptions) {
  read_map(assume, assume_keys, assumptions);
}

}  // namespace portsim
