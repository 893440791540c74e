"""Learning: three verbs with one list of options, which editors and type checkers know."""

import inspect
import subprocess
import sys
from dataclasses import fields
from pathlib import Path
from typing import get_type_hints

import numpy as np
import pytest
from tests.training.worlds import T, X, fresh

from edunn import Model
from edunn.catalogue import FAMILIES
from edunn.errors import SettingError, UnknownNameError
from edunn.evolution.recipes import ALIASES, SETTINGS
from edunn.optimizers import Adam, GradientDescent, Momentum, Nesterov
from edunn.training.algorithms import TWINS, find_algorithm
from edunn.training.settings import AlgorithmSettings

ROOT = Path(__file__).parents[1]
VERBS = [Model.train, Model.fit, Model.training]


def options_of(verb):
    """The keyword-only parameters of a verb, without the bar."""
    parameters = inspect.signature(verb).parameters.values()
    return {p.name: p for p in parameters if p.kind is p.KEYWORD_ONLY and p.name != "progress"}


def test_fit_is_train_with_the_rows_first():
    for options in ({}, {"algorithm": "adam"}, {"algorithm": Adam(0.1), "batch_size": 3}):
        trained, fitted = fresh(), fresh()
        own = dict(options)
        first = [own.pop("algorithm")] if "algorithm" in own else []
        history = trained.train(*first, inputs=X, labels=T, epochs=3, seed=1, **own)
        assert fitted.fit(X, T, epochs=3, seed=1, **options)["loss"] == history["loss"]
        np.testing.assert_array_equal(fitted.theta, trained.theta)


def test_the_three_verbs_have_the_same_options_with_the_same_types_and_defaults():
    training = options_of(Model.training)
    assert {"epochs", "batch_size", "validation_split", "seed"} <= training.keys()
    for verb in (Model.train, Model.fit):
        own = options_of(verb)
        own.pop("algorithm", None)
        assert own == training


@pytest.mark.parametrize("verb", [Model.train, Model.fit])
def test_every_option_arrives(verb):
    """An option that a verb does not pass on would be lost without a word."""
    wrong = {
        "epochs": 0, "batch_size": 0, "shuffle_data": "no", "validation_data": 1,
        "validation_split": 2.0, "classes": 5, "class_weight": 1, "sample_weight": "x",
        "early_stopping": -1, "fitness": "beauty", "target": "x", "workers": "x", "seed": -1,
    }  # fmt: skip
    assert wrong.keys() == options_of(Model.training).keys()
    for name, value in wrong.items():
        with pytest.raises(ValueError, match=r".") as caught:
            verb(fresh(), inputs=X, labels=T, algorithm="genetic_algorithm", **{name: value})
        assert type(caught.value).__module__ == "edunn.errors", name


def test_the_settings_that_a_type_checker_knows_are_those_that_there_are():
    kinds = [*FAMILIES["optimizer"].values(), *FAMILIES["strategy"].values()]
    own = {field.name for kind in kinds for field in fields(kind) if field.init}
    of_the_genetic_algorithm = {*SETTINGS, *ALIASES, "preset"}
    of_sgd = {"momentum", "nesterov"}
    expected = own | of_the_genetic_algorithm | of_sgd | set(TWINS.values())
    assert set(get_type_hints(AlgorithmSettings)) == expected


RIGHT = """
    model.train("adam", x, t, epochs=5, learning_rate=0.1, beta1=0.8)
    model.fit(x, t, algorithm="sgd", momentum=0.9, nesterov=True, patience=3)
    model.training(Adam(0.1), x, t, workers=2, validation_split=0.2)
    model.train("genetic_algorithm", x, t, generations=5, selection="rank", mutation_scale=0.1)
    model.trace(x, t, "adam", learning_rate=0.1)
    check_gradients(model, x, t, gradient=model.gradient(x, t))
    check_gradients(np.sin, np.cos, at=[0.5, 1.0])
"""
WRONG = """
    model.train("adam", x, t, learnig_rate=0.1)
    model.fit(x, t, epoch=5)
    model.training("adam", x, t, batch_size="all")
    model.train("adam", x, t, learning_rate="fast")
    model.train(x, t)
    Model([[2], [1]], optimizer="adam")
    model.metrics
    check_gradients(np.sin, np.cos)
    check_gradients(model, x, t, at=0.5)
"""


@pytest.mark.slow
def test_a_type_checker_flags_the_wrong_calls_and_no_other(tmp_path):
    def program(calls):
        head = [
            "import numpy as np",
            "from edunn import Model, check_gradients",
            "from edunn.optimizers import Adam",
        ]
        head += ["x, t = np.zeros((4, 2)), np.zeros(4)", "model = Model([[2], [1]])"]
        return "\n".join([*head, *(line.strip() for line in calls.strip().splitlines())])

    (tmp_path / "right.py").write_text(program(RIGHT), "utf-8")
    (tmp_path / "wrong.py").write_text(program(WRONG), "utf-8")
    files = [str(tmp_path / name) for name in ("right.py", "wrong.py")]
    command = [sys.executable, "-m", "mypy", "--no-error-summary", *files]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout
    lines = [line for line in found.splitlines() if "error:" in line]
    assert [line for line in lines if "right.py" in line] == []
    first = 6  # the line of the first call
    flagged = {int(line.split(":")[1]) - first for line in lines}
    assert flagged == set(range(len(WRONG.strip().splitlines()))), found


# What "sgd" means in other libraries


@pytest.mark.parametrize(
    ("settings", "optimizer"),
    [
        ({"momentum": 0.9}, Momentum(decay=0.9)),
        ({"momentum": 0.8, "nesterov": True, "learning_rate": 0.5}, Nesterov(0.5, decay=0.8)),
        ({"momentum": 0.8, "nesterov": False}, Momentum(decay=0.8)),
        ({"momentum": 0.0}, GradientDescent()),
    ],
)
@pytest.mark.parametrize("name", ["sgd", "SGD", "gradient_descent"])
def test_sgd_with_a_momentum_is_momentum(name, settings, optimizer):
    assert find_algorithm(name, None, settings) == optimizer


def test_a_model_s_own_rate_holds_for_sgd_with_momentum_too():
    assert find_algorithm("sgd", 0.3, {"momentum": 0.5}) == Momentum(0.3, decay=0.5)


def test_impossible_momenta_are_refused():
    with pytest.raises(SettingError, match=r"momentum is 1.5 but must be a number from 0 to 1"):
        find_algorithm("sgd", None, {"momentum": 1.5})
    with pytest.raises(SettingError, match=r"nesterov=True needs a momentum. Try momentum=0.9"):
        find_algorithm("sgd", None, {"nesterov": True})
    with pytest.raises(SettingError, match="nesterov is 'yes' but must be True or False"):
        find_algorithm("sgd", None, {"momentum": 0.5, "nesterov": "yes"})
    with pytest.raises(UnknownNameError, match="unknown setting of momentum 'rho'"):
        find_algorithm("sgd", None, {"momentum": 0.5, "rho": 0.1, "nesterov": False})
