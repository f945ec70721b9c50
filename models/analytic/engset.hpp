// Engset's loss system: a finite number of users, each idle or holding one of a limited number of
// connections. An idle user attempts at a constant rate; one that is refused stays idle and keeps attempting.
// Exact whatever the distributions (Engset, 1918). The input is alpha, one idle user's attempts per mean
// holding time, and not the "offered traffic per source" that tables often print, which differs from it (P.
// Azimzadeh and T. Carpenter, ORL 2016).
#pragma once

#include <cstdint>

namespace portsim {

struct FiniteSources {
  std::int64_t sources = 0;  // users
  std::int64_t servers = 0;  // the limit on connections open at once
  double alpha = 0;          // attempt rate of an idle user times the mean time a connection is open
};

double engset_call_congestion(const FiniteSources&);  // the fraction of attempts that are refused
double engset_time_congestion(const FiniteSources&);  // the fraction of time that the limit is reached
double engset_mean_open(const FiniteSources&);        // connections

}  // namespace portsim
