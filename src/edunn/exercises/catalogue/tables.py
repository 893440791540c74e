"""Exercises on a table of one's own: rows set aside, and columns between 0 and 1."""

import numpy as np

from edunn.catalogue import find
from edunn.exercises.exercise import Exercise, mistake
from edunn.layers import LayerState


def parts_summary(parts, arguments):
    """What holds of both parts; x has the row numbers, and t is 10 times that."""
    x = arguments[0]
    x_train, t_train, x_test, t_test = (np.asarray(part) for part in parts)
    rows = np.concatenate([x_train[:, 0], x_test[:, 0]])
    pairs = np.array_equal(np.concatenate([t_train, t_test]), 10 * rows)
    shared = set(x_train[:, 0]) & set(x_test[:, 0])
    overlap = "all" if len(shared) == len(x_test) else "some" if shared else "none"
    return {
        "pairs": "kept" if pairs else "broken",
        "training rows": str(len(x_train)),
        "validation rows": str(len(x_test)),
        "validation rows in training": overlap,
        "rows in all": "each once" if sorted(rows) == sorted(x[:, 0]) else "lost or repeated",
        "order": "old" if is_cut_off(x_train[:, 0], x_test[:, 0]) else "new",
    }


def is_cut_off(kept, held):
    """Whether the held rows are a single piece, and all rows are in their old order."""
    return bool((np.diff(held) == 1).all() and (np.diff(kept) > 0).all())


def train_validation_split(x, t, share, random):
    """Set a random share of the rows aside for validation.

    x: (N, I), the rows; t: (N,), their targets
    share: the share of the rows to set aside, as in 0.25; their number is round(share * N)
    random: a NumPy generator, as in random.permutation(...)
    Returns x_train, t_train, x_validation, t_validation; each row is in one of the parts.
    """
    order, count = random.permutation(len(x)), round(share * len(x))
    held, kept = order[:count], order[count:]
    return x[kept], t[kept], x[held], t[held]


@mistake(
    "The rows are not shuffled",
    "Tables are often sorted: then the validation set has classes that training never sees.",
)
def train_validation_split__not_shuffled(x, t, share, random):
    count = round(share * len(x))
    return x[:-count], t[:-count], x[-count:], t[-count:]


@mistake(
    "x and t are shuffled apart",
    "Row k of x and entry k of t belong together: one order for both.",
)
def train_validation_split__targets_left_behind(x, t, share, random):
    x, count = x[random.permutation(len(x))], round(share * len(x))
    return x[count:], t[count:], x[:count], t[:count]


@mistake("The parts are swapped", "share is what is set aside; the larger part is trained on.")
def train_validation_split__swapped(x, t, share, random):
    order, count = random.permutation(len(x)), round(share * len(x))
    return x[order[:count]], t[order[:count]], x[order[count:]], t[order[count:]]


@mistake(
    "The validation rows stay in the training set",
    "Who has seen the rows in training is not tested by them: take them out.",
)
def train_validation_split__overlap(x, t, share, random):
    order, count = random.permutation(len(x)), round(share * len(x))
    return x[order], t[order], x[order[:count]], t[order[:count]]


@mistake(
    "Both parts are drawn independently",
    "One order for both parts, cut in two: else some rows are in both, and some in none.",
)
def train_validation_split__drawn_twice(x, t, share, random):
    count = round(share * len(x))
    kept, held = random.permutation(len(x))[count:], random.permutation(len(x))[:count]
    return x[kept], t[kept], x[held], t[held]


def numbered(random, rows=40, share=0.25):
    """A table with the row number as its only column."""
    return np.arange(float(rows))[:, np.newaxis], 10 * np.arange(float(rows)), share, random


@mistake(
    "A coin for each row",
    "That many are set aside on average only: shuffle, and take the first round(share * N).",
)
def train_validation_split__coin_for_each_row(x, t, share, random):
    held = random.random(len(x)) < share
    return x[~held], t[~held], x[held], t[held]


@mistake("int() instead of round()", "int() cuts decimals off: 3.6 rows are 4, not 3.")
def train_validation_split__cut_off(x, t, share, random):
    order, count = random.permutation(len(x)), int(share * len(x))
    return x[order[count:]], t[order[count:]], x[order[:count]], t[order[:count]]


TRAIN_VALIDATION_SPLIT = Exercise(
    solution=train_validation_split,
    title="rows set aside for validation",
    lesson=10,
    mistakes=(
        train_validation_split__not_shuffled,
        train_validation_split__targets_left_behind,
        train_validation_split__swapped,
        train_validation_split__overlap,
        train_validation_split__drawn_twice,
        train_validation_split__coin_for_each_row,
        train_validation_split__cut_off,
    ),
    small=(numbered(np.random.default_rng(1), 20, 0.33),),
    random=numbered,
    outputs=("x_train", "t_train", "x_validation", "t_validation"),
    summary=parts_summary,
)


def min_max(train, test):
    """Scale both tables so that every column of the training rows runs from 0 to 1.

    train: (N, I); test: (M, I), scaled by the numbers of the training rows
    A column that is constant in the training rows becomes 0.
    Returns both, scaled.
    """
    layer = find("layer", "min_max")
    state = LayerState(layer.measured(train, layer.initial_statistics(train.shape[1:])))
    return layer.forward(train, {}, state)[0], layer.forward(test, {}, state)[0]


@mistake("The test rows are scaled by themselves", "The same value must give the same number.")
def min_max__test_by_itself(train, test):
    def scaled(x):
        low, high = x.min(axis=0), x.max(axis=0)
        return (x - low) / np.where(high == low, 1, high - low)

    return scaled(train), scaled(test)


@mistake(
    "Smallest and largest of all rows",
    "What held-out rows look like must not leak into training: measure on the training rows.",
)
def min_max__measured_on_all(train, test):
    both = np.concatenate([train, test])
    low, span = both.min(axis=0), np.ptp(both, axis=0)
    span = np.where(span == 0, 1, span)
    return (train - low) / span, (test - low) / span


@mistake("One scale for the whole table", "Each column has its own unit: axis=0.")
def min_max__whole_table(train, test):
    low, span = train.min(), np.ptp(train)
    return (train - low) / span, (test - low) / span


@mistake("Divided by the largest value", "Divide by the way from the smallest to the largest.")
def min_max__divided_by_the_largest(train, test):
    low, high = train.min(axis=0), train.max(axis=0)
    high = np.where(high == low, 1, high)
    return (train - low) / high, (test - low) / high


@mistake(
    "0 / 0 in a constant column",
    "A column whose smallest and largest value are equal has no span: divide by 1 there.",
)
def min_max__constant_column(train, test):
    low, span = train.min(axis=0), np.ptp(train, axis=0)
    return (train - low) / span, (test - low) / span


@mistake(
    "Test rows are cut off at 0 and 1",
    "A test value above all training values must stay above 1, or two unlike rows become alike.",
)
def min_max__clipped(train, test):
    low, span = train.min(axis=0), np.ptp(train, axis=0)
    span = np.where(span == 0, 1, span)
    return (train - low) / span, np.clip((test - low) / span, 0, 1)


MIN_MAX = Exercise(
    solution=min_max,
    title="columns from 0 to 1",
    lesson=11,
    mistakes=(
        min_max__test_by_itself,
        min_max__measured_on_all,
        min_max__whole_table,
        min_max__divided_by_the_largest,
        min_max__constant_column,
        min_max__clipped,
    ),
    small=((np.array([[1.0, 10.0], [3.0, 30.0]]), np.array([[2.0, 40.0], [4.0, 25.0]])),),
    random=lambda random: (random.normal(3.0, 2.0, (5, 3)), random.normal(3.0, 3.0, (4, 3))),
    edge=((np.array([[1.0, 7.0], [3.0, 7.0]]), np.array([[2.0, 7.0], [5.0, 7.0]])),),
    outputs=("train", "test"),
)


EXERCISES = (TRAIN_VALIDATION_SPLIT, MIN_MAX)
"""All of this topic, from easy to hard."""
