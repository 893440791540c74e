"""The key of a worksheet is what the library computes, and every slip on it can be told apart."""

import numpy as np
import pytest

from edunn import Model
from edunn.losses import MeanAbsoluteError, MeanSquaredError
from edunn.metrics import Report, confusion_matrix
from edunn.worksheets import KINDS, graded, sheet_for
from edunn.worksheets.expressions import as_written

SEEDS = range(200)


def sheets(kind):
    return [sheet_for(KINDS[kind], "Ada", seed) for seed in SEEDS]


def agrees(sheet, arrays):
    """Whether every line that has the name of an array's entry is that entry."""
    for name, value in sheet.key.items():
        array, _, place = name.partition("[")
        at = tuple(map(int, place.rstrip("]").split(","))) if place else ()
        found = np.asarray(arrays[array])
        found = found[(0,) * (found.ndim - len(at)) + at]
        assert found == pytest.approx(value, rel=1e-12, abs=1e-12), name
    return True


@pytest.mark.parametrize("kind", ["forward", "backward"])
def test_a_step_of_the_network_is_that_of_the_trace(kind):
    model = Model([[2], [2, "relu"], [1]], "mse", dtype="float64", target_scaling="none")
    for sheet in sheets(kind):
        given = sheet.given
        model.theta = np.concatenate([given[name].ravel() for name in ("W1", "b1", "W2", "b2")])
        t, rate = given.get("t", np.zeros(1)), float(given.get("rate", 1.0))
        trace = model.trace(given["x"][np.newaxis], t[np.newaxis], learning_rate=rate)
        assert agrees(sheet, trace.arrays)


def test_softmax_and_its_gradient_are_those_of_the_trace():
    model = Model([[3], [3, "softmax"]], "cross_entropy", dtype="float64")
    model.theta = np.concatenate([np.eye(3).ravel(), np.zeros(3)])
    for sheet in sheets("softmax"):
        z, t = sheet.given["z"], sheet.given["t"]
        trace = model.trace(z[np.newaxis], t[np.newaxis], learning_rate=1.0)
        arrays = {"p": trace.arrays["p"], "dz": trace.arrays["dz1"], "loss": trace.arrays["loss"]}
        assert agrees(sheet, arrays | {"e": np.exp(z), "s": np.exp(z).sum()})
        assert sheet.key["s"] == pytest.approx(10)


def test_losses_are_those_of_the_library():
    for sheet in sheets("loss"):
        y, t = (sheet.given[name][:, np.newaxis] for name in ("y", "t"))
        assert sheet.key["mse"] == pytest.approx(MeanSquaredError().per_example(y, t).mean())
        assert sheet.key["mae"] == pytest.approx(MeanAbsoluteError().per_example(y, t).mean())


def test_the_analytic_derivative_is_that_of_backpropagation():
    model = Model([[1], [1]], "mse", dtype="float64", target_scaling="none")
    for sheet in sheets("gradient_check"):
        numbers = sheet.numbers
        x, t, h = [[numbers["x"]]], [[numbers["t"]]], np.array([numbers["h"], 0.0])
        theta = np.array([numbers["w"], numbers["b"]])
        for name, at in (("L", theta), ("L_plus", theta + h), ("L_minus", theta - h)):
            model.theta = at
            assert model.loss(x, t) == pytest.approx(sheet.key[name], abs=1e-12)
        model.theta = theta
        assert sheet.key["analytic"] == pytest.approx(model.gradient(x, t)[0], abs=1e-12)
        assert sheet.key["numerical"] == pytest.approx(sheet.key["analytic"], abs=1e-9)


def test_measures_are_those_of_the_report():
    for sheet in sheets("confusion"):
        true, predicted = sheet.given["true"], sheet.given["predicted"]
        matrix = confusion_matrix(true, predicted, range(2))
        yes = Report.of_matrix(matrix, ["no", "yes"]).to_dict()["yes"]
        found = [sheet.key[name] for name in ("TN", "FP", "FN", "TP")]
        assert found == matrix.ravel().tolist()
        wanted = [yes["precision"], yes["recall"], yes["f1-score"]]
        assert [sheet.key[name] for name in ("precision", "recall", "F1")] == pytest.approx(wanted)


def test_a_generation_is_that_of_a_population():
    model = Model([[1], [1]], "mse", dtype="float64", target_scaling="none")
    for sheet in sheets("generation"):
        given, key = sheet.given, sheet.key
        population = np.stack([given["w"], given["b"]], axis=1)

        def fitness(theta, given=given):
            model.theta = theta
            return -model.loss([[float(given["x"])]], [[float(given["t"])]])

        f = np.array([fitness(theta) for theta in population])
        assert [key[f"f[{k}]"] for k in range(4)] == pytest.approx(f.tolist(), abs=1e-12)
        parents = [given[name][f[given[name]].argmax()] for name in ("m", "n")]
        assert [key["mother"], key["father"]] == parents
        child = np.where(given["coin"] == 0, population[parents[0]], population[parents[1]])
        assert [key["child_w"], key["child_b"]] == child.tolist()
        mutated = child + given["mutation"]
        assert [key["mutated_w"], key["mutated_b"]] == mutated.tolist()
        assert key["f_child"] == pytest.approx(fitness(mutated), abs=1e-12)
        assert key["elite"] == f.argmax()


@pytest.mark.parametrize("kind", KINDS)
def test_every_slip_is_named_and_no_other(kind):
    seen = set()
    for sheet in sheets(kind):
        key = sheet.key
        right = {name: as_written(value) for name, value in key.items()}
        for line in sheet.lines:
            for slip, wrong in line.slips_seen(sheet.numbers | key).items():
                answers = right | {line.label: as_written(wrong)}
                marks = {mark.label: mark for mark in graded(sheet, "Ada", answers).marks}
                assert marks[line.label].slip == slip, (line.label, slip)
                assert marks[line.label].sentence
                seen.add(slip)
    assert seen == {slip.name for line in sheet.lines for slip in line.slips}


@pytest.mark.parametrize("kind", KINDS)
def test_a_pencil_suffices(kind):
    for sheet in sheets(kind):
        numbers = [*sheet.numbers.values(), *sheet.key.values()]
        assert np.abs(numbers).max() <= 60
        assert np.isfinite(numbers).all()


def test_students_have_numbers_of_their_own_that_others_do_not_change():
    one, other = (sheet_for(KINDS["forward"], name, 7).numbers for name in ("Ada", "Alan"))
    assert one != other
    assert sheet_for(KINDS["forward"], " ada ", 7).numbers == one
    assert sheet_for(KINDS["forward"], "Ada", 8).numbers != one
