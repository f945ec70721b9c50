// FreeBSD, as far as its sources have been read: the releases between 4 and 13 are not here.
#include <array>

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

constexpr Source free_at_its_address =
    inferred("bind() knows no destination, so that a port must be free at its address altogether");

constexpr OsProfile freebsd_4{
    .id = "freebsd-4",
    .name = "FreeBSD 2 to 4.10",
    .ephemeral = {{Port{1024}, Port{5000}}, read_in(freebsd_in_pcb_1996)},
    .time_wait = {60s, read_in(freebsd_tcp_timer)},
    // Upward from the last port taken; a port in TIME_WAIT is in use.
    .selection = {SeqSmartSpec{}, read_in(freebsd_in_pcb_1996)},
    .scope = {PoolScope::address, read_in(freebsd_in_pcb_1996)},
    .time_wait_blocks = {TimeWaitBlocks::pool, read_in(freebsd_in_pcb_1996)},
    .on_collision = {bsd_eaddrnotavail("every port of the range is in use or in TIME_WAIT"),
                     read_in(freebsd_in_pcb_1996)},
    .on_exhaustion = {bsd_eaddrnotavail("open connections hold every port of the range"),
                      read_in(freebsd_in_pcb_1996)},
    .on_random_pick = {bsd_eaddrnotavail("the one port picked at random is in use, or in TIME_WAIT"),
                       read_in(freebsd_in_pcb_1996)},
    .on_refusal = {bsd_econnrefused, documented(freebsd_connect_manual_page)},
    .half_open_limit = {{}, read_in(freebsd_in_pcb_1996)},
    .named_port_at_bind = {{{bsd_named_port_in_use, bsd_four_tuple_in_use, false},
                            read_in(freebsd_in_pcb_1996)}},
    .settings = freebsd_settings,
    .no_settings = freebsd_no_settings,
    .socket_options = freebsd_4_options,
    .error_codes = bsd_codes,
};

// A port is free towards one destination though it is in use towards another. The order begins at a random
// port as long as few are asked for.
constexpr OsProfile freebsd_13 = with(freebsd_4, [](OsProfile& row) {
  row.id = "freebsd-13";
  row.name = "FreeBSD 13";
  row.ephemeral = {{Port{10000}, Port{65535}}, read_in(freebsd_13_in_pcb)};
  row.time_wait.source = read_in(freebsd_13_timewait);
  row.selection = {FreeBsdSpec{}, read_in(freebsd_13_in_pcb)};
  row.scope = {PoolScope::destination, read_in(freebsd_13_in_pcb)};
  row.time_wait_blocks = {TimeWaitBlocks::four_tuple, read_in(freebsd_13_in_pcb)};
  row.on_collision = {bsd_eaddrnotavail("no port of the range is free towards this destination: open "
                                        "connections and TIME_WAIT hold them all"),
                      read_in(freebsd_13_in_pcb)};
  row.on_exhaustion = {
      bsd_eaddrnotavail("open connections hold every port of the range towards this destination"),
      read_in(freebsd_13_in_pcb)};
  row.on_random_pick.source = read_in(freebsd_13_in_pcb);
  row.half_open_limit.source = read_in(freebsd_13_in_pcb);
  // min(max((last - first) / 2, 32), maxsockets / 5); the second is larger with a few hundred MB of memory.
  row.time_wait_cap = std::optional<Cited<std::int64_t>>{{27'767, read_in(freebsd_13_timewait)}};
  row.any_port_at_bind = std::optional<Cited<AnyPortAtBind>>{
      {{FreeBsdSpec{}, PoolScope::address, no_port_at_bind}, free_at_its_address}};
  row.settings = freebsd_13_settings;
  row.socket_options = freebsd_13_options;
});

constexpr OsProfile freebsd_14 = with(freebsd_13, [](OsProfile& row) {
  row.id = "freebsd-14";
  row.name = "FreeBSD 14";
  row.ephemeral.source = as_in_freebsd_13;
  row.time_wait.source = inferred("as in FreeBSD 13, but none for connections within the host");
  row.selection = {RandomStartSpec{}, inferred("in_pcb.c of 2023 always draws the first candidate; whether "
                                               "14.0 has the switch to a sequence has not been checked")};
  row.scope.source = as_in_freebsd_13;
  row.time_wait_blocks.source = as_in_freebsd_13;
  row.on_collision.source = as_in_freebsd_13;
  row.on_exhaustion.source = as_in_freebsd_13;
  row.on_random_pick.source = as_in_freebsd_13;
  row.half_open_limit.source = as_in_freebsd_13;
  row.named_port_at_bind->source = as_in_freebsd_13;
  row.time_wait_cap = std::optional<Cited<std::int64_t>>{};  // release notes of 14.0, commit 92b3e07229ba
  row.any_port_at_bind = std::optional<Cited<AnyPortAtBind>>{
      {{RandomStartSpec{}, PoolScope::address, no_port_at_bind}, free_at_its_address}};
  row.settings = freebsd_settings;
  row.socket_options = freebsd_14_options;
});

constexpr OsProfile levels[] = {freebsd_4, freebsd_13, freebsd_14};

}  // namespace

std::span<const OsProfile> freebsd_levels() {
  return levels;
}

}  // namespace portsim
