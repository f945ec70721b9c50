#include "models/ports/port_selector.hpp"

#include "models/vocabulary/overloaded.hpp"

namespace portsim {

PortSelector make_port_selector(const PortSelectionSpec& spec, RandomStream& random) {
  return std::visit(overloaded{
                        [](const SeqNaiveSpec& naive) -> PortSelector { return SeqNaive{naive}; },
                        [](const SeqSmartSpec& smart) -> PortSelector { return SeqSmart{smart}; },
                        [](const RandomOnceSpec& once) -> PortSelector { return RandomOnce{once}; },
                        [](const SeqClosingSpec& closing) -> PortSelector { return SeqClosing{closing}; },
                        [](const RandomStartSpec& start) -> PortSelector { return RandomStart{start}; },
                        [](const FixedPortSpec& fixed) -> PortSelector { return FixedPort{fixed}; },
                        [](const RandomPickSpec& pick) -> PortSelector { return RandomPick{pick}; },
                        [&](const HashOffsetSpec& hash) -> PortSelector {
                          return HashOffset{hash, random};
                        },
                        [&](const DoubleHashSpec& hash) -> PortSelector {
                          return DoubleHash{hash, random};
                        },
                        [&](const RandomIncrementsSpec& steps) -> PortSelector {
                          return RandomIncrements{steps, random};
                        },
                        [&](const LinuxConnectSpec& connect) -> PortSelector {
                          return LinuxConnect{connect, random};
                        },
                        [](const LinuxBindSpec& bind) -> PortSelector { return LinuxBind{bind}; },
                        [](const FreeBsdSpec& freebsd) -> PortSelector { return FreeBsd{freebsd}; },
                    },
                    spec);
}

}  // namespace portsim
