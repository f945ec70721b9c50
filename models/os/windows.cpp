// Windows for workstations and servers, from NT 4.0 on. Each generation is made from the one it changes; each
// level is one row of the table at the end.
#include "models/os/families.hpp"
#include "models/os/sources.hpp"
#include "models/os/windows_errors.hpp"
#include "models/os/windows_settings.hpp"
#include "models/os/windows_socket_options.hpp"

namespace portsim {
namespace {

template <class Change>
constexpr OsProfile with(OsProfile row, Change change) {
  change(row);
  return row;
}

constexpr OsProfile level(std::string_view id, std::string_view name, OsProfile generation) {
  generation.id = id;
  generation.name = name;
  return generation;
}

constexpr std::optional<std::int64_t> no_limit;
constexpr std::optional<std::int64_t> ten = 10;

constexpr OsProfile nt_4_0{
    .id = {},
    .name = {},
    // KB149532: trouble begins above 3,976 ports in use at once.
    .ephemeral = {{Port{1025}, Port{5000}}, documented(kb149532)},
    .time_wait = {240s, documented(kb149532)},
    .selection = {SeqNaiveSpec{}, reported(hsc_ephemeral_ports)},
    .scope = {PoolScope::host, reported(hsc_ephemeral_ports)},
    .time_wait_blocks = {TimeWaitBlocks::four_tuple,
                         inferred("KB314053 says it of Windows 2000, XP and Server 2003")},
    .on_collision = {wsaeaddrinuse, documented(kb319502)},
    .on_exhaustion = {wsaenobufs, documented(kb196271)},
    // SO_RANDOMIZE_PORT, which decides when this is used, begins at Vista.
    .on_random_pick = {wsaeaddrinuse, documented(kb319502)},
    .on_refusal = {wsaeconnrefused, documented(windows_sockets_error_codes)},
    // The list of systems with event 4226 begins at XP SP2.
    .half_open_limit = {no_limit, documented(event_4226)},
    .settings = windows_settings_nt_4_0,
    .no_settings = windows_no_settings_until_2003,
    .socket_options = windows_options_nt_4_0,
    .error_codes = windows_codes_until_2003,
};

constexpr OsProfile windows_2000 = with(nt_4_0, [](OsProfile& row) {
  row.ephemeral.source = inferred(
      "KB929851 has 1025-5000 before Vista, KB196271 and KB319502 have 1024-5000; reports never see 1024 "
      "handed out");
  row.first_port_alternative = std::optional<Cited<Port>>{{Port{1024}, documented(kb196271)}};
  row.time_wait.source = documented(windows_2000_registry);
  row.time_wait_blocks.source = documented(kb314053);
  row.settings = windows_settings_2000;
  row.socket_options = windows_options_2000;
});

constexpr OsProfile windows_xp = with(windows_2000, [](OsProfile& row) {
  row.time_wait = {120s, documented(kb314053)};
  row.settings = windows_settings_xp;
});

constexpr OsProfile windows_xp_sp2 = with(windows_xp, [](OsProfile& row) {
  row.half_open_limit = {ten, reported(half_open_notes)};
  row.events = windows_events_xp_sp2;
});

constexpr OsProfile server_2003_rtm = with(windows_xp, [](OsProfile& row) {
  row.time_wait.source =
      inferred("KB314053, the most specific text, has 120 s for IPv4; KB828333 still has 4 minutes");
  row.settings = windows_settings_2003;
});

constexpr OsProfile server_2003_sp1 = with(server_2003_rtm, [](OsProfile& row) {
  row.selection = {SeqSmartSpec{},
                   inferred("the TCP/IP Implementation Details of Server 2003 name smart port allocation as "
                            "new in SP1; the order is that reported of the systems before it")};
  row.half_open_limit = {
      no_limit, {Confidence::unknown, "Server 2003 SP1 has event 4226, and no text has its limit", {}}};
  row.events = windows_events_xp_sp2;
});

constexpr OsProfile vista_rtm = with(server_2003_sp1, [](OsProfile& row) {
  row.ephemeral = {{Port{49152}, Port{65535}}, documented(kb929851)};
  row.first_port_alternative = std::optional<Cited<Port>>{};
  row.time_wait.source = documented(biztalk_network_guide);
  row.selection.source = inferred(
      "the text of event 4227 has ports reused only when the range is used up; several open-source test "
      "suites describe a rotating cursor");
  row.scope.source = documented(so_port_scalability);
  row.time_wait_blocks.source = documented(disconnectex);
  row.on_collision = {wsaeaddrinuse_4227,
                      inferred("KB2916780 and event 4227 have 10048 when the port is in TIME_WAIT; reports "
                               "of 10055 in that state exist")};
  row.on_exhaustion.source =
      inferred("10055 as in later versions; the event list of Server 2008 has no event 4231");
  row.on_random_pick = {wsaenobufs_of_random_pick, reported(chromium_port_randomization)};
  row.half_open_limit = {
      ten,
      {Confidence::reported, "Half-open limits, third-party notes; it differed by edition, from 2 to 25",
       half_open_notes.address}};
  row.settings = windows_settings_vista;
  row.no_settings = {};
  row.socket_options = windows_options_vista;
  row.error_codes = windows_codes_since_vista;
  row.events = windows_events_since_vista;
});

constexpr OsProfile vista_sp1 = with(vista_rtm, [](OsProfile& row) {
  row.half_open_limit = {ten, documented(kb969710)};
});

constexpr OsProfile vista_sp2 = with(vista_sp1, [](OsProfile& row) {
  row.half_open_limit.value = no_limit;
  row.settings = windows_settings_since_vista_sp2;
});

constexpr OsProfile server_2008_rtm =
    with(vista_sp1, [](OsProfile& row) { row.socket_options = windows_options_2008; });

// Server 2008 SP2, and Windows 7 and Server 2008 R2 with either service pack.
constexpr OsProfile server_2008_sp2 =
    with(vista_sp2, [](OsProfile& row) { row.socket_options = windows_options_2008; });

constexpr OsProfile windows_8 = with(server_2008_sp2, [](OsProfile& row) {
  row.on_exhaustion = {wsaenobufs_4231, documented(port_exhaustion_windows_10)};
  row.settings = windows_settings_8;
  row.socket_options = windows_options_8;
  row.events = windows_events_since_8;
});

constexpr OsProfile windows_8_1 = with(windows_8, [](OsProfile& row) {
  row.settings = windows_settings_8_1;
  row.socket_options = windows_options_8_1;
});

constexpr OsProfile windows_10 = with(windows_8_1, [](OsProfile& row) {
  row.time_wait.source = inferred(
      "120 s as in 8.1, and seen on Server 2019; the port exhaustion article for Windows 10 has 4 minutes");
  // SOL_SOCKET socket options: connect() without bind() behaves as with SO_REUSE_UNICASTPORT.
  row.has_auto_reuse_without_option = true;
  row.settings = windows_settings_since_10;
  row.socket_options = windows_options_10;
});

constexpr OsProfile levels[] = {
    level("windows-nt-4.0", "Windows NT 4.0", nt_4_0),
    level("windows-2000", "Windows 2000", windows_2000),
    level("windows-xp-sp1", "Windows XP RTM/SP1", windows_xp),
    level("windows-xp-sp2", "Windows XP SP2/SP3", windows_xp_sp2),
    level("windows-server-2003-rtm", "Windows Server 2003 RTM", server_2003_rtm),
    level("windows-server-2003-sp1", "Windows Server 2003 SP1/SP2/R2", server_2003_sp1),
    level("windows-vista-rtm", "Windows Vista RTM", vista_rtm),
    level("windows-vista-sp1", "Windows Vista SP1", vista_sp1),
    level("windows-vista-sp2", "Windows Vista SP2", vista_sp2),
    level("windows-server-2008-rtm", "Windows Server 2008 RTM (SP1)", server_2008_rtm),
    level("windows-server-2008-sp2", "Windows Server 2008 SP2", server_2008_sp2),
    level("windows-7-rtm", "Windows 7 RTM", server_2008_sp2),
    level("windows-7-sp1", "Windows 7 SP1", server_2008_sp2),
    level("windows-server-2008-r2-rtm", "Windows Server 2008 R2 RTM", server_2008_sp2),
    level("windows-server-2008-r2-sp1", "Windows Server 2008 R2 SP1", server_2008_sp2),
    level("windows-8", "Windows 8", windows_8),
    level("windows-server-2012", "Windows Server 2012", windows_8),
    level("windows-8.1", "Windows 8.1", windows_8_1),
    level("windows-server-2012-r2", "Windows Server 2012 R2", windows_8_1),
    level("windows-10", "Windows 10", windows_10),
    level("windows-server-2016", "Windows Server 2016", windows_10),
    level("windows-server-2019", "Windows Server 2019", windows_10),
    level("windows-server-2022", "Windows Server 2022", windows_10),
    level("windows-11", "Windows 11", windows_10),
};

}  // namespace

std::span<const OsProfile> windows_levels() {
  return levels;
}

}  // namespace portsim
