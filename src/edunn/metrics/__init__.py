"""Metrics: those of classification, with a report, and those of regression."""

from edunn.metrics.classification import (
    Counts,
    accuracy,
    calibration_error,
    confusion_matrix,
    f1,
    precision,
    recall,
    support,
)
from edunn.metrics.regression import mean_absolute_error, r2, root_mean_squared_error
from edunn.metrics.report import Report, Scores, classification_report

__all__ = [
    "Counts",
    "Report",
    "Scores",
    "accuracy",
    "calibration_error",
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
