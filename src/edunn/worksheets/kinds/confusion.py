"""The worksheet of measures: a confusion matrix, and what is computed from it."""

import numpy as np

from edunn.worksheets.sheet import Line, Sheet, Slip

ROWS = range(10)

FORMULAS = (
    "accuracy = (TP + TN) / rows",
    "precision = TP / (TP + FP)",
    "recall = TP / (TP + FN)",
    "F1 = 2 precision recall / (precision + recall)",
)

EXCHANGED = "A false positive is a no that was called yes; a false negative a yes called no."
ONLY_YES = "Right answers are the true positives and the true negatives."
ROWS_FOR_YES = "Precision is a share of the rows that were called yes."
RECALL_FOR_PRECISION = "This is recall: precision divides by all that were called yes."
PRECISION_FOR_RECALL = "This is precision: recall divides by all that are yes."
MEAN = "F1 is the harmonic mean: the smaller of the two counts for more."
TWO_FORGOTTEN = "The harmonic mean of two numbers has a factor 2."


def confusion(random: np.random.Generator) -> Sheet:
    """Confusion matrix, accuracy, precision, recall and F1 of ten rows.

    Example:
        >>> list(confusion(np.random.default_rng(0)).key)
        ['TP', 'FP', 'FN', 'TN', 'accuracy', 'precision', 'recall', 'F1']
    """
    words = (
        "Ten rows: what is true, and what was predicted (1 for yes, 0 for no). Count true and "
        "false positives and negatives; then accuracy, precision, recall and F1 of yes. Fractions "
        "such as 2/3 are welcome."
    )
    true = random.integers(2, size=len(ROWS))
    wrong = random.random(len(ROWS)) < 0.4
    given = {"true": true, "predicted": np.where(wrong, 1 - true, true)}
    return Sheet("confusion", "Confusion matrix and F1", words, FORMULAS, given, LINES)


def _count(true: str, predicted: str) -> str:
    return " + ".join(f"{true}*{predicted}".replace("k", str(k)) for k in ROWS)


YES, SAID_YES = "true[k]", "predicted[k]"
NO, SAID_NO = "(1 - true[k])", "(1 - predicted[k])"

LINES = (
    Line("TP", _count(YES, SAID_YES)),
    Line("FP", _count(NO, SAID_YES), (Slip("exchanged", _count(YES, SAID_NO), EXCHANGED),)),
    Line("FN", _count(YES, SAID_NO), (Slip("exchanged", _count(NO, SAID_YES), EXCHANGED),)),
    Line("TN", _count(NO, SAID_NO)),
    Line("accuracy", "(TP + TN)/10", (Slip("only_positives", "TP/10", ONLY_YES),)),
    Line(
        "precision",
        "TP/(TP + FP)",
        (
            Slip("recall_for_precision", "TP/(TP + FN)", RECALL_FOR_PRECISION),
            Slip("share_of_all_rows", "TP/10", ROWS_FOR_YES),
        ),
    ),
    Line(
        "recall",
        "TP/(TP + FN)",
        (Slip("precision_for_recall", "TP/(TP + FP)", PRECISION_FOR_RECALL),),
    ),
    Line(
        "F1",
        "2*precision*recall/(precision + recall)",
        (
            Slip("arithmetic_mean", "(precision + recall)/2", MEAN),
            Slip("two_forgotten", "precision*recall/(precision + recall)", TWO_FORGOTTEN),
        ),
    ),
)
