#include "sim/scenario/values.hpp"

#include <catch2/catch.hpp>

namespace portsim {
namespace {

template <class T>
std::string reason(const Decoded<T>& decoded) {
  return decoded ? "no reason: it was decoded" : decoded.error().text;
}

TEST_CASE("Durations are exact in every unit", "[scenario]") {
  CHECK(decode_duration("7ns") == Duration{7});
  CHECK(decode_duration("1.5us") == Duration{1500});
  CHECK(decode_duration("200ms") == 200ms);
  CHECK(decode_duration("200 ms") == 200ms);
  CHECK(decode_duration("0.1s") == 100ms);
  CHECK(decode_duration("1.000000001s") == Duration{1'000'000'001});
  CHECK(decode_duration("2min") == 120s);
  CHECK(decode_duration("0.5h") == 30min);
  CHECK(decode_duration("3d") == 72h);
  CHECK(decode_duration("0s") == 0s);
  CHECK(decode_duration("3652d") == duration_max);
  CHECK(decode_duration("1.50000s") == 1500ms);
}

TEST_CASE("A duration needs a unit, is not negative, and is whole nanoseconds of at most ten years",
          "[scenario]") {
  CHECK(reason(decode_duration("200")) == "the unit is missing");
  CHECK(reason(decode_duration("200m")) == "units are ns, us, ms, s, min, h and d");
  CHECK(reason(decode_duration("200S")) == "units are ns, us, ms, s, min, h and d");
  CHECK(reason(decode_duration("-5s")) == "it cannot be negative");
  CHECK(reason(decode_duration("0.1ns")) == "finer than a nanosecond");
  CHECK(reason(decode_duration("3652.1d")) == "more than ten years");
  CHECK(reason(decode_duration("999999999999999d")) == "more than ten years");
  CHECK(reason(decode_duration("05s")) == "numbers have no leading zero");
  CHECK(reason(decode_duration("1.0000000000000001s")) == "more than 15 digits");
  for (const char* text : {"", "s", ".5s", "1.s", "1e3s", "+1s", ".inf", ".nan", "inf", "nan", "1..2s", "1s2",
                           "1 2s", " 1s", "1  s", "0x10s", "1_000s"}) {
    INFO(text);
    CHECK_FALSE(decode_duration(text).has_value());
  }
}

TEST_CASE("Rates keep the digits that were written", "[scenario]") {
  CHECK(decode_rate("20/s") == Rate{20, 1s});
  CHECK(decode_rate("16.57/s") == Rate{1657, 100s});
  CHECK(decode_rate("90/min") == Rate{90, 1min});
  CHECK(decode_rate("0.5/h") == Rate{5, 10h});
  CHECK(decode_rate("20.00/s") == Rate{20, 1s});
  CHECK(decode_rate("0/s") == Rate{0, 1s});
  CHECK(decode_rate("1000000000/s") == Rate{1'000'000'000, 1s});
}

TEST_CASE("A rate needs a unit, is finite and not above one event a nanosecond", "[scenario]") {
  CHECK(reason(decode_rate("20")) == "the unit is missing");
  CHECK(reason(decode_rate("20/d")) == "units are /s, /min and /h");
  CHECK(reason(decode_rate("1e999/s")) == "numbers are plain decimals such as 0.001");
  CHECK(reason(decode_rate("-1/s")) == "it cannot be negative");
  CHECK(reason(decode_rate("1000000000.1/s")) == "more than 1e9 in a second");
  CHECK(reason(decode_rate("1.234567890123456/s")) == "more than 15 digits");
  CHECK(reason(decode_rate("0.000000001/s")) == "too many decimals");  // 1 in 32 years
  for (const char* text : {"", "/s", "1e999/s", "fast", ".inf/s", "1/", "1/ s", "20s"}) {
    INFO(text);
    CHECK_FALSE(decode_rate(text).has_value());
  }
}

TEST_CASE("Percentages are 0 to 100 and have their sign", "[scenario]") {
  CHECK(decode_percentage("0.1%") == Probability{0.001});
  CHECK(decode_percentage("95 %") == Probability{0.95});
  CHECK(decode_percentage("100%") == Probability{1});
  CHECK(decode_percentage("0%") == Probability{0});
  CHECK(reason(decode_percentage("0.95")) == "the % is missing");
  CHECK(reason(decode_percentage("100.1%")) == "more than 100%");
  CHECK(reason(decode_percentage("-1%")) == "it cannot be negative");
  CHECK_FALSE(decode_percentage("many%").has_value());
}

TEST_CASE("Whole numbers are plain decimal digits", "[scenario]") {
  CHECK(decode_whole("143", {1, 65535}) == 143u);
  CHECK(decode_whole("0", {0, 9}) == 0u);
  CHECK(decode_whole("18446744073709551615", {0, UINT64_MAX}) == UINT64_MAX);
  CHECK(reason(decode_whole("070", {0, 100})) == "numbers have no leading zero");
  for (const char* text : {"", "-1", "+1", "0x1388", "0o17", "1.0", "1e3", "1_000", "65536",
                           "18446744073709551616", "99999999999999999999999999", " 1", "one"}) {
    INFO(text);
    CHECK_FALSE(decode_whole(text, {0, 65535}).has_value());
  }
  CHECK_FALSE(decode_whole("18446744073709551616", {0, UINT64_MAX}).has_value());
}

TEST_CASE("Addresses are those of hosts, in dotted decimals", "[scenario]") {
  CHECK(decode_ipv4("10.0.1.20") == Ipv4Address{10, 0, 1, 20});
  CHECK(decode_ipv4("223.255.255.255") == Ipv4Address{223, 255, 255, 255});
  for (const char* text : {"", "10.0.1", "10.0.1.20.1", "10.0.1.256", "10.0.1.-1", "10.0.1.020", "10..1.2",
                           "0.0.0.0", "224.0.0.1", "255.255.255.255", "10.0.1.20/8", "::1", "imap.example"}) {
    INFO(text);
    CHECK_FALSE(decode_ipv4(text).has_value());
  }
}

TEST_CASE("Ranges of ports include both ends, the first not above the last", "[scenario]") {
  CHECK(decode_port_range("1024-5119") == PortRange{Port{1024}, Port{5119}});
  CHECK(decode_port_range("1-65535") == PortRange{Port{1}, Port{65535}});
  CHECK(decode_port_range("7-7") == PortRange{Port{7}, Port{7}});
  CHECK(reason(decode_port_range("5119-1024")) == "the first port is above the last");
  for (const char* text : {"", "-", "1024", "1024-", "-1024", "0-10", "1-65536", "1-2-3", "1 - 2"}) {
    INFO(text);
    CHECK_FALSE(decode_port_range(text).has_value());
  }
}

TEST_CASE("Booleans are true and false only", "[scenario]") {
  CHECK(decode_boolean("true") == true);
  CHECK(decode_boolean("false") == false);
  for (const char* text : {"yes", "no", "on", "off", "True", "1", "0", ""}) {
    INFO(text);
    CHECK_FALSE(decode_boolean(text).has_value());
  }
}

TEST_CASE("A duration is written in the largest unit that takes a whole number, and reads back",
          "[scenario]") {
  const auto [duration, text] = GENERATE(table<Duration, std::string>(
      {{10min, "10min"}, {90s, "90s"}, {1500ms, "1500ms"}, {27h, "27h"}, {48h, "2d"}, {1ns, "1ns"}}));
  CHECK(as_written(duration) == text);
  CHECK(decode_duration(text) == duration);
}

}  // namespace
}  // namespace portsim
