import numpy as np
import pytest

from edunn.errors import EduNNError, SettingError
from edunn.studio.experiment import Experiment
from edunn.studio.new_tables import NewTable
from edunn.studio.own_tables import keep_table
from edunn.studio.plan import planned
from edunn.studio.workspace import Workspace


@pytest.fixture
def workspace(tmp_path):
    return Workspace(tmp_path)


def plan_of(workspace, **settings):
    return planned(Experiment.model_validate(settings), workspace)


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"hidden": [{"units": 1024}] * 4}, "parameters"),
        ({"algorithm": {"name": "adam", "settings": {"workers": 9}}}, "workers"),
        ({"algorithm": {"name": "snes", "settings": {"population_size": 9000}}}, "population_size"),
        ({"algorithm": {"name": "snes", "settings": {"population_size": "many"}}}, "whole number"),
        ({"hidden": [{"kind": "dropout"}]}, "dropout"),
        ({"hidden": [{"units": 3}, {"kind": "dropout"}, {"kind": "dropout"}]}, "dropout"),
    ],
    ids=["parameters", "workers", "population", "word", "dropout", "dropout twice"],
)
def test_what_is_too_much_or_misplaced_is_refused(workspace, settings, words):
    with pytest.raises(SettingError, match=words):
        plan_of(workspace, **settings)


def test_data_that_is_not_there_is_refused(workspace):
    with pytest.raises(EduNNError, match="iris"):
        plan_of(workspace, data={"name": "irsi"})


def test_a_table_that_changed_is_read_again(workspace):
    text = "x,kind\n" + "\n".join(f"{k},{'a' if k % 2 else 'b'}" for k in range(20))
    keep_table(workspace.data, NewTable(name="mine", text=text))
    before = plan_of(workspace, data={"name": "mine"})
    (workspace.data / "mine.csv").write_text(text + "\n20,b\n21,a\n22,b\n23,a")
    after = plan_of(workspace, data={"name": "mine"})
    assert len(after.training) + len(after.held_out) == 24
    assert len(before.training) + len(before.held_out) == 20


def test_classes_are_learned_as_they_are(workspace):
    assert plan_of(workspace).recipe.model == {}


def test_numbers_are_learned_in_units_of_their_spread(workspace, prices):
    keep_table(workspace.data, NewTable(name="prices", text=prices))
    plan = plan_of(workspace, data={"name": "prices"})
    model = plan.model()
    t = plan.begun(model).examples.t
    np.testing.assert_allclose([t.mean(), t.std()], [0, 1], atol=1e-6)
    x, prices = plan.held_out.inputs, plan.training.targets
    y = model.objective.logits(model.theta, x, model.learned.statistics)
    np.testing.assert_allclose(model.predict(x), y * prices.std() + prices.mean(), rtol=1e-5)


def test_a_bounded_activation_at_the_end_keeps_its_bounds(workspace):
    assert plan_of(workspace, data={"name": "curve"}, output="tanh").recipe.model == {}
    assert plan_of(workspace, data={"name": "curve"}).recipe.model
