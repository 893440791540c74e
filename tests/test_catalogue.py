"""Names to objects and back, errors for wrong names, and that every expected name is there."""

import inspect
import sys
from dataclasses import dataclass

import numpy as np
import pytest

from edunn import Model, losses, register
from edunn.activations import Elementwise, LeakyReLU, ReLU, SiLU, Tanh
from edunn.catalogue import ALIASES, FAMILIES, ROOTS, build, describe, find, name_of
from edunn.errors import EduNNError, SettingError, UnknownNameError
from edunn.regularizers import L2


@dataclass(frozen=True)
class Cube(Elementwise):
    """An activation of a student."""

    factor: float = 1.0

    def value(self, x):
        return self.factor * x**3

    def derivative(self, x, y):
        return 3 * self.factor * x**2


@pytest.fixture
def cube():
    register("activation", "cube_of_a_student", Cube)
    yield "cube_of_a_student"
    FAMILIES["activation"].pop("cube_of_a_student")


@pytest.mark.parametrize("name", ["swish", "Swish", "SWISH", "silu"])
def test_names_in_any_case_and_other_libraries_names(name):
    assert find("activation", name) == SiLU()


@pytest.mark.parametrize("name", ["leaky_relu", "Leaky ReLU", "leaky-relu"])
def test_words_may_be_joined_in_any_way(name):
    assert find("activation", name) == LeakyReLU()


@pytest.mark.parametrize("alias", ALIASES)
def test_every_alias_leads_somewhere_and_hides_no_name(alias):
    assert any(ALIASES[alias] in table for table in FAMILIES.values())
    assert not any(alias in table for table in FAMILIES.values())


def test_settings_go_to_the_object():
    assert find("activation", "leaky_relu", slope_below=0.2) == LeakyReLU(0.2)
    assert find("regularizer", "l2", strength=0.5) == L2(0.5)


def test_an_object_is_taken_as_it_is():
    relu = ReLU()
    assert find("activation", relu) is relu


def test_the_articles_regularizer_is_a_preset():
    assert find("regularizer", "article") == L2(0.01)


@pytest.mark.parametrize(
    ("family", "name", "near"),
    [
        ("activation", "rellu", "relu"),
        ("activation", "swsh", "swish"),
        ("loss", "cross_entrpy", "cross_entropy"),
        ("optimizer", "adm", "adam"),
        ("initializer", "he_norml", "he_normal"),
        ("layer", "drop_out", "dropout"),
        ("schedule", "cosin", "cosine"),
    ],
)
def test_a_misspelt_name_is_answered_with_near_ones(family, name, near):
    with pytest.raises(
        UnknownNameError, match=f"unknown {family} '{name}'. Did you mean.*'{near}'"
    ):
        find(family, name)


def test_a_hopeless_name_is_answered_with_all():
    with pytest.raises(UnknownNameError) as caught:
        find("regularizer", "xyz")
    assert "Did you mean" not in str(caught.value)
    assert all(name in str(caught.value) for name in ("l1", "l2", "l1_l2"))


@pytest.mark.parametrize("choice", [None, 3, ReLU, L2(), ["relu"], {"name": "relu"}])
def test_what_is_neither_name_nor_member_is_refused(choice):
    with pytest.raises(UnknownNameError, match="unknown activation"):
        find("activation", choice)


def test_a_wrong_setting_is_answered_with_the_right_ones():
    with pytest.raises(UnknownNameError, match=r"setting of leaky_relu 'slope'.*slope_below"):
        find("activation", "leaky_relu", slope=0.2)
    with pytest.raises(SettingError, match=r"dense cannot be built.*units"):
        find("layer", "dense")


@pytest.mark.parametrize("value", [None, 3, 0.5, "text", True])
def test_plain_values_describe_themselves(value):
    assert describe(value) == build(value) == value


@pytest.mark.parametrize("description", [{"family": "colour", "name": "red"}, {"name": "relu"}, {}])
def test_a_description_without_a_known_family_is_refused(description):
    with pytest.raises(UnknownNameError, match="unknown family"):
        build(description)


def test_a_description_of_something_unknown_is_refused():
    with pytest.raises(EduNNError):
        build({"family": "activation", "name": "no_such"})
    with pytest.raises(EduNNError):
        build({"family": "activation", "name": "relu", "colour": "red"})


def test_a_description_by_a_name_of_earlier_versions_is_read():
    today = {"family": "strategy", "name": "low_rank_es", "sigma": 0.1}
    assert build({**today, "name": "rank_one_es"}) == build(today)
    with pytest.raises(UnknownNameError, match="unknown strategy"):
        find("strategy", "rank_one_es")


def test_a_stranger_cannot_be_described():
    with pytest.raises(UnknownNameError, match=r"Cube is not in the catalogue.*edunn.register"):
        describe(Cube())


def test_a_students_activation_appears_everywhere(cube):
    model = Model([[2], [3, cube], [1]], "mse", dtype="float64", seed=0)
    assert cube in model.summary()
    assert build(describe(Cube(2.0))) == Cube(2.0)
    assert name_of(Cube()) == cube
    x, t = [[0.1, 0.2], [0.3, 0.4]], [0.0, 1.0]
    nudged = model.theta
    nudged[0] += 1e-6
    loss, g = model.loss(x, t), model.gradient(x, t)
    model.theta = nudged
    assert (model.loss(x, t) - loss) / 1e-6 == pytest.approx(g[0], abs=1e-5)
    model.train("adam", np.array(x), t, epochs=2)


def test_registering_twice_is_no_mistake_but_taking_a_name_is(cube):
    register("activation", cube, Cube)
    with pytest.raises(SettingError, match="'relu' exists already"):
        register("activation", "relu", Cube)


@pytest.mark.parametrize(
    ("family", "kind", "words"),
    [
        ("activation", L2, "L2 is no activation: pass a class derived from ActivationFunction"),
        ("loss", Cube, "Cube is no loss: pass a class derived from Loss"),
        ("layer", Cube, "Cube is no layer: pass a class derived from Layer"),
        ("optimizer", Cube, "derived from Optimizer"),
        ("loss", 3, "3 is no loss: pass a class"),
        ("colour", Cube, "unknown family 'colour'"),
    ],
)
def test_a_class_must_be_of_its_family(family, kind, words):
    with pytest.raises(EduNNError, match=words):
        register(family, "mine", kind)


def test_a_registered_name_is_found_however_it_is_spelt(monkeypatch):
    monkeypatch.setitem(FAMILIES, "activation", dict(FAMILIES["activation"]))
    register("activation", "My Curve", Tanh)
    assert find("activation", "my-curve") == Tanh()


# The names that people expect

EXPECTED = {
    "activation": "relu leaky_relu elu selu gelu silu swish mish softplus softsign softmax sigmoid "
    "logistic tanh hard_sigmoid exponential linear identity gaussian sinusoid binary_step",
    "loss": "mean_squared_error mse mean_absolute_error mae huber log_cosh binary_cross_entropy "
    "binary_crossentropy categorical_crossentropy cross_entropy hinge kl_divergence bce",
    "initializer": "zeros ones constant random_normal random_uniform glorot_uniform glorot_normal "
    "xavier_uniform xavier_normal he_uniform he_normal kaiming_uniform kaiming_normal "
    "lecun_uniform lecun_normal orthogonal article",
    "optimizer": "gradient_descent sgd momentum nesterov adagrad rmsprop adam adamw",
    "schedule": "step exponential inverse_time cosine reduce_on_plateau",
    "regularizer": "l1 l2 l1_l2 elastic_net article",
    "selection": "tournament roulette rank sus truncation",
    "crossover": "uniform one_point two_point blend neuron none",
    "mutation": "gaussian scale reset adaptive",
}
PAIRS = [(family, name) for family, names in EXPECTED.items() for name in names.split()]


@pytest.mark.parametrize(("family", "name"), PAIRS)
def test_what_people_expect_is_there(family, name):
    assert isinstance(find(family, name), tuple(FAMILIES[family].values()))


@pytest.mark.parametrize("family", FAMILIES)
def test_names_are_lower_case_and_stand_for_one_class_each(family):
    table = FAMILIES[family]
    assert all(name == name.lower() and name.isidentifier() for name in table)
    assert len(set(table.values())) == len(table)


def members_of(root):
    """All classes of EduNN that are derived from a root in its own package and are not abstract."""
    package = ".".join(root.__module__.split(".")[:2])
    for kind in root.__subclasses__():
        if not kind.__module__.startswith("edunn."):
            continue  # another test's own
        is_ours = getattr(sys.modules.get(kind.__module__), kind.__name__, None) is kind
        if is_ours and kind.__module__.startswith(package) and not inspect.isabstract(kind):
            yield kind
        yield from members_of(kind)


@pytest.mark.parametrize("family", FAMILIES)
def test_every_member_of_a_family_has_a_name(family):
    """Only the two losses on logits have none: they are found by the objective."""
    unnamed = set(members_of(ROOTS[family])) - set(FAMILIES[family].values())
    on_logits = {losses.SoftmaxCrossEntropy, losses.SigmoidBinaryCrossEntropy}
    assert unnamed == (on_logits if family == "loss" else set())
