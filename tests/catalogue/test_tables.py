"""The tables are complete: what issue and conventions ask for is there, under those names."""

import inspect

import pytest

from edunn import activations, initializers, losses, optimizers, regularizers
from edunn.catalogue import FAMILIES, find

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
HOMES = {
    "activation": activations,
    "loss": losses,
    "initializer": initializers,
    "optimizer": optimizers,
}


@pytest.mark.parametrize(("family", "name"), PAIRS)
def test_what_people_expect_is_there(family, name):
    assert isinstance(find(family, name), tuple(FAMILIES[family].values()))


@pytest.mark.parametrize("family", FAMILIES)
def test_names_are_lower_case_and_stand_for_one_class_each(family):
    table = FAMILIES[family]
    assert all(name == name.lower() and name.isidentifier() for name in table)
    assert len(set(table.values())) == len(table)


@pytest.mark.parametrize("family", HOMES)
def test_what_a_family_exports_can_be_had_by_name(family):
    """Two losses on scores are found by the objective, schedules have a table of their own."""
    exported = {getattr(HOMES[family], name) for name in HOMES[family].__all__}
    root = next(iter(FAMILIES[family].values())).__mro__[-3]
    concrete = {
        kind
        for kind in exported
        if inspect.isclass(kind) and issubclass(kind, root) and not inspect.isabstract(kind)
    }
    unnamed = concrete - set(FAMILIES[family].values())
    assert {kind.__name__ for kind in unnamed} <= {
        "SoftmaxCrossEntropy",
        "SigmoidBinaryCrossEntropy",
    }


def test_every_regularizer_has_a_name():
    kinds = {regularizers.L1, regularizers.L2, regularizers.ElasticNet}
    assert kinds == set(FAMILIES["regularizer"].values())
