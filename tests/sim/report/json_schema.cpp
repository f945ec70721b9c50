#include "tests/sim/report/json_schema.hpp"

#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

namespace portsim {

struct JsonSchema::Parsed {
  valijson::Schema schema;
  valijson::Validator validator;  // keeps the regular expressions that it has compiled
};

JsonSchema::JsonSchema(const std::string& text) : parsed_{std::make_unique<Parsed>()} {
  const nlohmann::json document = nlohmann::json::parse(text);
  valijson::SchemaParser parser{valijson::SchemaParser::kDraft7};
  parser.populateSchema(valijson::adapters::NlohmannJsonAdapter{document}, parsed_->schema);
}

JsonSchema::~JsonSchema() = default;

std::vector<std::string> JsonSchema::problems_of(const nlohmann::json& document) const {
  valijson::ValidationResults results;
  const valijson::adapters::NlohmannJsonAdapter adapter{document};
  std::vector<std::string> problems;
  if (parsed_->validator.validate(parsed_->schema, adapter, &results)) return problems;
  valijson::ValidationResults::Error error;
  while (results.popError(error)) {
    std::string place;
    for (const std::string& part : error.context) place += part;
    problems.push_back(place + ": " + error.description);
  }
  return problems;
}

}  // namespace portsim
