// How long does the program take to start, read one of the smallest scenarios, run it and print the answer?
#include <string>

#include <benchmark/benchmark.h>
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace portsim::bench {
namespace {

// Its exit code; -1: it did not start.
int run_quietly(std::string program, std::string command, std::string scenario) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  char* words[] = {program.data(), command.data(), scenario.data(), nullptr};
  pid_t child = 0;
  const int failed = posix_spawn(&child, program.c_str(), &actions, nullptr, words, environ);
  posix_spawn_file_actions_destroy(&actions);
  int status = 0;
  if (failed != 0 || waitpid(child, &status, 0) != child || !WIFEXITED(status)) return -1;
  return WEXITSTATUS(status);
}

void BM_StartUp(benchmark::State& state) {
  const std::string scenario = std::string{PORTSIM_ROOT} + "/scenarios/lab/ten-ports-two-a-second.yaml";
  for (auto _ : state) {
    if (run_quietly(PORTSIM_PROGRAM, "run", scenario) == 0) continue;
    state.SkipWithError("the program failed");
    return;
  }
}
BENCHMARK(BM_StartUp)->UseRealTime()->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace portsim::bench
