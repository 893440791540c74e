"""How cost grows: the time of one row, or of one individual, as one size goes up."""

from benchmarks.growth.measuring import Growth, grow
from benchmarks.growth.sweeps import SWEEPS, Line, Sweep

__all__ = ["SWEEPS", "Growth", "Line", "Sweep", "grow"]
