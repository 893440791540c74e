"""Exercises on scores of many classes, and of numbers."""

import numpy as np

from edunn import metrics
from edunn.exercises.exercise import Exercise, mistake
from edunn.metrics import Counts


def f1_macro(true, predicted, classes):
    """The macro F1: the plain mean of the F1 of all classes.

    true, predicted: (B,), whole numbers from 0 to classes - 1
    classes: how many there are
    The F1 of a class is 2 TP / (2 TP + FP + FN), and 0 where that is a share of nothing.
    Returns one number from 0 to 1.
    """
    return Counts.of(true, predicted, np.arange(classes)).f1.mean()


def f1_of_each(true, predicted, classes):
    """The F1 of each class, and how often it occurs, for the programs below."""
    TP = np.array([np.sum((true == c) & (predicted == c)) for c in range(classes)])
    both = np.array([np.sum(true == c) + np.sum(predicted == c) for c in range(classes)])
    return 2 * TP / np.maximum(both, 1), np.bincount(true, minlength=classes)


@mistake(
    "All rows count alike: that is the micro F1, the accuracy",
    "Macro means that each class counts alike, the rare ones as much as the frequent one.",
)
def f1_macro__micro(true, predicted, classes):
    return np.mean(true == predicted)


@mistake("Weighted by the size of the classes", "Macro is the plain mean: no weights.")
def f1_macro__weighted(true, predicted, classes):
    f1, support = f1_of_each(true, predicted, classes)
    return np.sum(f1 * support) / support.sum()


@mistake(
    "Only classes that occur are counted",
    "Divide by the number of all classes: one that was never found counts as 0.",
)
def f1_macro__absent_classes_skipped(true, predicted, classes):
    f1, _ = f1_of_each(true, predicted, classes)
    return np.mean(f1[np.unique(true)])


@mistake(
    "The F1 of mean precision and mean recall",
    "First the F1 of each class, then the mean: the other order gives another number.",
)
def f1_macro__of_the_means(true, predicted, classes):
    hits = np.array([np.sum((true == c) & (predicted == c)) for c in range(classes)])
    precision = np.mean(hits / np.maximum(np.bincount(predicted, minlength=classes), 1))
    recall = np.mean(hits / np.maximum(np.bincount(true, minlength=classes), 1))
    return 2 * precision * recall / max(precision + recall, 1e-300)


@mistake("The mean recall", "Recall ignores false alarms; F1 has precision in it as well.")
def f1_macro__recall(true, predicted, classes):
    hits = np.array([np.sum((true == c) & (predicted == c)) for c in range(classes)])
    return np.mean(hits / np.maximum(np.bincount(true, minlength=classes), 1))


@mistake(
    "The 2 of F1 is lost", "TP / (TP + FP + FN) is the Jaccard index; F1 counts TP twice, 2 TP."
)
def f1_macro__two_lost(true, predicted, classes):
    f1, _ = f1_of_each(true, predicted, classes)
    return np.mean(f1 / (2 - f1))


F1_MACRO = Exercise(
    solution=f1_macro,
    title="the macro F1",
    lesson=11,
    mistakes=(
        f1_macro__micro,
        f1_macro__weighted,
        f1_macro__absent_classes_skipped,
        f1_macro__of_the_means,
        f1_macro__recall,
        f1_macro__two_lost,
    ),
    small=((np.array([0, 0, 0, 1]), np.array([0, 0, 1, 1]), 2),),
    random=lambda random: (random.integers(0, 3, 12), random.integers(0, 4, 12), 4),
    edge=((np.array([0, 0, 1]), np.array([0, 1, 1]), 3),),
)


def r2(true, predicted):
    """The coefficient of determination: the share of the spread that is explained.

    true, predicted: (B,), numbers
    Returns 1 - (sum of (true - predicted)^2) / (sum of (true - mean of true)^2).
    """
    return metrics.r2(true, predicted)


@mistake("The 1 - is lost", "Without it a perfect prediction scores 0; it must score 1.")
def r2__one_lost(true, predicted):
    return np.sum((true - predicted) ** 2) / np.sum((true - true.mean()) ** 2)


@mistake(
    "The squared correlation",
    "A prediction that is always 10 too high has correlation 1, and is still wrong.",
)
def r2__squared_correlation(true, predicted):
    return np.corrcoef(true, predicted)[0, 1] ** 2


@mistake("The arguments are swapped", "The spread in the denominator is that of the true values.")
def r2__swapped(true, predicted):
    return 1 - np.sum((true - predicted) ** 2) / np.sum((predicted - predicted.mean()) ** 2)


@mistake(
    "The mean is not subtracted",
    "Compared is with always predicting the mean, not with always predicting 0.",
)
def r2__mean_lost(true, predicted):
    return 1 - np.sum((true - predicted) ** 2) / np.sum(true**2)


@mistake("Absolute values instead of squares", "The spread is a sum of squares, above and below.")
def r2__absolute(true, predicted):
    return 1 - np.sum(np.abs(true - predicted)) / np.sum(np.abs(true - true.mean()))


R2 = Exercise(
    solution=r2,
    title="the coefficient of determination",
    lesson=11,
    mistakes=(r2__one_lost, r2__squared_correlation, r2__swapped, r2__mean_lost, r2__absolute),
    small=((np.array([1.0, 2.0, 6.0]), np.array([2.0, 2.0, 5.0])),),
    random=lambda random: tuple(random.normal(3.0, 1.0, (2, 6))),
    edge=((np.array([1.0, 2.0]), np.array([1.0, 2.0])),),
)


EXERCISES = (F1_MACRO, R2)
"""All of this topic, from easy to hard."""
