"""The fused engine as a part of training: chosen, paused, diverging, and standing aside."""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import numba
import numpy as np
import pytest
from tests.training.worlds import T, X

from edunn import Model, activations, losses, optimizers
from edunn.activations import Tanh
from edunn.activations.base import Elementwise
from edunn.activations.smooth import softplus
from edunn.errors import DivergedError, SettingError
from edunn.fused import Segment, choice, choose, stack, supports
from edunn.fused.scalar import VECTORIZED, compiled
from edunn.layers import Activation, Dense, Dropout, Standardize
from edunn.losses import Huber
from edunn.optimizers import Adam, GradientDescent
from edunn.regularizers import L2

INPUTS = X.shape[1]


def made(engine="fused", **options):
    architecture = [[INPUTS], [5, "tanh", {"regularizer": "l2"}], [3, "softmax"]]
    return Model(architecture, seed=1, dtype="float64", engine=engine, **options)


def walk(model, way="adam", **options):
    return model.training(way, X, T, **({"batch_size": 3, "learning_rate": 0.05} | options))


# Which engine


@pytest.mark.parametrize(
    ("layers", "reason"),
    [
        ([Dense(3), Standardize(), Dense(3)], "scales inputs only"),
        ([Dropout(0.5), Standardize(), Dense(3)], "scales inputs only"),
        ([Standardize(), Dropout(0.5), Dense(3), Dropout(0.5)], ""),
        ([Dropout(0.5)], "nothing to learn"),
        ([Activation(Tanh())], "nothing to learn"),
        ([Standardize(), Activation(Tanh()), Dense(3), Activation(Tanh()), "softmax"], ""),
    ],
    ids=str,
)
def test_what_layers_it_has(layers, reason):
    model = Model(layers=layers, inputs=3, loss_function="mse")
    assert reason in supports(model.objective, Adam())
    assert bool(reason) == bool(supports(model.objective, Adam()))


@dataclass(frozen=True)
class Cube(Elementwise):
    def value(self, x):
        return x**3

    def derivative(self, x, y):
        return 3 * x**2


class Half(Huber):
    """Not the same: who knows what a student changes in it."""


class Slow(GradientDescent):
    def step(self, state, g):
        return super().step(state, 0.5 * g)


class Own(L2):
    """Neither is this."""


@pytest.mark.parametrize(
    ("model", "optimizer", "name"),
    [
        (Model(layers=[Dense(1), Cube()], inputs=1, loss_function="mse"), Adam(), "Cube"),
        (Model([[1], [1]], Half()), Adam(), "Half"),
        (Model([[1], [1]], "mse"), Slow(), "Slow"),
        (Model([[1], [1]], "mse", regularizer=Own()), Adam(), "Own"),
    ],
    ids=["Cube", "Half", "Slow", "Own"],
)
def test_what_a_student_wrote_stays_with_the_readable_engine(model, optimizer, name):
    assert supports(model.objective, optimizer) == f"the compiled engine has no {name} yet"


def test_the_fused_engine_is_refused_with_the_reason():
    model = Model([[INPUTS], [4, Cube()], [3, "softmax"]], engine="fused")
    with pytest.raises(SettingError, match=r"no Cube yet[.] Or use engine="):
        walk(model)
    with pytest.raises(SettingError, match="no fitness functions"):
        made().training("genetic_algorithm", X, T, fitness=lambda y, t: y.sum(axis=(1, 2)))


def test_without_numba_the_extra_is_named(monkeypatch):
    monkeypatch.setattr(choice, "missing", lambda: "it needs Numba: pip install ...")
    with pytest.raises(SettingError, match="pip install"):
        walk(made())
    assert walk(made("auto"), epochs=100_000).history.engine == "numpy"


@pytest.mark.parametrize(
    ("batch_size", "steps", "expected"),
    [(1, 100, False), (1, 10**6, True), (32, 10**6, True), (10**5, 10**6, True)],
)
def test_auto_takes_it_for_small_networks_and_long_walks(batch_size, steps, expected):
    assert choose("auto", made().objective, Adam(), batch_size, steps) == (expected, "")


@pytest.mark.parametrize(
    ("sizes", "batch_size", "expected"),
    [((4, 2, 3), 128, True), ((784, 32, 10), 4, True), ((64, 64, 64, 10), 8, True),
     ((784, 32, 10), 32, False), ((784, 128, 10), 64, False), ((64, 64, 64, 10), 32, False)],
)  # fmt: skip
def test_big_layers_need_blas(sizes, batch_size, expected, monkeypatch):
    model = Model([[size] for size in sizes], "mse")
    assert choice.is_worth_it(model.objective, batch_size, 10**6)
    monkeypatch.setattr(choice, "has_gemm", lambda: False)
    assert choice.is_worth_it(model.objective, batch_size, 10**6) == expected


def test_auto_says_why_it_stands_aside():
    model = Model([[INPUTS], [4, Cube()], [3, "softmax"]])
    history = walk(model, epochs=100_000).history
    assert history.engine == "numpy"
    (note,) = history.notes
    assert note == "The readable engine is used: the compiled engine has no Cube yet."
    assert note.values["reason"].code == "engine.no_form"


def test_auto_runs_it():
    training = walk(made("auto"), epochs=100_000)
    next(training)
    assert training.history.engine == "fused"


def test_importing_it_loads_no_numba():
    program = "import edunn.fused, sys; sys.exit('numba' in sys.modules)"
    subprocess.run([sys.executable, "-c", program], check=True)


@pytest.mark.parametrize("output", ["sigmoid", "identity"])
def test_a_single_output_is_classified_as_by_the_readable_engine(output):
    accuracies = []
    for engine in ("numpy", "fused"):
        model = Model([[INPUTS], [1, output]], seed=1, dtype="float64", engine=engine)
        training = model.training("sgd", X, (T == 0).astype(float)[:, np.newaxis], epochs=3)
        accuracies.append([record.accuracy for record in training])
    assert accuracies[0] == accuracies[1]


# Pausing


def test_steps_are_the_epoch_bit_for_bit():
    by_epoch, by_step = walk(made(), epochs=2), walk(made(), epochs=2)
    records = list(by_epoch)
    losses = [by_step.step() for _ in range(2 * 4)]
    assert all(np.isfinite(losses))
    assert next(by_step).loss == records[1].loss
    np.testing.assert_array_equal(by_step.learned.theta, by_epoch.learned.theta)
    assert by_step.history.history == by_epoch.history.history


@pytest.mark.parametrize("way", ["sgd", "nesterov", "adamw"])
@pytest.mark.parametrize("steps", [0, 3, 4, 6])
def test_a_walk_that_was_saved_goes_on_bit_for_bit(steps, way, tmp_path):
    whole, broken = walk(made(), way, epochs=5), walk(made(), way, epochs=5)
    for _ in range(steps):
        broken.step()
    broken.save(tmp_path / "walk.edunn")
    resumed = Model.from_file(tmp_path / "walk.edunn").resume(X, T)
    assert resumed.history.engine == "fused"
    assert len(list(whole)) == 5
    assert len(list(resumed)) == 5 - max(steps - 1, 0) // 4
    assert resumed.history.history == whole.history.history
    np.testing.assert_array_equal(resumed.learned.theta, whole.learned.theta)
    assert resumed.history.engine == "fused"


def test_thetas_and_rows_of_before_stay_as_they_were():
    training = walk(made())
    before, state = training.learned.theta, training.state
    kept, rows = before.copy(), training.examples.x.copy()
    next(training)
    np.testing.assert_array_equal(before, kept)
    np.testing.assert_array_equal(state.m, 0.0)
    np.testing.assert_array_equal(training.examples.x, rows)
    assert training.learned.theta is training.state.theta


def test_theta_and_optimizer_may_be_changed_between_steps():
    ends = []
    for engine in ("numpy", "fused"):
        model = made(engine)
        training = walk(model, epochs=5)
        next(training)
        model.theta = np.ones(model.theta.size) / 3
        training.optimizer = Adam(0.01, beta1=0.5)
        next(training)
        ends.append(model.theta)
    np.testing.assert_allclose(ends[1], ends[0], rtol=1e-12)


def test_with_an_unknown_optimizer_the_readable_engine_steps():
    ends = []
    for engine in ("numpy", "fused"):
        training = walk(made(engine), "sgd", epochs=3)
        next(training)
        training.optimizer = Slow(0.1)
        next(training)
        ends.append(training.learned.theta)
    np.testing.assert_allclose(ends[1], ends[0], rtol=1e-12)


# Diverging


def test_a_walk_that_diverges_ends_in_the_same_words():
    words, ends = [], []
    for engine in ("numpy", "fused"):
        model = Model([[INPUTS], [4, "relu"], [3]], "mse", seed=1, dtype="float64", engine=engine)
        training = model.training("sgd", X * 100, np.eye(3)[T], learning_rate=10.0, batch_size=3)
        with pytest.raises(DivergedError, match="no longer finite") as caught:
            list(training)
        words.append(str(caught.value))
        ends.append(model.theta)
        assert training.finished
    assert words[0] == words[1]
    np.testing.assert_allclose(ends[1], ends[0], rtol=1e-12)


def test_an_epoch_that_leads_to_infinity_is_not_begun():
    model = Model([[1], [1]], "mse", dtype="float64", engine="fused")
    model.theta = [1.0, 0.0]
    x, t = np.array([[0.0], [1.0], [1e200], [1e200]]), np.zeros((4, 1))
    training = model.training("sgd", x, t, batch_size=1, shuffle_data=False, learning_rate=0.1)
    leg = Segment(np.arange(4)[np.newaxis], np.empty(0), np.empty((4, 1)), 0, 4)
    goal = training.accelerator.engine.run(training.optimizer, training.state, [{}], leg, 1)
    assert (goal.state.t, goal.epochs) == (0, 0)
    assert (
        training.accelerator.engine.run(
            training.optimizer, training.state, [{}], leg._replace(last=2), 1
        ).state.t
        == 2
    )
    with pytest.raises(DivergedError, match="the gradient is no longer finite"):
        next(training)
    np.testing.assert_array_equal(model.theta, [1.0, 0.0])


def test_a_clipped_infinity_is_still_infinity():
    model = Model([[1], [1]], "mse", dtype="float64", engine="fused")
    x, t = np.array([[0.0], [1e200]]), np.zeros((2, 1))
    training = model.training("sgd", x, t, batch_size=1, clip_value=1.0)
    with pytest.raises(DivergedError, match="no longer finite"):
        training.finish()


# One source


def test_every_member_has_a_code_and_no_student_s_class_shifts_it(monkeypatch):
    families = [
        (activations.NAMES, stack.ACTIVATION_CODES),
        (losses.NAMES, stack.LOSS_CODES),
        (optimizers.NAMES, stack.OPTIMIZER_CODES),
    ]
    for names, codes in families:
        assert {kind for kind in names.values() if stack.is_ours(kind)} <= set(codes)
    monkeypatch.setitem(activations.NAMES, "cube", Cube)
    assert stack._ours(activations.NAMES, Elementwise) == stack.ELEMENTWISE


# One compile a dtype


def kernel():
    """The compiled function, which a step has imported before."""
    from edunn.fused import gradient_kernel

    return gradient_kernel.run_epochs


def test_rows_of_any_layout_and_whole_numbers_take_the_same_machine_code():
    next(walk(made()))
    compiled = kernel().signatures[:]
    frozen = np.asfortranarray(X, dtype="float64")
    frozen.flags.writeable = False
    for model in (made(), Model([[INPUTS], [2], [3]], "mse", dtype="float64", engine="fused")):
        next(model.training("rmsprop", frozen, np.asfortranarray(np.eye(3)[T])))
    whole = Model([[INPUTS, {"scale": "min_max"}], [3]], Huber(1), dtype="float64", engine="fused",
                  regularizer=L2(1))  # fmt: skip
    next(whole.training(GradientDescent(1, clip_norm=1), X, np.eye(3)[T], batch_size=np.int64(2)))
    assert kernel().signatures == compiled


def test_a_second_process_loads_the_machine_code_from_disk():
    next(walk(made()))
    program = """
from tests.test_fused import kernel, made, walk
next(walk(made()))
stats = kernel().stats
assert sum(stats.cache_hits.values()) == 1
assert not stats.cache_misses
"""
    subprocess.run([sys.executable, "-c", program], check=True, cwd=Path(__file__).parents[1])


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_a_confident_mistake_costs_the_same_in_both_engines(dtype):
    """Its probability is clipped, where float32 has 1 - p only roughly."""
    x, t = np.array([[40.0], [-40.0]]), np.array([[0.0], [1.0]])
    losses = []
    for engine in ("numpy", "fused"):
        model = Model(
            [[1], [1, "hard_sigmoid"]], "binary_cross_entropy", dtype=dtype, engine=engine
        )
        model.theta = [1.0, 0.0]
        losses.append(model.train("sgd", x, t, epochs=1, learning_rate=1e-9).history["loss"][0])
    assert losses[1] == pytest.approx(losses[0], rel=1e-6)
    assert losses[0] == pytest.approx(-np.log(1e-7), rel=1e-4)


def test_the_vectorized_softplus_keeps_its_tail():
    """For log1p of a number near 0, 1 + x has lost the number."""
    one = compiled(softplus, VECTORIZED)
    loop = numba.njit(lambda q: one(q))
    for x in (-36.0, -37.5, -50.0, -300.0, 0.0, 5.0):
        assert loop(x) == pytest.approx(float(softplus(np.array(x))), rel=1e-9)
