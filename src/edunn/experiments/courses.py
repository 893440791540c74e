"""Courses: recipes that differ in nothing but their epochs can share one training.

A training is told its epochs only to know when to stop. So one of 300 epochs passes, number by
number, through the end of one of 100: it is enough to look there and go on. (Not where a rule may
end it early: going back to the best epoch, say, is done at the end.)
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, final

from edunn.experiments.recipe import Recipe

EARLY = ("early_stopping", "patience", "target")
"""Settings that may end a training before its last epoch."""


@final
@dataclass(frozen=True)
class Shared:
    """One training for several recipes.

    Args:
        recipe: the one with the most epochs.
        stops: by the name of each recipe, after which epoch the training has done what it says.

    Example:
        >>> recipe = Recipe([[4], [3, "softmax"]])
        >>> for shared in courses(recipe.grid(learning_rate=[0.1, 1.0], epochs=[5, 9]).cells):
        ...     print(shared.recipe.epochs, dict(shared.stops))
        9 {'learning_rate 0.1, epochs 5': 5, 'learning_rate 0.1, epochs 9': 9}
        9 {'learning_rate 1, epochs 5': 5, 'learning_rate 1, epochs 9': 9}
    """

    recipe: Recipe
    stops: Mapping[str, int]

    @property
    def places(self) -> tuple[int, ...]:
        """Where to look, in order."""
        return tuple(sorted(set(self.stops.values())))


def courses(recipes: Mapping[str, Recipe]) -> list[Shared]:
    """As few trainings as give what all of these recipes give."""
    found: list[Shared] = []
    for name, recipe in recipes.items():
        place = next((k for k, it in enumerate(found) if _is_same(it.recipe, recipe)), None)
        if place is None:
            found.append(Shared(recipe, {name: recipe.epochs}))
        else:
            found[place] = _joined(found[place], name, recipe)
    return found


def _joined(shared: Shared, name: str, recipe: Recipe) -> Shared:
    longest = max(shared.recipe, recipe, key=lambda it: it.epochs)
    return Shared(longest, {**shared.stops, name: recipe.epochs})


def _is_same(one: Recipe, other: Recipe) -> bool:
    """Whether they differ in nothing but the epochs, and go through all of them."""
    may_end_early = any(name in one.settings for name in EARLY)
    return not may_end_early and _endless(one) == _endless(other)


def _endless(recipe: Recipe) -> tuple[Any, ...]:
    settings = {k: v for k, v in recipe.settings.items() if k not in ("epochs", "generations")}
    return recipe.network, recipe.way, settings, recipe.model, recipe.loss
