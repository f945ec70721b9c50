#include "sim/live/live_connections.hpp"

#include "sim/live/sockets.hpp"

namespace portsim {

namespace {

// One end goes first; the other learns of it, and follows.
void close_in_turn(FileDescriptor& first, FileDescriptor& second) {
  first.close();
  await_end(second);
  second.close();
}

}  // namespace

bool LiveConnections::close(LiveConnectionIndex index) {
  LiveConnection& connection = connections_[index];
  if (!connection.client) return false;  // it is closed
  if (!connection.server) {
    connection.client.close();
    return false;
  }
  switch (connection.closer) {
    case Closer::client:
      if (connection.server_closes_after > Duration::zero()) {
        connection.client.close();
        return true;
      }
      close_in_turn(connection.client, connection.server);
      break;
    case Closer::abort:
      abort_at_close(connection.client);
      close_in_turn(connection.client, connection.server);
      break;
    case Closer::server:
      close_in_turn(connection.server, connection.client);
      break;
    case Closer::server_abort:
      abort_at_close(connection.server);
      close_in_turn(connection.server, connection.client);
      break;
  }
  return false;
}

}  // namespace portsim
