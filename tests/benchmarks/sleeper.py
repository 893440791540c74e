"""A contestant for tests of the clock: it takes as long as it is told to, on paper."""

from itertools import cycle

from benchmarks.comparison import Contestant


class Sleeper(Contestant):
    """Takes these seconds, one after the other, and again; counts how often it was asked."""

    def __init__(self, *seconds):
        self.times, self.asked = cycle(seconds), 0

    def work(self):
        raise AssertionError("only its seconds are asked for")

    def seconds(self):
        self.asked += 1
        return next(self.times)
