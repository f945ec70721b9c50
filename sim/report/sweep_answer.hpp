// What a sweep comes to, before its figures: how many points hold, where failures begin, which points are
// best and worst, and what today's values do.
#pragma once

#include "sim/report/page.hpp"
#include "sim/report/sweep_report.hpp"

namespace portsim {

Section sweep_answer(const SweepReport&);

// The finished point with the scenario's own values. nullptr: it is none of the sweep's.
const SweptPoint* point_of_today(const SweepReport&);

// Whether a value of an axis is what the scenario writes: the same number, or the same text.
bool is_same_value(const std::string& value, const std::string& written);

}  // namespace portsim
