"""The blocked kernel: wide layers by BLAS, in two parts, on one thread or two."""

import time

import numpy as np
import pytest

from edunn import Model
from edunn.fused import blas, blocked_engine, choice
from edunn.fused.blocked_engine import FREE, ThreadChoice
from edunn.training import algorithms
from edunn.workers.threads import blas_threads, one_thread

SIZES = [[20], [16, "relu"], [9, "tanh", {"dropout": 0.2}], [5, "softmax"]]


def trained(threads, monkeypatch, optimizer="sgd", *, dtype="float32", rows=203, **options):
    """A training of three epochs by so many threads, or, with 0, by the readable engine."""
    random = np.random.default_rng(4)
    x, t = random.normal(size=(rows, 20)), random.integers(0, 5, rows)
    monkeypatch.setattr(algorithms, "threads_of_blocked_kernel", lambda *_: threads)
    monkeypatch.setattr(blocked_engine, "blas_threads", lambda: 2)
    monkeypatch.setattr(blocked_engine, "ENOUGH", 0.0)  # other programs are no reason
    monkeypatch.setattr(blocked_engine, "WORTH_A_THREAD", 0.0)  # nor are short pieces
    model = Model(SIZES, seed=1, dtype=dtype, engine="fused" if threads else "numpy")
    options = {"epochs": 3, "batch_size": 64, "learning_rate": 0.05} | options
    training = model.training(optimizer, x, t, seed=2, **options)
    training.finish()
    return training


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize(
    ("optimizer", "options"),
    [
        ("sgd", {}),
        ("sgd", {"clip_norm": 0.1}),
        ("adam", {"clip_value": 0.01}),
        ("adamw", {"batch_size": 1}),
        ("nesterov", {"batch_size": 7}),
        ("rmsprop", {"batch_size": 203, "shuffle_data": False}),
    ],
    ids=str,
)
def test_no_number_depends_on_the_number_of_threads(optimizer, options, dtype, monkeypatch):
    monkeypatch.setattr(blocked_engine, "PIECE", 1e9)  # the clock cuts no epoch into pieces
    one, two = (
        trained(threads, monkeypatch, optimizer, dtype=dtype, **options) for threads in (1, 2)
    )
    np.testing.assert_array_equal(two.learned.theta, one.learned.theta)
    np.testing.assert_array_equal(two.z, one.z)
    assert two.history.history == one.history.history


@pytest.mark.parametrize("threads", [1, 2])
@pytest.mark.parametrize("options", [{}, {"optimizer": "adam", "learning_rate": 0.01}], ids=str)
def test_an_epoch_in_pieces_is_the_epoch_bit_for_bit(options, threads, monkeypatch):
    whole = trained(threads, monkeypatch, batch_size=16, **options)
    monkeypatch.setattr(blocked_engine, "PIECE", 1e-9)  # one mini-batch at a time
    pieces = trained(threads, monkeypatch, batch_size=16, **options)
    np.testing.assert_array_equal(pieces.learned.theta, whole.learned.theta)
    losses = [training.history.history["loss"] for training in (pieces, whole)]
    np.testing.assert_allclose(*losses, rtol=1e-12)
    accuracies = [training.history.history["accuracy"] for training in (pieces, whole)]
    assert accuracies[0] == accuracies[1]


@pytest.mark.parametrize("threads", [1, 2])
@pytest.mark.parametrize("rows", [1, 2, 3, 64, 65, 129])
def test_any_number_of_rows(rows, threads, monkeypatch):
    readable = trained(0, monkeypatch, rows=rows, dtype="float64")
    blocked = trained(threads, monkeypatch, rows=rows, dtype="float64")
    np.testing.assert_allclose(blocked.learned.theta, readable.learned.theta, rtol=1e-10)
    losses = [training.history.history["loss"] for training in (blocked, readable)]
    np.testing.assert_allclose(*losses, rtol=1e-10)


@pytest.mark.parametrize("threads", [1, 2])
def test_steps_are_the_epoch_bit_for_bit(threads, monkeypatch):
    whole = trained(threads, monkeypatch, epochs=1)
    model = Model(SIZES, seed=1, engine="fused")
    random = np.random.default_rng(4)
    x, t = random.normal(size=(203, 20)), random.integers(0, 5, 203)
    stepped = model.training("sgd", x, t, epochs=2, batch_size=64, learning_rate=0.05, seed=2)
    losses = [stepped.step() for _ in range(4)]
    assert len(losses) == 4
    np.testing.assert_array_equal(stepped.learned.theta, whole.learned.theta)


def test_a_layer_gets_the_threads_that_its_steps_are_worth():
    """Plain loops for one row at a time, one thread for short steps, two for long ones."""

    def threads_of(*sizes, batch_size):
        objective = Model([[size] for size in sizes], "mse").objective
        return choice.threads_of_blocked_kernel(objective, batch_size)

    assert threads_of(4, 2, 3, batch_size=1) == 0
    assert threads_of(64, 32, 10, batch_size=16) == 1
    assert threads_of(784, 128, 10, batch_size=64) == 2


def test_without_openblas_the_readable_engine_trains_wide_layers(monkeypatch):
    monkeypatch.setattr(choice, "has_gemm", lambda: False)
    model = Model([[784], [128, "relu"], [10, "softmax"]])
    x, t = np.zeros((64, 784)), np.arange(64) % 10
    training = model.training("sgd", x, t, epochs=10**6, batch_size=64)
    assert training.history.engine == "numpy"


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_gemm_is_numpy_s_own_matrix_product(dtype):
    random = np.random.default_rng(0)
    a, b = random.normal(size=(5, 7)).astype(dtype), random.normal(size=(7, 3)).astype(dtype)
    c = np.ones((5, 3), dtype)
    places = a.ctypes.data, 7, b.ctypes.data, 3, 2.0, c.ctypes.data, 3
    blas.gemm(dtype)(blas.ROW_MAJOR, blas.AS_IS, blas.AS_IS, 5, 3, 7, 0.5, *places)
    np.testing.assert_allclose(c, 0.5 * a @ b + 2.0, rtol=1e-5)


def test_two_threads_are_tried_again_after_a_pause_that_grows():
    threads = ThreadChoice(most=2)
    now, singles = 0.0, []
    for _ in range(9):
        assert threads.threads(now) == 2
        threads.observe(seconds=0.2, on_a_core=0.25, now=now)
        before = now
        while threads.threads(now) == 1:
            now += 0.001
        singles.append(now - before)
    assert singles == pytest.approx([0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.0, 1.0], abs=0.002)
    threads.observe(seconds=0.2, on_a_core=0.39, now=now)
    assert threads.threads(now) == 2
    assert threads.pause == 0.01


def test_one_thread_stays_one():
    threads = ThreadChoice(most=1)
    assert threads.threads(now=0.0) == 1


@pytest.mark.skipif(blas_threads() < 2, reason="this process may use one thread only")
def test_linear_algebra_gets_its_threads_back():
    with one_thread(), one_thread():
        assert blas_threads() == 1
    assert blas_threads() > 1


def test_an_interrupted_start_lets_the_other_thread_go(monkeypatch):
    """Ctrl-C may come when one thread waits for the other, which then never begins."""
    training = trained(2, monkeypatch)
    engine, calls = training.accelerator.engine.blocked, []
    timed = blocked_engine._timed

    def interrupted(call, team):
        calls.append(team)
        if team.first == 0:
            raise KeyboardInterrupt
        return timed(call, team)

    monkeypatch.setattr(blocked_engine, "_timed", interrupted)
    model = Model(SIZES, seed=1, engine="fused")
    random = np.random.default_rng(4)
    again = model.training("sgd", random.normal(size=(203, 20)), random.integers(0, 5, 203))
    again.accelerator.engine.blocked.is_loaded = engine.is_loaded
    started, theta = time.perf_counter(), model.theta.copy()
    with pytest.raises(KeyboardInterrupt):
        next(again)
    assert time.perf_counter() - started < 30
    assert calls[0].counter[0] >= FREE
    np.testing.assert_array_equal(model.theta, theta)
