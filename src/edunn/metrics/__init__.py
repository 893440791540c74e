"""How good are the answers? Measures for labels, a report of them, and measures for numbers."""

from edunn.metrics.labels import Counts, accuracy, confusion_matrix, f1, precision, recall, support
from edunn.metrics.numbers import mean_absolute_error, r2, root_mean_squared_error
from edunn.metrics.report import Report, Scores, classification_report

__all__ = [
    "Counts",
    "Report",
    "Scores",
    "accuracy",
    "classification_report",
    "confusion_matrix",
    "f1",
    "mean_absolute_error",
    "precision",
    "r2",
    "recall",
    "root_mean_squared_error",
    "support",
]
