"""Networks of images in the compiled engine: convolution by BLAS, and pooling, in two parts."""

import numpy as np
import pytest
from tests.laws.layer_networks import NETWORKS, built, rows_for

from edunn import Model
from edunn.errors import SettingError
from edunn.fused import Fused, Segment, blas, blocked_engine, choice, stack, support, supports
from edunn.fused.images import images_of
from edunn.optimizers import Adam, GradientDescent
from edunn.training import algorithms

DEEP = [
    [9, 8, 2],
    ["conv", 3, [3, 2], "relu", {"padding": "same"}],
    ["dropout", 0.2],
    ["max_pool", 2],
    ["conv", 4, 2, "tanh", {"bias": False, "l2": 0.1}],
    ["average_pool", 2, 1, {"padding": "same"}],
    ["flatten"],
    [6, "relu", {"dropout": 0.3}],
    [3, "softmax"],
]


@pytest.fixture(autouse=True)
def _two_threads(monkeypatch):
    monkeypatch.setattr(blocked_engine, "PIECE", 1e9)  # the clock cuts no epoch into pieces
    monkeypatch.setattr(blocked_engine, "blas_threads", lambda: 2)
    monkeypatch.setattr(blocked_engine, "ENOUGH", 0.0)  # other programs are no reason
    monkeypatch.setattr(blocked_engine, "WORTH_A_THREAD", 0.0)  # nor are short pieces


def trained(threads, monkeypatch, optimizer="sgd", *, dtype="float64", rows=23, **options):
    """A training by so many threads of the blocked kernel; with 0, by the readable engine."""
    monkeypatch.setattr(algorithms, "threads_of_blocked_kernel", lambda *_: threads)
    model = Model(DEEP, seed=1, dtype=dtype, engine="fused" if threads else "numpy")
    x = np.random.default_rng(3).normal(size=(rows, *DEEP[0]))
    labels = np.arange(rows) % 3
    options = {"epochs": 3, "batch_size": 7, "learning_rate": 0.05} | options
    training = model.training(optimizer, x, labels, seed=2, **options)
    training.finish()
    assert training.history.engine == model.engine
    return training


def assert_agree(ours, theirs, rtol=1e-10):
    scale = np.abs(theirs.learned.theta).max()
    np.testing.assert_allclose(
        ours.learned.theta, theirs.learned.theta, rtol=rtol, atol=rtol * scale
    )
    for name in ("loss", "accuracy"):
        curves = [one.history.history.get(name, []) for one in (ours, theirs)]
        np.testing.assert_allclose(*curves, rtol=rtol)


@pytest.mark.parametrize("name", NETWORKS)
def test_every_network_of_layers_is_trained_alike_or_refused_by_name(name, monkeypatch):
    monkeypatch.setattr(algorithms, "threads_of_blocked_kernel", lambda *_: 2)
    model = built(name)
    reason = supports(model.objective, GradientDescent())
    if reason:
        names = [type(layer).__name__ for layer in model.layers]
        refused = any(f"has no {name} yet" in reason for name in names)
        assert refused or "no sequences" in reason
        return
    ends = []
    x, t = rows_for(model, rows=11)
    for engine in ("numpy", "fused"):
        model = built(name, engine=engine)
        training = model.training("sgd", x, t, epochs=4, batch_size=4, learning_rate=0.03, seed=5)
        training.finish()
        ends.append(training)
    assert_agree(*reversed(ends))


def test_every_layer_of_images_is_trained():
    wanted = {"conv", "max_pool", "average_pool", "global_average_pool", "reshape"}
    for name in wanted:
        assert supports(built(name).objective, Adam()) == ""


@pytest.mark.parametrize(
    ("optimizer", "options"),
    [
        ("sgd", {}),
        ("sgd", {"clip_norm": 0.1}),
        ("adam", {"clip_value": 0.01, "batch_size": 1}),
        ("momentum", {"batch_size": 23, "shuffle_data": False}),
        ("sgd", {"rows": 1}),
        ("adamw", {"rows": 3}),
    ],
    ids=str,
)
def test_it_agrees_with_the_readable_engine(optimizer, options, monkeypatch):
    readable = trained(0, monkeypatch, optimizer, **options)
    assert_agree(trained(2, monkeypatch, optimizer, **options), readable)


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("batch_size", [1, 2, 7, 64])
def test_no_number_depends_on_the_number_of_threads(batch_size, dtype, monkeypatch):
    one, two = (
        trained(threads, monkeypatch, dtype=dtype, batch_size=batch_size) for threads in (1, 2)
    )
    np.testing.assert_array_equal(two.learned.theta, one.learned.theta)
    assert two.history.history == one.history.history


def test_an_epoch_in_pieces_is_the_epoch_bit_for_bit(monkeypatch):
    whole = trained(2, monkeypatch)
    monkeypatch.setattr(blocked_engine, "PIECE", 1e-9)  # one mini-batch at a time
    pieces = trained(2, monkeypatch)
    np.testing.assert_array_equal(pieces.learned.theta, whole.learned.theta)


def test_in_float32_it_agrees_to_its_rounding(monkeypatch):
    ends = [trained(threads, monkeypatch, dtype="float32") for threads in (2, 0)]
    assert_agree(*ends, rtol=1e-4)


def test_layers_below_the_first_that_learns_are_done_once():
    objective = built("max_pool, first").objective
    assert not stack.has_images(objective)
    assert images_of(objective, "float64") is None


def test_populations_of_convolutional_networks_are_evaluated_by_the_readable_engine():
    model = built("conv", [["softmax"]], engine="fused")
    x, _ = rows_for(model, rows=12)
    with pytest.raises(SettingError, match="by gradient descent only"):
        model.train("genetic_algorithm", x, np.arange(12) % 2, generations=2, progress=False)


def test_without_openblas_the_readable_engine_takes_images(monkeypatch):
    monkeypatch.setattr(choice, "has_gemm", lambda: False)
    monkeypatch.setattr(support, "has_gemm", lambda: False)
    objective = built("conv").objective
    assert "needs OpenBLAS" in supports(objective, Adam())
    assert not choice.is_worth_it(objective, batch_size=64, steps=10**9)


@pytest.mark.skipif(not blas.has_gemm(), reason="NumPy has another BLAS")
def test_the_choice_for_images_is_the_blocked_kernel_always():
    tiny = built("conv").objective
    assert choice.threads_of_blocked_kernel(tiny, batch_size=1) == 1
    assert not choice.is_worth_it(tiny, batch_size=1, steps=100)
    assert choice.is_worth_it(tiny, batch_size=1, steps=100_000)
    lenet = Model(
        [[28, 28, 1], ["conv", 8, 5, "relu"], ["max_pool", 2], ["flatten"], [10, "softmax"]]
    ).objective
    assert choice.threads_of_blocked_kernel(lenet, batch_size=64) == 2
    assert choice.is_worth_it(lenet, batch_size=64, steps=1000)


def test_an_engine_without_threads_given_takes_images_by_one():
    model = built("conv")
    x, t = rows_for(model)
    fused = Fused(model.objective, x, t, None)
    segment = Segment(np.arange(len(x))[np.newaxis], np.empty(0), np.empty(t.shape), 0, len(x))
    optimizer = GradientDescent(0.1)
    end = fused.run(optimizer, optimizer.start(model.theta), [{}] * 4, segment, batch_size=3)
    assert end.epochs == 1
    assert fused.blocked.choice.most == 1
