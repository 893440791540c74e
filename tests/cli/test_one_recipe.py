"""One recipe: Python, the command line and experiments train the same network, bit for bit."""

import pytest

from edunn.data import load
from edunn.experiments import Recipe, repeat


@pytest.mark.parametrize("name", ["iris", "moons", "curve"])
def test_the_same_data_gives_the_same_training_everywhere(ask, name):
    data = load(name)
    recipe = Recipe.suiting(data, epochs=5)
    rows, held_out = data.split(seed=0)
    model = recipe.train(rows, held_out, progress=False)

    document = ask("train", name, "--epochs", 5)
    assert document["history"]["val_loss"] == model.history.history["val_loss"]
    run = repeat(recipe, data, seeds=[0], workers=1).runs[0]
    assert run.training.curve.loss == tuple(document["history"]["loss"])
    assert run.held_out.loss == model.evaluate(held_out).loss == document["held_out"]["loss"]
