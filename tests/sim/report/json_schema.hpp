// Validation by a JSON Schema, with a library of its own: an opinion that is independent of our decoder.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace portsim {

class JsonSchema {
 public:
  explicit JsonSchema(const std::string& text);
  ~JsonSchema();

  // What the document does against the schema; none: it passes.
  std::vector<std::string> problems_of(const nlohmann::json& document) const;
  bool accepts(const nlohmann::json& document) const { return problems_of(document).empty(); }

 private:
  struct Parsed;
  std::unique_ptr<Parsed> parsed_;
};

}  // namespace portsim
