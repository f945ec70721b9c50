#include "sim/host/mailbox_cache_client.hpp"

#include <vector>

#include <catch2/catch.hpp>

#include "sim/host/connection.hpp"

using namespace portsim;

namespace {

// Stands in for a host: it notes what it is asked, and refuses when told to.
class NotingHost {
 public:
  struct Asked {
    SimTime opened;
    Duration open_for;
    bool operator==(const Asked&) const = default;
  };
  struct Counts {
    int hits = 0;
    int refused = 0;
    void requested(const CachedRequest& request) { request.is_refused ? ++refused : ++hits; }
  };

  explicit NotingHost(Duration round_trip) : round_trip_{round_trip} {}
  std::uint32_t workload() const { return 0; }
  Counts& observer() { return counts_; }
  static ClientRequest request(Duration length, std::uint32_t user) {
    return {.length = length, .user = user};
  }
  ConnectResult connect(SimTime now, Duration hold, const ClientRequest&) {
    if (fails) return {};
    connects.push_back({now, hold});
    return {{static_cast<PortOffset>(connects.size() - 1), 0, Closer::client, now + round_trip_}, false};
  }
  void keep_for(const Connection& connection, Duration hold) {
    CHECK(connects.at(connection.port).opened + round_trip_ == connection.established);
    CHECK(hold > connects.at(connection.port).open_for);
    connects.at(connection.port).open_for = hold;
  }

  bool fails = false;
  std::vector<Asked> connects;  // with how long each is open in the end

 private:
  Duration round_trip_;
  Counts counts_;
};

struct Mailbox {
  Duration ttl = 10s;
  CacheExpiry expires = CacheExpiry::since_use;
  Duration request_time = 0s;
  std::optional<std::int64_t> connection_limit = std::nullopt;
  std::int64_t users = 1;
};

RunningMailboxCacheClient client_of(const Mailbox& given) {
  const auto stream = [](StreamPurpose purpose) { return RandomStream{{1, 0, purpose, "mail"}}; };
  return {{given.users, {1, 1min}, given.ttl, given.expires, given.connection_limit},
          ConstantHold{given.request_time},
          SimTime{},
          stream(StreamPurpose::arrivals),
          stream(StreamPurpose::holds),
          stream(StreamPurpose::users)};
}

SimTime at(Duration since_start) {
  return SimTime{since_start};
}

void request_at(RunningMailboxCacheClient& client, NotingHost& host, std::vector<Duration> times) {
  for (const Duration time : times) client.act(at(time), host);
}

using Connects = std::vector<NotingHost::Asked>;

}  // namespace

TEST_CASE("Counted since use, each request puts the end of the connection off", "[host][mailbox]") {
  auto client = client_of({.ttl = 10s, .expires = CacheExpiry::since_use});
  NotingHost host{0s};
  request_at(client, host, {0s, 9s, 18s});
  CHECK(host.connects == Connects{{at(0s), 28s}});
  CHECK(host.observer().hits == 2);
}

TEST_CASE("Counted since the open, requests do not put it off", "[host][mailbox]") {
  auto client = client_of({.ttl = 10s, .expires = CacheExpiry::since_open});
  NotingHost host{0s};
  request_at(client, host, {0s, 9s, 18s});
  CHECK(host.connects == Connects{{at(0s), 10s}, {at(18s), 10s}});
}

TEST_CASE("A request at the very instant of the expiry comes too late: the close is first",
          "[host][mailbox]") {
  const auto expires = GENERATE(CacheExpiry::since_use, CacheExpiry::since_open);
  auto client = client_of({.ttl = 10s, .expires = expires});
  NotingHost host{0s};
  request_at(client, host, {0s, 10s});
  CHECK(host.connects.size() == 2);
}

TEST_CASE("The time to live since use runs from the end of the last request", "[host][mailbox]") {
  auto client = client_of({.ttl = 10s, .request_time = 3s});
  NotingHost host{1s};
  request_at(client, host, {0s});
  CHECK(host.connects == Connects{{at(0s), 3s + 10s}});  // from established at 1 s until 14 s
  request_at(client, host, {12s});
  CHECK(host.connects == Connects{{at(0s), 12s + 3s + 10s - 1s}});
}

TEST_CASE("A connection that expires under a request stays open until the request ends", "[host][mailbox]") {
  auto client = client_of({.ttl = 10s, .expires = CacheExpiry::since_open, .request_time = 4s});
  NotingHost host{0s};
  request_at(client, host, {0s, 8s});
  CHECK(host.connects == Connects{{at(0s), 12s}});
  request_at(client, host, {11s});  // expired: this request has a connection of its own
  CHECK(host.connects == Connects{{at(0s), 12s}, {at(11s), 10s}});
}

TEST_CASE("After a failed connect the user's next request tries again", "[host][mailbox]") {
  auto client = client_of({});
  NotingHost host{0s};
  host.fails = true;
  request_at(client, host, {0s});
  host.fails = false;
  request_at(client, host, {1s});
  CHECK(host.connects == Connects{{at(1s), 10s}});
}

TEST_CASE("The connection limit refuses what would exceed it, and admits at the instant of a close",
          "[host][mailbox]") {
  auto client = client_of({.ttl = 10s, .connection_limit = 1, .users = 1000});
  NotingHost host{0s};
  // With a thousand users two draws are the same user once in a thousand: this stream's first ones differ.
  request_at(client, host, {0s, 5s});
  CHECK(host.connects.size() == 1);
  CHECK(host.observer().refused == 1);
  request_at(client, host, {10s});
  CHECK(host.connects.size() == 2);
}

TEST_CASE("A limit of a connection for each user refuses nothing, and one less does", "[host][mailbox]") {
  std::vector<Duration> times;
  for (int second = 0; second < 100; ++second) times.push_back(second * 1s);
  const auto requests_with = [&](std::optional<std::int64_t> limit) {
    auto client = client_of({.ttl = 30s, .connection_limit = limit, .users = 5});
    NotingHost host{0s};
    request_at(client, host, times);
    return std::pair{host.connects, host.observer().refused};
  };
  CHECK(requests_with(5) == requests_with(std::nullopt));
  CHECK(requests_with(5).second == 0);
  CHECK(requests_with(4).second > 0);
}

TEST_CASE("Connections that were open before the limit was lowered count against it", "[host][mailbox]") {
  const Mailbox before{.ttl = 10s, .connection_limit = 1000, .users = 1000};
  auto client = client_of(before);
  NotingHost host{0s};
  request_at(client, host, {0s, 1s});
  client.change({before.users, {1, 1min}, before.ttl, before.expires, 2}, ConstantHold{0s}, at(2s));
  request_at(client, host, {2s});
  CHECK(host.observer().refused == 1);
  request_at(client, host, {10s});
  CHECK(host.connects.size() == 3);
}

TEST_CASE("A connection in use counts against the limit until it really closes", "[host][mailbox]") {
  auto client =
      client_of({.ttl = 10s, .expires = CacheExpiry::since_open, .request_time = 4s, .connection_limit = 1});
  NotingHost host{0s};
  request_at(client, host, {0s, 8s, 11s});  // expired at 10 s, open until 12 s
  CHECK(host.observer().refused == 1);
  request_at(client, host, {12s});
  CHECK(host.connects.size() == 2);
}

TEST_CASE("A connection that was replaced while its request ran counts until that has ended",
          "[host][mailbox]") {
  auto client =
      client_of({.ttl = 1s, .expires = CacheExpiry::since_open, .request_time = 10s, .connection_limit = 2});
  NotingHost host{0s};
  request_at(client, host, {0s, 2s, 4s});  // open until 10 s and 12 s: the third is one too many
  CHECK(host.connects.size() == 2);
  CHECK(host.observer().refused == 1);
  request_at(client, host, {10s});
  CHECK(host.connects.size() == 3);
}
