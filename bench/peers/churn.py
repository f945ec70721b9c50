"""What the churn (churn.hpp) is made of whatever the simulator: the ports, and the words of the command line."""
import random
import sys
import time

TIME_WAIT = 240


class Ports:
    """Handed out in order by a cursor that passes over those in use."""

    def __init__(self, count):
        self.is_taken = [False] * count
        self.taken = 0
        self.cursor = 0

    def take(self):
        if self.taken == len(self.is_taken):
            return None
        while self.is_taken[self.cursor]:
            self.cursor = (self.cursor + 1) % len(self.is_taken)
        self.is_taken[self.cursor] = True
        self.taken += 1
        return self.cursor

    def give_back(self, port):
        self.is_taken[port] = False
        self.taken -= 1


class Work:
    def __init__(self, ports, load, attempts):
        self.ports = Ports(ports)
        self.rate = load * ports / (1 + TIME_WAIT)
        self.attempts = attempts
        self.failures = 0
        self.draw = random.Random(1)


def time_churn(run, version):
    """PORTS LOAD ATTEMPTS: prints ATTEMPTS FAILURES CPU-SECONDS VERSION."""
    if len(sys.argv) != 4:
        sys.exit(f"usage: {sys.argv[0]} PORTS LOAD ATTEMPTS")
    work = Work(int(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3]))
    began = time.process_time()
    run(work)
    print(work.attempts, work.failures, f"{time.process_time() - began:.6f}", version)
