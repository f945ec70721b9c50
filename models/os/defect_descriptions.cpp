// What each defect does, whatever the level.
#include <cassert>

#include "models/os/bsd_sources.hpp"
#include "models/os/defects.hpp"
#include "models/os/linux_sources.hpp"
#include "models/os/sources.hpp"

namespace portsim {
namespace {

constexpr DefectDescription descriptions[] = {
    // in the order of Defect
    {Defect::closing_port, "closing_port",
     "a port that is still closing is handed out though others are free",
     "connect() fails with 10048, and the System log has event 4227", true, documented(kb2916780)},
    {Defect::port_scalability, "port_scalability",
     "SO_PORT_SCALABILITY does not multiply the pool: the local addresses share one",
     "ports run out at the size of the range, however many addresses the host has", true,
     documented(kb2826167)},
    {Defect::time_wait_497_days, "time_wait_497_days",
     "no TIME_WAIT ends any more once the host has been up for 497 days",
     "ports run out slowly and stay so until the host is restarted", true, documented(kb2553549)},
    {Defect::no_excluded_ranges, "no_excluded_ranges", "netsh cannot exclude ports from the dynamic range",
     "a service finds its port taken by a client that got it from the range", true, documented(kb3039044)},
    {Defect::max_free_tw_tcbs, "max_free_tw_tcbs", "MaxFreeTWTcbs is ignored",
     "TIME_WAIT uses up the ports although the setting caps it: 10048, Netlogon event 5774", true,
     documented(kb828333)},
    {Defect::time_wait_early, "time_wait_early",
     "TIME_WAIT may end before 2 MSL when connections above MaxFreeTcbs are recycled",
     "a four-tuple is used again while segments of the old connection are still on their way", false,
     documented(kb151418)},
    {Defect::time_wait_late, "time_wait_late", "TIME_WAIT may last longer than 2 MSL under stress",
     "ports come back later than after four minutes", false, documented(kb169274)},
    {Defect::exhaustion_hang, "exhaustion_hang", "the host does not withstand the exhaustion of its ports",
     "the host may crash, freeze, or lose its domain or its network", false, documented(kb3149157)},
    {Defect::kernel_socket_leak, "kernel_socket_leak", "sockets of the kernel leak on multiprocessor hosts",
     "ports and handles are lost slowly", false, documented(kb2577795)},
    {Defect::excluded_port_10013, "excluded_port_10013",
     "a flag of an excluded port is wrong at the second bind() with SO_REUSEADDR",
     "the second bind() to an excluded port fails with 10013", false, documented(kb3039044)},
    {Defect::july_2018_updates, "july_2018_updates",
     "the updates of 10 July 2018 brought a race between the port pool and queries of the connection table",
     "a listener cannot restart (10048), a closed socket keeps its port (AFD event 16002), stop error 0xD1",
     false, documented(july_2018_updates_sql)},
    {Defect::handle_leak_tf_reuse, "handle_leak_tf_reuse",
     "handles leak when sockets are used again (TF_REUSE_SOCKET)", "handles are lost slowly", false,
     reported(kb977332)},
    {Defect::time_wait_49_days, "time_wait_49_days",
     "no TIME_WAIT ends any more once the host has been up for 49.7 days: its TCP clock of 32 bits stops",
     "every connection that the host closes costs a port until the host is restarted; ping still works", true,
     read_in(xnu_tcp_clock)},
    {Defect::wsl_1_port_leak, "wsl_1_port_leak",
     "under WSL 1 a non-blocking connect() that is closed before it completes keeps its port",
     "event 4231, later 4227, then no more events while connects fail, outside WSL too", false,
     reported(wsl_issue_2913)},
    {Defect::fin_wait_2_reused, "fin_wait_2_reused",
     "with tcp_tw_reuse, connect() takes a four-tuple that is in FIN_WAIT_2 as if it were in TIME_WAIT",
     "a connection that the other side has not closed yet is reset", false, read_in(fin_wait_2_repair)},
    {Defect::time_wait_not_bound, "time_wait_not_bound",
     "on Linux 6.1.0 to 6.1.4 TIME_WAIT does not keep bind() from its address and port",
     "bind() succeeds where it ought to fail with EADDRINUSE", false, read_in(time_wait_in_bhash2)},
};

}  // namespace

std::span<const DefectDescription> defect_descriptions() {
  return descriptions;
}

const DefectDescription& description_of(Defect defect) {
  const DefectDescription& description = descriptions[static_cast<std::size_t>(defect)];
  assert(description.defect == defect);
  return description;
}

}  // namespace portsim
