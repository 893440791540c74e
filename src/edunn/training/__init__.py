"""Training: learning as an iterator; each `next` is an epoch or a generation, and its record."""

from edunn.objective import Examples
from edunn.training.algorithms import begin, use_engine
from edunn.training.base import Plan, Training
from edunn.training.changes import change_batch_size, change_regularizer
from edunn.training.early_stopping import EarlyStopping
from edunn.training.evolution import EvolutionTraining
from edunn.training.gradient_descent import GradientDescentTraining
from edunn.training.history import Epoch, Generation, History

__all__ = [
    "EarlyStopping",
    "Epoch",
    "EvolutionTraining",
    "Examples",
    "Generation",
    "GradientDescentTraining",
    "History",
    "Plan",
    "Training",
    "begin",
    "change_batch_size",
    "change_regularizer",
    "use_engine",
]
