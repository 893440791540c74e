"""Races: several ways of learning on the same network and rows, with an equal budget of passes.

race      the lanes, the budget, and the laps one by one
runner    who runs in a lane, and where it stands
outcome   who was where when, in medians over the seeds
words     the same in sentences
"""

from edunn.experiments.race.outcome import Outcome, Standing
from edunn.experiments.race.race import Lane, Race, marks
from edunn.experiments.race.runner import Lap
from edunn.experiments.race.words import told

__all__ = ["Lane", "Lap", "Outcome", "Race", "Standing", "marks", "told"]
