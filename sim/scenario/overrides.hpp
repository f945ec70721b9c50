// `path=value` replaces or adds a value of the tree before it is decoded, as --set and later sweeps do; a
// timeline changes the same paths.
#pragma once

#include <string_view>

#include "sim/scenario/yaml_tree.hpp"

namespace portsim {

inline constexpr std::string_view override_expected = "PATH=VALUE, such as duration=10min";

// Whether there is a path and, after an equals sign, a value; they may be wrong still.
bool is_override(std::string_view text);

// `origin` is the start of the override as a text. Maps on the path that the file leaves out are made, as are
// keys that do not exist: the decoder knows what may stand there. A host, service or workload is not made by
// stating a part of it, and neither is a list.
void apply_override(std::string_view override_text, Mark origin, Node& tree, Findings& findings);

// The value at the path, by the same rules. nullptr: reported.
Node* node_at(std::string_view path, Mark origin, Node& tree, Findings& findings);

}  // namespace portsim
