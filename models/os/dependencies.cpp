#include "models/os/dependencies.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "models/os/behaviour_draft.hpp"
#include "models/os/patches.hpp"
#include "models/os/product.hpp"
#include "models/os/sources.hpp"

namespace portsim {
namespace {

constexpr bool is_established(const Source& source) {
  return source.confidence == Confidence::documented || source.confidence == Confidence::source_code ||
         source.confidence == Confidence::measured;
}

constexpr Source assumed_by(std::string_view key) {
  return {Confidence::assumed, key, {}};
}

// KB2916780 says that closing ports are handed out though others are free, not how often: the allocator is
// taken to ignore closing and TIME_WAIT altogether.
constexpr Source extent_of_the_defect =
    inferred("KB2916780 documents that it happens, not how often; taken to be always");
constexpr Source closing_states =
    inferred("KB2916780 says that the port is closing, not in which states; taken to be all of them");
constexpr Source naive_cursor = inferred("no text says; the cursor moves when a port is handed out");
constexpr Source smart_second_pass =
    inferred("event 4227 says that a port is then reused, and no text says which");
constexpr Source shared_four_tuples = inferred(
    "KB2826167 says that a port cannot be used again at another address, and no text says how; taken "
    "to be as if the addresses were one");
constexpr Source auto_reuse_pick =
    inferred("Set-NetTCPSetting and KB3149157 say that ports are reused, and no text says in which order");

class Dependencies {
 public:
  Dependencies(const OsProfile& os, const HostConfiguration& configuration, const HostBehaviour& host)
      : os_{os}, configuration_{configuration}, assume_{configuration.assume}, host_{host} {}

  std::vector<Dependency> collect() && {
    add_range();
    add_time_wait();
    add_products();
    add_settings();
    add_selection();
    add_cursor();
    add_pool();
    add_errors();
    add_half_open_limit();
    add_max_user_port();
    return std::move(found_);
  }

 private:
  void add(const Source& source, std::string fact) {
    if (!is_established(source)) found_.push_back({std::move(fact), source});
  }

  bool is_set(SettingEffect effect) const {
    return std::any_of(configuration_.settings.begin(), configuration_.settings.end(),
                       [&](const auto& set) { return find_setting(os_, set.first)->effect == effect; });
  }

  void add_range() {
    const Source source = assume_.first_port ? assumed_by("assume.first_port") : os_.ephemeral.source;
    if (!is_set(SettingEffect::ephemeral_range))
      add(source, fmt::format("the first port handed out is {}", host_.ephemeral.first.number()));
  }

  void add_time_wait() {
    if (!is_set(SettingEffect::time_wait_seconds) && !is_set(SettingEffect::time_wait))
      add(os_.time_wait.source, fmt::format("TIME_WAIT lasts {} s", in_seconds(host_.time_wait)));
  }

  void add_products() {
    for (const std::string& id : configuration_.products) {
      const Product& product = *find_product(id);
      add(product.source, fmt::format("{} changes the settings of the host", product.name));
    }
  }

  void add_settings() {
    for (const auto& [name, value] : configuration_.settings) {
      const Setting& setting = *find_setting(os_, name);
      const bool has_no_effect = setting.effect == SettingEffect::time_wait_cap && !host_.time_wait_cap;
      if (has_no_effect)
        add_max_free_tw_tcbs();
      else if (setting.rests_on)
        add(setting.rests_on->source, std::string{setting.rests_on->value});
    }
  }

  void add_selection() {
    const std::string order = fmt::format("ports are picked by {}", name_of(host_.selection));
    if (assume_.selection) return add(assumed_by("assume.selection"), order);
    if (is_set(SettingEffect::selection)) return;
    if (hands_out_closing_ports(os_, configuration_)) return add_closing_ports();
    add(os_.selection.source, order);
    const DefectRow* closing = find_defect(os_, Defect::closing_port);
    if (closing && closing->repair == Repair::before_release)
      add(closing->source, "ports that are closing are not handed out while others are free");
  }

  void add_closing_ports() {
    const Source form = assume_.closing_port ? assumed_by("assume.closing_port") : extent_of_the_defect;
    add(form, words_of(assume_.closing_port.value_or(ClosingPortByCursor{})));
    std::string states;
    for (std::size_t i = 0; i < closing_state_names.size(); ++i)
      if (host_.handed_out.has(static_cast<ClosingState>(i)))
        states += fmt::format("{}{}", states.empty() ? "" : ", ", closing_state_names[i]);
    add(assume_.closing_states ? assumed_by("assume.closing_states") : closing_states,
        fmt::format("these states count as closing: {}", states));
  }

  // What the order leaves open. A level that documents its order, as the textbook host does, leaves nothing.
  void add_cursor() {
    const bool is_open = !is_established(os_.selection.source);
    if (const auto* naive = std::get_if<SeqNaiveSpec>(&host_.selection)) {
      const char* fact = naive->failed_connect_advances_cursor
                             ? "a failed connect() moves the cursor on"
                             : "a failed connect() leaves the cursor where it was";
      if (assume_.failed_connect_advances_cursor)
        add(assumed_by("assume.failed_connect_advances_cursor"), fact);
      else if (is_open)
        add(naive_cursor, fact);
    } else if (std::holds_alternative<SeqSmartSpec>(host_.selection) && is_open) {
      add(smart_second_pass,
          "once only ports in TIME_WAIT are left, the first from the cursor with a free four-tuple is taken");
    }
    if (assume_.cursor_start)
      add(assumed_by("assume.cursor_start"),
          fmt::format("the cursor starts at port {}", host_.ports().at(*assume_.cursor_start).number()));
  }

  void add_pool() {
    if (!is_set(SettingEffect::scope))
      add(os_.scope.source, fmt::format("there is one pool of ports for each {}", name_of(host_.scope)));
    add(os_.time_wait_blocks.source, host_.time_wait_blocks == TimeWaitBlocks::four_tuple
                                         ? "a port in TIME_WAIT is closed to its own destination only"
                                         : "a port in TIME_WAIT is closed to every destination");
    if (host_.addresses_share_four_tuples)
      add(shared_four_tuples, "a port in use from one local address is in use for all of them, unpatched");
    if (host_.auto_reuse)
      add(auto_reuse_pick,
          "from the auto-reuse range, the first port from a random one on is taken whose four-tuple is free");
  }

  void add_errors() {
    add(os_.on_collision.source,
        fmt::format("a port in TIME_WAIT fails with {}", words_of(host_.on_collision)));
    add(os_.on_exhaustion.source,
        fmt::format("an exhausted pool fails with {}", words_of(host_.on_exhaustion)));
  }

  // That there is none is worth a line only where there ought to be one and its value is unknown.
  void add_half_open_limit() {
    if (is_set(SettingEffect::half_open_limited)) return;
    const Source& known = os_.half_open_limit.source;
    const Source source = assume_.half_open_limit ? assumed_by("assume.half_open_limit") : known;
    if (host_.half_open_limit)
      add(source, fmt::format("at most {} connects are under way at once", *host_.half_open_limit));
    else
      add(source, "connects under way at once are not limited");
  }

  void add_max_user_port() {
    if (!is_set(SettingEffect::max_user_port_since_vista)) return;
    const char* readings[] = {"ignored", "the last port", "how many ports"};
    add(assumed_by("assume.max_user_port"),
        fmt::format("MaxUserPort is read as {}: the ports are {} to {}",
                    readings[static_cast<std::size_t>(*assume_.max_user_port)],
                    host_.ephemeral.first.number(), host_.ephemeral.last.number()));
  }

  // Documented, and listed all the same: who sets it expects it to take effect.
  void add_max_free_tw_tcbs() {
    const DefectRow& row = *find_defect(os_, Defect::max_free_tw_tcbs);
    found_.push_back({fmt::format("MaxFreeTWTcbs has no effect: {}", cure_of(row)), row.source});
  }

  static std::string words_of(const ClosingPortForm& form) {
    const auto* chance = std::get_if<ClosingPortByChance>(&form);
    if (!chance) return "ports that are closing are handed out as if they were free, unpatched";
    return fmt::format(
        "with probability {:g} % the port that has been closing longest is handed out though others are "
        "free, "
        "unpatched",
        100 * chance->p_closing.value());
  }

  static std::string words_of(const ConnectError& error) {
    const std::string event = error.event_id ? fmt::format("event {}", *error.event_id) : "no event";
    return fmt::format("{} ({}) and {}", error.name, error.code, event);
  }

  const OsProfile& os_;
  const HostConfiguration& configuration_;
  const Assumptions& assume_;
  const HostBehaviour& host_;
  std::vector<Dependency> found_;
};

}  // namespace

std::vector<Dependency> dependencies_of(const OsProfile& os, const HostConfiguration& configuration,
                                        const HostBehaviour& host) {
  return Dependencies{os, configuration, host}.collect();
}

Dependency reuseaddr_dependency(bool lifts_time_wait) {
  if (lifts_time_wait)
    return {"SO_REUSEADDR lets a socket take a four-tuple that is in TIME_WAIT",
            assumed_by("assume.reuseaddr_lifts_time_wait")};
  return {
      "SO_REUSEADDR does not let a socket take a four-tuple that is in TIME_WAIT",
      inferred("it lets bind() share a port; KB319502 names its absence as a cause, and no text says that "
               "connect() then takes a four-tuple in TIME_WAIT")};
}

}  // namespace portsim
