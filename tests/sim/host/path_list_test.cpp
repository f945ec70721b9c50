#include "sim/host/path_list.hpp"

#include <vector>

#include <catch2/catch.hpp>
#include <rapidcheck.h>

using namespace portsim;

namespace {

Path path_to(PoolIndex pool, DestinationIndex destination, Duration round_trip = Duration::zero()) {
  Path path;
  path.pool = pool;
  path.destination = destination;
  path.round_trip = round_trip;
  return path;
}

}  // namespace

TEST_CASE("A list of paths gives back each of them, in order, whatever they are", "[host]") {
  CHECK(rc::check([] {
    PathList list;
    std::vector<Path> paths;
    const int parts = *rc::gen::inRange(0, 6);
    for (int part = 0; part < parts; ++part) {
      Path path =
          path_to(*rc::gen::inRange(0U, 3U), *rc::gen::inRange(0U, 3U), Duration{*rc::gen::inRange(0, 3)});
      const Path step = path_to(*rc::gen::inRange(0U, 3U) - 1, *rc::gen::inRange(0U, 3U) - 1);
      const int count = *rc::gen::inRange(1, 6);
      for (int n = 0; n < count; ++n) {
        paths.push_back(path);
        list.push_back(path);
        path.pool += step.pool;
        path.destination += step.destination;
        path.selector += step.destination;
        path.destination_of_host += step.pool;
      }
    }
    RC_ASSERT(list.size() == paths.size());
    for (std::uint32_t n = 0; n < paths.size(); ++n) RC_ASSERT(list[n] == paths[n]);
    std::size_t visited = 0;
    for (const Path& path : list) RC_ASSERT(path == paths[visited++]);
    RC_ASSERT(visited == paths.size());
  }));
}

TEST_CASE("Paths that differ only in their indices, by equal steps, are kept as one", "[host]") {
  PathList list;
  for (DestinationIndex n = 0; n < 100'000; ++n) list.push_back(path_to(0, n));
  CHECK(list.runs() == 1);
  for (DestinationIndex n = 0; n < 100'000; ++n) list.push_back(path_to(7 + n, 0, Duration{1}));
  CHECK(list.runs() == 2);
  CHECK(list[99'999] == path_to(0, 99'999));
  CHECK(list[100'000] == path_to(7, 0, Duration{1}));
}
