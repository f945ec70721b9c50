// What the ports of a replication take in memory, as sim/host keeps them: a pool has two columns of instants,
// and one more for each of its destinations where it has several. While all columns together are small they
// have an instant a port; else there are tables of what is held, one a column of ports and one for the
// four-tuples of all destinations, and a column becomes dense once that is hardly larger
// (sim/host/release_column.hpp, sim/host/four_tuple_times.hpp).
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

#include "sim/scenario/port_source.hpp"
#include "sim/scenario/scenario.hpp"

namespace portsim {

class PortMemory {
 public:
  void add(const Scenario& scenario, std::size_t epoch);
  double bytes() const;

 private:
  template <class T>
  using Any = std::optional<T>;  // nothing: all of them
  // What tells pools apart. Those of a service's destinations are one here, with their number.
  using PoolKey = std::tuple<HostIndex, PortSource, Port, Port, Any<AddressIndex>, Any<ServiceIndex>>;
  using ColumnKey = std::pair<AddressIndex, ServiceIndex>;

  struct Pool {
    PortCount ports = 0;
    double columns = 0;                // of its ports, beside those of its four-tuples
    double never_free = 0;             // reserved, or held by others
    double list_bytes = 0;             // of what its host leaves out of the range
    bool has_one_destination = false;  // and is one of several alike
    bool keeps_four_tuples = false;
    std::map<ColumnKey, double> held;  // on average, towards all destinations of a column's service
  };
  using Pools = std::map<PoolKey, Pool>;

  void add(const Workload& workload, const Scenario& scenario, const HostBehaviour& host, Pools& pools);
  double destinations_of(const Pool& pool) const;
  double columns_of(const Pool& pool) const;
  double bytes_of(const Pool& pool, bool is_sparse) const;

  Pools pools_;
  std::map<ServiceIndex, double> destinations_;  // of each service
  double paths_ = 0;
};

}  // namespace portsim
