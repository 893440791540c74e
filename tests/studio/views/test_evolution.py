import numpy as np
import pytest

from edunn.errors import SettingError
from edunn.studio.example import example
from edunn.studio.views.breeding import BreedingQuery, breeding_view
from edunn.studio.views.population import FamilyQuery, family_view, population_view


def test_the_population_is_the_one_that_was_scored(bred):
    look = population_view(1, bred)
    state = bred.generations[-1]
    assert look.fitness == state.fitness.tolist()
    assert look.parents == state.parents.tolist()
    assert look.best == state.fitness.argmax()
    assert look.elites == 2
    assert look.means == "accuracy"
    assert look.spread == pytest.approx(state.population.std(axis=0))


def test_elites_are_their_own_parents(bred):
    look = population_view(1, bred)
    assert all(mother == father for mother, father in look.parents[: look.elites])


def test_the_family_of_the_best(bred):
    best = family_view(1, bred, FamilyQuery()).best
    _, fitness, parents, _ = bred.generations[-1]
    assert best.fitness == fitness.max()
    assert [p.individual for p in best.parents] == list(dict.fromkeys(parents[best.individual]))
    before = bred.generations[-2].fitness
    assert all(p.fitness == before[p.individual] for p in best.parents)


def test_a_family_ends_with_its_founders_or_its_depth(bred):
    def generations(node):
        return {node.generation}.union(*(generations(parent) for parent in node.parents))

    assert generations(family_view(1, bred, FamilyQuery(depth=8)).best) == {1, 2, 3, 4}
    assert generations(family_view(1, bred, FamilyQuery(depth=1)).best) == {3, 4}


@pytest.mark.parametrize("seed", range(5))
def test_each_gene_is_a_parents_unless_it_mutated(bred, seed):
    look = breeding_view(1, bred, BreedingQuery(mother=3, father=7, seed=seed))
    mother, father = bred.generations[-1].population[[3, 7]]
    assert look.of == len(look.genes) == len(mother)
    for k, gene in enumerate(look.genes):
        assert (gene.mother, gene.father) == (mother[k], father[k])
        assert gene.crossed == {"mother": mother, "father": father, "both": mother}[gene.origin][k]
        assert gene.is_mutated == (gene.mutated != gene.crossed)


def test_the_family_of_another_one(bred):
    one = family_view(1, bred, FamilyQuery(individual=11)).best
    parents = bred.generations[-1].parents
    assert one.individual == 11
    assert [p.individual for p in one.parents] == list(dict.fromkeys(parents[11]))
    with pytest.raises(SettingError, match="0 to 11"):
        family_view(1, bred, FamilyQuery(individual=12))


def test_genes_have_names(bred):
    names = [gene.name for gene in breeding_view(1, bred, BreedingQuery()).genes]
    assert names[:2] == ["W1[0,0]", "W1[0,1]"]
    assert names[24] == "b1[0]"
    assert names[-1] == "b2[2]"


def test_parents_are_scored_as_they_were(bred):
    look = breeding_view(1, bred, BreedingQuery(mother=3, father=7))
    fitness = bred.generations[-1].fitness
    assert (look.mother_fitness, look.father_fitness) == (fitness[3], fitness[7])


def test_the_seed_repeats_the_child(bred):
    first = breeding_view(1, bred, BreedingQuery(seed=4))
    assert first == breeding_view(1, bred, BreedingQuery(seed=4))
    assert first != breeding_view(1, bred, BreedingQuery(seed=5))


def test_who_is_not_there_is_refused(bred, flowers):
    with pytest.raises(SettingError, match="0 to 11"):
        breeding_view(1, bred, BreedingQuery(father=12))
    with pytest.raises(SettingError, match="no generation"):
        population_view(1, flowers)
    assert family_view(1, flowers, FamilyQuery()).best is None


def test_spread_is_finite(bred):
    assert np.isfinite(population_view(1, bred).spread).all()


def test_a_view_says_what_the_network_becomes_and_whether_two_parents_are_crossed(bred):
    look = population_view(1, bred)
    assert (look.network, look.crosses, look.genes) == ("best", True, len(look.spread))


@pytest.mark.parametrize(
    ("algorithm", "network"),
    [
        ("pgpe", "centre"),
        ("cma_es", "centre"),
        ("low_rank_es", "centre"),
        ("hill_climber", "centre"),
        ("random_search", "best_so_far"),
    ],
)
def test_who_samples_crosses_nobody(algorithm, network):
    look = population_view(1, example(algorithm=algorithm, population_size=10))
    assert (look.network, look.crosses, look.parents) == (network, False, [])
