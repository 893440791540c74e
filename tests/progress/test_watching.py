"""Progress: a bar in a terminal or a notebook, silence in a pipe."""

import sys

import pytest

from edunn import Model
from edunn.progress import in_words, watch
from edunn.training import Epoch

X, T = [[0.0, 1.0], [1.0, 0.0]], [0, 1]


@pytest.fixture
def training():
    return Model([[2], [2, "softmax"]], seed=0).training("sgd", X, T, epochs=3)


def test_in_a_pipe_nothing_is_written(training, capsys):
    watch(training)
    assert capsys.readouterr() == ("", "")
    assert training.finished


def test_on_request_there_is_a_bar_with_figures(training, capsys):
    watch(training, progress=True)
    out, bar = capsys.readouterr()
    assert out == ""  # answers go there, and nothing else
    assert "3/3" in bar
    assert "loss" in bar
    assert "accuracy" in bar


def test_people_see_a_bar(training, capsys, monkeypatch):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    watch(training)
    assert "3/3" in capsys.readouterr().err


def test_progress_false_is_silent_everywhere(training, capsys, monkeypatch):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    watch(training, progress=False)
    assert capsys.readouterr().err == ""


def test_a_resumed_training_starts_where_it_was(training, capsys):
    next(training)
    watch(training, progress=True)
    assert "3/3" in capsys.readouterr().err
    assert len(training.history) == 3


def test_train_passes_it_on(capsys):
    Model([[2], [2, "softmax"]]).train("sgd", X, T, epochs=2, progress=True)
    assert "2/2" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("record", "words"),
    [
        (Epoch(1, 0.5, None, 1), "loss 0.5000"),
        (Epoch(1, 0.5, 0.75, 1), "loss 0.5000  accuracy 0.750"),
        (
            Epoch(1, 0.5, 0.75, 1, val_loss=0.6, val_accuracy=0.5),
            "loss 0.5000  val_loss 0.6000  accuracy 0.750  val_accuracy 0.500",
        ),
    ],
)
def test_figures_in_words(record, words):
    assert in_words(record) == words
