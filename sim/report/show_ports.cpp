#include "sim/report/show_ports.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

#include <fmt/format.h>

#include "sim/report/number_text.hpp"

namespace portsim {
namespace {

constexpr int label_width = 7;  // "49152  "
constexpr std::size_t shades = 3;
constexpr std::string_view no_colour = "\x1b[0m";

struct Drawing {
  PortState state;
  std::string_view name;
  std::string_view colour;
  std::array<std::string_view, shades> plain;    // the more ports of a cell are in use, the later
  std::array<std::string_view, shades> unicode;  // likewise
};

// In the order of the legend.
constexpr std::array<Drawing, port_states> drawings{{
    {PortState::live, "live", "\x1b[32m", {"-", "=", "#"}, {"▂", "▅", "█"}},
    {PortState::time_wait, "TIME_WAIT", "\x1b[33m", {":", "+", "%"}, {"░", "▒", "▓"}},
    {PortState::others, "held by others", "\x1b[35m", {"x", "x", "x"}, {"x", "x", "x"}},
    {PortState::free, "free", "\x1b[2m", {".", ".", "."}, {"·", "·", "·"}},
    {PortState::reserved, "not handed out", "", {" ", " ", " "}, {" ", " ", " "}},
}};

const Drawing& drawing_of(PortState state) {
  return *std::find_if(drawings.begin(), drawings.end(),
                       [&](const Drawing& each) { return each.state == state; });
}

struct Cell {
  PortState state = PortState::free;
  std::size_t shade = shades - 1;
};

using States = std::vector<PortState>;

Cell cell_of(States::const_iterator first, States::const_iterator last) {
  const auto count = [&](PortState state) { return std::count(first, last, state); };
  const std::array in_use{std::pair{count(PortState::live), PortState::live},
                          std::pair{count(PortState::time_wait), PortState::time_wait},
                          std::pair{count(PortState::others), PortState::others}};
  const auto handed_out = last - first - count(PortState::reserved);
  if (handed_out == 0) return {PortState::reserved};
  const auto used = in_use[0].first + in_use[1].first + in_use[2].first;
  if (used == 0) return {PortState::free};
  const auto most = std::max_element(in_use.begin(), in_use.end(),
                                     [](const auto& a, const auto& b) { return a.first < b.first; });
  return {most->second, (static_cast<std::size_t>(used) * shades - 1) / static_cast<std::size_t>(handed_out)};
}

// 1, 2, 5, 10, 20, …: so that the rows begin at numbers that a person can count on from.
std::size_t ports_a_cell(std::size_t ports, std::size_t cells) {
  for (std::size_t decade = 1;; decade *= 10)
    for (const std::size_t step : {decade, 2 * decade, 5 * decade})
      if (step * cells >= ports) return step;
}

class Canvas {
 public:
  explicit Canvas(TextStyle style) : style_{style} {}

  // The same colour is asked for only once.
  void draw(const Cell& cell) {
    const Drawing& drawing = drawing_of(cell.state);
    paint(drawing.colour);
    text_ += (style_.unicode ? drawing.unicode : drawing.plain)[cell.shade];
  }
  void write(std::string_view text) {
    paint("");
    text_ += text;
  }
  const std::string& text() const { return text_; }

 private:
  void paint(std::string_view colour) {
    if (!style_.colours || colour == colour_) return;
    if (!colour_.empty()) text_ += no_colour;
    text_ += colour;
    colour_ = colour;
  }

  TextStyle style_;
  std::string text_;
  std::string_view colour_;
};

void add_legend(const PoolSnapshot& pool, std::size_t step, Canvas& canvas) {
  canvas.write(std::string(label_width, ' '));
  bool is_first = true;
  for (const Drawing& drawing : drawings) {
    const std::size_t count = pool.count(drawing.state);
    if (count == 0 && drawing.state != PortState::free) continue;
    canvas.write(is_first ? "" : "   ");
    is_first = false;
    const bool has_shades = step > 1 && drawing.plain[0] != drawing.plain[1];
    for (std::size_t shade = has_shades ? 0 : shades - 1; shade < shades; ++shade)
      canvas.draw({drawing.state, shade});
    canvas.write(fmt::format(" {} {}", count_text(static_cast<double>(count)), drawing.name));
  }
  canvas.write("\n");
}

}  // namespace

std::string ports_text(const PoolSnapshot& pool, const MapSize& size, TextStyle style) {
  const int room = std::max((size.columns - label_width) / 10 * 10, 10);
  const auto columns = static_cast<std::size_t>(room);
  const std::size_t step =
      ports_a_cell(pool.states.size(), columns * static_cast<std::size_t>(std::max(size.rows, 1)));
  Canvas canvas{style};
  for (std::size_t first = 0; first < pool.states.size(); first += columns * step) {
    canvas.write(fmt::format("{:>5}  ", pool.first.number() + first));
    const std::size_t row_end = std::min(first + columns * step, pool.states.size());
    for (std::size_t at = first; at < row_end; at += step) {
      const auto begin = pool.states.begin() + static_cast<std::ptrdiff_t>(at);
      const auto end = pool.states.begin() + static_cast<std::ptrdiff_t>(std::min(at + step, row_end));
      canvas.draw(cell_of(begin, end));
    }
    canvas.write("\n");
  }
  add_legend(pool, step, canvas);
  if (step > 1)
    canvas.write(
        fmt::format("{:>{}}A character is {} ports: shaded by how many of them are in use, and as "
                    "most of those are.\n",
                    "", label_width, step));
  return canvas.text();
}

}  // namespace portsim
