"""A training goes on with other inputs: every engine learns from them, and from no others."""

import numpy as np
import pytest

from edunn import Model
from edunn.errors import SettingError, ShapeError

MLP = [[2], [5, "tanh"], [3, "softmax"]]
IMAGES = [[6, 6, 1], ["conv", 2, 3, "relu"], ["flatten"], [3, "softmax"]]
SCALED = [[2, {"scale": "standardize"}], [5, "tanh"], [3, "softmax"]]


def begun(architecture, engine, **options):
    model = Model(architecture, seed=1, dtype="float64", engine=engine)
    x = np.random.default_rng(0).random((24, *model.network.input_shape))
    options = {"batch_size": 4, "epochs": 3, "learning_rate": 0.1} | options
    return model.training("adam", x, np.arange(24) % 3, **options)


def learned(architecture, engine, inputs):
    """Theta after three epochs, each from the inputs that `inputs` gives for it."""
    training = begun(architecture, engine)
    x = training.examples.x.copy()
    while not training.finished:
        inputs(training, x)
        next(training)
    return training.learned.theta


def renewed(training, x):
    """The same memory with other numbers, as augmentation fills it."""
    x += 0.5
    training.learn_from(x)


def replaced(training, x):
    training.learn_from(x * (len(training.history) + 1))


@pytest.mark.parametrize("inputs", [renewed, replaced])
@pytest.mark.parametrize("architecture", [MLP, IMAGES, SCALED], ids=["dense", "images", "scaled"])
def test_the_compiled_engine_learns_from_them_as_the_readable_one(architecture, inputs):
    readable, fused = (learned(architecture, engine, inputs) for engine in ("numpy", "fused"))
    same = learned(architecture, "fused", lambda training, x: None)
    np.testing.assert_allclose(fused, readable, rtol=0, atol=1e-9)
    assert abs(fused - same).max() > 1e-3


def test_a_saved_training_goes_on_with_the_rows_it_began_with(tmp_path):
    training = begun(MLP, "auto")
    x, labels = training.examples.x.copy(), np.arange(24) % 3
    training.learn_from(x + 1)
    next(training)
    training.save(tmp_path / "half.edunn")
    resumed = Model.from_file(tmp_path / "half.edunn").resume(x, labels)
    resumed.learn_from(x + 1)
    assert resumed.finish().columns["loss"] == training.finish().columns["loss"]


def test_other_inputs_have_the_same_shape():
    training = begun(MLP, "auto")
    with pytest.raises(ShapeError, match=r"\(23, 2\).*\(24, 2\)"):
        training.learn_from(np.zeros((23, 2)))


def test_evolution_and_workers_keep_their_rows():
    model = Model(MLP, seed=1)
    x, labels = np.zeros((2048, 2)), np.arange(2048) % 3
    evolution = model.training("genetic_algorithm", x, labels, generations=2)
    with pytest.raises(SettingError, match="gradient descent without workers"):
        evolution.learn_from(evolution.examples.x)
    shared = model.training("adam", x, labels, epochs=2, batch_size=2048, workers=2)
    with pytest.raises(SettingError, match="gradient descent without workers"):
        shared.learn_from(shared.examples.x)
    shared.pool.close()
