#include <array>
#include <vector>

#include "models/os/product.hpp"
#include "models/os/sources.hpp"

namespace portsim {
namespace {

using namespace std::string_view_literals;

constexpr std::array windows_2000_and_server_2003{"windows-2000"sv, "windows-server-2003-rtm"sv,
                                                  "windows-server-2003-sp1"sv};
constexpr std::array server_2003{"windows-server-2003-rtm"sv, "windows-server-2003-sp1"sv};
constexpr std::array server_2008{"windows-server-2008-rtm"sv, "windows-server-2008-sp2"sv};

ProductSetting number(std::string_view name, std::int64_t value) {
  return {name, value};
}

}  // namespace

std::span<const Product> products() {
  static const std::array max_user_port_60000{number("MaxUserPort", 60000)};
  static const std::array exchange_2007_on_2003{number("MaxUserPort", 60000),
                                                number("TcpTimedWaitDelay", 60)};
  // An older revision of KB929851 has 1025-5000 here.
  static const std::array exchange_2007_on_2008{
      ProductSetting{"dynamicport", PortRange{Port{1025}, Port{60000}}}};
  static const std::array all{
      Product{"exchange-server-2003", "Exchange Server 2003", windows_2000_and_server_2003,
              max_user_port_60000, documented(exchange_analyzer)},
      Product{"exchange-server-2007-on-server-2003", "Exchange Server 2007 on Windows Server 2003",
              server_2003, exchange_2007_on_2003, documented(exchange_analyzer)},
      Product{"exchange-server-2007-on-server-2008", "Exchange Server 2007 on Windows Server 2008",
              server_2008, exchange_2007_on_2008, documented(kb929851)},
      Product{"small-business-server-2003", "Small Business Server 2003, with ISA", server_2003,
              max_user_port_60000,
              Source{Confidence::reported,
                     "Note on MS08-037 and SBS: 60000, or by version 65536, which MaxUserPort does not take",
                     "https://tomstechcorner.blogspot.com/2010/"}},
  };
  return all;
}

const Product* find_product(std::string_view id) {
  for (const Product& product : products())
    if (product.id == id) return &product;
  return nullptr;
}

}  // namespace portsim
