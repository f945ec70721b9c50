// Messages for values: rates, durations, numbers, words. The whole text of each is pinned.
#include "tests/sim/scenario/scenario_texts.hpp"

namespace portsim {
namespace {

TEST_CASE("A rate that is none is told what a rate looks like", "[scenario]") {
  CHECK(
      web_mistake("20/s", "fast") ==
      R"(web.yaml:17:13: workloads.calls.client.rate: expected a rate such as "200/s", found "fast" [wrong-value]
  17 |       rate: fast
     |             ^
)");
  CHECK(
      web_mistake("20/s", "20") ==
      R"(web.yaml:17:13: workloads.calls.client.rate: expected a rate such as "200/s", found 20; the unit is missing [missing-unit]
  17 |       rate: 20
     |             ^
)");
  CHECK(
      web_mistake("20/s", "1e999/s") ==
      R"(web.yaml:17:13: workloads.calls.client.rate: expected a rate such as "200/s", found "1e999/s"; numbers are plain decimals such as 0.001 [wrong-value]
  17 |       rate: 1e999/s
     |             ^
)");
  CHECK(
      web_mistake("20/s", "-5/s") ==
      R"(web.yaml:17:13: workloads.calls.client.rate: expected a rate such as "200/s", found "-5/s"; it cannot be negative [out-of-range]
  17 |       rate: -5/s
     |             ^
)");
  CHECK(
      web_mistake("20/s", ".nan") ==
      R"(web.yaml:17:13: workloads.calls.client.rate: expected a rate such as "200/s", found ".nan" [wrong-value]
  17 |       rate: .nan
     |             ^
)");
  CHECK(
      web_mistake("20/s", "[1, 2]") ==
      R"(web.yaml:17:13: workloads.calls.client.rate: expected a rate such as "200/s", found a list [wrong-type]
  17 |       rate: [1, 2]
     |             ^
)");
  CHECK(
      web_mistake("20/s", "") ==
      R"(web.yaml:17:7: workloads.calls.client.rate: expected a rate such as "200/s", found nothing [wrong-type]
  17 |       rate: 
     |       ^
)");
}

TEST_CASE("A duration has a unit, is not negative and, where it must last, not zero", "[scenario]") {
  CHECK(
      web_mistake("duration: 10min", "duration: 200") ==
      R"(web.yaml:2:11: duration: expected a duration such as "30min", found 200; the unit is missing [missing-unit]
  2 | duration: 200
    |           ^
)");
  CHECK(
      web_mistake("duration: 10min", "duration: 10minutes") ==
      R"(web.yaml:2:11: duration: expected a duration such as "30min", found "10minutes"; units are ns, us, ms, s, min, h and d [wrong-unit]
  2 | duration: 10minutes
    |           ^
)");
  CHECK(
      web_mistake("duration: 10min", "duration: -10min") ==
      R"(web.yaml:2:11: duration: expected a duration such as "30min", found "-10min"; it cannot be negative [out-of-range]
  2 | duration: -10min
    |           ^
)");
  CHECK(
      web_mistake("duration: 10min", "duration: 0s") ==
      R"(web.yaml:2:11: duration: expected a duration such as "30min", found "0s"; it must be longer than 0s [out-of-range]
  2 | duration: 0s
    |           ^
)");
  CHECK(web_mistake("duration: 10min", "duration: .inf") ==
        R"(web.yaml:2:11: duration: expected a duration such as "30min", found ".inf" [wrong-value]
  2 | duration: .inf
    |           ^
)");
}

TEST_CASE("The warm-up ends within the run", "[scenario]") {
  CHECK(
      web_mistake("duration: 10min", "duration: 10min\nwarm_up: 10min") ==
      R"(web.yaml:3:10: warm_up: expected a duration such as "5min", or mser, found "10min"; it must be shorter than the duration [wrong-order]
  3 | warm_up: 10min
    |          ^
)");
}

TEST_CASE("Numbers are plain decimals without quotes or leading zeros, within their range", "[scenario]") {
  CHECK(
      web_mistake("duration: 10min", "duration: 10min\nseed: 070") ==
      R"(web.yaml:3:7: seed: expected a whole number from 0 to 18446744073709551615, found 070; numbers have no leading zero [wrong-value]
  3 | seed: 070
    |       ^
)");
  CHECK(web_mistake("duration: 10min", "duration: 10min\nseed: -1") ==
        R"(web.yaml:3:7: seed: expected a whole number from 0 to 18446744073709551615, found -1 [out-of-range]
  3 | seed: -1
    |       ^
)");
  CHECK(
      web_mistake("duration: 10min", "duration: 10min\nreplications: 1000001") ==
      R"(web.yaml:3:15: replications: expected a whole number from 1 to 1000000, found 1000001 [out-of-range]
  3 | replications: 1000001
    |               ^
)");
  CHECK(web_mistake("port: 80", "port: 0x1388") ==
        R"(web.yaml:9:11: services.web.port: expected a port from 1 to 65535, found "0x1388" [wrong-value]
  9 |     port: 0x1388
    |           ^
)");
  CHECK(web_mistake("port: 80", "port: no") ==
        R"(web.yaml:9:11: services.web.port: expected a port from 1 to 65535, found "no" [wrong-value]
  9 |     port: no
    |           ^
)");
  CHECK(
      web_mistake("port: 80", "port: \"80\"") ==
      R"(web.yaml:9:11: services.web.port: expected a port from 1 to 65535, found "80"; numbers have no quotes [wrong-type]
  9 |     port: "80"
    |           ^
)");
  CHECK(web_mistake("port: 80", "port: 65536") ==
        R"(web.yaml:9:11: services.web.port: expected a port from 1 to 65535, found 65536 [out-of-range]
  9 |     port: 65536
    |           ^
)");
}

TEST_CASE("A confidence is a percentage between 0 and 100", "[scenario]") {
  CHECK(
      web_mistake("duration: 10min", "duration: 10min\nconfidence: 0.95") ==
      R"(web.yaml:3:13: confidence: expected a percentage such as "95%", found 0.95; the % is missing [missing-unit]
  3 | confidence: 0.95
    |             ^
)");
  CHECK(
      web_mistake("duration: 10min", "duration: 10min\nconfidence: 100%") ==
      R"(web.yaml:3:13: confidence: expected a percentage such as "95%", found "100%"; neither 0% nor 100% [out-of-range]
  3 | confidence: 100%
    |             ^
)");
}

TEST_CASE("A precision is a part of one estimate, to be reached in at least the first replications",
          "[scenario]") {
  const auto precision_mistake = [](const std::string& value) {
    return web_mistake("duration: 10min", "duration: 10min\nprecision: " + value);
  };
  CHECK(
      precision_mistake("{relative: 0%}") ==
      R"(web.yaml:3:23: precision.relative: expected a percentage such as "5%", found "0%"; neither 0% nor 100% [out-of-range]
  3 | precision: {relative: 0%}
    |                       ^
)");
  CHECK(
      precision_mistake("{relative: 5%, at_most: 3}") ==
      R"(web.yaml:3:36: precision.at_most: expected a whole number from 1 to 1000000, found 3; less than the replications to begin with [wrong-order]
  3 | precision: {relative: 5%, at_most: 3}
    |                                    ^
)");
  CHECK(
      precision_mistake("{of: attempts, relative: 5%}") ==
      R"(web.yaml:3:17: precision.of: expected failure_fraction, loss_fraction or time_to_first_failure, found "attempts" [wrong-value]
  3 | precision: {of: attempts, relative: 5%}
    |                 ^
)");
  CHECK(
      precision_mistake("5%") ==
      R"(web.yaml:3:12: precision: expected a map such as {relative: 5%, at_most: 1000}, found "5%" [wrong-type]
  3 | precision: 5%
    |            ^
)");
}

TEST_CASE("A word that is none of a list is told the list", "[scenario]") {
  CHECK(
      mail_mistake("closes: client", "closes: clint") ==
      R"(web.yaml:22:13: workloads.webmail.closes: expected client, server, abort or server-abort, or shares such as {client: 70%, server: 30%}, found "clint"; did you mean "client"? [wrong-value]
  22 |     closes: clint
     |             ^
)");
  CHECK(
      web_mistake("poisson", "batches") ==
      R"(web.yaml:16:17: workloads.calls.client.arrivals: expected poisson, constant or bursts, found "batches" [wrong-value]
  16 |       arrivals: batches
     |                 ^
)");
  CHECK(
      mail_mistake("since-use", "never") ==
      R"(web.yaml:20:88: workloads.webmail.client.expires: expected since-use or since-open, found "never" [wrong-value]
  20 |     client: {model: mailbox-cache, users: 1000, request_rate: 2/min, ttl: 5s, expires: never, connection_limit: 2000}
     |                                                                                        ^
)");
}

TEST_CASE("Thousands have no separators, the decimal sign is a point, and a value has one unit",
          "[scenario]") {
  CHECK(
      web_mistake("20/s", "1,000/s") ==
      R"(web.yaml:17:13: workloads.calls.client.rate: expected a rate such as "200/s", found "1,000/s"; numbers have no thousands separators [wrong-value]
  17 |       rate: 1,000/s
     |             ^
)");
  CHECK(
      web_mistake("20/s", "1,5/s") ==
      R"(web.yaml:17:13: workloads.calls.client.rate: expected a rate such as "200/s", found "1,5/s"; the decimal sign is a point: 1.5 [wrong-value]
  17 |       rate: 1,5/s
     |             ^
)");
  CHECK(
      web_mistake("port: 80", "port: 8_080") ==
      R"(web.yaml:9:11: services.web.port: expected a port from 1 to 65535, found "8_080"; numbers have no thousands separators [wrong-value]
  9 |     port: 8_080
    |           ^
)");
  CHECK(
      web_mistake("duration: 10min", "duration: 10min\nconfidence: 99,5%") ==
      R"(web.yaml:3:13: confidence: expected a percentage such as "95%", found "99,5%"; the decimal sign is a point: 99.5 [wrong-value]
  3 | confidence: 99,5%
    |             ^
)");
  CHECK(
      web_mistake("duration: 10min", "duration: 1h30min") ==
      R"(web.yaml:2:11: duration: expected a duration such as "30min", found "1h30min"; a value has one unit: 90min [wrong-unit]
  2 | duration: 1h30min
    |           ^
)");
  CHECK(
      web_mistake("duration: 10min", "duration: 1h 30min 5x") ==
      R"(web.yaml:2:11: duration: expected a duration such as "30min", found "1h 30min 5x"; units are ns, us, ms, s, min, h and d [wrong-unit]
  2 | duration: 1h 30min 5x
    |           ^
)");
}

TEST_CASE("Shares without their unit are not added up", "[scenario]") {
  CHECK(
      mail_mistake("closes: client", "closes: {client: 70, server: 30%}") ==
      R"(web.yaml:22:22: workloads.webmail.closes.client: expected a share such as "20%", found 70; the % is missing [missing-unit]
  22 |     closes: {client: 70, server: 30%}
     |                      ^
)");
}

TEST_CASE("A problem knows what was expected and what was found", "[scenario]") {
  const auto mismatch = [](std::string_view before, std::string_view after) {
    return load(with(web_client, before, after)).error().front().mismatch;
  };
  CHECK(mismatch("20/s", "20").expected == "a rate such as \"200/s\"");
  CHECK(mismatch("20/s", "20").found == "20");
  CHECK(mismatch("20/s", "fast").found == "\"fast\"");
  CHECK(mismatch("    port: 80\n", "").expected == "a port from 1 to 65535");
  CHECK(mismatch("    port: 80\n", "").found == "nothing");
  CHECK(mismatch("host: client", "host: clint").found == "\"clint\"");
  CHECK(mismatch("host: client", "host: clint").expected == "");
}

}  // namespace
}  // namespace portsim
