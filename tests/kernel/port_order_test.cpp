// The order in which a real kernel handed out its ports is one that the model can produce; and whatever the
// model produces, the same rules find possible.
#include <algorithm>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "models/ports/linux_bind.hpp"
#include "models/ports/linux_connect.hpp"
#include "models/random/samplers.hpp"

#include "tests/kernel/possible_sequence.hpp"
#include "tests/kernel/recorded_sequence.hpp"

using namespace portsim;
using namespace portsim::kernel;

namespace {

PortSequence recorded_sequence(const std::string& name) {
  for (const PortSequence& sequence : recorded_sequences())
    if (sequence.name == name) return sequence;
  FAIL("no sequence " << name);
  return {};
}

// Two of three steps connect, the others reset the oldest connection; a connect that fails is followed by
// resets of half of them.
template <class Select>
PortSequence drawn_sequence(PortCount ports, int steps, RandomStream& random, Select select) {
  PortSequence sequence{.name = "drawn", .ports = ports, .by_bind = false, .port_hash = 0, .steps = {}};
  test::DrawnPorts state = test::all_clear(ports);
  std::vector<PortOffset> open;
  const auto reset_oldest = [&](double when) {
    sequence.steps.push_back({.is_reset = true, .destination = 0, .port = open.front(), .when = when});
    state.release(open.front());
    open.erase(open.begin());
  };
  for (int n = 0; n < steps; ++n) {
    const double when = 0.05 + 0.1 * n;  // never within a hundredth of a second of a renewal
    if (!open.empty() && uniform_below(random, 3) == 0) {
      reset_oldest(when);
      continue;
    }
    const PortOffset port = select(state, rounded_nanoseconds(when * 1e9));
    sequence.steps.push_back({.is_reset = false, .destination = 0, .port = port, .when = when});
    if (port != no_port) {
      state.hold(port);
      open.push_back(port);
    } else {
      for (std::size_t left = open.size() / 2; open.size() > left;) reset_oldest(when);
    }
  }
  return sequence;
}

PortSequence connects_of_the_model(PortCount ports, std::uint32_t host) {
  RandomStream random = test::any_stream(host);
  LinuxConnect connect{linux_connect_6_8, random};
  return drawn_sequence(ports, 2000, random, [&](test::DrawnPorts& state, Duration since_renewal) {
    const Selection selection = connect.select(state, {.random = random, .since_renewal = since_renewal});
    return selection.is_usable ? selection.port : no_port;
  });
}

PortSequence binds_of_the_model(PortCount ports, std::uint32_t host) {
  RandomStream random = test::any_stream(host);
  const LinuxBind bind{LinuxBindSpec{}};
  PortSequence sequence = drawn_sequence(ports, 2000, random, [&](test::DrawnPorts& state, Duration) {
    const Selection selection = bind.select(state, {.random = random});
    return selection.is_usable ? selection.port : no_port;
  });
  sequence.by_bind = true;
  return sequence;
}

std::size_t failures_in(const PortSequence& sequence) {
  return static_cast<std::size_t>(
      std::count_if(sequence.steps.begin(), sequence.steps.end(),
                    [](const SequenceStep& step) { return step.port == no_port; }));
}

}  // namespace

TEST_CASE("Every order of ports that a kernel was seen to hand out is possible, step by step", "[kernel]") {
  const std::vector<PortSequence> sequences = recorded_sequences();
  std::size_t connects = 0;
  for (const PortSequence& sequence : sequences) {
    CAPTURE(sequence.name);
    CHECK(possible_steps(sequence) == sequence.steps.size());
    for (const SequenceStep& step : sequence.steps) connects += step.is_reset ? 0 : 1;
  }
  CHECK(sequences.size() == 6);
  CHECK(connects == 1590);
}

TEST_CASE("Every order of ports that the model draws is possible", "[kernel]") {
  for (const PortCount ports : {1, 2, 3, 4, 7, 20, 64, 65, 1000}) {
    for (std::uint32_t host = 0; host < 10; ++host) {
      CAPTURE(ports, host);
      const PortSequence connects = connects_of_the_model(ports, host);
      CHECK(possible_steps(connects) == connects.steps.size());
      const PortSequence binds = binds_of_the_model(ports, host);
      CHECK(possible_steps(binds) == binds.steps.size());
      if (ports <= 64) CHECK(failures_in(connects) > 0);
    }
  }
}

TEST_CASE("A port of the other parity while the first has one left is impossible", "[kernel]") {
  for (const char* name : {"seq_idle", "seq_fill", "seq_two_dst", "seq_churn", "seq_bind0_fill"}) {
    PortSequence sequence = recorded_sequence(name);
    CAPTURE(name);
    sequence.steps[0].port ^= 1;
    CHECK(possible_steps(sequence) == 0);
  }
}

TEST_CASE("A search that steps back, or further on than its noise, is impossible", "[kernel]") {
  const PortSequence sequence = recorded_sequence("seq_idle");
  REQUIRE(sequence.steps.size() == 600);
  for (const std::size_t step : {2U, 200U, 598U}) {
    REQUIRE(!sequence.steps[step].is_reset);
    const PortOffset before = sequence.steps[step - 2].port;
    for (const PortOffset ahead : {0U, 18U, 500U, 998U}) {
      CAPTURE(step, ahead);
      PortSequence corrupted = sequence;
      corrupted.steps[step].port = (before + ahead) % sequence.ports;
      CHECK(possible_steps(corrupted) == step);
    }
  }
}

TEST_CASE("A failure while a port of a range of even size is free is impossible", "[kernel]") {
  PortSequence sequence = recorded_sequence("seq_fill");
  const auto failure = std::find_if(sequence.steps.begin(), sequence.steps.end(),
                                    [](const SequenceStep& step) { return step.port == no_port; });
  REQUIRE(failure - sequence.steps.begin() == 64);  // as many connects as there are ports
  sequence.steps[63].port = no_port;
  CHECK(possible_steps(sequence) == 63);
}

TEST_CASE("Only at the recorded instants does the search begin elsewhere, every 10 s", "[kernel]") {
  const PortSequence sequence = recorded_sequence("seq_slow");  // of 46 s
  for (const double shift : {-5.0, -0.5, 0.5, 5.0}) {
    CAPTURE(shift);
    PortSequence shifted = sequence;
    shifted.port_hash += shift;
    CHECK(possible_steps(shifted) < shifted.steps.size());
  }
}
