// The tables of a sweep's store, read and written: sweep_store.hpp says what they hold.
#pragma once

#include <string_view>
#include <vector>

#include "sim/cli/database.hpp"
#include "sim/cli/sweep_store.hpp"

namespace portsim {

// "PsSw" in the file's header, and the number of this form of the tables.
inline constexpr std::int64_t store_application = 0x50735377;
inline constexpr std::int64_t store_format = 1;

DatabaseResult<void> create_tables(Database&, const SweepIdentity&, Shard);

// Nothing: a value is missing or of another type.
DatabaseResult<std::optional<SweepIdentity>> read_identity(Database&);
DatabaseResult<std::optional<std::string>> read_meta(Database&, std::string_view key);

DatabaseResult<void> write_points(Database&, const Grid&, const std::vector<SweptPoint>&);
DatabaseResult<std::vector<SweptPoint>> read_points(Database&);

}  // namespace portsim
