"""A chunk is many epochs in one call: what comes out is what comes out one by one."""

import numpy as np
import pytest
from tests.training.worlds import NETWORK as PLAIN
from tests.training.worlds import T, X, facts, in_chunks

from edunn import Model
from edunn.errors import DivergedError
from edunn.fused import blocked_engine
from edunn.optimizers import CosineDecay, ReduceOnPlateau
from edunn.training import algorithms, compiled


@pytest.fixture(autouse=True, params=[0, 2], ids=["loops", "blocked"])
def kernel(request, monkeypatch):
    monkeypatch.setattr(algorithms, "threads_of_blocked_kernel", lambda *_: request.param)
    monkeypatch.setattr(blocked_engine, "WORTH_A_THREAD", 0.0)


DROPPING = [[2], [5, "tanh", {"dropout": 0.5}], [4, "relu", {"dropout": 0.2}], [3, "softmax"]]
PULLED = [[2], [5, "sigmoid", {"regularizer": "l2"}], [3, "softmax"]]


def begun(architecture=PLAIN, algorithm="sgd", epochs=50, loss="cross_entropy", **options):
    settings = {name: options.pop(name) for name in ("dtype", "engine") if name in options}
    model = Model(architecture, loss, seed=1, **({"engine": "fused"} | settings))
    options = {"batch_size": 3, "learning_rate": 0.05} | options
    return model.training(algorithm, X, T, epochs=epochs, **options)


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"batch_size": 1},
        {"batch_size": 99, "algorithm": "adam", "dtype": "float64"},
        {"algorithm": "adamw", "clip_norm": 0.1},
        {"algorithm": "nesterov", "learning_rate": CosineDecay(0.1, steps=100)},
        {"shuffle_data": False},
        {"sample_weight": np.arange(10.0)},
        {"class_weight": "balanced", "algorithm": "rmsprop"},
        {"architecture": PULLED, "batch_size": 1},
        {"architecture": PULLED, "batch_size": 4},
        {"architecture": DROPPING},
        {"architecture": DROPPING, "batch_size": 1, "shuffle_data": False},
    ],
    ids=str,
)
def test_epochs_in_a_chunk_are_the_epochs_one_by_one(options):
    one_by_one, chunked = begun(**options), begun(**options)
    assert len(list(one_by_one)) == 50
    sizes = in_chunks(chunked)
    assert sum(sizes) == 50
    assert max(sizes) > 10
    assert facts(chunked) == facts(one_by_one)


def test_train_and_finish_go_in_chunks(monkeypatch):
    sizes, whole = [], compiled.CompiledGradientDescent._whole
    monkeypatch.setattr(
        compiled.CompiledGradientDescent, "_whole",
        lambda self, epochs: sizes.append(epochs) or whole(self, epochs),
    )  # fmt: skip
    model = Model(PLAIN, seed=1, engine="fused")
    assert len(model.train("sgd", X, T, epochs=2000, progress=False)) == 2000
    assert max(sizes) > 100
    assert len(begun(epochs=20).finish()) == 20


@pytest.mark.parametrize("steps", [1, 3, 5])
def test_a_chunk_after_some_steps_finishes_the_epoch_first(steps):
    one_by_one, chunked = begun(), begun()
    for _ in range(steps):
        one_by_one.step()
        chunked.step()
    list(one_by_one)
    in_chunks(chunked)
    assert facts(chunked) == facts(one_by_one)


@pytest.mark.parametrize("dropout", [0.0, 0.3])
@pytest.mark.parametrize("good", [2, 5, 30])
def test_a_walk_that_diverges_leaves_the_same_behind(good, dropout):
    """The rate is a number up to the middle of an epoch, and enormous after it."""

    def rate(t):
        return 0.01 if t < 5 * good + 2 else 1e35

    ends = []
    for go in (list, in_chunks):
        network = [[2], [5, "relu", {"dropout": dropout}], [3]]
        training = begun(network, loss="mse", batch_size=2, learning_rate=rate)
        with pytest.raises(DivergedError) as caught:
            go(training)
        assert len(training.history) == good
        ends.append((str(caught.value), facts(training)))
    assert ends[0] == ends[1]


def test_what_is_looked_at_after_every_epoch_is_gone_through_one_by_one():
    for options in (
        {"validation_split": 0.3},
        {"early_stopping": 50},
        {"learning_rate": ReduceOnPlateau(0.1)},
        {"engine": "numpy"},
    ):
        training = begun(epochs=10, **options)
        assert in_chunks(training) == [1] * 10
        again = begun(epochs=10, **options)
        list(again)
        assert facts(again) == facts(training)


def test_a_finished_training_has_no_chunk():
    training = begun(epochs=3)
    training.finish()
    with pytest.raises(StopIteration):
        training.advance()
    assert len(training.finish()) == 3


def test_a_chunk_takes_a_moment_only():
    training = begun(epochs=10**6)
    chunks = [training.advance() for _ in range(10)]
    seconds = sorted(sum(rows["seconds"]) for rows in chunks)
    assert seconds[5] < 10 * compiled.CHUNK_SECONDS
    assert 0 < len(training.history) < 10**6


@pytest.mark.parametrize("architecture", [PLAIN, DROPPING], ids=["plain", "dropping"])
def test_an_interrupted_chunk_has_never_happened(architecture, monkeypatch):
    untouched, interrupted = begun(architecture), begun(architecture)
    list(untouched)
    next(interrupted), next(interrupted)
    before = facts(interrupted)
    monkeypatch.setattr(
        interrupted.accelerator.engine,
        "_scratch",
        lambda rows: (_ for _ in ()).throw(KeyboardInterrupt),
    )
    for go in (interrupted.advance, interrupted.__next__, interrupted.step):
        with pytest.raises(KeyboardInterrupt):
            go()
        assert facts(interrupted)[3] == before[3]
    monkeypatch.undo()
    interrupted.finish()
    assert facts(interrupted) == facts(untouched)


def test_no_more_random_numbers_are_held_than_there_is_room_for(monkeypatch):
    whole, in_parts = (
        begun(DROPPING, batch_size=2, epochs=5),
        begun(DROPPING, batch_size=2, epochs=5),
    )
    list(whole)
    monkeypatch.setattr(compiled, "CHUNK_NUMBERS", 60)  # two mini-batches and a half
    in_chunks(in_parts)
    assert facts(in_parts) == facts(whole)
