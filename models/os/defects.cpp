// Which level has which defect, and what cures it there. Where several patches cure a defect of a level, the
// first row names the one that was made for it.
#include "models/os/defects.hpp"

#include <array>

#include "models/os/bsd_sources.hpp"
#include "models/os/linux_sources.hpp"
#include "models/os/sources.hpp"

namespace portsim {
namespace {

using namespace std::string_view_literals;

constexpr std::array nt_4_0{"windows-nt-4.0"sv};
constexpr std::array with_reserved_ports{"windows-2000"sv, "windows-xp-sp1"sv, "windows-xp-sp2"sv,
                                         "windows-server-2003-rtm"sv, "windows-server-2003-sp1"sv};
constexpr std::array server_2003_rtm{"windows-server-2003-rtm"sv};
constexpr std::array server_2003_sp1{"windows-server-2003-sp1"sv};
constexpr std::array vista{"windows-vista-rtm"sv, "windows-vista-sp1"sv, "windows-vista-sp2"sv};
constexpr std::array server_2008{"windows-server-2008-rtm"sv, "windows-server-2008-sp2"sv};
constexpr std::array server_2008_rtm{"windows-server-2008-rtm"sv};
constexpr std::array server_2008_sp2{"windows-server-2008-sp2"sv};
constexpr std::array vista_and_server_2008{vista[0], vista[1], vista[2], server_2008[0], server_2008[1]};
constexpr std::array windows_7_rtm{"windows-7-rtm"sv};
constexpr std::array server_2008_r2_rtm{"windows-server-2008-r2-rtm"sv};
constexpr std::array sp1_of_7_and_2008_r2{"windows-7-sp1"sv, "windows-server-2008-r2-sp1"sv};
constexpr std::array windows_7_and_2008_r2{"windows-7-rtm"sv, "windows-7-sp1"sv,
                                           "windows-server-2008-r2-rtm"sv, "windows-server-2008-r2-sp1"sv};
constexpr std::array windows_8_and_2012{"windows-8"sv, "windows-server-2012"sv};
constexpr std::array windows_8_1_and_2012_r2{"windows-8.1"sv, "windows-server-2012-r2"sv};
constexpr std::array windows_8_to_2012_r2{"windows-8"sv, "windows-server-2012"sv, "windows-8.1"sv,
                                          "windows-server-2012-r2"sv};
constexpr std::array since_windows_10{"windows-10"sv, "windows-server-2016"sv, "windows-server-2019"sv,
                                      "windows-server-2022"sv, "windows-11"sv};
constexpr std::array windows_10{"windows-10"sv};
constexpr std::array since_windows_8{
    "windows-8"sv,  "windows-server-2012"sv, "windows-8.1"sv,         "windows-server-2012-r2"sv,
    "windows-10"sv, "windows-server-2016"sv, "windows-server-2019"sv, "windows-server-2022"sv,
    "windows-11"sv};
constexpr std::array servers_2008_r2_to_2012_r2{"windows-server-2008-r2-rtm"sv,
                                                "windows-server-2008-r2-sp1"sv, "windows-server-2012"sv,
                                                "windows-server-2012-r2"sv};

constexpr std::array macos_26_0{"macos-26.0"sv};
constexpr std::array other_macos{"macos"sv};

constexpr std::array linux_before_6_12{"linux-4.1"sv,  "linux-4.2"sv,  "linux-4.6"sv, "linux-4.8"sv,
                                       "linux-4.18"sv, "linux-4.19"sv, "linux-5.7"sv, "linux-5.12"sv,
                                       "linux-5.18"sv, "linux-6.3"sv,  "linux-6.8"sv};
constexpr std::array linux_since_6_14{"linux-6.14"sv, "linux-6.18"sv, "linux-7.1"sv};
constexpr std::array linux_5_18{"linux-5.18"sv};

constexpr std::string_view from_vista =
    "upgrade to windows-7-sp1 and install KB2826167, or upgrade to windows-8 or later";
constexpr std::string_view from_server_2008_rtm = "upgrade to windows-server-2008-sp2 and install KB2901197";
constexpr std::string_view from_7_rtm = "upgrade to windows-7-sp1 and install KB2826167";
constexpr std::string_view from_2008_r2_rtm = "upgrade to windows-server-2008-r2-sp1 and install KB2826167";
constexpr std::string_view reserve_by_application =
    "let an application reserve the ports (CreatePersistentTcpPortReservation), or count them as occupied";
constexpr std::string_view from_nt_4_0 =
    "count the ports as occupied, or upgrade to windows-2000, which has ReservedPorts";
constexpr std::string_view outside_the_range =
    "use a port outside the dynamic range, or reserve it by CreatePersistentTcpPortReservation";

constexpr Source scalability_before_sp1 =
    inferred("KB2826167 repairs Service Pack 1; the release before it has the older code");
constexpr Source later_tcpip_sys =
    inferred("any later tcpip.sys has the repair of KB2553549, and this patch is about tcpip.sys");

using Levels = std::span<const std::string_view>;

constexpr DefectRow cured(Defect defect, Levels levels, std::string_view patch, const Source& source) {
  return {defect, levels, Repair::patch, patch, {}, source};
}
constexpr DefectRow incurable(Defect defect, Levels levels, std::string_view way_out, const Source& source) {
  return {defect, levels, Repair::none, {}, way_out, source};
}
constexpr DefectRow repaired(Defect defect, Levels levels, const Source& source) {
  return {defect, levels, Repair::before_release, {}, {}, source};
}

constexpr DefectRow rows[] = {
    incurable(Defect::closing_port, vista, from_vista, documented(kb2916780)),
    incurable(Defect::closing_port, server_2008_rtm, from_server_2008_rtm, documented(kb2916780)),
    cured(Defect::closing_port, server_2008_sp2, "KB2901197", documented(kb2901197)),
    incurable(Defect::closing_port, windows_7_rtm, from_7_rtm, documented(kb2916780)),
    incurable(Defect::closing_port, server_2008_r2_rtm, from_2008_r2_rtm, documented(kb2916780)),
    cured(Defect::closing_port, sp1_of_7_and_2008_r2, "KB2826167", documented(kb2826167)),
    repaired(Defect::closing_port, windows_8_to_2012_r2, documented(kb2916780)),
    repaired(Defect::closing_port, since_windows_10,
             inferred("KB2916780 is older; Windows 8.1 has the repair")),

    incurable(Defect::port_scalability, windows_7_rtm, from_7_rtm, scalability_before_sp1),
    incurable(Defect::port_scalability, server_2008_r2_rtm, from_2008_r2_rtm, scalability_before_sp1),
    cured(Defect::port_scalability, sp1_of_7_and_2008_r2, "KB2826167", documented(kb2826167)),

    // The text names the systems, not their service packs.
    cured(Defect::time_wait_497_days, vista_and_server_2008, "KB2553549", documented(kb2553549)),
    cured(Defect::time_wait_497_days, windows_7_and_2008_r2, "KB2553549", documented(kb2553549)),
    cured(Defect::time_wait_497_days, server_2008_sp2, "KB2901197", later_tcpip_sys),
    cured(Defect::time_wait_497_days, sp1_of_7_and_2008_r2, "KB2826167", later_tcpip_sys),

    incurable(Defect::no_excluded_ranges, nt_4_0, from_nt_4_0,
              inferred("KB812873 has ReservedPorts for Windows 2000, XP and Server 2003")),
    repaired(Defect::no_excluded_ranges, with_reserved_ports, documented(kb812873)),
    incurable(Defect::no_excluded_ranges, vista, reserve_by_application,
              inferred("KB3039044 has no such command on Server 2008, which is of the same generation")),
    incurable(Defect::no_excluded_ranges, server_2008, reserve_by_application, documented(kb3039044)),
    cured(Defect::no_excluded_ranges, windows_7_and_2008_r2, "KB2665809", documented(kb3039044)),
    repaired(Defect::no_excluded_ranges, since_windows_8, documented(kb3039044)),

    cured(Defect::max_free_tw_tcbs, server_2003_rtm, "KB828333", documented(kb828333)),
    repaired(Defect::max_free_tw_tcbs, server_2003_sp1,
             inferred("KB828333 is a hotfix to the release, and a service pack has the hotfixes before it")),

    cured(Defect::time_wait_early, nt_4_0, "SP4", documented(kb194429)),
    cured(Defect::time_wait_late, nt_4_0, "SP4", documented(kb169274)),

    cured(Defect::exhaustion_hang, windows_8_and_2012, "KB3014399", documented(kb3149157)),
    cured(Defect::exhaustion_hang, windows_8_1_and_2012_r2, "KB3149157", documented(kb3149157)),

    cured(Defect::kernel_socket_leak, windows_7_and_2008_r2, "KB2577795", documented(kb2577795)),

    incurable(Defect::excluded_port_10013, servers_2008_r2_to_2012_r2, outside_the_range,
              documented(kb3039044)),

    // The numbers of the repairs are commonly given; the texts that document the defect do not have them.
    cured(Defect::july_2018_updates, sp1_of_7_and_2008_r2, "KB4345459", reported(july_2018_updates_sql)),
    cured(Defect::july_2018_updates, windows_8_1_and_2012_r2, "KB4345424", reported(july_2018_updates_sql)),

    cured(Defect::handle_leak_tf_reuse, vista_and_server_2008, "KB977332", reported(kb977332)),

    incurable(Defect::time_wait_49_days, macos_26_0, "restart the host, or upgrade to macOS 26.4",
              read_in(xnu_tcp_clock)),
    repaired(Defect::time_wait_49_days, other_macos, read_in(xnu_tcp_clock)),

    incurable(Defect::wsl_1_port_leak, windows_10,
              "restart the service LxssManager or the host; later builds have the repair",
              reported(wsl_issue_2913)),

    incurable(Defect::fin_wait_2_reused, linux_before_6_12,
              "upgrade to Linux 6.12, or to a stable kernel with its repair", read_in(fin_wait_2_repair)),
    repaired(Defect::fin_wait_2_reused, linux_since_6_14, read_in(fin_wait_2_repair)),

    incurable(Defect::time_wait_not_bound, linux_5_18,
              "upgrade Linux 6.1.0 to 6.1.4 to 6.1.5; the other kernels of this level do not have it",
              read_in(time_wait_in_bhash2)),
};

}  // namespace

std::span<const DefectRow> defect_rows() {
  return rows;
}

}  // namespace portsim
