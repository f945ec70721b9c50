// Linux, one row for each version from which something is different that decides about ports. Each is made
// from the one before it. Distributions bring later changes to older kernels: 4.9.320, 4.14.285, 4.19.249,
// 5.4.201, 5.10.125, 5.15.41 and 5.17.9 choose ports as 5.18 does.
#include <array>

#include "models/os/families.hpp"
#include "models/os/linux_settings.hpp"
#include "models/os/linux_sources.hpp"

namespace portsim {
namespace {

template <class Change>
constexpr OsProfile with(OsProfile row, Change change) {
  change(row);
  return row;
}

constexpr ConnectError eaddrnotavail(std::string_view cause) {
  return {.code = 99, .name = "EADDRNOTAVAIL", .event_id = {}, .cause = cause};
}
constexpr ConnectError eaddrinuse(std::string_view cause) {
  return {.code = 98, .name = "EADDRINUSE", .event_id = {}, .cause = cause};
}

constexpr ConnectError no_port_at_bind =
    eaddrinuse("bind() found every port of the range in use at this address, or in TIME_WAIT");
constexpr ConnectError named_port_in_use =
    eaddrinuse("bind() found the port in use at this address, or in TIME_WAIT");

constexpr ConnectError four_tuple_in_use =
    eaddrnotavail("the port that bind() names is connected to this destination already");

constexpr ConnectError econnrefused{
    .code = 111, .name = "ECONNREFUSED", .event_id = {}, .cause = "nothing listens at the destination"};

constexpr std::array linux_codes{
    ErrorCode{.code = 99,
              .name = "EADDRNOTAVAIL",
              .meaning = "connect() found no port of the range free towards this destination",
              .source = documented(connect_manual_page)},
    ErrorCode{.code = 98,
              .name = "EADDRINUSE",
              .meaning = "bind() found no free port, or the port that it names in use or in TIME_WAIT",
              .source = documented(bind_manual_page)},
    ErrorCode{.code = econnrefused.code,
              .name = econnrefused.name,
              .meaning = econnrefused.cause,
              .source = documented(connect_manual_page)},
};

// Slots of 7.5 s, of which a connection is put into the eighth: it leaves with it.
constexpr Duration slot_of_hangman = 7500ms;
// 512 ticks of 4 ms.
constexpr Duration wheel_at_250_hz = 2048ms;

constexpr OsProfile linux_2_6{
    .id = "linux-2.6",
    .name = "Linux 2.6 to 4.0",
    // With little memory, 1024 to 4999 in the first releases.
    .ephemeral = {{Port{32768}, Port{61000}}, documented(ip_sysctl_before_4_2)},
    .time_wait = {60s - slot_of_hangman,
                  inferred("inet_twdr_hangman sweeps eight slots of 7.5 s: 60 s less the part of a slot that "
                           "has passed")},
    .selection = {HashOffsetSpec{}, read_in(inet_hash_connect_2_6)},
    .scope = {PoolScope::destination, read_in(inet_hash_connect_2_6)},
    .time_wait_blocks = {TimeWaitBlocks::four_tuple, read_in(inet_hash_connect_2_6)},
    .on_collision = {eaddrnotavail("no port of the range is free towards this destination: open connections "
                                   "and TIME_WAIT hold them all"),
                     documented(connect_manual_page)},
    .on_exhaustion = {eaddrnotavail("open connections hold every port of the range towards this destination"),
                      documented(connect_manual_page)},
    .on_random_pick = {eaddrnotavail("the one port picked at random is in use, or in TIME_WAIT"),
                       documented(connect_manual_page)},
    .on_refusal = {econnrefused, documented(connect_manual_page)},
    .half_open_limit = {{}, read_in(tcp_v4_connect)},
    .time_wait_granularity = {{slot_of_hangman, inferred("inet_twdr_hangman sweeps a slot every 7.5 s")}},
    .time_wait_reuse = {{{0, {1s, 1s}}, read_in(tcp_twsk_unique)}},
    .fin_wait_2 = {{60s, documented(ip_sysctl)}},
    .bound_ports = {{BoundPorts::closed_until_nobody_is_on, read_in(quantum_state)}},
    .any_port_at_bind = {{{RandomStartSpec{}, PoolScope::address, no_port_at_bind},
                          inferred("inet_csk_get_port before 4.6 begins at a random port; that it goes on "
                                   "from there in order has not been checked")}},
    .named_port_at_bind = {{{named_port_in_use, four_tuple_in_use, true}, read_in(quantum_state)}},
    .settings = linux_settings_2_6,
    .no_settings = linux_no_settings_2_6,
    .socket_options = linux_options_2_6,
    .error_codes = linux_codes,
};

constexpr OsProfile linux_4_1 = with(linux_2_6, [](OsProfile& row) {
  row.id = "linux-4.1";
  row.name = "Linux 4.1";
  row.time_wait = {60s, inferred("4.1 gives each entry a timer of its own, which is exact until 4.8")};
  row.time_wait_granularity = std::optional<Cited<Duration>>{};
});

constexpr OsProfile linux_4_2 = with(linux_4_1, [](OsProfile& row) {
  row.id = "linux-4.2";
  row.name = "Linux 4.2 to 4.5";
  row.ephemeral = {{Port{32768}, Port{60999}}, read_in(even_odd_ports)};
  row.selection = {linux_connect_4_2, read_in(even_odd_ports)};
  row.scope.source = read_in(even_odd_ports);
  row.time_wait_blocks.source = read_in(even_odd_ports);
  row.socket_options = linux_options_4_2;
});

constexpr OsProfile linux_4_6 = with(linux_4_2, [](OsProfile& row) {
  row.id = "linux-4.6";
  row.name = "Linux 4.6 and 4.7";
  row.selection = {linux_connect_4_6, read_in(connect_by_parity)};
  row.any_port_at_bind = std::optional<Cited<AnyPortAtBind>>{
      {{LinuxBindSpec{}, PoolScope::address, no_port_at_bind}, read_in(bind_by_parity)}};
});

constexpr OsProfile linux_4_8 = with(linux_4_6, [](OsProfile& row) {
  row.id = "linux-4.8";
  row.name = "Linux 4.8 to 4.17";
  row.time_wait.source = read_in(tcp_timewait_len);
  row.time_wait_granularity = std::optional<Cited<Duration>>{{wheel_at_250_hz, observed(timer_wheel)}};
  row.settings = linux_settings_4_8;
});

constexpr OsProfile linux_4_18 = with(linux_4_8, [](OsProfile& row) {
  row.id = "linux-4.18";
  row.name = "Linux 4.18";
  row.time_wait_reuse = std::optional<Cited<TimeWaitReuse>>{{{2, {1s, 1s}}, read_in(tw_reuse_loopback)}};
  row.settings = linux_settings_4_18;
});

// The clock of whole seconds need only have gone on since the last segment.
constexpr OsProfile linux_4_19 = with(linux_4_18, [](OsProfile& row) {
  row.id = "linux-4.19";
  row.name = "Linux 4.19 to 5.6";
  row.time_wait_reuse = std::optional<Cited<TimeWaitReuse>>{{{2, {0s, 1s}}, read_in(tcp_twsk_unique)}};
  row.settings = linux_settings_4_19;
});

constexpr OsProfile linux_5_7 = with(linux_4_19, [](OsProfile& row) {
  row.id = "linux-5.7";
  row.name = "Linux 5.7 to 5.11";
  row.settings = linux_settings_5_7;
  row.no_settings = linux_no_settings_5_7;
});

constexpr OsProfile linux_5_12 = with(linux_5_7, [](OsProfile& row) {
  row.id = "linux-5.12";
  row.name = "Linux 5.12 to 5.17";
  row.selection = {linux_connect_5_12, read_in(double_hash_5_12)};
});

constexpr OsProfile linux_5_18 = with(linux_5_12, [](OsProfile& row) {
  row.id = "linux-5.18";
  row.name = "Linux 5.18 to 6.2";
  row.selection = {linux_connect_5_18, read_in(perturbation_5_18)};
});

constexpr OsProfile linux_6_3 = with(linux_5_18, [](OsProfile& row) {
  row.id = "linux-6.3";
  row.name = "Linux 6.3 to 6.7";
  row.socket_options = linux_options_6_3;
});

constexpr OsProfile linux_6_8 = with(linux_6_3, [](OsProfile& row) {
  row.id = "linux-6.8";
  row.name = "Linux 6.8 to 6.13";
  row.selection = {linux_connect_6_8, read_in(local_port_range_in_order)};
});

constexpr OsProfile linux_6_14 = with(linux_6_8, [](OsProfile& row) {
  row.id = "linux-6.14";
  row.name = "Linux 6.14 to 6.17";
  row.time_wait_reuse = std::optional<Cited<TimeWaitReuse>>{{{2, {1s, 0s}}, read_in(tw_reuse_delay)}};
  row.settings = linux_settings_6_14;
});

// Measured. A port is open to connect() again as soon as the socket that bind() put there has gone.
constexpr OsProfile linux_6_18 = with(linux_6_14, [](OsProfile& row) {
  row.id = "linux-6.18";
  row.name = "Linux 6.18 to 7.0";
  row.ephemeral.source = observed(inet_hash_connect_6_18);
  row.time_wait.source = observed(timer_wheel);
  row.selection.source = observed(inet_hash_connect_6_18);
  row.scope.source = observed(inet_hash_connect_6_18);
  row.time_wait_blocks.source = observed(inet_hash_connect_6_18);
  row.on_collision.source = observed(inet_hash_connect_6_18);
  row.on_exhaustion.source = observed(inet_hash_connect_6_18);
  row.bound_ports = std::optional<Cited<BoundPorts>>{
      {BoundPorts::closed_until_binder_left, observed(bind_bucket_state_6_18)}};
  row.any_port_at_bind = std::optional<Cited<AnyPortAtBind>>{
      {{LinuxBindSpec{}, PoolScope::address, no_port_at_bind}, observed(inet_csk_find_open_port_6_18)}};
});

constexpr OsProfile linux_7_1 = with(linux_6_18, [](OsProfile& row) {
  row.id = "linux-7.1";
  row.name = "Linux 7.1";
  row.selection.source = read_in(local_port_step_width);
  row.settings = linux_settings_7_1;
  row.no_settings = linux_no_settings_7_1;
});

constexpr OsProfile levels[] = {linux_2_6,  linux_4_1,  linux_4_2,  linux_4_6,  linux_4_8,
                                linux_4_18, linux_4_19, linux_5_7,  linux_5_12, linux_5_18,
                                linux_6_3,  linux_6_8,  linux_6_14, linux_6_18, linux_7_1};

}  // namespace

std::span<const OsProfile> linux_levels() {
  return levels;
}

}  // namespace portsim
