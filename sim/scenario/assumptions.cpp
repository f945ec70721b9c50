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

constexpr std::string_view cursor_word = "cursor";

constexpr Key<ClosingPortByChance> closing_port_keys[] = {
    {"p_closing", required, "a percentage such as \"5%\"", takes_percentage<&ClosingPortByChance::p_closing>,
     "how often the port that has been closing longest is handed out"},
};

void read_closing_port(const Field& value, Assumptions& assume) {
  if (value.map()) {
    ClosingPortByChance chance{Probability{0}};
    read_map(value, closing_port_keys, chance);
    assume.closing_port = chance;
  } else if (value.scalar() && value.scalar()->text == cursor_word) {
    assume.closing_port = ClosingPortByCursor{};
  } else if (value.scalar()) {
    value.report_unexpected(Reason{});
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
     takes_word<&Assumptions::selection, selection_words>, "how the system picks the next port (RFC 6056)"},
    {"first_port",
     as_catalogued,
     "a port such as 1024",
     {[](const Field& value, Assumptions& assume) {
        if (const auto number = value.read_whole({1, 65535})) {
          assume.first_port = Port{static_cast<std::uint16_t>(*number)};
        }
      },
      shapes::port},
     "the lowest port that is handed out, where the documents disagree"},
    {"cursor_start", optional("the first port of the range"), "an offset into the range such as 0",
     takes_whole<&Assumptions::cursor_start, 0, 65534>, "where the cursor stands when the host starts"},
    {"failed_connect_advances_cursor", as_catalogued, "true or false",
     takes_boolean<&Assumptions::failed_connect_advances_cursor>,
     "whether a failed connect moves the cursor on"},
    {"closing_port",
     as_catalogued,
     "cursor, or a probability such as {p_closing: 5%}",
     {read_closing_port, shapes::either<shapes::the_word<cursor_word>, shapes::map_of<closing_port_keys>>},
     "how a system with the wildcard-reuse defect hands out ports that are still closing"},
    {"closing_states",
     as_catalogued,
     "a list of states such as [FIN_WAIT_1, TIME_WAIT]",
     {read_closing_states, shapes::non_empty_set_of<shapes::one_of<closing_state_words>>},
     "which states of TCP that defect passes over"},
    {"reuseaddr_lifts_time_wait", as_catalogued, "true or false",
     takes_boolean<&Assumptions::reuseaddr_lifts_time_wait>,
     "whether SO_REUSEADDR takes a port in TIME_WAIT"},
    {"max_user_port", as_catalogued, "ignore, upper_bound or count",
     takes_word<&Assumptions::max_user_port, max_user_port_words>,
     "what MaxUserPort does since Windows Vista"},
    {"half_open_limit", as_catalogued, "a number of connects under way from 1 to 65535, or 0 for no limit",
     takes_whole<&Assumptions::half_open_limit, 0, 65535>, "how many connects may be under way at once"},
};

}  // namespace

Shape assumptions_shape() {
  return shapes::map_of<assume_keys>();
}

void read_assumptions(const Field& assume, Assumptions& assumptions) {
  read_map(assume, assume_keys, assumptions);
}

}  // namespace portsim
