// `path=value` replaces or adds a value of the tree before it is decoded, as --set and later sweeps do; a
// timeline changes the same paths.
#pragma once

#include <string_view>

#include "sim/scenario/yaml_tree.hpp"

namespace portsim {

// `origin` is the start of the override as a text. What precedes the last part of the path must exist, or be
// one of a host's optional maps: adding a setting to a host that states none is no mistake.
void apply_override(std::string_view override_text, Mark origin, Node& tree, Findings& findings);

// The value at the path, by the same rules. nullptr: reported.
Node* node_at(std::string_view path, Mark origin, Node& tree, Findings& findings);

}  // namespace portsim
