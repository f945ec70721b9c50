#!/usr/bin/python3
"""The churn (churn.hpp) on SimPy 3 or later (Debian: python3-simpy3), each connection a process."""
import simpy

import churn


def connection(env, work, port, hold):
    yield env.timeout(hold)
    yield env.timeout(churn.TIME_WAIT)
    work.ports.give_back(port)


def attempts(env, work):
    for _ in range(work.attempts):
        hold = work.draw.expovariate(1)
        port = work.ports.take()
        if port is None:
            work.failures += 1
        else:
            env.process(connection(env, work, port, hold))
        yield env.timeout(work.draw.expovariate(work.rate))


def run(work):
    env = simpy.Environment()
    env.run(env.process(attempts(env, work)))


churn.time_churn(run, simpy.__version__)
