"""Mini-batches shared by workers: how many there are changes no bit."""

import multiprocessing
import os
import time
from concurrent.futures import ProcessPoolExecutor

import numpy as np
import pytest
from tests.laws.test_layer_contract import BatchNorm

from edunn import Model
from edunn.errors import DivergedError, SettingError
from edunn.layers import Dense
from edunn.training.data_parallel import MICRO_BATCH

random = np.random.default_rng(7)
X = random.normal(size=(2500, 4))
T = (X[:, 0] > 0).astype(int) + (X[:, 1] * X[:, 2] > 0.5)
WEIGHTS = random.uniform(0.5, 2.0, 2500)
BATCH = 2 * MICRO_BATCH + 76  # the last micro-batch is smaller, and so is the last mini-batch
PLAIN = [[4, {"scale": "standardize"}], [6, "tanh", {"l2": 0.01}], [3, "softmax"]]
FORGETFUL = [[4], [6, "relu", {"dropout": 0.3}], [5, "tanh", {"dropout": 0.2}], [3, "softmax"]]


@pytest.fixture(scope="module")
def pool():
    with ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as pool:
        yield pool


def training(workers, network=PLAIN, dtype="float32", algorithm="adam", **options):
    model = Model(network, dtype=dtype, seed=0)
    options = {"epochs": 3, "batch_size": BATCH, "seed": 1} | options
    return model.training(algorithm, X, T, workers=workers, **options)


def ended(training):
    """What a training led to: theta, and its records without the time that they took."""
    records = [{k: v for k, v in vars(r).items() if k != "seconds"} for r in training]
    return training.learned.theta, records


@pytest.mark.parametrize("network", [PLAIN, FORGETFUL], ids=["plain", "dropout"])
def test_the_number_of_workers_changes_no_bit(pool, network):
    theta, records = ended(training(map, network, sample_weight=WEIGHTS))
    for workers in (1, 3, pool):
        other, others = ended(training(workers, network, sample_weight=WEIGHTS))
        assert other.tobytes() == theta.tobytes()
        assert others == records


@pytest.mark.parametrize("weights", [None, WEIGHTS], ids=["alike", "weighted"])
def test_the_whole_mini_batch_at_once_is_the_same_up_to_rounding(weights):
    theta, records = ended(training(None, dtype="float64", sample_weight=weights))
    other, others = ended(training(map, dtype="float64", sample_weight=weights))
    np.testing.assert_allclose(other, theta, rtol=1e-10)
    assert [r["loss"] for r in others] == pytest.approx([r["loss"] for r in records], rel=1e-12)
    assert [r["accuracy"] for r in others] == [r["accuracy"] for r in records]


def test_masks_differ_from_micro_batch_to_micro_batch_and_from_step_to_step():
    """One training row, repeated: with the same mask everywhere, all scores would be alike."""
    model = Model(FORGETFUL, seed=0)
    x, t = np.tile(X[:1], (2 * MICRO_BATCH, 1)), np.zeros(2 * MICRO_BATCH, int)
    training = model.training(
        "sgd", x, t, workers=map, batch_size=2 * MICRO_BATCH, learning_rate=1e-12, seed=1
    )
    next(training)
    first = training.z.copy()
    assert (first[:MICRO_BATCH] != first[MICRO_BATCH:]).any()
    next(training)
    assert (first != training.z).any()


def test_a_resumed_training_may_have_other_workers(pool, tmp_path):
    path = tmp_path / "run.edunn"
    whole = training(map, FORGETFUL)
    next(whole)
    whole.step()  # in the middle of an epoch
    whole.save(path)
    resumed = Model.from_file(path).resume(X, T, workers=pool)
    assert ended(resumed)[0].tobytes() == ended(whole)[0].tobytes()


def test_a_training_that_diverges_says_where(pool):
    diverging = Model([[4], [6, "relu"], [3]], "mse", seed=0).training(
        "sgd", X, T, workers=pool, batch_size=BATCH, learning_rate=1e30
    )
    with pytest.raises(DivergedError, match=r"epoch 1: the output of layer \d"):
        list(diverging)


@pytest.mark.parametrize("batch_size", [None, MICRO_BATCH, 1])
def test_small_mini_batches_are_not_worth_sharing(batch_size):
    with pytest.raises(SettingError, match=r"nothing to share\. Leave workers out, or try"):
        training(2, batch_size=batch_size)


def test_layers_that_measure_the_mini_batch_cannot_share_it():
    model = Model(layers=[BatchNorm(), Dense(3)], inputs=4)
    with pytest.raises(SettingError, match="measures each as a whole"):
        model.training("sgd", X, T, batch_size=BATCH, workers=2)


def test_workers_that_cannot_be_are_refused_at_once():
    with pytest.raises(SettingError, match="workers is 'four'"):
        training("four")


def test_our_processes_end_with_the_training():
    finished, broken, left = (training(1, epochs=2) for _ in range(3))
    list(finished)
    assert finished.pool.backend.processes is None

    next(broken)
    (process,) = broken.pool.backend.processes._processes
    broken.learned.theta = np.full_like(broken.learned.theta, np.nan)
    with pytest.raises(DivergedError):
        next(broken)
    assert broken.pool.backend.processes is None
    assert not is_there(process)

    next(left)
    (process,) = left.pool.backend.processes._processes
    del left
    deadline = time.monotonic() + 20
    while is_there(process):
        assert time.monotonic() < deadline, "nobody needs it any more"
        time.sleep(0.05)


def is_there(process):
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True
