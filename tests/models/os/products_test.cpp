// Products against the Exchange analyzer's pages (MaxUserPort, TcpTimedWaitDelay), KB929851 and the note on
// Small Business Server.
#include "models/os/product.hpp"

#include "tests/models/os/behaviour_support.hpp"

using namespace portsim;

namespace {

HostConfiguration with_products(std::vector<std::string> products) {
  HostConfiguration configuration;
  configuration.products = std::move(products);
  return configuration;
}

}  // namespace

TEST_CASE("Exchange 2003 widens the range to port 60000", "[os]") {
  const char* id = GENERATE("windows-2000", "windows-server-2003-rtm", "windows-server-2003-sp1");
  DYNAMIC_SECTION(id) {
    const HostBehaviour host = behaviour(id, with_products({"exchange-server-2003"}));
    CHECK(host.ephemeral == PortRange{Port{1025}, Port{60000}});
    CHECK(host.ephemeral.size() == 58976);
    CHECK(host.time_wait == behaviour(id).time_wait);
  }
}

TEST_CASE("Exchange 2007 on Server 2003 wants 60000 ports and 60 s of TIME_WAIT", "[os]") {
  const HostBehaviour host =
      behaviour("windows-server-2003-sp1", with_products({"exchange-server-2007-on-server-2003"}));
  CHECK(host.ephemeral.last == Port{60000});
  CHECK(host.time_wait == 60s);
}

TEST_CASE("Exchange 2007 on Server 2008 sets the range 1025-60000", "[os]") {
  const char* id = GENERATE("windows-server-2008-rtm", "windows-server-2008-sp2");
  DYNAMIC_SECTION(id) {
    const HostBehaviour host = behaviour(id, with_products({"exchange-server-2007-on-server-2008"}));
    CHECK(host.ephemeral == PortRange{Port{1025}, Port{60000}});
    CHECK(host.time_wait == 120s);
  }
}

TEST_CASE("Small Business Server's 60000 ports are only reported, and a prediction says so", "[os]") {
  const HostConfiguration small_business = with_products({"small-business-server-2003"});
  CHECK(behaviour("windows-server-2003-sp1", small_business).ephemeral.last == Port{60000});
  CHECK(confidence_of(facts("windows-server-2003-sp1", small_business), "Small Business Server 2003") ==
        Confidence::reported);
  const HostConfiguration exchange = with_products({"exchange-server-2003"});
  CHECK_FALSE(confidence_of(facts("windows-2000", exchange), "Exchange").has_value());
}

TEST_CASE("What the user sets goes before what a product sets", "[os]") {
  HostConfiguration configuration = with_products({"exchange-server-2007-on-server-2003"});
  configuration.settings = {{"TcpTimedWaitDelay", std::int64_t{30}}};
  const HostBehaviour host = behaviour("windows-server-2003-sp1", configuration);
  CHECK(host.ephemeral.last == Port{60000});
  CHECK(host.time_wait == 30s);
}

TEST_CASE("What a product sets is no longer a dependency on the level's default", "[os]") {
  const auto found = facts("windows-server-2003-sp1", with_products({"exchange-server-2007-on-server-2003"}));
  CHECK_FALSE(confidence_of(found, "TIME_WAIT lasts").has_value());
}

TEST_CASE("A product on another level is refused with the levels that it changes", "[os]") {
  const auto found = problems("windows-7-sp1", with_products({"exchange-server-2007-on-server-2008"}));
  REQUIRE(found.size() == 1);
  CHECK(found[0].key == "products[0]");
  CHECK(found[0].message ==
        "Exchange Server 2007 on Windows Server 2008 is not known to change windows-7-sp1; it changes "
        "windows-server-2008-rtm, windows-server-2008-sp2");
}

TEST_CASE("An unknown product is refused with those that are known", "[os]") {
  const auto found =
      problems("windows-2000", with_products({"exchange-server-2003", "exchange-server-2010"}));
  REQUIRE(found.size() == 1);
  CHECK(found[0].key == "products[1]");
  CHECK(found[0].message ==
        "unknown product \"exchange-server-2010\"; known: exchange-server-2003, "
        "exchange-server-2007-on-server-2003, exchange-server-2007-on-server-2008, "
        "small-business-server-2003");
}

TEST_CASE("A product sets what each of its levels has, within what that accepts", "[os]") {
  for (const Product& product : products()) {
    CHECK(find_product(product.id) == &product);
    CHECK_FALSE(product.levels.empty());
    for (const std::string_view id : product.levels) {
      DYNAMIC_SECTION(product.id << " " << id) {
        for (const ProductSetting& set : product.settings) {
          const Setting* setting = find_setting(os(id), set.name);
          REQUIRE(setting != nullptr);
          CHECK(setting->needs_patch.empty());
          if (const auto* accepted = std::get_if<IntegerInRange>(&setting->type)) {
            const auto value = std::get<std::int64_t>(set.value);
            CHECK((accepted->min <= value && value <= accepted->max));
          } else {
            const auto& accepted_range = std::get<StartAndNumber>(setting->type);
            const auto& range = std::get<PortRange>(set.value);
            CHECK(range.first.number() >= accepted_range.start_min);
            CHECK(range.size() >= accepted_range.number_min);
          }
        }
        CHECK(behaviour_of(os(id), with_products({std::string{product.id}})).has_value());
      }
    }
  }
}
