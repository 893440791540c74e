"""The family tree: the best individual, its parents, theirs, and so on back."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from edunn.evolution.ranking import finite_or_worst
from edunn.studio.looks.planes import finite
from edunn.studio.looks.population import elites_in, require_individual
from edunn.studio.wire.evolution import Ancestor, FamilyLook, FamilyQuery

if TYPE_CHECKING:
    from edunn.studio.snapshots import Snapshot


def family_look(run: int, snapshot: "Snapshot", query: FamilyQuery) -> FamilyLook:
    """The best individual of the generation scored last, or another one, with its ancestors.

    Raises:
        SettingError: there is no such individual.

    Example:
        >>> from edunn.studio.looks.example import example
        >>> snapshot = example(way="genetic_algorithm", population_size=10)
        >>> best = family_look(1, snapshot, FamilyQuery(depth=1)).best
        >>> best.generation, {parent.generation for parent in best.parents}
        (2, {1})
    """
    generations = snapshot.ancestors
    if not generations:
        return FamilyLook(run=run, best=None)
    fitness, _ = generations[-1]
    one = query.individual
    if one is None:
        one = int(finite_or_worst(np.asarray(fitness)).argmax())
    require_individual(one, len(fitness))
    elites = elites_in(snapshot)
    return FamilyLook(run=run, best=tree(generations, one, snapshot.epoch, elites, query.depth))


def tree(
    generations: Sequence[tuple[Any, Any]], row: int, number: int, elites: int, depth: int
) -> Ancestor:
    """One individual and its ancestors.

    Args:
        generations: fitness and parents of each generation, the individual's own last.
        number: the number of that generation; the founders' is 1.
        elites: how many in each generation after the founders lived on from the one before.
        depth: how far back to look.

    Example:
        >>> founders = (np.array([0.1, 0.5]), np.array([[0, 0], [1, 1]]))
        >>> children = (np.array([0.5, 0.7]), np.array([[1, 1], [1, 0]]))
        >>> best = tree([founders, children], row=1, number=2, elites=1, depth=4)
        >>> [parent.individual for parent in best.parents]
        [1, 0]
    """
    fitness, parents = generations[-1]
    is_known = depth > 0 and len(generations) > 1 and parents is not None and number > 1
    before = dict.fromkeys(np.asarray(parents)[row].tolist()) if is_known else {}
    return Ancestor(
        generation=number,
        individual=row,
        fitness=finite(fitness[row]),
        is_elite=number > 1 and row < elites,
        parents=[tree(generations[:-1], k, number - 1, elites, depth - 1) for k in before],
    )
