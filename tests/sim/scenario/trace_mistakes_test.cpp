// Messages for traces. The whole text of each is pinned.
#include "tests/sim/scenario/client_texts.hpp"

namespace portsim {
namespace {

TEST_CASE("A trace begins with a header of known columns", "[scenario][client]") {
  CHECK(
      trace_mistake("") ==
      R"(arrivals.csv: workloads.calls.client.file: it is empty; expected a header row such as "at,service,holds" [wrong-value]
)");
  CHECK(
      trace_mistake("\n\n") ==
      R"(arrivals.csv: workloads.calls.client.file: it is empty; expected a header row such as "at,service,holds" [wrong-value]
)");
  CHECK(
      trace_mistake("1.5\n2.5\n") ==
      R"(arrivals.csv:1:1: workloads.calls.client.file: unknown column 1.5; expected at, service, holds, closes or from [unknown-key]
  1 | 1.5
    | ^
)");
  CHECK(
      trace_mistake("time,service\n1,web\n") ==
      R"(arrivals.csv:1:1: workloads.calls.client.file: unknown column "time"; expected at, service, holds, closes or from [unknown-key]
  1 | time,service
    | ^
)");
  CHECK(
      trace_mistake("at,srevice,at\n1,web,2\n") ==
      R"(arrivals.csv:1:4: workloads.calls.client.file: unknown column "srevice"; did you mean "service"? [unknown-key]
  1 | at,srevice,at
    |    ^
arrivals.csv:1:12: workloads.calls.client.file: column at stands twice [duplicate-key]
  1 | at,srevice,at
    |            ^
)");
  CHECK(
      trace_mistake("service,holds\nweb,1\n") ==
      R"(arrivals.csv:1:1: workloads.calls.client.file: no column at; expected a header row such as "at,service,holds" [missing-key]
  1 | service,holds
    | ^
)");
}

TEST_CASE("A trace without rows is refused", "[scenario][client]") {
  CHECK(
      trace_mistake("at\n") ==
      R"(arrivals.csv:1:1: workloads.calls.client.file: it has no rows, so that nothing would connect [wrong-value]
  1 | at
    | ^
)");
}

TEST_CASE("Times are seconds in the order of time, exact to the nanosecond", "[scenario][client]") {
  CHECK(
      trace_mistake("at\n1\n2s\n") ==
      R"(arrivals.csv:3:1: workloads.calls.client.file: expected seconds such as 12.5, found "2s" [wrong-value]
  3 | 2s
    | ^
)");
  CHECK(
      trace_mistake("at,holds\n1,1e-3\n-2,.5\n,1\n") ==
      R"(arrivals.csv:2:3: workloads.calls.client.file: expected seconds such as 12.5, found "1e-3" [wrong-value]
  2 | 1,1e-3
    |   ^
arrivals.csv:3:1: workloads.calls.client.file: expected seconds such as 12.5, found -2; it cannot be negative [out-of-range]
  3 | -2,.5
    | ^
arrivals.csv:3:4: workloads.calls.client.file: expected seconds such as 12.5, found .5 [wrong-value]
  3 | -2,.5
    |    ^
arrivals.csv:4:1: workloads.calls.client.file: expected seconds such as 12.5, found nothing [wrong-value]
  4 | ,1
    | ^
)");
  CHECK(
      trace_mistake("at\n1.0000000001\n") ==
      R"(arrivals.csv:2:1: workloads.calls.client.file: expected seconds such as 12.5, found 1.0000000001; finer than a nanosecond [out-of-range]
  2 | 1.0000000001
    | ^
)");
  CHECK(
      trace_mistake("at\n315532801\n") ==
      R"(arrivals.csv:2:1: workloads.calls.client.file: expected seconds such as 12.5, found 315532801; more than ten years [out-of-range]
  2 | 315532801
    | ^
)");
  CHECK(
      trace_mistake("at\n13\n12.5\n") ==
      R"(arrivals.csv:3:1: workloads.calls.client.file: earlier than the row before; rows are in the order of time [wrong-order]
  3 | 12.5
    | ^
)");
}

TEST_CASE("Cells name what the workload has", "[scenario][client]") {
  CHECK(
      trace_mistake("at,service,closes\n1,wbe,client\n2,web,sever\n") ==
      R"(arrivals.csv:2:3: workloads.calls.client.file: the workload does not connect to "wbe"; expected web [unknown-name]
  2 | 1,wbe,client
    |   ^
arrivals.csv:3:7: workloads.calls.client.file: expected client, server, abort or server-abort, found "sever" [wrong-value]
  3 | 2,web,sever
    |       ^
)");
  CHECK(trace_mistake("at,from\n1,10.0.0.9\n2,here\n", "    from: all\n") ==
        R"(arrivals.csv:2:3: workloads.calls.client.file: 10.0.0.9 is no address of client [unknown-name]
  2 | 1,10.0.0.9
    |   ^
arrivals.csv:3:3: workloads.calls.client.file: expected an IPv4 address of client, found "here" [unknown-name]
  3 | 2,here
    |   ^
)");
  CHECK(
      trace_mistake("at,from\n1,10.0.0.1\n") ==
      R"(arrivals.csv:2:3: workloads.calls.client.file: the workload does not connect from 10.0.0.1; give it from: all, or a list with it [unknown-name]
  2 | 1,10.0.0.1
    |   ^
)");
}

TEST_CASE("A row has as many cells as the header", "[scenario][client]") {
  CHECK(trace_mistake("at,service\n1\n2,web,3\n") ==
        R"(arrivals.csv:2:1: workloads.calls.client.file: one cell where the header has 2 [wrong-value]
  2 | 1
    | ^
arrivals.csv:3:1: workloads.calls.client.file: 3 cells where the header has 2 [wrong-value]
  3 | 2,web,3
    | ^
)");
}

TEST_CASE("The file of a trace is named, read and near the scenario", "[scenario][client]") {
  CHECK(
      trace_mistake_without_file("{model: trace}") ==
      R"(web.yaml:14:5: workloads.calls.client.file: missing; expected the name of a file such as arrivals.csv [missing-key]
  14 |     client: {model: trace}
     |     ^
)");
  CHECK(
      trace_mistake_without_file("{model: trace, file: \"\"}") ==
      R"(web.yaml:14:34: workloads.calls.client.file: expected the name of a file such as arrivals.csv, found "" [wrong-type]
  14 |     client: {model: trace, file: ""}
     |                                  ^
)");
  CHECK(
      trace_mistake_without_file("{model: trace, file: [a.csv]}") ==
      R"(web.yaml:14:34: workloads.calls.client.file: expected the name of a file such as arrivals.csv, found a list [wrong-type]
  14 |     client: {model: trace, file: [a.csv]}
     |                                  ^
)");
  CHECK(
      trace_mistake_without_file("{model: trace, file: ../elsewhere/arrivals.csv}") ==
      R"(web.yaml:14:34: workloads.calls.client.file: it leads out of the folder of the scenario; such a file needs an absolute path [wrong-value]
  14 |     client: {model: trace, file: ../elsewhere/arrivals.csv}
     |                                  ^
)");
  CHECK(
      trace_mistake_without_file("{model: trace, file: arrivals.csv}") ==
      R"(web.yaml:14:34: workloads.calls.client.file: cannot read "arrivals.csv": No such file or directory [bad-file]
  14 |     client: {model: trace, file: arrivals.csv}
     |                                  ^
)");
}

}  // namespace
}  // namespace portsim
