import pytest

from edunn.catalogue import FAMILIES
from edunn.studio import limits
from edunn.studio.choices import catalogue, choices
from edunn.training.algorithms import find_algorithm

FORMS = catalogue("1")


def test_all_that_has_a_name_can_be_chosen():
    assert [choice.name for choice in FORMS.activations] == list(FAMILIES["activation"])
    ways = [*FAMILIES["optimizer"], *FAMILIES["strategy"]]
    assert [way.name for way in FORMS.ways] == ways
    assert [way.is_evolution for way in FORMS.ways] == [w in FAMILIES["strategy"] for w in ways]
    assert FORMS.limits["units"] == limits.UNITS


@pytest.mark.parametrize("way", FORMS.ways, ids=lambda way: way.name)
def test_a_way_can_be_built_of_its_own_defaults(way):
    given = {field.name: field.default for field in way.fields if field.default is not None}
    built = find_algorithm(way.name, None, dict(given))
    assert built == find_algorithm(way.name, None, {})


@pytest.mark.parametrize("family", ["activation", "loss", "initializer", "regularizer"])
def test_each_has_a_sentence(family):
    assert all(len(choice.about) > 10 for choice in choices(family))


def test_formulas_are_those_of_the_docstrings():
    relu = next(choice for choice in FORMS.activations if choice.name == "relu")
    assert relu.formula == "y = max(x, 0)"


def test_operators_are_chosen_by_name():
    (way,) = (way for way in FORMS.ways if way.name == "genetic_algorithm")
    (field,) = (field for field in way.fields if field.name == "crossover")
    assert field.kind == "choice"
    assert field.default == "uniform"
    assert field.choices == list(FAMILIES["crossover"])
