// Values of the scenario language as JSON, by the core schema of YAML 1.2 (section 10.3.2): what editors and
// validators of JSON Schema see of a scenario.
#pragma once

#include <string_view>

#include "sim/report/json_text.hpp"
#include "sim/scenario/yaml_tree.hpp"

namespace portsim {

Json yaml_json(const Node&);
Json yaml_json(std::string_view text);  // of one value as the tables write them: "95%", "{model: open}"

}  // namespace portsim
