#include "tests/tidy/module_arrows.hpp"

#include <sstream>

#include "tests/tidy/source_tree.hpp"

namespace portsim::tidy {

ModuleArrows arrows_of(std::string_view cmake_text) {
  constexpr std::string_view call = "portsim_module(";
  ModuleArrows arrows;
  for (std::size_t at = cmake_text.find(call); at != std::string_view::npos;
       at = cmake_text.find(call, at + 1)) {
    const std::size_t begin = at + call.size();
    std::istringstream words{std::string{cmake_text.substr(begin, cmake_text.find(')', begin) - begin)}};
    std::string folder;
    words >> folder;
    std::set<std::string> may_include{folder};
    for (std::string word; words >> word;) {
      if (!is_in(word, {"models/", "sim/"})) continue;
      may_include.insert(word);
      // A folder stands below those it uses, so theirs are complete.
      may_include.insert(arrows[word].begin(), arrows[word].end());
    }
    arrows[folder] = may_include;
  }
  return arrows;
}

}  // namespace portsim::tidy
