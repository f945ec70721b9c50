// A plain host for teaching and theory: every port is a resource that one connection holds until its
// TIME_WAIT is over, every port is tried, and nothing stands between the arithmetic and the answer.
#include <array>

#include "models/os/families.hpp"
#include "models/os/sources.hpp"

namespace portsim {
namespace {

constexpr std::array textbook_settings{
    Setting{
        .name = "ports",
        .type = PortRangeText{},
        .effect = SettingEffect::ephemeral_range,
        .meaning = "the ports handed out, both ends included",
        .source = documented(peterson_and_davie),
    },
    Setting{
        .name = "time_wait",
        .type = DurationText{},
        .effect = SettingEffect::time_wait,
        .meaning = "how long a closed connection stays in TIME_WAIT",
        .source = documented(peterson_and_davie),
    },
    Setting{
        .name = "selection",
        .type = SelectionWord{},
        .effect = SettingEffect::selection,
        .meaning = "the order in which ports are tried",
        .source = documented(peterson_and_davie),
    },
    Setting{
        .name = "pool",
        .type = PoolScopeWord{},
        .effect = SettingEffect::scope,
        .meaning = "which connections compete for the same ports",
        .source = documented(peterson_and_davie),
    },
};

constexpr ConnectError no_free_port(std::string_view cause) {
  return {.code = 99, .name = "EADDRNOTAVAIL", .event_id = {}, .cause = cause};
}

constexpr ConnectError nobody_listens{
    .code = 111, .name = "ECONNREFUSED", .event_id = {}, .cause = "nothing listens at the destination"};

constexpr std::array textbook_codes{
    ErrorCode{
        .code = 99,
        .name = "EADDRNOTAVAIL",
        .meaning = "no port of the range is free",
        .source = documented(connect_manual_page),
    },
    ErrorCode{
        .code = nobody_listens.code,
        .name = nobody_listens.name,
        .meaning = nobody_listens.cause,
        .source = documented(connect_manual_page),
    },
};

constexpr OsProfile levels[] = {{
    .id = "textbook",
    .name = "Textbook host",
    .ephemeral = {{Port{1024}, Port{5119}}, documented(peterson_and_davie)},
    .time_wait = {60s, documented(peterson_and_davie)},
    .selection = {SeqSmartSpec{}, documented(peterson_and_davie)},
    .scope = {PoolScope::host, documented(peterson_and_davie)},
    .time_wait_blocks = {TimeWaitBlocks::pool, documented(peterson_and_davie)},
    .on_collision = {no_free_port("no port that was tried could be used: each is held, or in TIME_WAIT"),
                     documented(connect_manual_page)},
    .on_exhaustion = {no_free_port("every port of the pool is held"), documented(connect_manual_page)},
    .on_random_pick = {no_free_port("the one port picked at random is held, or in TIME_WAIT"),
                       documented(connect_manual_page)},
    .on_refusal = {nobody_listens, documented(connect_manual_page)},
    .half_open_limit = {{}, documented(peterson_and_davie)},
    .settings = textbook_settings,
    .no_settings = {},
    .socket_options = {},
    .error_codes = textbook_codes,
}};

}  // namespace

std::span<const OsProfile> textbook_levels() {
  return levels;
}

}  // namespace portsim
