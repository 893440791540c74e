import re
from pathlib import Path

import pytest
from tests.trace.test_latex import require_sound

from edunn.catalogue import FAMILIES
from edunn.data import load
from edunn.experiments import Recipe
from edunn.experiments.defaults import SCALINGS
from edunn.studio import limits
from edunn.studio.experiment import Experiment, recipe_of
from edunn.studio.views.choices import catalogue, choices
from edunn.studio.views.data import data_summaries, summary_of
from edunn.training.algorithms import find_algorithm

FORMS = catalogue("1")


def test_all_that_has_a_name_can_be_chosen():
    assert [choice.name for choice in FORMS.activations] == list(FAMILIES["activation"])
    algorithms = [*FAMILIES["optimizer"], *FAMILIES["strategy"]]
    assert [algorithm.name for algorithm in FORMS.algorithms] == algorithms
    assert [algorithm.is_evolution for algorithm in FORMS.algorithms] == [
        w in FAMILIES["strategy"] for w in algorithms
    ]
    assert FORMS.limits["units"] == limits.UNITS


@pytest.mark.parametrize("algorithm", FORMS.algorithms, ids=lambda algorithm: algorithm.name)
def test_an_algorithm_can_be_built_of_its_own_defaults(algorithm):
    given = {field.name: field.default for field in algorithm.fields if field.default is not None}
    built = find_algorithm(algorithm.name, None, dict(given))
    assert built == find_algorithm(algorithm.name, None, {})


@pytest.mark.parametrize("family", ["activation", "loss", "initializer", "regularizer"])
def test_each_has_a_sentence(family):
    assert all(len(choice.about) > 10 for choice in choices(family))


def test_formulas_are_those_of_the_docstrings():
    relu = next(choice for choice in FORMS.activations if choice.name == "relu")
    assert relu.formula == "y = max(x, 0)"


FORMULAS = [
    (family, choice)
    for family in ("activations", "losses", "regularizers", "algorithms")
    for choice in getattr(FORMS, family)
]


@pytest.mark.parametrize(("family", "choice"), FORMULAS, ids=lambda q: getattr(q, "name", ""))
def test_every_choice_has_its_formula_for_katex(family, choice):
    assert choice.formula, choice.name
    require_sound(choice.latex, {"sim", "pm", "top", "sigma", "chi", "exp", "cup"})
    rows = choice.latex.count(r" \\ ") + 1 - choice.latex.count(r"\begin{cases}")
    assert rows == choice.formula.count(";") + 1


def test_an_update_tells_what_is_new():
    adam = next(choice for choice in FORMS.algorithms if choice.name == "adam")
    assert "m' = beta1*m + (1 - beta1)*g" in adam.formula
    assert r"\text{rate} &= " in adam.latex  # all parameters share it: no rate'
    assert "rate'" not in adam.latex


def test_operators_are_chosen_by_name():
    (algorithm,) = (
        algorithm for algorithm in FORMS.algorithms if algorithm.name == "genetic_algorithm"
    )
    (field,) = (field for field in algorithm.fields if field.name == "crossover")
    assert field.kind == "choice"
    assert field.default == "uniform"
    assert field.choices == list(FAMILIES["crossover"])


def test_the_defaults_of_a_form_are_those_of_its_data(tmp_path):
    for card in data_summaries(tmp_path).data:
        data = load(card.name)
        fields = card.suited.model_dump()
        experiment = Experiment.model_validate({"data": {"name": card.name}, **fields})
        assert recipe_of(experiment, data) == Recipe.suiting(data)
    iris = summary_of(tmp_path, "iris").suited.model_dump()
    assert FORMS.defaults == Experiment() == Experiment.model_validate(iris)


def test_the_choices_of_a_form_are_those_of_a_recipe():
    assert tuple(FORMS.scalings) == SCALINGS
    assert FORMS.dense in FORMS.defaults.hidden


def test_the_page_has_no_choices_or_defaults_of_its_own():
    """They come with the catalogue; a number in the page's source would be a second one."""
    root = Path(__file__).parents[3] / "studio-web" / "src"
    forms = [root / "store", root / "views" / "lab", root / "views" / "runs" / "settings.ts"]
    files = [path for form in forms for path in ([form] if form.is_file() else form.glob("*.ts*"))]
    for path in files:
        if not {"words", "test"} & set(path.name.split(".")):
            text = path.read_text("utf-8")
            assert not re.search(r"(epochs|units|rate|test|seed) \?\? [1-9]", text), path
            assert '"standardize"' not in text, path
            assert '?? "adam"' not in text, path
