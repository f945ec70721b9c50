// Clients whose attempts arrive from outside: `open`, and `leak`, which never closes what it opens.
#include "sim/scenario/client_section.hpp"

namespace portsim {
namespace {

constexpr std::string_view arrivals_expected = "poisson, constant or bursts";

constexpr Word<ArrivalProcess> arrival_words[] = {
    {"poisson", ArrivalProcess::poisson},
    {"constant", ArrivalProcess::constant},
    {"bursts", ArrivalProcess::bursts},
};

struct OpenDraft {
  std::optional<ArrivalProcess> process;
  std::vector<RatePhase> phases;
  Rate bursts{1, 1s};  // so many at once, every so often
};

constexpr Key<RatePhase> phase_keys[] = {
    {"for", optional("until the client ends; the last phase only"), "a duration such as \"30s\"",
     takes_positive_duration<&RatePhase::lasts>, "how long the phase lasts"},
    {"rate",
     required,
     rate_expected,
     {[](const Field& value, RatePhase& phase) {
        value.read_into(phase.rate, decode_rate);
        phase.to = phase.rate;
      },
      shapes::rate},
     "the rate, or the rate at its begin"},
    {"to", optional("the rate stays"), rate_expected, takes_rate<&RatePhase::to>,
     "the rate at its end, reached in a straight line"},
};

void read_phases(const Field& value, OpenDraft& open) {
  if (!value.list() || value.list()->items.empty()) return value.report_unexpected();
  const std::size_t count = value.list()->items.size();
  for (std::size_t i = 0; i < count; ++i) {
    const Field item = value.item(i, "a phase such as {for: 30s, rate: 200/s}");
    RatePhase phase;
    read_map(item, phase_keys, phase);
    const bool is_last = i + 1 == count;
    if (item.map() && !item.map()->find("for") && !is_last) {
      item.report_missing("for",
                          "a duration such as \"30s\"; only the last phase goes on until the client ends");
    }
    open.phases.push_back(phase);
  }
}

constexpr std::string_view size_expected = "a number of attempts from 1 to 1000000000";
constexpr std::string_view every_expected = "a duration such as \"30s\"";

constexpr Key<OpenDraft> open_keys[] = {
    model_key<OpenDraft>,
    {"arrivals", required, arrivals_expected, takes_word<&OpenDraft::process, arrival_words>,
     "independent of one another, evenly spaced, or many at once"},
    {"rate",
     optional("phases"),
     rate_expected,
     {[](const Field& value, OpenDraft& open) {
        if (const auto rate = value.read(decode_rate)) open.phases = {{std::nullopt, *rate, *rate}};
      },
      shapes::rate},
     "how many attempts arrive in a unit of time"},
    {"phases",
     optional("a rate that stays"),
     "a list of phases such as [{for: 30s, rate: 200/s}]",
     {read_phases, shapes::non_empty_list_of<shapes::map_of<phase_keys>>},
     "a rate that changes"},
    {"size",
     optional("with bursts: required"),
     size_expected,
     {[](const Field& value, OpenDraft& open) {
        value.read_whole_into(open.bursts.events, {1, connections_max});
      },
      shapes::whole<1, connections_max>},
     "how many attempts arrive at once"},
    {"every",
     optional("with bursts: required"),
     every_expected,
     {[](const Field& value, OpenDraft& open) {
        value.read_into(open.bursts.per, decode_positive_duration);
        if (open.bursts.per_second() > rate_per_second_max)
          value.report_unexpected({"more than 1e9 attempts in a second", ProblemKind::out_of_range});
      },
      shapes::positive_duration},
     "the time from one burst to the next"},
};

bool states(const Field& client, std::string_view key) {
  return client.map()->find(key) != nullptr;
}

void report_out_of_place(const Field& client, std::string_view key, std::string_view why) {
  if (const Entry* entry = client.map()->find(key))
    client.entry(*entry, "").report_at_key(ProblemKind::conflict, std::string{why});
}

void check_keys_of_bursts(const Field& client) {
  for (const std::string_view key : {"rate", "phases"})
    report_out_of_place(client, key, "bursts have a size and come every so often: leave it out");
  if (!states(client, "size")) client.report_missing("size", size_expected);
  if (!states(client, "every")) client.report_missing("every", every_expected);
}

void check_keys_of_rates(const Field& client) {
  for (const std::string_view key : {"size", "every"})
    report_out_of_place(client, key, "only arrivals: bursts have it");
  const bool has_rate = states(client, "rate");
  const bool has_phases = states(client, "phases");
  if (has_rate && has_phases)
    client.report_at_key(ProblemKind::conflict, "rate and phases exclude each other");
  if (!has_rate && !has_phases) client.report_missing("rate", "a rate such as \"200/s\", or phases");
}

constexpr Key<Rate> leak_keys[] = {
    model_key<Rate>,
    {"rate",
     required,
     "a rate such as \"13/min\"",
     {[](const Field& value, Rate& rate) { value.read_into(rate, decode_rate); }, shapes::rate},
     "how many connections are opened, and stay open"},
};

}  // namespace

Shape open_shape() {
  const auto says_arrivals = [](bool are_bursts) {
    Saying says{{"arrivals"}, {}};
    for (const auto& each : arrival_words) {
      if ((each.meaning == ArrivalProcess::bursts) == are_bursts) says.words.push_back(each.word);
    }
    return says;
  };
  return shapes::map_of_rows(open_keys, {{{"rate"}, {"phases", "size", "every"}, says_arrivals(false)},
                                         {{"phases"}, {"rate", "size", "every"}, says_arrivals(false)},
                                         {{"size", "every"}, {"rate", "phases"}, says_arrivals(true)}});
}

Shape leak_shape() {
  return shapes::map_of<leak_keys>();
}

void read_open(const Field& client, ClientDraft& draft) {
  OpenDraft open;
  read_map(client, open_keys, open);
  if (!open.process) return;  // reported
  const bool has_bursts = *open.process == ArrivalProcess::bursts;
  if (has_bursts) open.phases = {{std::nullopt, open.bursts, open.bursts}};
  has_bursts ? check_keys_of_bursts(client) : check_keys_of_rates(client);
  draft.spec = OpenClient{{*open.process, open.phases}};
}

// A connection that is never closed is one that leaks.
void read_leak(const Field& client, ClientDraft& draft) {
  Rate rate{0, 1s};
  read_map(client, leak_keys, rate);
  draft.spec = OpenClient{{ArrivalProcess::constant, {{std::nullopt, rate, rate}}}};
  draft.holds = HoldForever{};
}

}  // namespace portsim
