"""Habits: words of other libraries, each with the line that does the same in EduNN.

Who comes from Keras, scikit-learn or PyTorch types what they know. Much of it works as it is
(`docs/habits.md` has it side by side); all else that has an equivalent here is answered with a line
that can be typed, from the tables of this package and from nowhere else.
"""

from edunn.habits.answers import answer, attribute_error, refuse_foreign
from edunn.habits.attributes import DATASET, HISTORY, MODEL, PACKAGE
from edunn.habits.files import ENDINGS
from edunn.habits.habit import Habit
from edunn.habits.keywords import BUILDING, LAYER, PREDICTING, SHORT_FORM, SPLITTING, TRAINING

TABLES = {
    "building": BUILDING,
    "training": TRAINING,
    "predicting": PREDICTING,
    "splitting": SPLITTING,
    "layer": LAYER,
    "short form": SHORT_FORM,
    "model": MODEL,
    "history": HISTORY,
    "data set": DATASET,
    "package": PACKAGE,
    "file": ENDINGS,
}
"""All tables, by the place where their words are typed."""

__all__ = [
    "BUILDING",
    "DATASET",
    "ENDINGS",
    "HISTORY",
    "LAYER",
    "MODEL",
    "PACKAGE",
    "PREDICTING",
    "SHORT_FORM",
    "SPLITTING",
    "TABLES",
    "TRAINING",
    "Habit",
    "answer",
    "attribute_error",
    "refuse_foreign",
]
