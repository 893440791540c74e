"""One recipe: Python, command line, experiments and studio train the same network, bit for bit."""

import pytest

from edunn.data import load
from edunn.experiments import Recipe, repeat
from edunn.studio.experiment import Experiment
from edunn.studio.plan import planned
from edunn.studio.views.data import summary_of
from edunn.studio.workspace import Workspace


@pytest.mark.parametrize("name", ["iris", "moons", "curve", "diabetes"])
def test_the_same_data_gives_the_same_training_everywhere(ask, tmp_path, name):
    data = load(name)
    recipe = Recipe.suiting(data, epochs=5)
    rows, held_out = data.split(seed=0)
    model = recipe.train(rows, held_out, progress=False)
    losses, errors = (model.history.history[key] for key in ("loss", "val_loss"))

    document = ask("train", name, "--epochs", 5)
    assert document["history"]["val_loss"] == errors
    run = repeat(recipe, data, seeds=[0], workers=1).runs[0]
    assert run.training.curve.loss == tuple(losses)
    assert (
        run.held_out.measure("loss")
        == model.evaluate(held_out).loss
        == document["held_out"]["loss"]
    )
    fields = {**summary_of(tmp_path, name).suited.model_dump(), "epochs": 5, "data": {"name": name}}
    plan = planned(Experiment.model_validate(fields), Workspace(tmp_path))
    history = plan.begun(plan.model()).finish()
    assert [record.val_loss for record in history] == errors
