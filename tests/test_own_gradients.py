"""Gradients and derivatives by hand, right and wrong, beside the numerical ones."""

import math

import numpy as np
import pytest

from edunn import Model, check_gradients, data
from edunn.errors import DataError, SettingError, ShapeError

random = np.random.default_rng(3)
X, T = random.normal(size=(5, 2)), random.normal(size=(5, 1))


@pytest.fixture
def model():
    return Model([[2], [3, "tanh"], [1]], "mse", seed=1, dtype="float64")


def by_hand(model, x, t):
    """Backpropagation as a student writes it: dW1, db1, dW2, db2."""
    W1, b1, W2, b2 = model.get_weights()
    a1 = np.tanh(x @ W1 + b1)
    dz2 = 2 * (a1 @ W2 + b2 - t) / len(x)
    dz1 = dz2 @ W2.T * (1 - a1**2)
    return [x.T @ dz1, dz1.sum(axis=0), a1.T @ dz2, dz2.sum(axis=0)]


FORMS = {
    "a list": lambda model: by_hand(model, X, T),
    "a vector": lambda model: np.concatenate([q.ravel() for q in by_hand(model, X, T)]),
    "a function": lambda model: lambda x, t: by_hand(model, x, t),
    "numbers": lambda model: model.gradient(X, T).tolist(),
}


@pytest.mark.parametrize("form", FORMS)
def test_a_right_gradient_is_right_in_every_form(model, form):
    check = check_gradients(model, X, T, gradient=FORMS[form](model))
    assert check.ok
    assert "your gradient" in str(check)
    assert check.parameters == len(check.derivatives) == 13


def test_the_parameter_that_is_wrong_is_named(model):
    g = by_hand(model, X, T)
    g[1] = np.zeros(3)
    check = check_gradients(model, X, T, gradient=g)
    assert {one.name for one in check.wrong} == {"b1[0]", "b1[1]", "b1[2]"}
    assert check.hint == "Wrong: b1 (3 of 3)."


@pytest.mark.parametrize(
    ("factor", "words"),
    [(5.0, "All are 5 times the numerical ones: look for a factor or a mean"), (-1, "a sign")],
)
def test_a_common_factor_is_told(model, factor, words):
    check = check_gradients(model, X, T, gradient=factor * model.gradient(X, T))
    assert not check.ok
    assert words in check.hint


def test_a_gradient_in_float32_may_have_its_rounding_but_no_mistake():
    model = Model([[2], [3, "tanh"], [1]], "mse", seed=1)
    g = model.gradient(X, T)
    assert g.dtype == np.float32
    assert check_gradients(model, X, T, gradient=g).ok
    assert check_gradients(model, X, T, gradient=by_hand(model, X.astype("f4"), T)).tolerance < 0.01
    assert not check_gradients(model, X, T, gradient=g * np.float32(1.01)).ok


def test_a_data_set_is_passed_on_as_it_came():
    moons, model = data.load("moons").take(slice(8)), Model([[2], [2, "softmax"]], dtype="float64")
    check = check_gradients(model, moons, gradient=lambda rows: model.gradient(rows))
    assert check.ok


WRONG_SHAPES = {
    "transposed": (
        lambda g: [g[0].T, *g[1:]],
        r"dW1 is \(2, 3\).*which is its transpose",
    ),
    "too few": (lambda g: g[:2], r"list of 2, but 4 arrays are expected: dW1 \(2, 3\), db1"),
    "a vector too short": (lambda g: np.ones(12), r"\(12,\), but the parameters are \(13,\)"),
    "one number": (lambda g: 1.0, r"the gradient is \(\)"),
    "a row too many": (lambda g: [*g[:3], np.ones((1, 1))], r"db2 is \(1,\), but the values are"),
}


@pytest.mark.parametrize(("changed", "words"), WRONG_SHAPES.values(), ids=WRONG_SHAPES)
def test_a_gradient_of_another_shape_is_refused(model, changed, words):
    with pytest.raises(ShapeError, match=words):
        check_gradients(model, X, T, gradient=changed(by_hand(model, X, T)))


@pytest.mark.parametrize("mine", [["a"], "steep", [np.full((2, 3), "a")] * 4, {"W1": 1}])
def test_what_is_no_gradient_is_refused(model, mine):
    with pytest.raises((DataError, ShapeError)):
        check_gradients(model, X, T, gradient=mine)


# Functions


RIGHT = {
    "a number": (lambda x: x**3, lambda x: 3 * x**2, 2.0),
    "of the module math": (math.sin, math.cos, 0.5),
    "element by element": (np.tanh, lambda x: 1 - np.tanh(x) ** 2, [-1.0, 0.0, 2.5]),
    "rows": (np.exp, np.exp, [[0.0, 1.0], [2.0, -3.0]]),
    "one element": (np.square, lambda x: 2 * x, [3.0]),
    "a gradient": (lambda x: (x**2).sum(), lambda x: 2 * x, [1.0, 2.0, 3.0]),
    "at a kink": (lambda x: np.maximum(x, 0), lambda x: (x > 0) * 1.0, [-1.0, 0.0, 1.0]),
    "a matrix": (lambda x: np.array([x[0] * x[1], x[0]]), lambda x: [[x[1], x[0]], [1, 0]], [2, 3]),
}


@pytest.mark.parametrize(("function", "derivative", "at"), RIGHT.values(), ids=RIGHT)
def test_right_derivatives_are_right(function, derivative, at):
    assert check_gradients(function, derivative, at=at).ok


@pytest.mark.parametrize(("function", "derivative", "at"), RIGHT.values(), ids=RIGHT)
def test_wrong_derivatives_are_wrong(function, derivative, at):
    check = check_gradients(function, lambda x: np.asarray(derivative(x)) * 1.1, at=at)
    assert not check.ok


def test_the_place_that_is_wrong_is_named():
    check = check_gradients(np.tanh, lambda x: 1 - x**2, at=[0.0, 2.0])
    assert [one.name for one in check.wrong] == ["x[1]"]
    matrix = check_gradients(lambda x: x @ [[1, 2], [3, 4]], lambda x: [[1, 3], [2, 5]], at=[1, 1])
    assert [one.name for one in matrix.wrong] == ["y[1] by x[1]"]


def softmax(x):
    e = np.exp(x - x.max())
    return e / e.sum()


def test_the_diagonal_is_not_the_derivative_of_softmax():
    def jacobian(x):
        y = softmax(x)
        return np.diag(y) - np.outer(y, y)

    at = [0.1, 0.7, -0.3]
    assert check_gradients(softmax, jacobian, at=at).ok
    with pytest.raises(DataError, match=r"y\[1\] changes with x\[0\], so .* is a matrix"):
        check_gradients(softmax, lambda x: softmax(x) * (1 - softmax(x)), at=at)


def test_a_function_may_change_what_it_gets():
    def squared(x):
        x *= x
        return x

    assert check_gradients(squared, lambda x: 2 * x, at=[1.0, 2.0]).ok


def test_impossible_calls_are_refused():
    with pytest.raises(SettingError, match=r"a function with its derivative.*at=0\.5"):
        check_gradients(np.tanh, lambda x: x)
    with pytest.raises(SettingError, match="a model with rows is expected"):
        check_gradients(3, 4)
    with pytest.raises(ShapeError, match=r"\(2,\), but the function makes \(3,\) of \(3,\)"):
        check_gradients(np.tanh, lambda x: x[:2], at=[1.0, 2.0, 3.0])
    with pytest.raises(DataError, match="the function is not finite at -1"):
        check_gradients(np.log, lambda x: 1 / x, at=-1.0)
