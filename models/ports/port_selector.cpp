#include "models/ports/port_selector.hpp"

#include "models/vocabulary/overloaded.hpp"

namespace portsim {

PortSelector make_port_selector(const PortSelectionSpec& spec) {
  return std::visit(overloaded{
                        [](const SeqNaiveSpec& naive) -> PortSelector { return SeqNaive{naive}; },
                        [](const SeqSmartSpec& smart) -> PortSelector { return SeqSmart{smart}; },
                        [](const RandomOnceSpec& random) -> PortSelector { return RandomOnce{random}; },
                        [](const SeqClosingSpec& closing) -> PortSelector { return SeqClosing{closing}; },
                        [](const RandomStartSpec& random) -> PortSelector { return RandomStart{random}; },
                        [](const FixedPortSpec& fixed) -> PortSelector { return FixedPort{fixed}; },
                    },
                    spec);
}

}  // namespace portsim
