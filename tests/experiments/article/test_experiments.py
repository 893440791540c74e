import pytest
from tests.experiments.worlds import TABLE

from edunn.data import load
from edunn.experiments.article import CLAIMS, EXPERIMENTS
from edunn.experiments.running import Job, perform

ARTICLE = [  # its table, row by row: data, layer sizes, way, rate, epochs, batch, accuracy
    ("iris", [4, 2, 3], "gradient_descent", 0.001, 500, 1, 0.97),
    ("iris", [4, 2, 3], "gradient_descent", 0.5, 500, 1, 0.33),
    ("iris", [4, 4, 2, 3], "gradient_descent", 0.001, 500, 1, 0.33),
    ("iris", [4, 2, 3], "gradient_descent", 0.001, 100, 1, 0.65),
    ("iris", [4, 2, 3], "gradient_descent", 0.001, 100, 50, 0.76),
    ("iris", [4, 2, 3], "genetic_algorithm", None, 700, None, 0.87),
    ("heart", [13, 6, 2], "gradient_descent", 0.005, 1000, 1, 0.91),
    ("heart", [13, 6, 2], "genetic_algorithm", None, 50, 10, 0.68),
    ("mnist", [784, 128, 10], "gradient_descent", 0.1, 10, 32, 0.93),
]


def row_of(experiment):
    recipe, settings = experiment.recipe, experiment.recipe.settings
    return (
        experiment.data,
        [layer[0] for layer in recipe.network],
        recipe.algorithm,
        settings.get("learning_rate"),
        settings.get("epochs", settings.get("generations")),
        settings.get("batch_size"),
        experiment.article,
    )


def test_the_article_is_complete():
    assert [row_of(e) for e in EXPERIMENTS if e.article is not None] == ARTICLE


def test_the_article_has_its_own_first_weights_and_many_seeds():
    for experiment in EXPERIMENTS:
        if experiment.article is not None and experiment.data != "mnist":
            is_default = experiment.key == "heart"  # the article's own are the row below
            assert is_default or experiment.recipe.model["initializer"] == "article"
            assert experiment.seeds == 20
    assert TABLE["heart-uniform"].recipe.model["initializer"] == "article"


def test_the_genetic_algorithm_has_the_settings_of_the_articles_call():
    settings = TABLE["heart-genetic"].recipe.settings
    names = ("elitism_num", "population_size", "mutation_probability", "preset")
    assert [settings[name] for name in names] == [3, 20, 0.01, "original"]


@pytest.mark.parametrize("experiment", EXPERIMENTS, ids=lambda e: e.key)
@pytest.mark.parametrize("quick", [False, True])
def test_every_row_can_be_run(experiment, quick):
    if experiment.data == "mnist":
        model = experiment.recipe.built(0, load("iris"))  # 60,000 rows are too many for a test
        assert model.network.shapes[-1] == (10,)
        return
    if quick:
        experiment = experiment.quickened()
    recipe = experiment.recipe.varied(epochs=2)
    (run,) = perform(experiment.data, Job(recipe, seed=0, stops=(2,), as_article=True))
    assert run.training.curve.epochs == (1, 2)
    assert not run.ending


def test_keys_are_unique_and_claims_speak_of_known_rows():
    assert len(TABLE) == len(EXPERIMENTS)
    for claim in CLAIMS:
        assert TABLE[claim.about].article is not None
        assert not claim.worse_than or claim.worse_than in TABLE


def test_every_number_of_the_article_has_a_claim():
    assert {claim.about for claim in CLAIMS} == {e.key for e in EXPERIMENTS if e.article}


def test_quick_is_quicker():
    for experiment in EXPERIMENTS:
        quick = experiment.quickened()
        assert quick.seeds <= 3
        assert quick.recipe.epochs <= experiment.recipe.epochs


def test_words():
    assert str(TABLE["iris"].recipe) == (
        "4 - 2 relu - 3 softmax; "
        "gradient descent, rate 0.001, 500 epochs, batch 1, initializer article"
    )
