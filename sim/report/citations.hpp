// The sources of one page, numbered as they are first cited.
#pragma once

#include <string>
#include <vector>

#include "models/vocabulary/cited.hpp"

#include "sim/report/page.hpp"

namespace portsim {

class Citations {
 public:
  // "[3]"; what no vendor or standard documents is marked: "(inferred [4])".
  std::string mark(const Source&);

  const std::vector<Source>& cited() const { return cited_; }

 private:
  std::vector<Source> cited_;
};

// Each source with its confidence, title and address.
Section sources_section(const Citations&);

}  // namespace portsim
