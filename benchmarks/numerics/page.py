"""The page `docs/numerics.md`: which library has what, how far apart they are, and why."""

import platform
from collections.abc import Iterable, Iterator, Sequence
from importlib.metadata import version
from itertools import chain
from math import isinf
from pathlib import Path
from string import Template
from typing import Any

from mpmath import mp

from benchmarks.numerics import (
    activations,
    initializers,
    losses,
    metrics,
    optimizers,
    peers,
    regularizers,
    schedules,
)
from benchmarks.numerics.comparison import DTYPES, Difference, Measured, Notes, measure, note_of
from benchmarks.numerics.exact import DIGITS
from benchmarks.numerics.initializers import Drawn
from benchmarks.sheet import Sheet
from edunn import __version__

TEMPLATE = Path(__file__).with_name("template.md")

FAMILIES: dict[str, Any] = {
    "Activations": activations,
    "Losses": losses,
    "Regularizers": regularizers,
    "Optimizers": optimizers,
    "Schedules": schedules,
    "Metrics": metrics,
}
"""The modules of families whose results are numbers for numbers."""

MEASURES = tuple(f"{q}, {dtype}" for dtype in DTYPES for q in ("difference", "relative"))
HEADINGS = ("entry", "peer", "of", *MEASURES, "note")
EXACT_HEADINGS = ("entry", "peer", "of", "at", "exact", "EduNN off by", "peer off by", "nearer")
SPREADS = ("deviation: formula", "EduNN", "peer", "largest: formula", "EduNN", "peer")
DRAWN_HEADINGS = ("entry", "peer", *SPREADS, "note")


def page() -> str:
    """The whole page, from comparisons that are made now."""
    found = {
        title: [measure(comparison) for comparison in module.comparisons()]
        for title, module in FAMILIES.items()
    }
    families = [family(title, FAMILIES[title], some) for title, some in found.items()]
    families.insert(-1, of_initializers(list(initializers.drawn())))
    return Template(TEMPLATE.read_text("utf-8")).substitute(
        versions=versions(),
        summary=summary(list(chain(*found.values()))),
        digits=DIGITS,
        families="\n\n".join(families),
    )


def summary(found: Sequence[Measured]) -> str:
    """How many are equal, and how many differ by rounding and by more."""
    rounded = [one for one in found if one.is_rounding]
    equal = [one for one in rounded if not any(q.largest for q in one.differences.values())]
    return (
        f"Of {len(found)} comparisons of numbers, {len(equal)} are equal to the last bit, "
        f"{len(rounded) - len(equal)} differ by rounding, and {len(found) - len(rounded)} by more."
    )


def versions() -> str:
    """What was compared, and with what."""
    known = {"Python": platform.python_version(), "EduNN": __version__, "NumPy": version("numpy")}
    known |= peers.versions() | {"mpmath": version("mpmath")}
    return ", ".join(f"{name} {number}" for name, number in known.items())


def family(title: str, module: Any, found: Sequence[Measured]) -> str:
    """One family: what it is called elsewhere, the differences, why, and who is nearer."""
    notes = numbered(module.NOTES, [one.comparison.key for one in found])
    parts = [f"## {title}", module.ABOUT, called(module.names())]
    parts += [Sheet(HEADINGS, [row(one, notes) for one in found]).markdown()]
    parts += [told(notes, module.formula)] if notes else []
    decided = [decision(one) for one in found if one.is_far and referee(one)]
    if decided:
        parts += ["Where they are furthest apart:", Sheet(EXACT_HEADINGS, decided).markdown()]
    return "\n\n".join(parts)


def called(names: dict[str, dict[str, str]]) -> str:
    """What each entry is called in each library."""
    rows = [
        [entry, *(f"`{of[peer]}`" if of[peer] else "none" for peer in peers.NAMES)]
        for entry, of in names.items()
    ]
    return Sheet(("EduNN", *peers.NAMES), rows).markdown()


Numbered = dict[tuple[str, ...], tuple[int, str]]
"""The number and the text of each note, by the key of its comparison."""


def numbered(notes: Notes, keys: Iterable[tuple[str, ...]]) -> Numbered:
    """The notes in the order of the table; a text that comes again keeps its number."""
    told = {key: note_of(notes, key) for key in keys}
    order = list(dict.fromkeys(filter(None, told.values())))
    return {key: (order.index(text) + 1, text) for key, text in told.items() if text}


def told(notes: Numbered, formula: Any) -> str:
    """The notes as a list, each with the entries it is about and their formulas."""
    lines = []
    for number, text in sorted(set(notes.values())):
        entries = list(dict.fromkeys(key[0] for key, one in notes.items() if one[0] == number))
        formulas = dict.fromkeys(map(formula, entries))
        lines.append(f"{number}. **{', '.join(entries)}**: {text} {', '.join(formulas)}")
    return "\n".join(lines)


def row(one: Measured, notes: Numbered) -> list[str]:
    """One comparison."""
    cells = [cell for dtype in DTYPES for cell in _cells(one.differences.get(dtype))]
    note = notes.get(one.comparison.key)
    return [*one.comparison.key, *cells, str(note[0]) if note else ""]


def _cells(found: Difference | None) -> Sequence[str]:
    return ("", "") if found is None else (power(found.largest), power(found.relative))


def power(q: float) -> str:
    """A small number in two digits.

    Example:
        >>> power(0.0), power(1.23e-7), power(0.999), power(float("inf"))
        ('0', '1.2e-07', '1', '∞')
    """
    return "∞" if isinf(q) else f"{q:.2g}" if q == 0 or q >= 0.01 else f"{q:.1e}"


def referee(one: Measured) -> Any:
    """What gives the exact results, if anything does."""
    return next(iter(one.results.values())).exact


def decision(one: Measured) -> list[str]:
    """The input at which both are furthest apart, the exact result there, and who is nearer."""
    results, found = next(zip(one.results.values(), one.differences.values(), strict=True))
    k = found.relative_place if one.is_rounding else found.place
    with mp.workdps(DIGITS):
        exact = referee(one)(k)
        ours, theirs = (_off(float(q.ravel()[k]), exact) for q in (results.ours, results.theirs))
    nearer = "EduNN" if ours < theirs else one.comparison.peer if theirs < ours else "both"
    words = [results.where(k), mp.nstr(exact, 16)]
    return [*one.comparison.key, *words, power(ours), power(theirs), nearer]


def _off(q: float, exact: Any) -> float:
    """The relative error; the absolute one where the exact result is 0."""
    if q == exact:
        return 0.0
    return float(abs(mp.mpf(q) - exact) / (abs(exact) or 1)) if mp.isfinite(exact) else float("inf")


def of_initializers(found: list[Drawn]) -> str:
    """The distributions: what the formula says, and what was measured of both."""
    notes = numbered(initializers.NOTES, [one.key for one in found])
    rows = [
        [*one.key[:2], *_beside(one), str(notes[one.key][0]) if one.key in notes else ""]
        for one in found
    ]
    table = Sheet(DRAWN_HEADINGS, rows).markdown()
    parts = ["## Initializers", initializers.ABOUT, called(initializers.names()), table]
    return "\n\n".join([*parts, told(notes, initializers.formula)])


def _beside(one: Drawn) -> Iterator[str]:
    for which in range(2):
        for spread in (one.formula, one.ours, one.theirs):
            yield "∞" if isinf(spread[which]) else f"{spread[which]:.4f}"
