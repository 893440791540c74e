"""What a race says, in sentences: every name, number and comparison is computed from its laps."""

from collections.abc import Iterator, Sequence
from math import isfinite

from edunn.experiments.distribution import shown
from edunn.experiments.race.outcome import Outcome
from edunn.text import plural

LEVEL = 1.3
"""Marks are a quarter apart, so a smaller ratio of passes tells nothing."""


RELAPSE = 0.03
"""So much accuracy lost since the best mark is worth a sentence."""


def told(outcome: Outcome) -> tuple[str, ...]:
    """Who won, who was anywhere first and by how much, who fell back, and who ended early.

    Example:
        >>> from edunn.data import load
        >>> from edunn.experiments.race.race import Lane, Race
        >>> lanes = Lane("adam", {"learning_rate": 0.01}), Lane("random_search")
        >>> race = Race(load("iris"), [[4], [3, "softmax"]], lanes, 50_000, seeds=3)
        >>> print(told(Outcome.of(race))[0])  # doctest: +ELLIPSIS
        adam learning_rate=0.01 wins after 50,000 passes: accuracy 0.9... of 3 seeds; ...
    """
    return (_victory(outcome), *_goals(outcome), *_relapses(outcome), *_endings(outcome))


def joined(names: Sequence[str]) -> str:
    """Names as a list in a sentence.

    Example:
        >>> joined(["adam", "pgpe", "snes"]), joined(["adam"])
        ('adam, pgpe and snes', 'adam')
    """
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last


def times(ratio: float) -> str:
    """How many times, with no more digits than the marks can tell.

    Example:
        >>> times(41.7), times(2.26)
        ('42', '2.3')
    """
    return f"{ratio:,.0f}" if ratio >= 10 else f"{ratio:.1f}"


def _victory(outcome: Outcome) -> str:
    standings = outcome.standings()
    winners = [standing.lane for standing in standings if standing.place == 1]
    verb = "share the first place" if len(winners) > 1 else "wins"
    seeds = outcome.race.seeds
    median = f", the median of {seeds} seeds" if seeds > 1 else ""
    score = f"{outcome.measure} {shown(standings[0].score.median)} on held-out rows{median}"
    told = f"{joined(winners)} {verb} after {outcome.marks[-1]:,} passes: {score}"
    others = standings[len(winners) :]
    if not others:
        return f"{told}."
    told += f"; {others[0].lane} has {shown(others[0].score.median)}."
    return told if len(winners) > 1 else f"{told} {_duel(outcome, winners[0], others[0].lane)}"


def _duel(outcome: Outcome, winner: str, second: str) -> str:
    """A median may hide how often it was otherwise."""
    ahead, level = outcome.won(winner, second)
    even = f" and level with {level}" if level else ""
    told = f"{winner} ended ahead of {second} with {ahead} of {_seeds(outcome)}{even}."
    return told if 2 * ahead > outcome.race.seeds else f"{told} That may be chance."


def _seeds(outcome: Outcome) -> str:
    return plural(outcome.race.seeds, "seed")


def _goals(outcome: Outcome) -> Iterator[str]:
    """A sentence for each goal; where few get to any, one for the place that all got to."""
    compared = 0
    for goal in outcome.goals:
        arrived = _arrived(outcome, goal)
        compared = max(compared, len(arrived))
        yield _race_to(outcome, f"{outcome.measure} {goal:g}", goal)
    if compared < 2:
        last = outcome.standings()[-1]
        goal = last.score.median
        if isfinite(goal):
            where = f"{outcome.measure} {shown(goal)}, where {last.lane} ended"
            yield _race_to(outcome, where, goal)


def _race_to(outcome: Outcome, where: str, goal: float) -> str:
    arrived = _arrived(outcome, goal)
    if not arrived:
        return f"Nobody reached {where} with most seeds."
    first, passes = next(iter(arrived.items()))
    others = list(arrived.items())[1:]
    beaten = [_compared(name, needed / max(passes, 1)) for name, needed in others]
    missing = [lane.name for lane in outcome.race.lanes if lane.name not in arrived]
    told = f"{first} was the first to reach {where}, after {passes:,.0f} passes"
    told += f": {joined(beaten)}" if beaten else ""
    return f"{told}.{_not_arrived(outcome, missing, goal)}"


def _compared(name: str, ratio: float) -> str:
    if ratio < LEVEL:
        return f"about as many as {name}"
    return f"{times(ratio)} times fewer than {name}"


def _arrived(outcome: Outcome, goal: float) -> dict[str, float]:
    """Who got there with most seeds, and after how many passes, the quickest first."""
    needed = {lane.name: outcome.needed(lane.name, goal).median for lane in outcome.race.lanes}
    return dict(sorted(((k, v) for k, v in needed.items() if isfinite(v)), key=lambda it: it[1]))


def _not_arrived(outcome: Outcome, names: Sequence[str], goal: float) -> str:
    """Those who did not get there with most seeds: never, or with how many."""
    never = [name for name in names if not outcome.reached_by(name, goal)]
    told = f" Never there: {joined(never)}." if never else ""
    for name in names:
        if name not in never:
            told += f" {name}: only with {outcome.reached_by(name, goal)} of {_seeds(outcome)}."
    return told


def _relapses(outcome: Outcome) -> Iterator[str]:
    """Who was clearly better before the end: it learns its training rows by heart."""
    if not outcome.race.classifies:
        return
    for lane in outcome.race.lanes:
        middle = outcome.band(lane.name, "val_accuracy").middle
        best = int(middle.argmax())
        if middle[best] - middle[-1] >= RELAPSE:
            yield (
                f"{lane.name} was at its best, {shown(middle[best])}, at {outcome.marks[best]:,} "
                f"passes, and fell back to {shown(middle[-1])}: early stopping is for that."
            )


def _endings(outcome: Outcome) -> Iterator[str]:
    """Who went no further before the budget was used up, and why."""
    for standing in outcome.standings():
        if standing.endings:
            often = f"{len(standing.endings)} of {_seeds(outcome)}"
            yield (
                f"{standing.lane} ended early with {often} and is counted where it stood. "
                f"{standing.endings[0]}"
            )
