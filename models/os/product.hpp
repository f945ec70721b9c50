// Products whose set-up or guidance changes the host's settings, as a scenario names them under `products`.
// What the user sets goes before what a product sets.
#pragma once

#include <span>
#include <string_view>

#include "models/os/setting.hpp"

namespace portsim {

struct ProductSetting {
  std::string_view name;  // "MaxUserPort"
  SettingValue value;
};

struct Product {
  std::string_view id;                       // "exchange-server-2003"
  std::string_view name;                     // "Exchange Server 2003"
  std::span<const std::string_view> levels;  // on which it is known to do so: ids of the catalogue
  std::span<const ProductSetting> settings;
  Source source;
};

std::span<const Product> products();
const Product* find_product(std::string_view id);  // nullptr: unknown

}  // namespace portsim
