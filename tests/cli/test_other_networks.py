"""Saved networks of images and of sequences: every command prints what Python computes."""

import csv
import re

import numpy as np
import pytest

from edunn import Model
from edunn.data import load

NETWORKS = {
    "digits_8x8": "conv 4 3 relu, batch_norm, max_pool 2, flatten",
    "parity": "gru 4",
    "sine": "lstm 3",
}


@pytest.fixture(scope="module", params=NETWORKS)
def name(request):
    return request.param


@pytest.fixture(scope="module")
def saved(name, edunn, tmp_path_factory):
    """A network that the command line has trained and saved."""
    path = tmp_path_factory.mktemp("saved") / f"{name}.edunn"
    answer = edunn("train", name, "--hidden", NETWORKS[name], "--epochs", 2, "--output", path)
    assert answer.code == 0, answer.err
    return path


@pytest.fixture(scope="module")
def model(saved):
    return Model.from_file(saved)


def test_it_is_evaluated_on_the_rows_that_were_held_out(ask, name, saved, model):
    found = ask("evaluate", saved, name, "--held-out")
    held_out = load(name).split(seed=0)[1]
    assert found["rows"] == len(held_out)
    assert found["loss"] == pytest.approx(model.evaluate(held_out).loss, rel=1e-6)


def test_it_predicts_every_row_of_a_file(edunn, name, saved, model, tmp_path):
    edunn("data", name, "--output", tmp_path / "rows.csv")
    answer = edunn("predict", saved, tmp_path / "rows.csv", "--output", tmp_path / "out.csv")
    assert answer.code == 0, answer.err
    with (tmp_path / "out.csv").open() as file:
        rows = list(csv.DictReader(file))
    expected = model.predict(load(name).inputs)
    assert len(rows) == len(expected)
    columns = [str(label) for label in model.class_names or ["prediction"]]
    found = [[float(row[column]) for column in columns] for row in rows]
    np.testing.assert_allclose(found, expected.reshape(len(rows), -1), rtol=1e-4, atol=1e-6)


def test_one_row_is_predicted_as_the_row_of_a_file(ask, name, saved, model):
    row = ",".join(map(str, load(name).values[4].tolist()))
    (found,) = ask("predict", saved, "--row", row)["predictions"]
    numbers = [*found.get("probabilities", found.get("outputs", {})).values()]
    np.testing.assert_allclose(numbers, model.predict(load(name).inputs[4]), rtol=1e-5)


def test_every_line_of_its_explanation_is_true(edunn, name, saved):
    answer = edunn("explain", saved, name, "--row", 5, "--digits", 9)
    assert answer.code == 0, answer.err
    lines = [line.strip() for line in answer.out.splitlines() if " = " in line]
    assert len(lines) > 40
    letter = {"digits_8x8": "z1[", "parity": "u_h1[", "sine": "c_h1["}[name]
    assert any(line.startswith(letter) for line in lines)
    for line in lines:
        name, _, rest = line.partition(" = ")
        expression, _, result = rest.partition("#")[0].rpartition(" = ")
        if re.fullmatch(r"[-+*/(). 0-9e]+", expression):
            assert eval(expression) == pytest.approx(float(result), rel=1e-5, abs=1e-7), line


@pytest.mark.parametrize("verb", ["evaluate", "explain"])
def test_other_data_is_refused_by_its_columns(refusal, name, saved, verb):
    row = ["--row", 3] if verb == "explain" else []
    assert "this model was trained on" in refusal(verb, saved, "iris", *row)


def test_a_row_of_another_length_is_refused_with_both_lengths(refusal, name, saved):
    wanted = len(load(name).feature_names)
    assert f"has 3 values, but this model takes {wanted}: " in refusal(
        "predict", saved, "--row", "1,2,3"
    )


def test_it_is_inspected_layer_by_layer(ask, edunn, name, saved, model):
    assert ask("inspect", saved)["parameters"] == model.theta.size
    first = NETWORKS[name].split(",")[0].split()[0]
    assert re.search(rf"{first} \d", edunn("inspect", saved).out)
