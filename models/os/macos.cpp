// macOS, by the source of its kernel (XNU). A connection needs a port that no other has, whatever the
// destination: one pool for the host.
#include "models/os/bsd_settings.hpp"
#include "models/os/bsd_sources.hpp"
#include "models/os/families.hpp"

namespace portsim {
namespace {

template <class Change>
constexpr OsProfile with(OsProfile row, Change change) {
  change(row);
  return row;
}

constexpr OsProfile macos{
    .id = "macos",
    .name = "macOS 12 to 15, and from 26.4 on",
    .ephemeral = {{Port{49152}, Port{65535}}, read_in(xnu_in_pcb)},
    // At least: swept_late.
    .time_wait = {30s, read_in(xnu_tcp_timer)},
    .selection = {SeqSmartSpec{}, read_in(xnu_in_pcb)},
    .scope = {PoolScope::host, read_in(xnu_in_pcb)},
    .time_wait_blocks = {TimeWaitBlocks::pool, read_in(xnu_in_pcb)},
    .on_collision = {bsd_eaddrnotavail("every port of the range is in use or in TIME_WAIT, towards whomever"),
                     read_in(xnu_in_pcb)},
    .on_exhaustion = {bsd_eaddrnotavail("open connections hold every port of the range"),
                      read_in(xnu_in_pcb)},
    .on_random_pick = {bsd_eaddrnotavail("the one port picked at random is in use, or in TIME_WAIT"),
                       read_in(xnu_in_pcb)},
    .on_refusal = {bsd_econnrefused, documented(freebsd_connect_manual_page)},
    .half_open_limit = {{}, read_in(xnu_in_pcb)},
    .named_port_at_bind = {{{bsd_named_port_in_use, bsd_four_tuple_in_use, false}, read_in(xnu_in_pcb)}},
    .settings = macos_settings,
    .no_settings = macos_no_settings,
    .socket_options = macos_options,
    .error_codes = bsd_codes,
};

// Its clock stops after 2^32 ms: defects.cpp.
constexpr OsProfile macos_26_0 = with(macos, [](OsProfile& row) {
  row.id = "macos-26.0";
  row.name = "macOS 26.0 to 26.3";
});

constexpr OsProfile levels[] = {macos, macos_26_0};

}  // namespace

std::span<const OsProfile> macos_levels() {
  return levels;
}

}  // namespace portsim
