#include "models/os/dependencies.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "models/os/patches.hpp"
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
constexpr Source naive_cursor = inferred("no text says; the cursor moves when a port is handed out");
constexpr Source smart_second_pass =
    inferred("event 4227 says that a port is then reused, and no text says which");

class Dependencies {
 public:
  Dependencies(const OsProfile& os, const HostConfiguration& configuration, const HostBehaviour& host)
      : os_{os}, configuration_{configuration}, assume_{configuration.assume}, host_{host} {}

  std::vector<Dependency> collect() && {
    add_range();
    add_time_wait();
    add_selection();
    add_cursor();
    add_pool();
    add_errors();
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
    for (const auto& [name, value] : configuration_.settings)
      if (const auto& rests_on = find_setting(os_, name)->rests_on)
        add(rests_on->source, std::string{rests_on->value});
  }

  void add_selection() {
    const std::string order = fmt::format("ports are picked by {}", name_of(host_.selection));
    if (assume_.selection) return add(assumed_by("assume.selection"), order);
    if (is_set(SettingEffect::selection)) return;
    const Defect closing = Defect::hands_out_closing_ports;
    if (os_.hands_out_closing_ports.value && !is_cured(os_, closing, configuration_.patches))
      return add(extent_of_the_defect,
                 "ports that are closing are handed out as if they were free, unpatched");
    add(os_.selection.source, order);
    add(os_.hands_out_closing_ports.source,
        "ports that are closing are not handed out while others are free");
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
          fmt::format("the cursor starts at port {}", host_.ephemeral.at(*assume_.cursor_start).number()));
  }

  void add_pool() {
    if (!is_set(SettingEffect::scope))
      add(os_.scope.source, fmt::format("there is one pool of ports for each {}", name_of(host_.scope)));
    add(os_.time_wait_blocks.source, host_.time_wait_blocks == TimeWaitBlocks::four_tuple
                                         ? "a port in TIME_WAIT is closed to its own destination only"
                                         : "a port in TIME_WAIT is closed to every destination");
  }

  void add_errors() {
    add(os_.on_collision.source,
        fmt::format("a port in TIME_WAIT fails with {}", words_of(host_.on_collision)));
    add(os_.on_exhaustion.source,
        fmt::format("an exhausted pool fails with {}", words_of(host_.on_exhaustion)));
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

}  // namespace portsim
