// `hosts`: a system of the catalogue with its patches, settings, addresses and assumptions.
#include <algorithm>
#include <charconv>
#include <set>

#include "models/os/catalogue.hpp"

#include "sim/scenario/key_table.hpp"
#include "sim/scenario/sections.hpp"
#include "sim/scenario/selection_words.hpp"

namespace portsim {
namespace {

struct HostDraft {
  Host host;
  HostConfiguration configuration;
};

void read_os(const Field& value, HostDraft& draft) {
  if (!value.scalar()) return value.report_unexpected();
  const std::string& id = value.scalar()->text;
  draft.host.os = find_os(id);
  if (draft.host.os) return;
  Candidates ids;
  for (const OsProfile* os : catalogue()) ids.push_back(os->id);
  value.report_unknown("system", id, ids);
}

constexpr std::size_t patch_length_max = 64;

// Whether the system takes a patch is for behaviour_of to say, which knows it by its index.
void read_patches(const Field& value, HostDraft& draft) {
  if (!value.list()) return value.report_unexpected();
  std::vector<std::string> patches;
  for (std::size_t i = 0; i < value.list()->items.size(); ++i) {
    const Field patch = value.item(i, "the id of a patch such as KB2826167");
    const bool is_id = patch.scalar() && patch.scalar()->text.size() <= patch_length_max;
    if (!is_id) return patch.report_unexpected();
    patches.push_back(patch.scalar()->text);
  }
  draft.configuration.patches = std::move(patches);
}

constexpr Ipv4Address first_address{10, 0, 0, 1};  // RFC 1918: of a host that only counts its addresses
constexpr std::uint64_t addresses_max = 65536;

void read_addresses(const Field& value, HostDraft& draft) {
  std::vector<Ipv4Address>& addresses = draft.host.addresses;
  if (!value.list()) {
    const auto count = value.read_whole({1, addresses_max});
    for (std::uint32_t i = 0; i < count.value_or(0); ++i) addresses.emplace_back(first_address.bits() + i);
    return;
  }
  if (value.list()->items.empty()) return value.report_unexpected();
  std::set<Ipv4Address> seen;
  for (std::size_t i = 0; i < value.list()->items.size(); ++i) {
    const Field item = value.item(i, "an IPv4 address such as \"10.0.0.10\"");
    const auto address = item.read(decode_ipv4);
    if (!address) continue;
    if (!seen.insert(*address).second) item.report(fmt::format("{} stands twice", item.scalar()->text));
    addresses.push_back(*address);
  }
}

constexpr Key<Assumptions> assume_keys[] = {
    {"selection", optional("as the catalogue has it"), "seq_naive, seq_smart or random_once",
     [](const Field& value, Assumptions& assume) {
       value.read_word_into(assume.selection, selection_words);
     }},
    {"first_port", optional("as the catalogue has it"), "a port such as 1024",
     [](const Field& value, Assumptions& assume) {
       if (const auto number = value.read_whole({1, 65535})) {
         assume.first_port = Port{static_cast<std::uint16_t>(*number)};
       }
     }},
    {"cursor_start", optional("the first port of the range"), "an offset into the range such as 0",
     [](const Field& value, Assumptions& assume) {
       value.read_whole_into(assume.cursor_start, {0, 65534});
     }},
    {"failed_connect_advances_cursor", optional("as the catalogue has it"), "true or false",
     [](const Field& value, Assumptions& assume) {
       value.read_into(assume.failed_connect_advances_cursor, decode_boolean);
     }},
};

constexpr Key<HostDraft> host_keys[] = {
    {"os", required, "the id of a system such as \"windows-2000\"", read_os},
    {"patches", optional("none"), "a list of patches such as [KB2826167]", read_patches},
    {"settings", optional("the system's defaults"), "a map of settings such as {TcpTimedWaitDelay: 240}",
     [](const Field& value, HostDraft& draft) {
       if (draft.host.os) read_settings(value, *draft.host.os, draft.configuration.settings);
     }},
    {"addresses", defaults_to("1"), "a list of IPv4 addresses, or how many (1 to 65536)", read_addresses},
    {"assume", optional("what the catalogue infers"), "a map of assumptions such as {first_port: 1024}",
     [](const Field& value, HostDraft& draft) { read_map(value, assume_keys, draft.configuration.assume); }},
};

// `key` is "settings.TcpTimedWaitDelay", "patches[0]" or "assume.first_port".
void report_behaviour(const Field& host, const BehaviourProblem& problem) {
  const std::string_view key = problem.key;
  const auto separator = std::min(key.find_first_of(".["), key.size());
  const Entry* section = host.map()->find(key.substr(0, separator));
  if (!section) return host.report_at_key(fmt::format("{}: {}", key, problem.message));

  const Field field = host.entry(*section, "");
  const std::string_view rest = key.substr(std::min(separator + 1, key.size()));
  if (field.map()) {
    if (const Entry* entry = field.map()->find(rest)) return field.entry(*entry, "").report(problem.message);
  }
  std::size_t index = 0;
  const bool is_index = std::from_chars(rest.data(), rest.data() + rest.size(), index).ec == std::errc{};
  if (field.list() && is_index && index < field.list()->items.size()) {
    return field.item(index, "").report(problem.message);
  }
  field.report(problem.message);
}

void apply_configuration(const Field& field, HostDraft& draft) {
  const auto behaviour = behaviour_of(*draft.host.os, draft.configuration);
  if (behaviour) {
    draft.host.behaviour = *behaviour;
    return;
  }
  for (const BehaviourProblem& problem : behaviour.error()) report_behaviour(field, problem);
}

}  // namespace

void read_hosts(const Field& hosts, Scenario& scenario) {
  read_named(hosts, "a host such as {os: windows-2000}", [&](const Field& field) {
    HostDraft draft;
    draft.host.name = field.key();
    read_map(field, host_keys, draft);
    if (draft.host.os) apply_configuration(field, draft);
    scenario.hosts.push_back(std::move(draft.host));
  });
}

}  // namespace portsim
