// `hosts`: a system of the catalogue with its patches, products, settings, addresses and assumptions.
#include <algorithm>
#include <charconv>

#include "models/os/catalogue.hpp"
#include "models/os/patches.hpp"
#include "models/os/product.hpp"

#include "sim/scenario/excluded_ports.hpp"
#include "sim/scenario/key_table.hpp"
#include "sim/scenario/lists.hpp"
#include "sim/scenario/sections.hpp"
#include "sim/scenario/system_names.hpp"

namespace portsim {
namespace {

void read_os(const Field& value, Host& host) {
  if (!value.scalar()) return value.report_unexpected();
  const std::string& id = value.scalar()->text;
  host.os = find_os(id);
  if (host.os) return;
  value.report(ProblemKind::unknown_name,
               value.has_reported_enough()
                   ? ""
                   : fmt::format("unknown system {}; {}", shown(id), advice_on_system(id)),
               {"", shown(id)});
}

// Whether the system takes a patch is for behaviour_of to say, which knows it by its index.
std::optional<std::string> read_patch(const Field& item) {
  constexpr std::size_t patch_length_max = 64;
  const bool is_id = item.scalar() && item.scalar()->text.size() <= patch_length_max;
  if (!is_id) return item.report_unexpected(), std::nullopt;
  return item.scalar()->text;
}

// Also one that stands twice: behaviour_of says by their places in the list which do not install.
void read_patches(const Field& value, Host& host) {
  std::vector<std::string>& patches = host.configuration.patches;
  read_list<std::string>(value, "the id of a patch such as KB2826167", [&](const Field& item) {
    auto patch = read_patch(item);
    if (patch) patches.push_back(*patch);
    return patch;
  });
  if (value.list() && patches.size() < value.list()->items.size()) patches.clear();
}

std::optional<std::string> read_product(const Field& item) {
  if (!item.scalar()) return item.report_unexpected(), std::nullopt;
  const std::string& id = item.scalar()->text;
  if (find_product(id)) return id;
  Candidates ids;
  for (const Product& product : products()) ids.push_back(product.id);
  item.report_unknown("product", id, ids);
  return std::nullopt;
}

constexpr Ipv4Address first_address{10, 0, 0, 1};  // RFC 1918: of a host that only counts its addresses
constexpr WholeRange addresses_range{1, 65536};
constexpr WholeRange occupied_range{0, 65535};

void read_addresses(const Field& value, Host& host) {
  if (value.list()) {
    auto addresses =
        read_non_empty_list<Ipv4Address>(value, "an IPv4 address such as \"10.0.0.10\"",
                                         [](const Field& item) { return item.read(decode_ipv4); });
    if (addresses) host.addresses = std::move(*addresses);
    return;
  }
  const auto count = value.read_whole(addresses_range);
  for (std::uint32_t i = 0; i < count.value_or(0); ++i) {
    host.addresses.emplace_back(first_address.bits() + i);
  }
}

constexpr Key<OccupiedAtStart> occupied_keys[] = {
    {"ports", required, "how many ports others hold when the run begins",
     takes_whole<&OccupiedAtStart::ports, occupied_range.min, occupied_range.max>,
     "the lowest ports that the host hands out, towards every destination"},
    {"until", optional("the end of the run"), "a duration such as \"90s\"",
     takes_duration<&OccupiedAtStart::until>, "when they are free again, without TIME_WAIT"},
};

void read_occupied(const Field& value, Host& host) {
  if (value.map()) return read_map(value, occupied_keys, host.occupied);
  value.read_whole_into(host.occupied.ports, occupied_range);
}

using shapes::either;
using shapes::whole;

// What netsh prints has lines.
Shape a_table() {
  return {PatternShape{"\\n"}};
}

Shape os_shape() {
  return {WordsShape{system_ids()}};
}

Shape products_shape() {
  WordsShape ids;
  for (const Product& product : products()) ids.words.push_back(product.id);
  return {ListShape{.items = {{ids}}, .is_set = true}};
}

Shape addresses_shape() {
  return either<whole<addresses_range.min, addresses_range.max>,
                shapes::non_empty_set_of<shapes::ipv4_address>>();
}

Shape patches_of(const OsProfile& os) {
  WordsShape here;
  for (const std::string_view patch : all_patches()) {
    if (!why_not_installable(os, patch)) here.words.push_back(patch);
  }
  return {ListShape{.items = {{here}}, .is_set = true}};
}

// What a key takes on each level of the catalogue.
Shape by_os(Shape (*of_level)(const OsProfile&)) {
  DependentShape shape{"os", {}};
  for (const OsProfile* os : catalogue()) shape.cases.push_back({os->id, os->name, {of_level(*os)}});
  return {std::move(shape)};
}

Shape patches_shape() {
  return by_os(patches_of);
}

Shape settings_shape() {
  return by_os(settings_shape_of);
}

constexpr Key<Host> host_keys[] = {
    {"os",
     required,
     "the id of a system such as \"windows-2000\"",
     {read_os, os_shape},
     "the level of an operating system, service pack included; `portsim stacks` lists them"},
    {"patches",
     optional("none"),
     "a list of patches such as [KB2826167]",
     {read_patches, patches_shape},
     "what is installed on it; the level decides which patches install"},
    {"products",
     optional("none"),
     "a list of products such as [exchange-server-2003]",
     {[](const Field& value, Host& host) {
        auto ids =
            read_list<std::string>(value, "the id of a product such as exchange-server-2003", read_product);
        if (ids) host.configuration.products = std::move(*ids);
      },
      products_shape},
     "installed products that change settings of the system"},
    {"settings",
     optional("the system's defaults"),
     "a map of settings such as {TcpTimedWaitDelay: 240}",
     {[](const Field& value, Host& host) {
        if (host.os) read_settings(value, *host.os, host.configuration.settings);
      },
      settings_shape},
     "the system's own settings, in its own words and units"},
    {"excluded",
     optional("no ports"),
     "a list of ports such as [50000-50099, 60000], or the table that netsh prints",
     {[](const Field& value, Host& host) {
        if (auto ports = read_excluded_ports(value)) host.configuration.excluded = std::move(*ports);
      },
      either<shapes::ports, a_table>},
     "ports that are not handed out; also as the table of `netsh int ipv4 show excludedportrange "
     "protocol=tcp`, "
     "in a block that begins with `|`"},
    {"addresses",
     defaults_to("1"),
     "a list of IPv4 addresses, or how many (1 to 65536)",
     {read_addresses, addresses_shape},
     "its local addresses; a number counts them from 10.0.0.1"},
    {"uptime", defaults_to("0s"), "a duration such as \"496d\"", takes_duration<&Host::uptime>,
     "how long the host has been running when the run begins"},
    {"occupied",
     optional("no port"),
     "how many ports others hold, or a map such as {ports: 6784, until: 90s}",
     {read_occupied, either<whole<occupied_range.min, occupied_range.max>, shapes::map_of<occupied_keys>>},
     "ports that others hold when the run begins"},
    {"listening",
     optional("nothing but its own services"),
     "a list of ports, or addresses with a port, such as [8080, \"10.0.0.10:8081\"]",
     {[](const Field& value, Host& host) { read_listening(value, host.listening); }, listening_shape},
     "sockets that listen for the whole run; a port alone is 0.0.0.0, all addresses"},
    {"phases",
     optional("drawn anew in each replication"),
     "a map of durations such as {time_wait: 0.53s, port_hash: 3.2s}",
     {[](const Field& value, Host& host) { read_phases(value, host.phases); }, phases_shape},
     "where the kernel's timers stand when the run begins"},
    {"assume",
     optional("what the catalogue infers"),
     "a map of assumptions such as {first_port: 1024}",
     {[](const Field& value, Host& host) { read_assumptions(value, host.configuration.assume); },
      assumptions_shape},
     "what the catalogue only infers, as you would have it"},
};

// What the system does not take; or a patch that no system has.
ProblemKind kind_of(const Field& item, std::string_view section) {
  if (section != "patches") return ProblemKind::not_applicable;
  const auto patches = all_patches();
  const bool is_known = std::find(patches.begin(), patches.end(), item.scalar()->text) != patches.end();
  return is_known ? ProblemKind::not_applicable : ProblemKind::unknown_name;
}

// `key` is "settings.TcpTimedWaitDelay", "patches[0]" or "assume.first_port".
void report_behaviour(const Field& host, const BehaviourProblem& problem) {
  const std::string_view key = problem.key;
  const auto separator = std::min(key.find_first_of(".["), key.size());
  const Entry* section = host.map()->find(key.substr(0, separator));
  if (!section)
    return host.report_at_key(ProblemKind::not_applicable, fmt::format("{}: {}", key, problem.message));

  const Field field = host.entry(*section, "");
  const std::string_view rest = key.substr(std::min(separator + 1, key.size()));
  if (field.map()) {
    if (const Entry* entry = field.map()->find(rest))
      return field.entry(*entry, "").report(ProblemKind::not_applicable, problem.message);
  }
  std::size_t index = 0;
  const bool is_index = std::from_chars(rest.data(), rest.data() + rest.size(), index).ec == std::errc{};
  if (field.list() && is_index && index < field.list()->items.size()) {
    const Field item = field.item(index, "");
    return item.report(kind_of(item, section->key), problem.message);
  }
  field.report(ProblemKind::not_applicable, problem.message);
}

// False: reported.
bool apply_configuration(const Field& field, Host& host) {
  auto behaviour = behaviour_of(*host.os, host.configuration);
  if (behaviour) {
    host.behaviour = std::move(*behaviour);
    return true;
  }
  for (const BehaviourProblem& problem : behaviour.error()) report_behaviour(field, problem);
  return false;
}

void check_occupied(const Field& field, const Host& host) {
  const PortCount ports = host.behaviour.handed_out_ports().size();
  if (host.occupied.ports <= ports || ports == 0) return;  // none: reported already
  field.entry(*field.map()->find("occupied"), "")
      .report(ProblemKind::out_of_range, fmt::format("{} ports are more than the {} that this host hands out",
                                                     host.occupied.ports, ports));
}

// A short text may count many addresses, and each takes memory.
constexpr std::size_t addresses_together_max = 1 << 18;

}  // namespace

Shape hosts_shape() {
  return shapes::named<shapes::map_of<host_keys>>();
}

void read_hosts(const Field& hosts, Scenario& scenario) {
  std::size_t addresses = 0;
  read_named(hosts, "a host such as {os: windows-2000}", [&](const Field& field) {
    Host host;
    host.name = field.key();
    read_map(field, host_keys, host);
    const bool is_applied = host.os && apply_configuration(field, host);
    check_occupied(field, host);
    if (is_applied) check_listening(field, host);
    if (is_applied) check_phases(field, host);
    addresses += host.addresses.size();
    if (addresses > addresses_together_max) {
      field.report_at_key(
          ProblemKind::too_large,
          fmt::format("with it the hosts have more than {} addresses together", addresses_together_max));
      host.addresses.clear();
    }
    scenario.hosts.push_back(std::move(host));
  });
}

}  // namespace portsim
