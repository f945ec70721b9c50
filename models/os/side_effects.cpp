#include "models/os/side_effects.hpp"

#include "models/os/bsd_sources.hpp"
#include "models/os/linux_sources.hpp"
#include "models/os/readings.hpp"
#include "models/os/rfc_sources.hpp"
#include "models/os/sources.hpp"

namespace portsim {
namespace {

struct SettingRow {
  std::string_view levels;  // what their ids begin with; empty: all
  SettingEffect effect;
  SideEffect side_effect;
};

constexpr SideEffect taken_by_a_client{
    "a service that is to listen on a port of the wider range may find it taken by a client",
    documented(rfc_6056_ports)};
constexpr SideEffect kept_by_reserved_ports{"ReservedPorts keeps ports that services need out of the range",
                                            documented(kb812873)};
constexpr SideEffect kept_by_reservation{
    "ports that services need can be excluded from the range: from Windows 8 on by netsh, before that by a "
    "patch or by the application",
    documented(kb3039044)};
constexpr SideEffect kept_by_sysctl{
    "net.ipv4.ip_local_reserved_ports keeps ports that services need out of the range",
    documented(ip_sysctl)};
constexpr SideEffect old_segments{
    "TCP asks for 2 MSL, 4 minutes: the shorter TIME_WAIT, the sooner a late segment of the old connection "
    "can reach a new one between the same ports",
    documented(rfc_1337)};
constexpr SideEffect oldest_leaves{
    "the oldest entries leave TIME_WAIT early, and a late segment of the old connection can reach a new one",
    documented(rfc_1337)};
constexpr SideEffect for_experts{
    "the kernel's text: not to be changed without the advice of technical experts", documented(ip_sysctl)};
constexpr SideEffect needs_timestamps{"it does nothing towards a service that sends no TCP timestamps",
                                      services_send_timestamps};
constexpr SideEffect same_local_port{
    "connections to different destinations have the same local port: what tells them apart by that port "
    "alone no longer can",
    documented(set_nettcpsetting)};
constexpr SideEffect not_kept_any_more{"whoever the ports are kept for may find them taken by a client",
                                       documented(kb3039044)};
constexpr SideEffect not_reserved_any_more{
    "whoever the ports are reserved for may find them taken by a client", documented(ip_sysctl)};

constexpr SettingRow setting_rows[] = {
    {"", SettingEffect::last_port, taken_by_a_client},
    {"", SettingEffect::first_port, taken_by_a_client},
    {"", SettingEffect::ephemeral_range, taken_by_a_client},
    {"windows", SettingEffect::last_port, kept_by_reserved_ports},
    {"windows", SettingEffect::ephemeral_range, kept_by_reservation},
    {"linux", SettingEffect::ephemeral_range, kept_by_sysctl},
    {"", SettingEffect::time_wait_seconds, old_segments},
    {"", SettingEffect::time_wait, old_segments},
    {"", SettingEffect::msl_milliseconds, old_segments},
    {"", SettingEffect::time_wait_cap, oldest_leaves},
    {"linux", SettingEffect::time_wait_reuse, for_experts},
    {"linux", SettingEffect::time_wait_reuse, needs_timestamps},
    {"linux", SettingEffect::time_wait_reuse_delay, old_segments},
    {"", SettingEffect::auto_reuse_range, same_local_port},
    {"windows", SettingEffect::excluded, not_kept_any_more},
    {"", SettingEffect::reserved, not_reserved_any_more},
};

struct OptionRow {
  std::string_view levels;
  SocketOption option;
  SideEffect side_effect;
};

constexpr OptionRow option_rows[] = {
    {"windows",
     SocketOption::reuseaddr,
     {"another program may bind the same port, and which of the two gets its connections is not determined",
      documented(reuseaddr_and_exclusiveaddruse)}},
    {"linux",
     SocketOption::reuseaddr,
     {"bind() no longer refuses a port in use: connect() fails instead", read_in(quantum_state)}},
    {"freebsd",
     SocketOption::reuseaddr,
     {"bind() no longer refuses a port in use: connect() fails instead", read_in(freebsd_13_in_pcb)}},
    {"macos",
     SocketOption::reuseaddr,
     {"bind() no longer refuses a port in use: connect() fails instead", read_in(xnu_in_pcb)}},
    {"",
     SocketOption::port_scalability,
     {"a port that is taken at one address so is closed to sockets without the option: they may find none",
      documented(so_port_scalability)}},
    {"",
     SocketOption::reuse_unicastport,
     {"the port is chosen at connect(): the application cannot know it after bind()",
      documented(sol_socket_options)}},
    {"",
     SocketOption::bind_address_no_port,
     {"the port is chosen at connect(): the application cannot know it after bind()",
      read_in(bind_address_no_port)}},
};

struct PatchRow {
  std::string_view patch;
  SideEffect side_effect;
};

constexpr SideEffect still_exhaustible{
    "event 4227 and 10048 still come when the ports are truly used up: then it takes more ports, or fewer "
    "connects",
    documented(kb2916780)};
constexpr PatchRow patch_rows[] = {
    {"KB2826167", still_exhaustible},
    {"KB2901197", still_exhaustible},
};

bool is_of(std::string_view levels, const OsProfile& os) {
  return os.id.substr(0, levels.size()) == levels;
}

}  // namespace

std::vector<SideEffect> side_effects_of(const OsProfile& os, SettingEffect effect) {
  std::vector<SideEffect> found;
  for (const SettingRow& row : setting_rows)
    if (row.effect == effect && is_of(row.levels, os)) found.push_back(row.side_effect);
  return found;
}

std::vector<SideEffect> side_effects_of(const OsProfile& os, SocketOption option) {
  std::vector<SideEffect> found;
  for (const OptionRow& row : option_rows)
    if (row.option == option && is_of(row.levels, os)) found.push_back(row.side_effect);
  return found;
}

std::vector<SideEffect> side_effects_of_patch(std::string_view patch) {
  std::vector<SideEffect> found;
  for (const PatchRow& row : patch_rows)
    if (row.patch == patch) found.push_back(row.side_effect);
  return found;
}

}  // namespace portsim
