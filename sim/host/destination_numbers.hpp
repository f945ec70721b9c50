// Destinations by number: those of each owner, a pool or a host, counted from 0 on in the order in which they
// are first asked for.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/host/destination.hpp"
#include "sim/host/numbering.hpp"

namespace portsim {

class DestinationNumbers {
 public:
  std::uint32_t number_in(std::uint32_t owner, const LocalDestination& destination) {
    const std::uint32_t n = all_[{owner, destination}];
    if (owner >= counts_.size()) counts_.resize(owner + 1);
    if (n == numbers_.size()) numbers_.push_back(counts_[owner]++);
    return numbers_[n];
  }

  // How many there are of the owner, which has at least one.
  std::uint32_t count_in(std::uint32_t owner) const { return counts_[owner]; }

  // Calls `use` with each owner, its destination, and that one's number.
  template <class Use>
  void for_each(Use use) const {
    for (std::size_t n = 0; n < numbers_.size(); ++n)
      use(all_.keys()[n].owner, all_.keys()[n].destination, numbers_[n]);
  }

 private:
  struct Key {
    std::uint32_t owner;
    LocalDestination destination;
    bool operator==(const Key&) const = default;
  };
  Numbering<Key> all_;
  std::vector<std::uint32_t> numbers_;  // one a key
  std::vector<std::uint32_t> counts_;   // one an owner
};

}  // namespace portsim
