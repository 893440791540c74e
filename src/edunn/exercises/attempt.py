"""An attempt: a program on all cases of an exercise, beside the right one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import final

from edunn.exercises.exercise import KINDS, Case, Exercise
from edunn.exercises.outcomes import Outcome, known_outcomes
from edunn.exercises.readings import Reading, are_same, read

WEIGHTS = {"shapes": 1, "small": 2, "edge": 2, "random": 4, "stability": 1, "arguments": 1}
"""What each property counts: the right shapes, each kind of case, arguments left as they were."""

SHOWN = ("small", "edge", "stability", "random")
"""From which kind of case an input to show is taken first."""


@final
@dataclass(frozen=True)
class Attempt:
    """Outcomes of a program, read and compared with the right ones.

    Args:
        outcomes: one for each case of the exercise.
    """

    exercise: Exercise
    outcomes: tuple[Outcome, ...]

    @classmethod
    def known(cls, exercise: Exercise, id: str = "") -> "Attempt":
        """The attempt of a known wrong program, or of the right one."""
        return cls(exercise, known_outcomes(exercise)[id])

    @cached_property
    def readings(self) -> tuple[Reading, ...]:
        """The outcomes as numbers."""
        pairs = zip(self.outcomes, self.exercise.cases, strict=True)
        return tuple(read(outcome, self.exercise, case.arguments) for outcome, case in pairs)

    @cached_property
    def right(self) -> "Attempt":
        """The right program's."""
        return Attempt.known(self.exercise)

    def places(self, kinds: Sequence[str]) -> Iterator[int]:
        """The numbers of the cases of these kinds."""
        return (k for k, case in enumerate(self.exercise.cases) if case.kind in kinds)

    def is_same_part(self, other: "Attempt", k: int, part: int) -> bool:
        """Whether one output has the same numbers in case k."""
        mine, its = self.readings[k], other.readings[k]
        if mine.fault or its.fault:
            return False
        return are_same(mine.parts[part], its.parts[part], self.exercise.tolerance)

    def is_same(self, other: "Attempt", k: int) -> bool:
        """Whether both have the same numbers, or the same kind of error, in case k."""
        mine, its = self.outcomes[k].error, other.outcomes[k].error
        if mine is not None or its is not None:
            return type(mine) is type(its)
        if self.readings[k].fault or other.readings[k].fault:
            return self.readings[k].fault == other.readings[k].fault
        return all(self.is_same_part(other, k, part) for part in range(len(self.exercise.parts)))

    def warns(self, k: int) -> bool:
        """Whether NumPy warns where the right program has nothing to be warned of."""
        return bool(self.outcomes[k].warned - self.right.outcomes[k].warned)

    def passes(self, k: int) -> bool:
        """Whether case k is right, without an error or a warning."""
        return self.is_same(self.right, k) and not self.warns(k)

    @cached_property
    def failures(self) -> tuple[int, ...]:
        """The cases that are not right, those that are easiest to read first."""
        failed = [k for k in range(len(self.outcomes)) if not self.passes(k)]
        return tuple(sorted(failed, key=self._effort))

    def _effort(self, k: int) -> tuple[int, int]:
        case: Case = self.exercise.cases[k]
        return SHOWN.index(case.kind), case.size

    @cached_property
    def changed(self) -> tuple[int, ...]:
        """Positions of arguments that some call changed, and the right program leaves alone."""
        return tuple(sorted({place for outcome in self.outcomes for place in outcome.changed}))

    @cached_property
    def properties(self) -> dict[str, bool]:
        """What is right: shapes, each kind of case, arguments left as they were.

        Rare cases count only where ordinary numbers are right: else they are right by luck.
        """
        kinds = [kind for kind in KINDS if any(True for _ in self.places([kind]))]
        found = {kind: all(map(self.passes, self.places([kind]))) for kind in kinds}
        for kind in found.keys() & {"edge", "stability"}:
            found[kind] = found[kind] and found["small"]
        shapes = all(self._has_shapes(k) for k in self.places(["small", "random"]))
        return {"shapes": shapes, **found, "arguments": shapes and not self.changed}

    def _has_shapes(self, k: int) -> bool:
        mine, its = self.readings[k], self.right.readings[k]
        if mine.fault or self.exercise.summary is not None:
            return not mine.fault
        return all(a.shape == b.shape for a, b in zip(mine.parts, its.parts, strict=True))

    @property
    def credit(self) -> float:
        """The share of the credit, 0 to 1."""
        weights = {name: WEIGHTS[name] for name in self.properties}
        got = sum(weight for name, weight in weights.items() if self.properties[name])
        return round(got / sum(weights.values()), 3)
