"""Exercises on metrics: what share is right, and of which kind the errors are."""

import numpy as np

from edunn import metrics
from edunn.exercises.exercise import Exercise, mistake
from edunn.metrics import Counts


def accuracy(p, labels):
    """The accuracy: the share of rows whose largest probability is that of the label.

    p: (B, C), probabilities
    labels: whole numbers, (B,) or (B, 1)
    Returns one number from 0 to 1.
    """
    return metrics.accuracy(labels.ravel(), p.argmax(axis=1))


@mistake(
    "(B,) meets (B, 1): every prediction with every label",
    "Comparing (B,) with (B, 1) makes a (B, B) table; flatten the labels first.",
)
def accuracy__broadcast(p, labels):
    return np.mean(p.argmax(axis=1) == labels)


@mistake(
    "argmax down the columns",
    "axis=0 finds the best example of each class; asked is the best class of each example.",
)
def accuracy__wrong_axis(p, labels):
    return np.mean(p.argmax(axis=0) == np.ravel(labels))


@mistake("The mean of the batches' accuracies", "The last batch is smaller and must count less.")
def accuracy__mean_of_batch_means(p, labels):
    hits = p.argmax(axis=1) == np.ravel(labels)
    return np.mean([hits[k : k + 4].mean() for k in range(0, len(hits), 4)])


@mistake("The number of hits, not their share", "Divide by the number of rows.")
def accuracy__hits_for_share(p, labels):
    return np.sum(p.argmax(axis=1) == np.ravel(labels))


ACCURACY = Exercise(
    solution=accuracy,
    title="the accuracy",
    lesson=11,
    mistakes=(
        accuracy__broadcast,
        accuracy__wrong_axis,
        accuracy__mean_of_batch_means,
        accuracy__hits_for_share,
    ),
    small=(
        (np.array([[0.9, 0.1], [0.4, 0.6], [0.3, 0.7]]), np.array([0, 1, 0])),
        (
            np.array(
                [
                    [0.9, 0.1, 0.0],
                    [0.4, 0.6, 0.0],
                    [0.3, 0.3, 0.4],
                    [0.2, 0.5, 0.3],
                    [0.0, 0.2, 0.8],
                    [0.6, 0.3, 0.1],
                ]
            ),
            np.array([0, 1, 2, 0, 2, 1]),
        ),
    ),
    random=lambda random: (random.random((7, 3)), random.integers(0, 3, 7)),
    edge=(
        (
            np.array(
                [
                    [0.9, 0.1, 0.0],
                    [0.4, 0.6, 0.0],
                    [0.3, 0.3, 0.4],
                    [0.2, 0.5, 0.3],
                    [0.0, 0.2, 0.8],
                    [0.6, 0.3, 0.1],
                ]
            ),
            np.array([[0], [1], [2], [0], [2], [1]]),
        ),
        (np.array([[0.9, 0.6, 0.1], [0.4, 0.5, 0.1], [0.3, 0.3, 0.4]]), np.array([0, 1, 2])),
    ),
)


def confusion_matrix(true, predicted, classes):
    """The confusion matrix: how often each true class was predicted as each class.

    true, predicted: (B,), whole numbers from 0 to classes - 1
    classes: how many there are, whether all occur or not
    Returns counts, (classes, classes): row the true class, column the predicted one.
    """
    return metrics.confusion_matrix(true, predicted, np.arange(classes))


@mistake(
    "Repeated pairs count once",
    ("matrix[true, predicted] += 1 adds 1 to each place once, however often the place is named."),
)
def confusion_matrix__counted_once(true, predicted, classes):
    matrix = np.zeros((classes, classes), int)
    matrix[true, predicted] += 1
    return matrix


@mistake(
    "The size is taken from the data",
    "A class that does not occur needs its row and column all the same.",
)
def confusion_matrix__size_from_data(true, predicted, classes):
    size = max(true.max(), predicted.max()) + 1
    matrix = np.zeros((size, size), int)
    np.add.at(matrix, (true, predicted), 1)
    return matrix


@mistake("Only errors are counted", "The diagonal holds what was right.")
def confusion_matrix__errors_only(true, predicted, classes):
    matrix = np.zeros((classes, classes), int)
    for a, b in zip(true, predicted):
        if a != b:
            matrix[a, b] += 1
    return matrix


@mistake("Shares instead of counts", "Asked are counts; a row of shares hides how many there were.")
def confusion_matrix__shares(true, predicted, classes):
    matrix = np.zeros((classes, classes))
    np.add.at(matrix, (true, predicted), 1 / len(true))
    return matrix


CONFUSION_MATRIX = Exercise(
    solution=confusion_matrix,
    title="the confusion matrix",
    lesson=11,
    mistakes=(
        confusion_matrix__counted_once,
        confusion_matrix__size_from_data,
        confusion_matrix__errors_only,
        confusion_matrix__shares,
    ),
    small=(
        (np.array([0, 1, 1]), np.array([0, 1, 1]), 2),
        (np.array([0, 0, 1, 1, 1, 2]), np.array([0, 1, 1, 1, 0, 2]), 4),
    ),
    random=lambda random: (random.integers(0, 4, 12), random.integers(0, 4, 12), 5),
    outputs=("matrix",),
)


def precision_recall_f1(true, predicted):
    """Precision, recall and F1 of class 1.

    true, predicted: (B,), each 0 or 1
    Precision: of those called 1, the share that are. Recall: of those that are 1, the share
    called so. F1: the harmonic mean of both. A share of nothing is 0.
    Returns three numbers.
    """
    counts = Counts.of(true, predicted, [1])
    return counts.precision[0], counts.recall[0], counts.f1[0]


@mistake(
    "Precision and recall are swapped",
    (
        "Precision asks of those called yes how many are; recall of those that are how many "
        "were called yes."
    ),
)
def precision_recall_f1__swapped(true, predicted):
    hits = np.sum((true == 1) & (predicted == 1))
    precision = hits / max(np.sum(true == 1), 1)
    recall = hits / max(np.sum(predicted == 1), 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-300)


@mistake(
    "F1 as the product", "The product is smaller than either; the harmonic mean lies between them."
)
def precision_recall_f1__product(true, predicted):
    hits = np.sum((true == 1) & (predicted == 1))
    precision = hits / max(np.sum(predicted == 1), 1)
    recall = hits / max(np.sum(true == 1), 1)
    return precision, recall, precision * recall


@mistake(
    "The 2 of F1 is lost", "The harmonic mean: 2 / F1 = 1 / P + 1 / R, so F1 = 2 P R / (P + R)."
)
def precision_recall_f1__two_lost(true, predicted):
    hits = np.sum((true == 1) & (predicted == 1))
    precision = hits / max(np.sum(predicted == 1), 1)
    recall = hits / max(np.sum(true == 1), 1)
    return precision, recall, precision * recall / max(precision + recall, 1e-300)


@mistake("0 / 0 when nothing is called yes", "A share of nothing is taken as 0, without a warning.")
def precision_recall_f1__nothing_called_yes(true, predicted):
    hits = np.sum((true == 1) & (predicted == 1))
    precision = hits / np.sum(predicted == 1)
    recall = hits / np.sum(true == 1)
    return precision, recall, 2 * precision * recall / (precision + recall)


@mistake("Whole-number division", "// cuts the decimals off: every share below 1 becomes 0.")
def precision_recall_f1__whole_division(true, predicted):
    hits = np.sum((true == 1) & (predicted == 1))
    precision = hits // max(np.sum(predicted == 1), 1)
    recall = hits // max(np.sum(true == 1), 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1)


@mistake(
    "F1 as the plain mean",
    "The harmonic mean, 2 P R / (P + R), is small as soon as one of both is small.",
)
def precision_recall_f1__plain_mean(true, predicted):
    hits = np.sum((true == 1) & (predicted == 1))
    precision = hits / max(np.sum(predicted == 1), 1)
    recall = hits / max(np.sum(true == 1), 1)
    return precision, recall, (precision + recall) / 2


@mistake("A share of nothing is 1", "If no row is 1 nothing was found: asked is 0.")
def precision_recall_f1__nothing_is_all(true, predicted):
    hits = np.sum((true == 1) & (predicted == 1))
    precision = hits / np.sum(predicted == 1) if np.any(predicted == 1) else 1.0
    recall = hits / np.sum(true == 1) if np.any(true == 1) else 1.0
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-300)


PRECISION_RECALL_F1 = Exercise(
    solution=precision_recall_f1,
    title="precision, recall and F1",
    lesson=11,
    mistakes=(
        precision_recall_f1__swapped,
        precision_recall_f1__product,
        precision_recall_f1__two_lost,
        precision_recall_f1__nothing_called_yes,
        precision_recall_f1__whole_division,
        precision_recall_f1__plain_mean,
        precision_recall_f1__nothing_is_all,
    ),
    small=(
        (np.array([1, 1, 0, 0]), np.array([1, 0, 0, 0])),
        (np.array([1, 1, 1, 1, 0, 0, 0, 0, 0, 0]), np.array([1, 1, 1, 0, 1, 1, 0, 0, 0, 0])),
    ),
    random=lambda random: (random.integers(0, 2, 15), random.integers(0, 2, 15)),
    edge=(
        (np.array([1, 0, 0]), np.array([0, 0, 0])),
        (np.array([0, 0, 0]), np.array([1, 0, 0])),
    ),
    outputs=("precision", "recall", "F1"),
)


EXERCISES = (
    ACCURACY,
    CONFUSION_MATRIX,
    PRECISION_RECALL_F1,
)
"""All of this topic, from easy to hard."""
