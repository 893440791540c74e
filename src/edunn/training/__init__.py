"""Training: learning as an iterator; each `next` is an epoch or a generation, and its record."""

from edunn.training.base import Plan, Training
from edunn.training.descent import Descent
from edunn.training.early_stopping import EarlyStopping
from edunn.training.generations import Generations
from edunn.training.history import History
from edunn.training.records import Epoch, Examples, Generation
from edunn.training.start import begin

__all__ = [
    "Descent",
    "EarlyStopping",
    "Epoch",
    "Examples",
    "Generation",
    "Generations",
    "History",
    "Plan",
    "Training",
    "begin",
]
