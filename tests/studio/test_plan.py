import numpy as np
import pytest

from edunn.errors import ArchitectureError, EduNNError, SettingError
from edunn.experiments.defaults import network_for
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


def layer(name, activation=None, **settings):
    return {"kind": "layer", "name": name, "settings": settings, "activation": activation}


FLATTEN = layer("flatten")
WIDE = layer("conv", filters=1000, kernel=5)


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"hidden": [{"units": 1024}] * 4}, "parameters"),
        ({"algorithm": {"name": "adam", "settings": {"workers": 9}}}, "workers"),
        ({"algorithm": {"name": "snes", "settings": {"population_size": 9000}}}, "population_size"),
        ({"algorithm": {"name": "snes", "settings": {"population_size": "many"}}}, "whole number"),
        ({"data": {"name": "mnist"}, "hidden": [WIDE, FLATTEN]}, "numbers for each row"),
    ],
    ids=["parameters", "workers", "population", "word", "numbers of a row"],
)
def test_what_is_too_much_or_misplaced_is_refused(workspace, settings, words):
    with pytest.raises(SettingError, match=words):
        plan_of(workspace, **settings)


OF_IMAGES = [layer("conv", "relu", filters=4, kernel=3), layer("max_pool", window=2), FLATTEN]


def test_the_input_of_layers_of_images_is_an_image_by_itself(workspace):
    plan = plan_of(workspace, data={"name": "digits_8x8"}, scaling="none", hidden=OF_IMAGES)
    assert plan.recipe.network == [
        [8, 8, 1],
        ["conv", 4, 3, "relu"],
        ["max_pool", 2],
        ["flatten"],
        [10, "softmax"],
    ]
    assert plan.recipe.network == network_for(plan.training, plan.recipe.network[1:-1], "none")


@pytest.mark.parametrize(
    ("hidden", "words"),
    [
        ([OF_IMAGES[0], {"units": 3}], r"layer 2, \[3, 'relu'\]: Dense .* gives \(6, 6, 4\)"),
        ([*[OF_IMAGES[0]] * 4, FLATTEN], r"layer 4, \['conv', 4, 3, 'relu'\]: .* only \(2, 2\)"),
        ([{"kind": "dropout"}, FLATTEN, *OF_IMAGES], r"layer 3, \['conv'.* gives \(64,\)"),
        ([layer("conff")], "layer 1, .*conv"),
        ([layer("conv", filters=2, kernle=3)], "kernel"),
        ([layer("conv", filters=2, padding="round"), FLATTEN], "padding"),
    ],
    ids=["not flat", "too small", "flat already", "layer", "setting", "word"],
)
def test_a_layer_that_does_not_fit_is_answered_with_its_number_and_the_shape(
    workspace, hidden, words
):
    with pytest.raises(ArchitectureError, match=words):
        plan_of(workspace, data={"name": "digits_8x8"}, scaling="none", hidden=hidden)


def test_dropout_may_stand_anywhere(workspace):
    hidden = [{"kind": "dropout", "rate": 0.1}, {"units": 3}, {"kind": "dropout"}]
    network = plan_of(workspace, hidden=hidden).recipe.network
    assert network[1:-1] == [["dropout", 0.1], [3, "relu"], ["dropout", 0.2]]


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
