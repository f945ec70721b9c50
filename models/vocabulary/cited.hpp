// Facts about the world with where they stand and how sure they are. No value of the catalogue is without a
// source.
#pragma once

#include <string_view>

namespace portsim {

enum class Confidence {
  documented,   // by the vendor or a standard
  source_code,  // read in the implementation
  measured,     // observed directly
  reported,     // by third parties
  inferred,     // from facts of the kinds above
  assumed,      // chosen to complete a model
  unknown,
};

constexpr std::string_view name_of(Confidence confidence) {
  switch (confidence) {
    case Confidence::documented:
      return "documented";
    case Confidence::source_code:
      return "source code";
    case Confidence::measured:
      return "measured";
    case Confidence::reported:
      return "reported";
    case Confidence::inferred:
      return "inferred";
    case Confidence::assumed:
      return "assumed";
    case Confidence::unknown:
      return "unknown";
  }
  return "";
}

struct Source {
  Confidence confidence = Confidence::unknown;
  std::string_view reference;  // "KB929851, default dynamic range changed"
  std::string_view address;  // where it can be opened; empty for an inference, whose reason is the reference

  bool operator==(const Source&) const = default;
};

template <class T>
struct Cited {
  T value;
  Source source;
};

}  // namespace portsim
