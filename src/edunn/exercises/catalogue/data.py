"""Exercises on data: labels as numbers, mini-batches, scaling."""

import numpy as np

from edunn.catalogue import find
from edunn.exercises.exercise import Exercise, mistake
from edunn.layers import LayerState


def order_of(values):
    """Whether values are still sorted, as they came."""
    return "old" if np.array_equal(values, np.sort(values)) else "new"


def batches_summary(batches, arguments):
    """What holds of all batches together; x has the row numbers, and t is 10 times that."""
    x, t, _, _ = arguments
    rows = np.concatenate([batch[0] for batch in batches])[:, 0]
    targets = np.concatenate([batch[1] for batch in batches])
    missing, twice = set(x[:, 0]) - set(rows), len(set(rows)) < len(rows)
    pairs = len(rows) == len(targets) and np.allclose(targets, 10 * rows)
    targets_once = sorted(targets.tolist()) == sorted(t.tolist())
    together = all(np.ptp(batch[0]) == len(batch[0]) - 1 for batch in batches if len(batch[0]))
    return {
        "pairs": "kept" if pairs else "broken",
        "rows": "some twice" if twice else "some missing" if missing else "each once",
        "targets": "each once" if targets_once else "lost or repeated",
        "batches": "of neighbours" if together else "mixed",
        "row order": order_of(rows),
        "target order": order_of(targets),
        "sizes": str([len(batch[0]) for batch in batches]),
    }


def one_hot(labels, classes):
    """One-hot targets: a row of zeros for each label, with a 1 at the place of its class.

    labels: (B,), whole numbers from 0 to classes - 1
    classes: how many there are, whether all occur or not
    Returns t, (B, classes).
    """
    return (labels[:, None] == np.arange(classes)).astype(float)


@mistake(
    "Classes are counted from 1",
    "Positions in Python count from 0: subtracting 1 turns class 0 into the last.",
)
def one_hot__counted_from_one(labels, classes):
    return np.eye(classes)[labels - 1]


@mistake(
    "The width is the largest label seen",
    "If the last class does not occur in a batch its column is missing: use classes.",
)
def one_hot__width_from_the_batch(labels, classes):
    return np.eye(labels.max() + 1)[labels]


@mistake(
    "Only classes that occur are numbered",
    "A class that is absent from the batch must keep its column.",
)
def one_hot__classes_renumbered(labels, classes):
    return (labels[:, None] == np.unique(labels)).astype(float)


ONE_HOT = Exercise(
    solution=one_hot,
    title="one-hot targets",
    lesson=4,
    mistakes=(
        one_hot__counted_from_one,
        one_hot__width_from_the_batch,
        one_hot__classes_renumbered,
    ),
    small=(
        (np.array([1, 0]), 2),
        (np.array([0, 2, 0, 2]), 4),
    ),
    random=lambda random: (random.integers(0, 5, 6), 5),
    edge=(
        (np.array([0, 3, 1, 3]), 4),
        (np.array([0]), 3),
    ),
    outputs=("t",),
)


def mini_batches(x, t, size, random):
    """Cut the rows into mini-batches, in a new random order, each row once.

    x: (N, I), the rows; t: (N,), their targets
    size: rows in a batch; the last batch may be smaller
    random: a NumPy generator, as in random.permutation(...)
    Returns a list of pairs (x, t), one for each batch.
    """
    order = random.permutation(len(x))
    return [(x[order[k : k + size]], t[order[k : k + size]]) for k in range(0, len(x), size)]


@mistake(
    "x is shuffled, t is not", "Row k of x and entry k of t belong together: one order for both."
)
def mini_batches__targets_left_behind(x, t, size, random):
    x = x[random.permutation(len(x))]
    return [(x[k : k + size], t[k : k + size]) for k in range(0, len(x), size)]


@mistake(
    "The last, smaller batch is dropped", "Its rows would never be learned from in this epoch."
)
def mini_batches__last_batch_dropped(x, t, size, random):
    order = random.permutation(len(x))
    return [
        (x[order[k : k + size]], t[order[k : k + size]]) for k in range(0, len(x) - size + 1, size)
    ]


@mistake(
    "Rows are drawn with replacement",
    "An epoch sees every row once; drawing from all leaves a third out and repeats others.",
)
def mini_batches__with_replacement(x, t, size, random):
    order = random.integers(0, len(x), len(x))
    return [(x[order[k : k + size]], t[order[k : k + size]]) for k in range(0, len(x), size)]


@mistake("Each batch is one row short", "A slice k : k + size leaves its end out already.")
def mini_batches__one_short(x, t, size, random):
    order = random.permutation(len(x))
    return [
        (x[order[k : k + size - 1]], t[order[k : k + size - 1]]) for k in range(0, len(x), size)
    ]


@mistake(
    "Nothing is shuffled",
    "Sorted rows make batches of one class each, and the network forgets the one before.",
)
def mini_batches__not_shuffled(x, t, size, random):
    return [(x[k : k + size], t[k : k + size]) for k in range(0, len(x), size)]


@mistake(
    "Batches are shuffled, not rows",
    "Neighbours stay together in every epoch; in a sorted table they are of one class.",
)
def mini_batches__of_neighbours(x, t, size, random):
    starts = random.permutation(np.arange(0, len(x), size))
    return [(x[k : k + size], t[k : k + size]) for k in starts]


@mistake(
    "Rows are shuffled within their batch only",
    "Order within a batch changes nothing: its rows are added up. Shuffle first, then cut.",
)
def mini_batches__shuffled_within(x, t, size, random):
    parts = [random.permutation(np.arange(len(x))[k : k + size]) for k in range(0, len(x), size)]
    return [(x[rows], t[rows]) for rows in parts]


MINI_BATCHES = Exercise(
    solution=mini_batches,
    title="mini-batches",
    lesson=7,
    mistakes=(
        mini_batches__targets_left_behind,
        mini_batches__last_batch_dropped,
        mini_batches__with_replacement,
        mini_batches__one_short,
        mini_batches__not_shuffled,
        mini_batches__of_neighbours,
        mini_batches__shuffled_within,
    ),
    small=((np.arange(14.0)[:, None], 10 * np.arange(14.0), 5, np.random.default_rng(3)),),
    random=lambda random: (np.arange(23.0)[:, None], 10 * np.arange(23.0), 5, random),
    outputs=("batches",),
    summary=batches_summary,
)


def standardize(train, test):
    """Scale both tables so that the training rows have mean 0 and deviation 1 in every column.

    train: (N, I); test: (M, I), scaled by the numbers of the training rows
    A column that is constant in the training rows becomes 0.
    Returns both, scaled.
    """
    layer = find("layer", "standardize")
    state = LayerState(layer.measured(train, layer.initial_statistics(train.shape[1:])))
    return layer.forward(train, {}, state)[0], layer.forward(test, {}, state)[0]


@mistake(
    "Mean and deviation of all rows",
    (
        "What the held-out rows look like must not leak into training: measure on the "
        "training rows alone."
    ),
)
def standardize__measured_on_all(train, test):
    both = np.concatenate([train, test])
    return (train - both.mean(axis=0)) / both.std(axis=0), (test - both.mean(axis=0)) / both.std(
        axis=0
    )


@mistake(
    "The test rows are measured by themselves",
    "A test row must get the same numbers as a training row with the same values.",
)
def standardize__test_by_itself(train, test):
    return (train - train.mean(axis=0)) / train.std(axis=0), (test - test.mean(axis=0)) / test.std(
        axis=0
    )


@mistake(
    "The test rows are not scaled",
    "The network has learned from scaled rows and cannot read raw ones.",
)
def standardize__test_left_raw(train, test):
    return (train - train.mean(axis=0)) / train.std(axis=0), test


@mistake(
    "Each row is scaled by itself",
    "axis=1 compares a flower's length with its own width; columns are axis 0.",
)
def standardize__by_rows(train, test):
    def scaled(x):
        return (x - x.mean(axis=1, keepdims=True)) / x.std(axis=1, keepdims=True)

    return scaled(train), scaled(test)


@mistake(
    "Divided by the variance",
    "The deviation is the root of the variance and has the unit of the column.",
)
def standardize__variance(train, test):
    return (train - train.mean(axis=0)) / train.var(axis=0), (
        test - train.mean(axis=0)
    ) / train.var(axis=0)


@mistake(
    "The deviation is divided by N - 1",
    "ddof=1 estimates the deviation of a larger population; asked is that of these rows.",
)
def standardize__sample_deviation(train, test):
    mean, deviation = train.mean(axis=0), train.std(axis=0, ddof=1)
    deviation = np.where(deviation == 0, 1, deviation)
    return (train - mean) / deviation, (test - mean) / deviation


STANDARDIZE = Exercise(
    solution=standardize,
    title="standardized columns",
    lesson=11,
    mistakes=(
        standardize__measured_on_all,
        standardize__test_by_itself,
        standardize__test_left_raw,
        standardize__by_rows,
        standardize__variance,
        standardize__sample_deviation,
    ),
    small=(
        (np.array([[1.0, 10.0], [3.0, 50.0]]), np.array([[2.0, 40.0], [5.0, 70.0]])),
        (np.array([[1.0, 10.0], [3.0, 30.0], [5.0, 20.0]]), np.array([[7.0, 10.0], [9.0, 0.0]])),
    ),
    random=lambda random: (random.normal(3.0, 2.0, (5, 3)), random.normal(3.0, 2.0, (4, 3))),
    edge=((np.array([[1.0, 7.0], [3.0, 7.0]]), np.array([[2.0, 7.0], [5.0, 7.0]])),),
    outputs=("train", "test"),
)


EXERCISES = (
    ONE_HOT,
    MINI_BATCHES,
    STANDARDIZE,
)
"""All of this topic, from easy to hard."""
