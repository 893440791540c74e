import pytest

from edunn.errors import SettingError, UnknownNameError
from edunn.evolution.crossover import CROSSOVERS, Blend, Uniform
from edunn.evolution.genetic_algorithm import GeneticAlgorithm
from edunn.evolution.mutation import MUTATIONS, Gaussian, Reset, Scale
from edunn.evolution.recipes import ORIGINAL, from_settings
from edunn.evolution.selection import SELECTIONS, Tournament


def test_the_articles_call():
    built = from_settings(elitism_num=3, population_size=20, mutation_probability=0.01)
    assert built == GeneticAlgorithm(20, 3, mutation=Gaussian(probability=0.01))


def test_all_words_at_once():
    built = from_settings(
        elitism=1,
        population_size=30,
        mutation_probability=0.1,
        selection="tournament",
        crossover="uniform",
        mutation="gaussian",
        mutation_scale=0.3,
        elites_breed=False,
    )
    assert built == GeneticAlgorithm(30, 1, Tournament(), Uniform(), Gaussian(0.1, 0.3), False)


def test_nothing_given_is_the_default():
    nothing = from_settings(preset=None, selection=None, mutation_scale=None, population_size=None)
    assert nothing == from_settings() == GeneticAlgorithm()


def test_the_original_and_a_change_to_it():
    assert from_settings(preset="original") == ORIGINAL
    assert from_settings(preset="original", mutation_probability=0.5).mutation == Scale(0.5)


def test_objects_pass_as_they_are():
    built = from_settings(crossover=Blend(0.1), mutation=Gaussian(decay=0.5), mutation_scale=2.0)
    assert built.crossover == Blend(0.1)
    assert built.mutation == Gaussian(scale=2.0, decay=0.5)


@pytest.mark.parametrize("kind", ["selection", "crossover", "mutation"])
def test_every_name_is_understood(kind):
    families = {"selection": SELECTIONS, "crossover": CROSSOVERS, "mutation": MUTATIONS}
    for name, family in families[kind].items():
        assert getattr(from_settings(**{kind: name}), kind) == family()


@pytest.mark.parametrize(
    ("settings", "hint"),
    [
        ({"populaton_size": 20}, "population_size"),
        ({"elitsm_num": 3}, "elitism_num"),
        ({"selection": "turnament"}, "tournament"),
        ({"crossover": "onepoint"}, "one_point"),
        ({"mutation": "gausian"}, "gaussian"),
        ({"preset": "orginal"}, "original"),
    ],
)
def test_an_unknown_name_is_answered_with_near_ones(settings, hint):
    with pytest.raises(UnknownNameError, match=f"Did you mean .*'{hint}'"):
        from_settings(**settings)


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"elitism": 3, "elitism_num": 3}, "the same setting"),
        ({"mutation": "reset", "mutation_scale": 0.1}, "has no scale"),
        ({"mutation_probability": 2}, "from 0 to 1"),
        ({"selection": 5}, "family Selection"),
        ({"mutation": Reset, "mutation_probability": 0.1}, "family Mutation"),
        ({"elitism_num": 20, "population_size": 20}, "leaves no individual to change"),
    ],
)
def test_what_cannot_be_is_refused(settings, message):
    with pytest.raises(SettingError, match=message):
        from_settings(**settings)
