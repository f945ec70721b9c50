#!/usr/bin/python3
"""The churn (churn.hpp) on SimPy 2 (Debian: python3-simpy), each connection a process."""
import SimPy
from SimPy.Simulation import Process, Simulation, hold

import churn


class Connection(Process):
    def run(self, work, port, length):
        yield hold, self, length
        yield hold, self, churn.TIME_WAIT
        work.ports.give_back(port)


class Attempts(Process):
    def run(self, work):
        for _ in range(work.attempts):
            length = work.draw.expovariate(1)
            port = work.ports.take()
            if port is None:
                work.failures += 1
            else:
                connection = Connection(sim=self.sim)
                self.sim.activate(connection, connection.run(work, port, length))
            yield hold, self, work.draw.expovariate(work.rate)
        self.sim.stopSimulation()


def run(work):
    simulation = Simulation()
    attempts = Attempts(sim=simulation)
    simulation.activate(attempts, attempts.run(work))
    simulation.simulate(until=float("inf"))


churn.time_churn(run, SimPy.__version__)
