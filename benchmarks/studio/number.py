"""A number that was measured, and the bar that it must stay below."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median, quantiles
from typing import final

from benchmarks.sheet import verdict


@final
@dataclass(frozen=True)
class Number:
    """A measured number and its bar.

    Args:
        what: in words.
        value: measured.
        unit: ms, s, %, MB, or nothing.
        bar: what it must stay below; None is for information.
    """

    what: str
    value: float
    unit: str
    bar: float | None = None

    @property
    def is_met(self) -> bool | None:
        """Whether it stays below its bar; None where there is none."""
        return None if self.bar is None else self.value < self.bar

    @property
    def cells(self) -> tuple[str, str, str, str]:
        """A row of the table."""
        bar = "" if self.bar is None else f"< {self.bar:g} {self.unit}"
        return self.what, f"{self.value:.3g} {self.unit}", bar, verdict(self.is_met)


def latencies(what: str, seconds: Sequence[float], bar: float | None = None) -> Iterator[Number]:
    """The middle, and what 95 of 100 stay below."""
    yield Number(f"{what}, median", 1e3 * median(seconds), "ms")
    yield Number(f"{what}, p95", 1e3 * quantiles(seconds, n=20)[-1], "ms", bar)
