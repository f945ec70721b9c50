#include "sim/scenario/problem_kind.hpp"

namespace portsim {
namespace {

using Kind = ProblemKind;

constexpr ProblemKindRow rows[] = {
    {Kind::bad_text, "bad-text", "The text cannot be read",
     "A scenario is UTF-8 text without control characters, indented by spaces.",
     "Save the file as UTF-8 and replace tabs by spaces.", "hosts:\n\tclient: {os: windows-2000}\n"},
    {Kind::bad_yaml, "bad-yaml", "The text is not YAML",
     "The place is where the text could not be read on; the cause often stands a little before it.",
     "Look for a bracket or a quote that is not closed, and for a wrong indentation.",
     "services:\n  web: {address: 10.0.1.20, port: 80\n"},
    {Kind::refused_yaml, "refused-yaml", "YAML that a scenario does not use",
     "Anchors, aliases, tags, merged keys and several documents are not accepted, so that what a scenario "
     "says "
     "can be read where it stands.",
     "Write the value where it is used.", "duration: &long 10min\n"},
    {Kind::duplicate_key, "duplicate-key", "A key stands twice",
     "YAML readers differ in which of the two they keep; none is kept here.", "Delete one of the two.",
     "duration: 10min\nduration: 20min\n"},
    {Kind::duplicate_item, "duplicate-item", "An item of a list stands twice",
     "Patches, addresses and options are sets: the second would mean nothing.", "Delete one of the two.",
     "hosts:\n  client: {os: windows-2000, addresses: [10.0.0.10, 10.0.0.10]}\n"},
    {Kind::unknown_key, "unknown-key", "There is no such key here",
     "Each map has its own keys, and a mistyped key would otherwise do nothing, silently.",
     "Use one of the keys that the message names.", "durations: 10min\n"},
    {Kind::missing_key, "missing-key", "A key is missing", "The map cannot be understood without it.",
     "Add the key that the message names.", "services:\n  web: {address: 10.0.1.20}\n"},
    {Kind::bad_name, "bad-name", "Not a name",
     "Hosts, services and workloads are named by up to 64 letters, digits, - and _. Dots and brackets are "
     "the "
     "syntax of paths such as hosts.client.settings.",
     "Choose a name without other characters.", "services:\n  web.example: {address: 10.0.1.20, port: 80}\n"},
    {Kind::unknown_name, "unknown-name", "Nothing has this name",
     "A system, patch, product, host, service, workload or metric is named that does not exist.",
     "Use the name that is meant; `portsim stacks` lists the systems and their patches.",
     "hosts:\n  client: {os: windows-2001}\n"},
    {Kind::unknown_setting, "unknown-setting", "The system has no such setting",
     "Each system of the catalogue has its own settings, in its own words.",
     "`portsim stacks ID` lists the settings of a system.",
     "hosts:\n  client: {os: windows-2000, settings: {TcpTimedWaitDelai: 30}}\n"},
    {Kind::wrong_type, "wrong-type", "A list, a map or a value where another is expected",
     "What stands there has the wrong form, whatever it says; nothing at all is one of these too.",
     "Write it in the form that the message shows.", "thresholds: {failure_fraction: 1%}\n"},
    {Kind::wrong_value, "wrong-value", "A value that does not say what is expected",
     "A number, a word or a quantity of another kind is expected.",
     "Write a value like the one in the message.",
     "workloads:\n  calls:\n    host: client\n    connects_to: web\n"
     "    client: {model: open, arrivals: poisson, rate: fast}\n"},
    {Kind::missing_unit, "missing-unit", "A unit is missing",
     "Durations, rates and percentages carry their unit, for a bare number could be seconds or milliseconds.",
     "Add the unit: 10s, 200/s, 5%.", "duration: 600\n"},
    {Kind::wrong_unit, "wrong-unit", "A unit that does not exist",
     "Durations are in ns, us, ms, s, min, h and d; rates in /s, /min and /h.", "Use one of these units.",
     "duration: 10sec\n"},
    {Kind::out_of_range, "out-of-range", "A number beyond its limits",
     "The number is of the right kind, and smaller or larger than the key takes.",
     "Stay within the limits that the message states.", "replications: 0\n"},
    {Kind::wrong_order, "wrong-order", "A first that comes after its last",
     "The end of a workload before its start, a step after the end of the run, the longest before the "
     "shortest, "
     "or a range whose first port is above the last.",
     "Exchange the two, or correct one of them.", "duration: 10min\nwarm_up: 20min\n"},
    {Kind::wrong_sum, "wrong-sum", "Shares that do not make a whole",
     "The shares of one map add up to 100 %.", "Correct one of the shares.",
     "workloads:\n  calls:\n    host: client\n    connects_to: web\n"
     "    client: {model: open, arrivals: poisson, rate: 20/s}\n    closes: {client: 70%, server: 20%}\n"},
    {Kind::conflict, "conflict", "Two statements that exclude each other",
     "Each would be good alone; together they say two different things about one.", "Keep one of the two.",
     "workloads:\n  calls:\n    host: client\n    connects_to: web\n"
     "    client: {model: open, arrivals: poisson, rate: 20/s, phases: [{rate: 10/s}]}\n"},
    {Kind::not_applicable, "not-applicable", "The system does not take it",
     "A patch that does not install on this level, an option that its sockets do not have, an assumption "
     "about "
     "what its documents state, or settings that leave no port.",
     "Choose another level, or leave it out; the message says why it does not fit.",
     "hosts:\n  client: {os: windows-2000, patches: [KB2826167]}\n"},
    {Kind::not_simulated, "not-simulated", "A combination that is not simulated",
     "It exists, and how ports are shared there is not modelled: a wrong answer would be worse than none.",
     "Change one part of the combination, as the message says.",
     "hosts:\n  client: {os: textbook, settings: {pool: destination}}\nworkloads:\n  calls:\n    host: "
     "client\n"
     "    connects_to: web\n    bind: port 2000\n    client: {model: open, arrivals: poisson, rate: 20/s}\n"},
    {Kind::too_large, "too-large", "More than can be run",
     "The text, the depth of its maps, what a replication would keep in memory or the attempts that it would "
     "make "
     "are beyond a limit.",
     "Make it smaller; the message states the limit.",
     "duration: 3650d\nworkloads:\n  calls:\n    host: client\n    connects_to: web\n"
     "    client: {model: open, arrivals: poisson, rate: 1000000/s}\n"},
    {Kind::cannot_change, "cannot-change", "A value that cannot change during the run",
     "A step of the timeline sets what an operator can change while the system runs.",
     "Set one of the paths that the message names.",
     "timeline:\n  - {at: 5min, set: {services.web.port: 81}}\n"},
    {Kind::bad_path, "bad-path", "A path that leads nowhere",
     "A path names a value by the keys that lead to it, and an item of a list by its index: "
     "workloads.calls.client.phases[0].rate.",
     "Correct the part of the path at the caret.",
     "timeline:\n  - {at: 5min, set: {workloads.cals.holds: 1s}}\n"},
    {Kind::bad_file, "bad-file", "A file cannot be read",
     "The scenario, or a file that it names, does not exist or is no file that can be read.",
     "Correct the path; in a scenario it counts from the folder of the scenario.",
     "workloads:\n  calls:\n    host: client\n    connects_to: web\n"
     "    client: {model: trace, file: no-such-file.csv}\n"},
};

}  // namespace

std::span<const ProblemKindRow> problem_kinds() {
  return rows;
}

std::string_view code_of(ProblemKind kind) {
  return rows[static_cast<std::size_t>(kind)].code;
}

}  // namespace portsim
