#include "sim/report/run_json.hpp"

#include <algorithm>
#include <limits>
#include <string>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tests/sim/report/sample_runs.hpp"

using namespace portsim;

namespace {

nlohmann::json parsed(const Results& results) {
  return nlohmann::json::parse(run_json(sample_scenario(), results));
}

}  // namespace

TEST_CASE("portsim/run/1 is pinned to the byte", "[report]") {
  CHECK(run_json(sample_scenario(), failing_run()) == R"({
  "schema": "portsim/run/1",
  "portsim_version": "0.1.0",
  "scenario": {
    "name": "IMAP client with a very low MailboxCacheTTL",
    "file": "imap.yaml",
    "digest": "00c0ffee00c0ffee"
  },
  "seed": 319502,
  "replications": 20,
  "precision": null,
  "batch_means": null,
  "duration_s": 1800.0,
  "observed_s": 1680.0,
  "warm_up": {
    "discarded_s": 120.0,
    "mser5_discards_more_s": null,
    "mser5_too_short": null
  },
  "requests": 50000.0,
  "attempts": 42345.75,
  "retries": 0.0,
  "failures": 19775.25,
  "failures_with_usable_port": 0.0,
  "failure_fraction": {
    "mean": 0.467,
    "low": 0.461,
    "high": 0.472,
    "confidence": 0.95,
    "one_sided": false
  },
  "loss_fraction": {
    "mean": 0.3955,
    "low": 0.391,
    "high": 0.4,
    "confidence": 0.95,
    "one_sided": false
  },
  "time_to_first_failure_s": {
    "mean": 141.9,
    "low": 140.2,
    "high": 143.6,
    "confidence": 0.95,
    "runs_with_failure": 20,
    "runs": 20,
    "any_failure": null,
    "quantile_10": null,
    "median": null,
    "quantile_90": null
  },
  "time_of_last_failure_s": {
    "mean": null,
    "low": null,
    "high": null,
    "confidence": 0.95,
    "runs_with_failure": 0,
    "runs": 0,
    "runs_recovered": 0,
    "recovered_after_s": null
  },
  "failures_by_error": [
    {
      "code": 10048,
      "name": "WSAEADDRINUSE",
      "cause": "the port picked is still in TIME_WAIT towards this destination",
      "event_id": 4227,
      "count": 19775.25
    }
  ],
  "pools": [
    {
      "host": "mail-front-end",
      "scope": "host",
      "address": null,
      "destination": null,
      "ports": 3976,
      "from_s": 0.0,
      "until_s": 1800.0,
      "peak_in_use": 3976.0,
      "peak_in_use_at_most": 3976.0,
      "mean_in_use": 3950.25,
      "mean_time_wait": 3940.25
    }
  ],
  "time_wait": [],
  "workloads": [
    {
      "name": "webmail",
      "requests": 50000.0,
      "attempts": 42345.75,
      "failures": 19775.25,
      "failure_fraction": {
        "mean": 0.467,
        "low": 0.461,
        "high": 0.472,
        "confidence": 0.95,
        "one_sided": false
      },
      "loss_fraction": {
        "mean": 0.3955,
        "low": 0.391,
        "high": 0.4,
        "confidence": 0.95,
        "one_sided": false
      },
      "refused_by_limit": 0.0,
      "retries": 0.0,
      "failures_with_usable_port": 0.0,
      "waited_for_half_open_limit": 0.0,
      "wait_mean_s": 0.0,
      "answered": null,
      "attempts_after_flush": null,
      "waited_for_connection": null,
      "connection_wait_mean_s": null,
      "connection_wait_max_s": null,
      "waiting_at_end": null,
      "probes_mean": 1.25
    }
  ],
  "timeline": [],
  "defects": [],
  "analytic": {
    "model": "Erlang B",
    "offered_load": 6774.4,
    "servers": 3976.0,
    "offered_rate_per_s": 28.2,
    "sustainable_rate_per_s": 16.55,
    "headroom": [
      {
        "from_s": 0.0,
        "until_s": 1800.0,
        "bottleneck": "ports",
        "offered_rate_per_s": 28.2,
        "offered_rate_max_per_s": 28.2,
        "sustainable_rate_per_s": 16.55,
        "measured": false,
        "occupied": 0.0,
        "may_fail_later": true
      }
    ],
    "failure_fraction": 0.4133,
    "agrees": null,
    "note": "Erlang B assumes that any free port is found; this cursor hands out ports in TIME_WAIT too.",
    "first_failure": null,
    "probes_mean": null
  },
  "rare_failures": null,
  "thresholds": [
    {
      "expression": "failure_fraction < 0.1%",
      "value": 0.467,
      "met": false,
      "uncertain": false
    },
    {
      "expression": "time_to_first_failure > 141s",
      "value": 141.9,
      "met": true,
      "uncertain": true
    }
  ],
  "depends_on": [
    {
      "fact": "a failed connect advances the cursor",
      "confidence": "inferred",
      "source": "walk of the range as documented for Server 2003",
      "address": null
    },
    {
      "fact": "TIME_WAIT lasts 240 s",
      "confidence": "reported",
      "source": "KB149532",
      "address": "https://support.microsoft.com/kb/149532"
    }
  ],
  "fingerprint": "0123456789abcdef"
}
)");
}

TEST_CASE("In portsim/run/1 what was not measured is null", "[report]") {
  const auto idle = parsed(idle_run());
  for (const char* bound : {"mean", "low", "high"}) {
    CHECK(idle["failure_fraction"][bound].is_null());
    CHECK(idle["loss_fraction"][bound].is_null());
    CHECK(idle["time_to_first_failure_s"][bound].is_null());
  }
  CHECK(idle["time_to_first_failure_s"]["runs"] == 20);
  CHECK(idle["workloads"][0]["probes_mean"].is_null());
  CHECK(idle["analytic"]["model"].is_null());
  CHECK(idle["analytic"]["failure_fraction"].is_null());
  CHECK(idle["failures_by_error"].is_array());
  CHECK(idle["thresholds"].is_array());

  const auto single = parsed(single_run());
  CHECK(single["failure_fraction"]["mean"] == 0.467);
  CHECK(single["failure_fraction"]["low"].is_null());
  CHECK(single["failure_fraction"]["high"].is_null());
}

TEST_CASE("In portsim/run/1 an upper bound is one-sided", "[report]") {
  const auto fraction = parsed(holding_run())["failure_fraction"];
  CHECK(fraction["mean"] == 0.0);
  CHECK(fraction["high"] == 3.54e-6);
  CHECK(fraction["one_sided"] == true);
}

TEST_CASE("In portsim/run/1 no number is infinite or NaN", "[report]") {
  Results results = failing_run();
  results.analytic.headroom[0].sustainable_rate = std::numeric_limits<double>::infinity();
  results.failure_fraction.high = std::numeric_limits<double>::quiet_NaN();
  const auto json = parsed(results);  // which accepts neither word
  CHECK(json["analytic"]["sustainable_rate_per_s"].is_null());
  CHECK(json["failure_fraction"]["high"].is_null());
}

TEST_CASE("In portsim/run/1 a seed keeps all its digits", "[report]") {
  Results results = failing_run();
  results.seed = std::numeric_limits<std::uint64_t>::max();
  CHECK(run_json(sample_scenario(), results).find("\"seed\": 18446744073709551615,") != std::string::npos);
}

TEST_CASE("In portsim/run/1 hostile names are ASCII and still JSON", "[report]") {
  Scenario scenario = sample_scenario();
  scenario.name = "\x1b[2J\xc2\x9b\"\\\n\xff";
  scenario.file = "büro.yaml";
  const std::string text = run_json(scenario, failing_run());
  const auto is_plain = [](char c) { return c == '\n' || (c >= 0x20 && c <= 0x7e); };
  CHECK(std::all_of(text.begin(), text.end(), is_plain));
  const auto json = nlohmann::json::parse(text);
  CHECK(json["scenario"]["name"] == "\x1b[2J\xc2\x9b\"\\\n\xef\xbf\xbd");
  CHECK(json["scenario"]["file"] == "büro.yaml");
}
