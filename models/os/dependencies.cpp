#include "models/os/dependencies.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "models/os/behaviour_draft.hpp"
#include "models/os/patches.hpp"
#include "models/os/product.hpp"
#include "models/os/readings.hpp"
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

class Dependencies {
 public:
  Dependencies(const OsProfile& os, const HostConfiguration& configuration, const HostBehaviour& host,
               const SocketUse& use)
      : os_{os}, configuration_{configuration}, assume_{configuration.assume}, host_{host}, use_{use} {}

  std::vector<Dependency> collect() && {
    const bool use_range = use_.own_order || use_.random_pick;
    if (use_range || use_.any_port_at_bind) add_range();
    if (use_.enters_time_wait) add_time_wait();
    add_products();
    add_settings();
    if (use_.own_order) add_selection();
    if (use_.own_order) add_cursor();
    if (use_range) add_scope();
    add_four_tuples();
    add_auto_reuse();
    add_socket_options();
    add_errors();
    add_half_open_limit();
    if (use_range) add_max_user_port();
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
    if (!is_set(SettingEffect::time_wait_seconds) && !is_set(SettingEffect::time_wait) &&
        !is_set(SettingEffect::msl_milliseconds))
      add(os_.time_wait.source, fmt::format("TIME_WAIT lasts {} s", in_seconds(host_.time_wait)));
    if (os_.time_wait_granularity && !is_set(SettingEffect::timer_hz))
      add(os_.time_wait_granularity->source,
          fmt::format("TIME_WAIT ends at ticks of {:.4g} s", in_seconds(host_.time_wait_granularity)));
    if (os_.time_wait_cap && !is_set(SettingEffect::time_wait_cap))
      add(os_.time_wait_cap->source, "the oldest entry leaves TIME_WAIT when there are too many");
    if (host_.reused_after)
      add(services_send_timestamps,
          fmt::format("connect() takes a four-tuple from TIME_WAIT after {} because the services send TCP "
                      "timestamps",
                      words_of(*host_.reused_after)));
  }

  void add_products() {
    for (const std::string& id : configuration_.products) {
      const Product& product = *find_product(id);
      add(product.source, fmt::format("{} changes the settings of the host", product.name));
    }
  }

  void add_settings() {
    for (const Setting& setting : os_.settings) {
      const bool is_default = configuration_.settings.count(std::string{setting.name}) == 0;
      const auto& fact = is_default ? setting.default_rests_on : setting.rests_on;
      if (fact && matters(setting.effect)) add(fact->source, std::string{fact->value});
    }
    if (is_set(SettingEffect::time_wait_cap) && ignores_time_wait_cap()) add_max_free_tw_tcbs();
  }

  bool matters(SettingEffect effect) const {
    if (is_about_time_wait(effect) && !use_.enters_time_wait) return false;
    const bool is_off = is_set(effect) && !host_.auto_reuse;  // a num of 0
    if (effect == SettingEffect::auto_reuse_range) return use_.auto_reuse && !is_off;
    return effect != SettingEffect::time_wait_cap || !ignores_time_wait_cap();
  }

  bool ignores_time_wait_cap() const { return has_defect(os_, configuration_, Defect::max_free_tw_tcbs); }

  static bool is_about_time_wait(SettingEffect effect) {
    switch (effect) {
      case SettingEffect::time_wait_seconds:
      case SettingEffect::time_wait:
      case SettingEffect::msl_milliseconds:
      case SettingEffect::timer_hz:
      case SettingEffect::time_wait_cap:
        return true;
      default:
        return false;
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

  void add_scope() {
    if (!is_set(SettingEffect::scope))
      add(os_.scope.source, fmt::format("there is one pool of ports for each {}", name_of(host_.scope)));
  }

  void add_four_tuples() {
    if (use_.enters_time_wait)
      add(os_.time_wait_blocks.source, host_.time_wait_blocks == TimeWaitBlocks::four_tuple
                                           ? "a port in TIME_WAIT is closed to its own destination only"
                                           : "a port in TIME_WAIT is closed to every destination");
    if (use_.several_addresses && host_.addresses_share_four_tuples)
      add(shared_four_tuples, "a port in use from one local address is in use for all of them, unpatched");
  }

  void add_auto_reuse() {
    if (!host_.auto_reuse) return;
    if (use_.auto_reuse)
      add(auto_reuse_pick,
          "from the auto-reuse range, the first port from a random one on is taken whose four-tuple is free");
    else
      add_unused(host_.has_auto_reuse_without_option ? documented(sol_socket_options) : auto_reuse_before_10,
                 fmt::format("AutoReusePortRange changes nothing: of sockets that name no port, only those "
                             "with SO_REUSE_UNICASTPORT{} draw from it",
                             host_.has_auto_reuse_without_option ? " or without bind()" : ""));
  }

  void add_socket_options() {
    for (const SocketOptionRow& row : os_.socket_options)
      if (use_.options.has(row.option))
        add(row.source, fmt::format("{} adds {}", row.needs_patch, name_of(row.option)));
    if (use_.options.has(SocketOption::reuse_unicastport) && !host_.auto_reuse)
      add_unused(documented(set_nettcpsetting),
                 "SO_REUSE_UNICASTPORT changes nothing: there is no AutoReusePortRange");
    if (use_.options.has(SocketOption::reuseaddr) && use_.enters_time_wait) add_reuseaddr();
  }

  void add_reuseaddr() {
    const auto row = std::find_if(os_.socket_options.begin(), os_.socket_options.end(),
                                  [](const auto& known) { return known.option == SocketOption::reuseaddr; });
    const bool lifts = use_.fixed_port && host_.named_port_at_bind
                           ? host_.named_port_at_bind->reuseaddr_lifts_time_wait
                           : host_.reuseaddr_lifts_time_wait;
    add(assume_.reuseaddr_lifts_time_wait ? assumed_by("assume.reuseaddr_lifts_time_wait")
                                          : row->on_time_wait,
        fmt::format("SO_REUSEADDR {} a socket take a four-tuple that is in TIME_WAIT",
                    lifts ? "lets" : "does not let"));
  }

  void add_errors() {
    if (use_.any_port_at_bind && os_.any_port_at_bind)
      add(os_.any_port_at_bind->source,
          fmt::format("bind() without a port picks one by {}, free at its address, or fails with {}",
                      name_of(host_.any_port_at_bind->selection), words_of(host_.any_port_at_bind->error)));
    if (use_.fixed_port && os_.named_port_at_bind)
      add(os_.named_port_at_bind->source, fmt::format("bind() to a port that is in use fails with {}",
                                                      words_of(host_.named_port_at_bind->error)));
    if (use_.random_pick)
      add(os_.on_random_pick.source,
          fmt::format("a port picked at random that cannot be used fails with {}, without a second pick",
                      words_of(host_.on_random_pick)));
    const bool draw_from_auto_reuse = use_.auto_reuse && host_.auto_reuse;
    const bool meets_time_wait_at_connect = use_.fixed_port && !os_.named_port_at_bind;
    if (use_.own_order || meets_time_wait_at_connect || draw_from_auto_reuse)
      add(os_.on_collision.source,
          fmt::format("a port in TIME_WAIT fails with {}", words_of(host_.on_collision)));
    if (use_.own_order || draw_from_auto_reuse)
      add(os_.on_exhaustion.source,
          fmt::format("an exhausted pool fails with {}", words_of(host_.on_exhaustion)));
  }

  // That there is none is worth a line only where there ought to be one and its value is unknown.
  void add_half_open_limit() {
    const Source& known = os_.half_open_limit.source;
    const Source source = assume_.half_open_limit ? assumed_by("assume.half_open_limit") : known;
    if (!is_set(SettingEffect::half_open_limited))
      add(source, host_.half_open_limit
                      ? fmt::format("at most {} connects are under way at once", *host_.half_open_limit)
                      : "connects under way at once are not limited");
    if (host_.half_open_limit) add(port_before_the_wait, "a connect that waits holds its port already");
  }

  void add_max_user_port() {
    if (!is_set(SettingEffect::max_user_port_since_vista)) return;
    const char* readings[] = {"ignored", "the last port", "how many ports"};
    add(assumed_by("assume.max_user_port"),
        fmt::format("MaxUserPort is read as {}: the ports are {} to {}",
                    readings[static_cast<std::size_t>(*assume_.max_user_port)],
                    host_.ephemeral.first.number(), host_.ephemeral.last.number()));
  }

  void add_max_free_tw_tcbs() {
    const DefectRow& row = *find_defect(os_, Defect::max_free_tw_tcbs);
    add_unused(row.source, fmt::format("MaxFreeTWTcbs has no effect: {}", cure_of(row)));
  }

  // Listed though it may be documented: who asks for it expects it to take effect.
  void add_unused(const Source& source, std::string fact) { found_.push_back({std::move(fact), source}); }

  static std::string words_of(const ClosingPortForm& form) {
    const auto* chance = std::get_if<ClosingPortByChance>(&form);
    if (!chance) return "ports that are closing are handed out as if they were free, unpatched";
    return fmt::format(
        "with probability {:g} % the port that has been closing longest is handed out though others are "
        "free, unpatched",
        100 * chance->p_closing.value());
  }

  static std::string words_of(const TimeWaitLength& length) {
    return length.granularity > Duration::zero()
               ? fmt::format("{:g} to {:g} s", in_seconds(length.least), in_seconds(length.longest()))
               : fmt::format("{:g} s", in_seconds(length.least));
  }

  static std::string words_of(const ConnectError& error) {
    const std::string event = error.event_id ? fmt::format("event {}", *error.event_id) : "no event";
    return fmt::format("{} ({}) and {}", error.name, error.code, event);
  }

  const OsProfile& os_;
  const HostConfiguration& configuration_;
  const Assumptions& assume_;
  const HostBehaviour& host_;
  const SocketUse& use_;
  std::vector<Dependency> found_;
};

}  // namespace

std::vector<Dependency> dependencies_of(const OsProfile& os, const HostConfiguration& configuration,
                                        const HostBehaviour& host, const SocketUse& use) {
  const HostConfiguration effective = with_products(os, configuration);
  return Dependencies{os, effective, host, use}.collect();
}

}  // namespace portsim
