"""Drawn digits: what a network sees and answers, which digits are alike, and learning from mine."""

from edunn.studio.digits.nearest import Neighbours
from edunn.studio.digits.seen import digit_look, seen_of
from edunn.studio.digits.tuning import Tuner

__all__ = ["Neighbours", "Tuner", "digit_look", "seen_of"]
