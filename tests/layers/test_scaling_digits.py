"""Columns that float32 cannot hold before they are scaled."""

import numpy as np
import pytest

from edunn import Model

SECONDS = (1.7e9 + np.arange(200.0))[:, np.newaxis]
T = (np.arange(200) >= 100).astype(int)


def trained(scale, dtype, algorithm, engine, x=SECONDS):
    first = [1, {"scale": scale}]
    model = Model([first, [4, "tanh"], [2, "softmax"]], seed=1, dtype=dtype, engine=engine)
    rates = {"learning_rate": 0.05} if algorithm == "adam" else {}
    model.train(algorithm, x, T, epochs=60, progress=False, **rates)
    return model


@pytest.mark.parametrize("engine", ["numpy", "fused"])
@pytest.mark.parametrize("algorithm", ["adam", "genetic_algorithm"])
@pytest.mark.parametrize("scale", ["standardize", "min_max", "center"])
def test_a_large_offset_costs_no_accuracy(scale, algorithm, engine):
    single = trained(scale, "float32", algorithm, engine)
    double = trained(scale, "float64", algorithm, engine)
    accuracy = double.evaluate(SECONDS, T).accuracy
    assert single.evaluate(SECONDS, T).accuracy == pytest.approx(accuracy, abs=0.03)
    assert single.predict(SECONDS).dtype == np.float32


@pytest.mark.parametrize("scale", ["standardize", "min_max", "center"])
def test_the_same_steps_are_seen_with_and_without_the_offset(scale):
    far = trained(scale, "float32", "adam", "numpy").predict(SECONDS)
    near = trained(scale, "float32", "adam", "numpy", SECONDS - 1.7e9).predict(SECONDS - 1.7e9)
    np.testing.assert_allclose(far, near, atol=1e-3)


def test_a_model_from_a_file_sees_the_same_digits(tmp_path):
    model = trained("standardize", "float32", "adam", "numpy")
    model.save(tmp_path / "clock.edunn")
    again = Model.from_file(tmp_path / "clock.edunn")
    np.testing.assert_array_equal(model.predict(SECONDS), again.predict(SECONDS))
    alone, among_others = model.predict(SECONDS[7]), model.predict(SECONDS)[7]
    np.testing.assert_allclose(alone, among_others, rtol=1e-5)  # a BLAS adds in an order of its own
