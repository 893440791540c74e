"""What is said where no known mistake fits: only what is certain, in the student's terms."""

from contextlib import suppress
from threading import Thread

import numpy as np
import pytest

import edunn
from edunn.errors import SettingError, UnknownNameError
from edunn.exercises import check, find
from edunn.exercises.limits import time_limit

UNKNOWN = {  # wrong in ways that nobody has written down: caught, and no cause is named
    "a strange factor": ("dense_forward", lambda x, W, b: 1.01 * (x @ W) + b),
    "one added": ("sigmoid", lambda x: 1 / (1 + np.exp(-x)) + 1e-3),
    "a constant": ("mse", lambda y, t: 0.5),
    "squared twice": ("mse", lambda y, t: np.mean((y - t) ** 4)),
    "median": ("mse", lambda y, t: np.median((y - t) ** 2)),
    "halved db": ("dense_backward", lambda dy, x, W: (x.T @ dy, dy.sum(0) / 3, dy @ W.T)),
    "dx without W": ("dense_backward", lambda dy, x, W: (x.T @ dy, dy.sum(0), np.ones_like(x))),
    "reversed rows": ("softmax", lambda z: np.exp(z)[::-1] / np.exp(z).sum(1, keepdims=True)),
    "base two": ("softmax", lambda z: 2.0**z / (2.0**z).sum(1, keepdims=True)),
    "log base ten": ("cross_entropy", lambda p, t: -np.sum(t * np.log10(p + 1e-9)) / len(p)),
    "cubed": ("tanh_derivative", lambda x: 1 - np.tanh(x) ** 3),
    "half a step": ("sgd_step", lambda theta, g, rate: theta - 0.5 * rate * g),
    "no memory of theta": ("momentum_step", lambda o, v, g, r, d: (d * v - r * g, d * v - r * g)),
    "every second": ("accuracy", lambda p, t: np.mean((p.argmax(1) == np.ravel(t))[::2])),
    "off by one class": ("one_hot", lambda labels, c: np.eye(c)[(labels + 1) % c]),
    "rows reversed": ("standardize", lambda a, b: (a[::-1], b[::-1])),
    "stopped late": ("early_stopping", lambda losses, patience: (len(losses) - 1, 0)),
    "a border": ("conv2d", lambda x, K, b, stride: np.zeros((2, 2))),
    "all ones": ("relu_backward", lambda dy, x: np.ones_like(dy)),
    "weights too wide": ("he_normal", lambda i, o, random: random.normal(0, 0.5, (i, o))),
    "minus one and a half times": ("mse_gradient", lambda y, t: 3 * (t - y) / y.size),
    "nothing passes": ("relu", lambda x: 0 * x),
    "a third of the way": ("uniform_crossover", lambda m, f, random: m + (f - m) / 3),
    "three rows twice": ("mini_batches", lambda x, t, size, random: [(x[:9], t[:9])]),
    "always the first": ("tournament", lambda fitness, entrants: np.zeros(len(entrants), int)),
    "no step at all": ("train_linear", lambda x, t, theta0, rate, epochs: theta0 * 1.0),
}

RIGHT = {  # right, though written in another way
    "lists": ("sigmoid", lambda x: (0.5 * (1 + np.tanh(x / 2))).tolist()),
    "float32": ("tanh_derivative", lambda x: (1 - np.tanh(x) ** 2).astype(np.float32)),
    "a list of outputs": ("dense_backward", lambda dy, x, W: [x.T @ dy, dy.sum(0), dy @ W.T]),
    "einsum": ("dense_forward", lambda x, W, b: np.einsum("bi,io->bo", x, W) + b),
    "whole numbers": ("one_hot", lambda labels, c: np.eye(c, dtype=int)[labels].tolist()),
    "a Python float": ("mse", lambda y, t: float(((y - t) ** 2).sum() / y.size)),
    "truth values": ("relu_backward", lambda dy, x: np.where(x > 0, dy, 0)),
    "other draws": ("he_normal", lambda i, o, r: r.standard_normal((o, i)).T * (2 / i) ** 0.5),
    "other letters": ("sgd_step", lambda w, gradient, alpha: w - alpha * gradient),
    "a default": ("sgd_step", lambda theta, g, rate, verbose=False: theta - rate * g),
    "an array of indices": ("early_stopping", lambda losses, patience: _stopped(losses, patience)),
}


def _stopped(losses, patience):
    for epoch in range(len(losses)):
        best = int(np.argmin(losses[: epoch + 1]))
        if epoch - best >= patience:
            return np.array([epoch, best])
    return np.array([len(losses) - 1, int(np.argmin(losses))])


@pytest.mark.parametrize(("name", "program"), UNKNOWN.values(), ids=UNKNOWN)
def test_an_unknown_mistake_is_caught_and_gets_no_cause(name, program):
    result = check(name, program)
    assert not result.passed
    assert result.mistake is None
    assert result.problem in ("value", "shape", "warning")
    assert result.credit < 1


@pytest.mark.parametrize(("name", "program"), RIGHT.values(), ids=RIGHT)
def test_a_right_program_that_looks_different_passes(name, program):
    result = check(name, program)
    assert result.passed, result.message


PAIRS = {
    "two outputs": (
        "dense_backward",
        lambda dy, x, W: (dy.T @ x, dy.mean(0), dy @ W.T),
        {"dW-transposed", "db-mean"},
    ),
    "a sign and a factor": (
        "mse_gradient",
        lambda y, t: (t - y) / y.size,
        {"two-lost", "sign"},
    ),
    "a sign and a sum": (
        "cross_entropy",
        lambda p, t: np.sum(t * np.log(np.maximum(p, 1e-7))),
        {"sign", "sum"},
    ),
    "a factor and another loss": (
        "linear_gradient",
        lambda x, t, w, b: (np.sum((w * x + b - t) * x), np.sum(w * x + b - t)),
        {"two-lost", "sum"},
    ),
    "a mask and a scale": (
        "dropout_backward",
        lambda dy, u, rate: dy * (u < rate),
        {"mask-inverted", "no-scale"},
    ),
    "a kernel and a bias": (
        "conv2d",
        lambda x, K, b, stride: find("conv2d").solution(x, K[::-1, ::-1], 0.0, stride),
        {"kernel-flipped", "bias-forgotten"},
    ),
    "a division and an overflow": (
        "softmax_cross_entropy_gradient",
        lambda z, t: np.exp(z) / np.exp(z).sum(1, keepdims=True) - t,
        {"not-divided", "no-shift"},
    ),
    "a sum and a logarithm of 0": (
        "cross_entropy",
        lambda p, t: -np.sum(t * np.log(p)),
        {"sum", "log-of-zero"},
    ),
    "a base and a sum": (
        "binary_cross_entropy",
        lambda p, t: -np.sum(np.log2(np.clip(np.where(t == 1, p, 1 - p), 1e-7, 1 - 1e-7))),
        {"base-two", "sum"},
    ),
    "a sign and a mean": (
        "mae_gradient",
        lambda y, t: np.sign(t - y),
        {"sign", "not-divided"},
    ),
    "two outputs of a line": (
        "linear_gradient",
        lambda x, t, w, b: (2 * np.mean((w * x + b - t) * w), 2 * np.mean((w * x + b - t) * x)),
        {"w-for-x", "x-in-db"},
    ),
    "sigma and the sign": (
        "evolution_gradient",
        lambda epsilon, fitness, sigma: -(fitness @ epsilon) / len(fitness),
        {"sigma-lost", "sign"},
    ),
}


@pytest.mark.parametrize(("name", "program", "ids"), PAIRS.values(), ids=PAIRS)
def test_two_mistakes_at_once_are_both_named(name, program, ids):
    result = check(name, program)
    assert set(result.mistakes) == ids
    assert "Two mistakes" in result.message


def test_a_mistake_that_hides_another_weakness_is_named():
    def wrong(train, test):  # the known mistake, but with a guard against constant columns
        deviation = train.var(axis=0)
        deviation = np.where(deviation == 0, 1, deviation)
        return (train - train.mean(0)) / deviation, (test - train.mean(0)) / deviation

    assert check("standardize", wrong).mistake == "variance"


def test_an_error_is_told_with_its_line():
    def dense_forward(x, W, b):
        return x @ W.T + b

    result = check("dense_forward", dense_forward)
    assert result.problem == "error"
    assert "ends with ValueError in line" in result.message
    assert "return x @ W.T + b" in result.message
    assert result.mistake is None


def test_nothing_returned():
    def silent(x):
        x + 1

    def printing(x):
        print(1 / (1 + np.exp(-x)))

    assert "returns nothing" in check("sigmoid", silent).message
    assert "prints, but returns nothing" in check("sigmoid", printing).message
    assert check("sigmoid", printing).credit == 0


def test_an_endless_loop_ends():
    def endless(x):
        while True:
            pass

    result = check("sigmoid", endless, seconds=0.2)
    assert result.problem == "time"
    assert "still running after 0.2 seconds" in result.message


def test_a_loop_that_swallows_exceptions_ends_as_well():
    def stubborn(x):
        while True:
            try:
                sum(range(1000))
            except BaseException:
                break
        while True:
            pass

    assert check("sigmoid", stubborn, seconds=0.2).problem == "time"


def test_a_loop_ends_in_another_thread_as_well():
    found = []

    def endless(x):
        while True:
            pass

    thread = Thread(target=lambda: found.append(check("sigmoid", endless, seconds=0.2)))
    thread.start()
    thread.join(20)
    assert found[0].problem == "time"


def test_an_old_timer_is_put_back():
    with time_limit(30), time_limit(0.01), suppress(ValueError):
        raise ValueError
    assert check("sigmoid", lambda x: 1 / (1 + np.exp(x))).mistake == "exponent-sign"


@pytest.mark.parametrize(
    ("program", "told"),
    [
        (lambda x, W: x @ W, "b is missing"),
        (lambda x, W, b, c: x @ W + b, "c is too much"),
        (lambda: 0, "x, W and b are missing"),
    ],
)
def test_other_arguments(program, told):
    result = check("dense_forward", program)
    assert result.problem == "signature"
    assert told in result.message


@pytest.mark.parametrize(
    ("name", "program", "told"),
    [
        ("dense_backward", lambda dy, x, W: (x.T @ dy, dy.sum(0)), "returns 2 values"),
        ("sigmoid", lambda x: "0.5", "cannot be read as numbers"),
        ("sigmoid", lambda x: np.exp, "a pair of brackets"),
        ("sigmoid", lambda x: x.sum(), "added up to one number"),
        ("mse", lambda y, t: ((y - t) ** 2).mean(0), "one sum or mean"),
        ("softmax", lambda z: z.max(1), "An axis is missing"),
    ],
)
def test_other_forms(name, program, told):
    result = check(name, program)
    assert told in result.message.replace("\n", " ")
    assert result.mistake is None


def test_the_right_number_is_worked_out_where_the_library_can():
    message = check("dense_forward", lambda x, W, b: 1.01 * (x @ W) + b).message
    assert "It comes about as y[0] = 1*3 + 2*0.5 + 10 = 14." in message
    message = check("dense_backward", lambda dy, x, W: (x.T @ dy, dy.sum(0), 2 * dy @ W.T)).message
    assert "dx[0,0] = 1*1 + (-2)*(-1) = 3" in message


def test_an_argument_that_is_changed():
    def step(theta, g, rate):
        theta -= rate * g
        return theta

    result = check("sgd_step", step)
    assert result.problem == "arguments"
    assert not result.properties["arguments"]
    assert result.properties["random"]
    assert "your theta afterwards   [0.95, -2.4]" in result.message


def test_a_warning_is_told_as_a_matter_of_stability():
    def naive(z):
        return np.where(z > 700, z, np.log(1 + np.exp(z)))

    result = check("binary_cross_entropy_from_logits", lambda z, t: (naive(z) - t * z).mean())
    assert result.problem == "warning"
    assert "but NumPy warns here: overflow" in result.message
    assert not result.properties["stability"]
    assert result.properties["random"]


def test_credit_is_by_property():
    shapes_only = check("mse_gradient", lambda y, t: np.zeros_like(y))
    half = check("sigmoid", lambda x: 1 / (1 + np.exp(-np.clip(x, -700, 700))))
    assert 0 < shapes_only.credit < 0.5
    assert half.passed


def test_results_print_themselves_and_go_into_json():
    result = edunn.check("sigmoid", lambda x: 1 / (1 + np.exp(x)))
    assert repr(result) == str(result) == result.message
    assert "<table>" in result._repr_html_()
    assert result.to_dict()["mistakes"] == ["exponent-sign"]
    assert "<b>" in edunn.check("mse", lambda y, t: ((y - t) ** 2).mean())._repr_html_()


def test_wrong_uses():
    with pytest.raises(UnknownNameError, match="sigmoid"):
        check("sigmoidd", lambda x: x)
    with pytest.raises(SettingError, match="without brackets"):
        check("sigmoid", 0.5)
