"""Every command takes networks of images, and rows of pixels for them."""

import json

import numpy as np
import pytest

from edunn import Model
from edunn.data import load

HIDDEN = "conv 4 3 relu, max_pool 2, flatten, 16"
WHOLE = f"8x8x1, {HIDDEN} relu, 10 softmax"


@pytest.fixture(scope="module")
def saved(tmp_path_factory):
    path = tmp_path_factory.mktemp("images") / "digits.edunn"
    rows = load("digits_8x8").split(seed=0)[0]
    model = Model(
        [[8, 8, 1], ["conv", 4, 3, "relu"], ["max_pool", 2], ["flatten"], [10, "softmax"]]
    )
    model.train("adam", rows, epochs=3, learning_rate=0.01, progress=False)
    model.save(path)
    return path


@pytest.mark.parametrize(
    "option",
    [
        ("--hidden", HIDDEN),
        ("--network", WHOLE),
        ("--network", '[[8, 8, 1], ["conv", 4, 3, "relu"], ["flatten"], [10, "softmax"]]'),
    ],
    ids=["hidden", "whole", "literal"],
)
def test_training(edunn, option):
    answer = edunn("train", "digits_8x8", *option, "--epochs", 1)
    assert "8x8x1 - conv 4 3 relu - " in answer.err


def test_a_saved_model_takes_rows_of_pixels(edunn, saved, tmp_path):
    row = load("digits_8x8").values[5]
    answer = edunn("predict", saved, "--row", ",".join(map(str, row)), "--json")
    (prediction,) = json.loads(answer.out)["predictions"]
    x = load("digits_8x8").inputs[5:6]
    y = Model.from_file(saved).predict(x.reshape(1, 8, 8))[0]
    np.testing.assert_allclose([*prediction["probabilities"].values()], y, rtol=1e-6)


def test_inspecting_and_evaluating(edunn, saved):
    assert "conv 4 3x3" in edunn("inspect", saved).out
    assert "accuracy" in edunn("evaluate", saved, "digits_8x8").out


def test_explaining_shows_the_patch(edunn, saved):
    answer = edunn("explain", saved, "digits_8x8", "--row", 3)
    assert "z1 = patch(x) W1 + b1" in answer.out
    assert "# a1[" in answer.out


def test_races_and_comparisons(edunn):
    hidden = "conv 2 3 relu, flatten"
    race = edunn(
        *("race", "digits_8x8", "--between", "adam,momentum", "--hidden", hidden),
        *("--budget", "1e3", "--seeds", 1),
    )
    assert "8x8x1 - conv 2 3 relu - flatten - 10 softmax" in race.err
    compared = edunn(
        *("compare", "digits_8x8", "--vary", f"hidden=8;{hidden}", "--epochs", 1, "--seeds", 2)
    )
    assert hidden in compared.out
