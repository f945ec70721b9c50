// behaviour_of: a level, then its patches, products, settings, defects and assumptions, in that order.
#include <utility>

#include <fmt/format.h>

#include "models/os/behaviour_draft.hpp"
#include "models/os/patches.hpp"
#include "models/os/product.hpp"

namespace portsim {
namespace {

using Problems = std::vector<BehaviourProblem>;

template <class T>
std::optional<T> value_or_nothing(const std::optional<Cited<T>>& cited) {
  if (!cited) return std::nullopt;
  return cited->value;
}

HostBehaviour behaviour_of_level(const OsProfile& os) {
  return {
      .ephemeral = os.ephemeral.value,
      .excluded = {},
      .reserved = {},
      .scope = os.scope.value,
      .time_wait_blocks = os.time_wait_blocks.value,
      .time_wait = os.time_wait.value,
      .time_wait_granularity = value_or_nothing(os.time_wait_granularity).value_or(Duration::zero()),
      .fin_wait_2 = value_or_nothing(os.fin_wait_2).value_or(Duration::zero()),
      .selection = os.selection.value,
      .has_auto_reuse_without_option = os.has_auto_reuse_without_option,
      .half_open_limit = os.half_open_limit.value,
      .time_wait_cap = value_or_nothing(os.time_wait_cap),
      .any_port_at_bind = value_or_nothing(os.any_port_at_bind),
      .named_port_at_bind = value_or_nothing(os.named_port_at_bind),
      .bound_ports = value_or_nothing(os.bound_ports).value_or(BoundPorts::as_others),
      .on_collision = os.on_collision.value,
      .on_exhaustion = os.on_exhaustion.value,
      .on_random_pick = os.on_random_pick.value,
      .on_refusal = os.on_refusal.value,
      .defects = {},
  };
}

Problems problems_of_patches(const OsProfile& os, const Patches& patches) {
  Problems problems;
  for (std::size_t i = 0; i < patches.size(); ++i)
    if (auto why_not = why_not_installable(os, patches[i]))
      problems.push_back({fmt::format("patches[{}]", i), std::move(*why_not)});
  return problems;
}

std::string ids_of_products() {
  std::vector<std::string_view> ids;
  for (const Product& product : products()) ids.push_back(product.id);
  return fmt::format("{}", fmt::join(ids, ", "));
}

std::optional<std::string> why_no_product(const OsProfile& os, std::string_view id) {
  const Product* product = find_product(id);
  if (!product) return fmt::format("unknown product \"{}\"; known: {}", id, ids_of_products());
  for (const std::string_view level : product->levels)
    if (level == os.id) return std::nullopt;
  return fmt::format("{} is not known to change {}; it changes {}", product->name, os.id,
                     fmt::join(product->levels, ", "));
}

void add_problems_of_products(const OsProfile& os, const std::vector<std::string>& ids, Problems& problems) {
  for (std::size_t i = 0; i < ids.size(); ++i)
    if (auto why_not = why_no_product(os, ids[i]))
      problems.push_back({fmt::format("products[{}]", i), std::move(*why_not)});
}

}  // namespace

HostConfiguration with_products(const OsProfile& os, HostConfiguration configuration) {
  SettingValues settings;
  for (const std::string& id : configuration.products) {
    if (why_no_product(os, id)) continue;
    for (const ProductSetting& set : find_product(id)->settings)
      settings.insert_or_assign(std::string{set.name}, set.value);
  }
  for (const auto& [name, value] : configuration.settings) settings.insert_or_assign(name, value);
  configuration.settings = std::move(settings);
  return configuration;
}

tl::expected<HostBehaviour, std::vector<BehaviourProblem>> behaviour_of(
    const OsProfile& os, const HostConfiguration& configuration) {
  Problems problems = problems_of_patches(os, configuration.patches);
  add_problems_of_products(os, configuration.products, problems);
  const HostConfiguration effective = with_products(os, configuration);
  BehaviourDraft draft{os, effective, behaviour_of_level(os), std::move(problems)};
  apply_settings(draft);
  apply_defects(draft);
  apply_assumptions(draft);
  if (!draft.problems.empty()) return tl::unexpected(std::move(draft.problems));

  HostBehaviour& host = draft.host;
  // A random pick looks at nothing: what it meets may also be a live socket.
  if (std::holds_alternative<RandomOnceSpec>(host.selection)) {
    host.on_collision.cause = "the port picked is taken, or still in TIME_WAIT towards this destination";
  }
  return host;
}

}  // namespace portsim
