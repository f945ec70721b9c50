#include "sim/cli/commands.hpp"

namespace portsim {

std::span<const Command> commands() {
  static constexpr Command table[] = {
      {"run", "predicts how often connect() fails, when it starts and why", run_syntax, run_command},
      {"compare", "says which of two settings is better, and how sure that is", compare_syntax,
       compare_command},
      {"solve", "finds the smallest or largest value of a path that meets the thresholds", solve_syntax,
       solve_command},
      {"advise", "says which changes cure a scenario, the least effort first, and what each costs",
       advise_syntax, advise_command},
      {"explain", "tells why one connect() failed, and what would have let it through", explain_syntax,
       explain_command},
      {"show", "shows a host at one instant, as netstat, ss, its event log or a map of its ports",
       show_syntax, show_command},
      {"check", "says what is wrong with a scenario file, and where", check_syntax, check_command},
      {"sweep", "runs a scenario at every combination of the values that it varies", sweep_syntax,
       sweep_command},
      {"merge", "joins the result stores of a sweep that was run in parts", merge_syntax, merge_command},
      {"live", "runs a scenario on this machine's Linux kernel, beside its prediction", live_syntax,
       live_command},
      {"stacks", "shows every operating system's ports, bugs, patches and settings", stacks_syntax,
       stacks_command},
      {"schema", "prints the language of scenarios, for editors and for people", schema_syntax,
       schema_command},
      {"completion", "prints what teaches bash, zsh or fish to complete these commands", completion_syntax,
       completion_command},
      {"man", "prints the manual page", man_syntax, man_command},
  };
  return table;
}

}  // namespace portsim
