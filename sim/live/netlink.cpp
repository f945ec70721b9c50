#include "sim/live/netlink.hpp"

#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <system_error>
#include <vector>

#include <arpa/inet.h>
#include <fmt/format.h>
#include <linux/if_link.h>
#include <linux/rtnetlink.h>
#include <linux/veth.h>
#include <net/if.h>
#include <sys/socket.h>

namespace portsim {

namespace {

unsigned index_of(const std::string& device) {
  return if_nametoindex(device.c_str());
}

std::uint32_t on_wire(Ipv4Address address) {
  return htonl(address.bits());
}

}  // namespace

// A message, written from its beginning to its end, with attributes that may hold others (RFC 3549,
// section 2.2).
class NetlinkRequest {
 public:
  NetlinkRequest(std::uint16_t type, int flags) {
    nlmsghdr header{};
    header.nlmsg_type = type;
    header.nlmsg_flags = static_cast<std::uint16_t>(NLM_F_REQUEST | NLM_F_ACK | flags);
    append(header);
  }

  template <class Part>
  void append(const Part& part) {
    append(&part, sizeof part);
  }

  void append(std::uint16_t type, std::string_view value) {
    const std::size_t at = begin(type);
    append(value.data(), value.size());
    end(at);
  }
  template <class Value>
  void append(std::uint16_t type, const Value& value) {
    append(type, std::string_view{reinterpret_cast<const char*>(&value), sizeof value});
  }

  std::size_t begin(std::uint16_t type) {
    const std::size_t at = bytes_.size();
    append(rtattr{0, type});
    return at;
  }
  void end(std::size_t at) {  // the length goes before the padding
    const auto length = static_cast<std::uint16_t>(length_ - at);
    std::memcpy(bytes_.data() + at, &length, sizeof length);
  }

  // Waits for the kernel's answer.
  Done send(const Netlink& netlink, std::string_view what) {
    const auto length = static_cast<std::uint32_t>(bytes_.size());
    std::memcpy(bytes_.data(), &length, sizeof length);
    const int socket = netlink.socket_.number();
    std::array<char, 4096> answer;
    if (::send(socket, bytes_.data(), bytes_.size(), 0) < 0) return failed(what, errno);
    if (recv(socket, answer.data(), answer.size(), 0) < static_cast<ssize_t>(NLMSG_LENGTH(sizeof(int))))
      return failed(what, errno);
    int error = 0;  // of an nlmsgerr
    std::memcpy(&error, answer.data() + NLMSG_LENGTH(0), sizeof error);
    return error == 0 ? Done{} : failed(what, -error);
  }

 private:
  static Done failed(std::string_view what, int error) {
    return tl::unexpected{fmt::format("{}: {}", what, std::generic_category().message(error))};
  }

  void append(const void* from, std::size_t size) {
    const auto* first = static_cast<const char*>(from);
    bytes_.insert(bytes_.end(), first, first + size);
    length_ = bytes_.size();
    bytes_.resize(NLMSG_ALIGN(length_));
  }

  std::vector<char> bytes_;
  std::size_t length_ = 0;  // without the padding of the last part
};

Netlink::Netlink() : socket_{socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE)} {}

Done Netlink::add_pair(const DevicePair& names, const FileDescriptor& other_namespace) {
  NetlinkRequest request{RTM_NEWLINK, NLM_F_CREATE | NLM_F_EXCL};
  request.append(ifinfomsg{});
  request.append(IFLA_IFNAME, std::string_view{names.here});
  const std::size_t link = request.begin(IFLA_LINKINFO);
  request.append(IFLA_INFO_KIND, std::string_view{"veth"});
  const std::size_t details = request.begin(IFLA_INFO_DATA);
  const std::size_t peer = request.begin(VETH_INFO_PEER);
  request.append(ifinfomsg{});
  request.append(IFLA_IFNAME, std::string_view{names.there});
  request.append(IFLA_NET_NS_FD, other_namespace.number());
  request.end(peer);
  request.end(details);
  request.end(link);
  return request.send(*this, "a pair of veth devices cannot be made");
}

Done Netlink::set_up(const std::string& device) {
  ifinfomsg message{};
  message.ifi_index = static_cast<int>(index_of(device));
  message.ifi_flags = IFF_UP;
  message.ifi_change = IFF_UP;
  NetlinkRequest request{RTM_NEWLINK, 0};
  request.append(message);
  return request.send(*this, fmt::format("device {} cannot be set up", device));
}

Done Netlink::add_address(const std::string& device, Ipv4Address address) {
  ifaddrmsg message{};
  message.ifa_family = AF_INET;
  message.ifa_prefixlen = 32;
  message.ifa_index = index_of(device);
  NetlinkRequest request{RTM_NEWADDR, NLM_F_CREATE};
  request.append(message);
  request.append(IFA_LOCAL, on_wire(address));
  request.append(IFA_ADDRESS, on_wire(address));
  return request.send(*this, fmt::format("address {} cannot be added", to_text(address)));
}

Done Netlink::add_default_route(const std::string& device) {
  rtmsg message{};
  message.rtm_family = AF_INET;
  message.rtm_table = RT_TABLE_MAIN;
  message.rtm_protocol = RTPROT_BOOT;
  message.rtm_scope = RT_SCOPE_LINK;
  message.rtm_type = RTN_UNICAST;
  NetlinkRequest request{RTM_NEWROUTE, NLM_F_CREATE};
  request.append(message);
  request.append(RTA_OIF, index_of(device));
  return request.send(*this, fmt::format("device {} cannot be routed to", device));
}

}  // namespace portsim
