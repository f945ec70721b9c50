// A page of plain text: sections with a label in the left column and rows of wrapped text beside it, each
// perhaps with a name in a column of its own; and tables. Colours are added where the style asks for them and
// never change the layout. Text is written as given: whoever adds text from outside makes it printable first.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace portsim {

inline constexpr int page_width = 100;  // columns

int width_of(std::string_view text);  // in columns: of code points

struct TextStyle {
  bool colours = false;
  bool unicode = false;  // bars of charts in block characters
};

enum class Emphasis { none, strong, good, doubtful, bad };

struct Marked {
  std::string text;
  Emphasis emphasis = Emphasis::none;
};

struct Row {
  std::string text;  // a line break in it goes on under its beginning
  Marked name = {};  // empty: the text begins right of the label
};

struct Section {
  Marked label;
  std::vector<Row> rows;  // none: the section is left out
};

struct TableRow {
  std::vector<std::vector<Marked>> cells;  // lines of each; every row of a table has as many cells
  std::string text;                        // after them, wrapped in what is left of the page
};

class Page {
 public:
  explicit Page(TextStyle style) : style_{style} {}

  void title(std::string_view text);
  void gap();
  void add(const Section&);
  void add(const std::vector<TableRow>&);

  const std::string& text() const { return text_; }

 private:
  void add_cell(const Marked&, int width);
  void add_wrapped(std::string_view text, int indent);

  TextStyle style_;
  std::string text_;
};

}  // namespace portsim
