import pytest

from edunn import Model
from edunn.studio.changes import Change, moment_of

X, T = [[float(k)] for k in range(10)], [float(k) for k in range(10)]


def test_a_moment_is_epochs_and_mini_batches():
    training = Model([[1], [1]], "mse").training("sgd", X, T, batch_size=4, learning_rate=0.01)
    assert moment_of(training) == {"epoch": 0, "steps": 0}
    next(training)
    training.step()
    training.step()
    assert moment_of(training) == {"epoch": 1, "steps": 2}


def test_evolution_has_no_mini_batches_to_count():
    training = Model([[1], [1]], "mse").training("snes", X, T, batch_size=4)
    next(training)
    assert moment_of(training) == {"epoch": 1, "steps": 0}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (Change(do="rate", epoch=2, steps=3, value=0.1), "After 2 epochs and 3 mini-batches: ano"),
        (Change(do="extend", epoch=2, value=5), "After 2 epochs: more"),
        (Change(do="go_back", epoch=2), "After 2 epochs: it diverged"),
    ],
)
def test_changes_are_told_in_words(change, words):
    assert change.in_words.startswith(words)
