"""An experiment is one row of a table: data, recipe, and what somebody measured."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, final

from edunn.experiments.recipe import Recipe

QUICK_SEEDS = 3
"""How many seeds a quick run takes at most."""


@final
@dataclass(frozen=True)
class Experiment:
    """Something to measure, again and again, with one seed after the other.

    Args:
        key: a short name to ask for it.
        title: what a reader calls it.
        data: the name of a bundled data set.
        recipe: network, way of learning, and their settings.
        article: the accuracy that the article reports, or None for an experiment of ours.
        said: what the article says about it.
        note: what a reader should know about our choice of settings.
        seeds: how many runs: seeds 0, 1, 2, ...
        quick: the settings that differ when there is little time; None: left out then.

    Example:
        >>> recipe = Recipe([[4], [3, "softmax"]], "adam", {"epochs": 2})
        >>> tiny = Experiment("tiny", "Tiny", "iris", recipe, quick={"epochs": 1})
        >>> tiny.quickened().recipe.epochs
        1
    """

    key: str
    title: str
    data: str
    recipe: Recipe
    article: float | None = None
    said: str = ""
    note: str = ""
    seeds: int = 20
    quick: Mapping[str, Any] | None = field(default_factory=dict)

    def quickened(self) -> "Experiment":
        """The same with few seeds, and with the settings for little time."""
        few = min(self.seeds, QUICK_SEEDS)
        return replace(self, seeds=few, recipe=self.recipe.varied(**(self.quick or {})))

    def to_dict(self) -> dict[str, Any]:
        """The same as plain values, ready for JSON, the recipe's among the others."""
        own = {k: v for k, v in vars(self).items() if k not in ("recipe", "quick")}
        return own | self.recipe.to_dict()
