"""All that a run has measured, as plain values for JSON, and read back from them."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, final

from benchmarks.comparison import Attempts, Comparison, Result
from benchmarks.growth import SWEEPS, Growth
from benchmarks.memory import Peak
from benchmarks.trials import TRIALS
from benchmarks.workloads import WORKLOADS


@final
@dataclass(frozen=True)
class Measured:
    """The results of a run; parts that were not measured are empty.

    Args:
        machine: facts about where and when, see `benchmarks.machine`.
        results: of the comparisons.
        attempts: of the trials.
        growths: of the sweeps.
        peaks: of memory.
    """

    machine: Mapping[str, str]
    results: tuple[Result, ...] = ()
    attempts: tuple[Attempts, ...] = ()
    growths: tuple[Growth, ...] = ()
    peaks: tuple[Peak, ...] = ()

    @property
    def chapters(self) -> list[str]:
        """In the order of the comparisons and trials."""
        told = [r.workload.chapter for r in self.results]
        return list(dict.fromkeys([*told, *(a.trial.chapter for a in self.attempts)]))


def plain(measured: Measured) -> dict[str, Any]:
    """Every single measurement by name; seconds are of one piece, one row, or one individual."""
    return {
        "machine": dict(measured.machine),
        "workloads": [result_as_dict(one) for one in measured.results],
        "trials": [attempts_as_dict(one) for one in measured.attempts],
        "growth": [growth_as_dict(one) for one in measured.growths],
        "memory": [asdict(peak) for peak in measured.peaks],
    }


def result_as_dict(result: Result) -> dict[str, Any]:
    return {
        "name": result.workload.name,
        "title": result.workload.title,
        "piece": result.workload.piece,
        "comparisons": [comparison_as_dict(one) for one in result.comparisons],
        "missing": list(result.missing),
    }


def comparison_as_dict(comparison: Comparison) -> dict[str, Any]:
    """`ratio` is the peer's seconds over EduNN's."""
    bar = comparison.peer.bar
    return {
        "peer": comparison.peer.name,
        "ratio": comparison.ratio,
        "ratio_min": min(comparison.ratios),
        "ratio_max": max(comparison.ratios),
        "bar": None if bar is None else {"speed": bar.least, "time": bar.most},
        "met": comparison.is_met,
        "seconds": {"edunn": comparison.ours, "peer": comparison.theirs},
    }


def attempts_as_dict(attempts: Attempts) -> dict[str, Any]:
    """`number` is the median."""
    trial = attempts.trial
    return {
        "name": trial.name,
        "title": trial.title,
        "unit": trial.unit,
        "number": attempts.number,
        "bar": {"most": trial.goal.most, "least": trial.goal.least},
        "met": attempts.is_met,
        "numbers": attempts.numbers,
    }


def growth_as_dict(growth: Growth) -> dict[str, Any]:
    """For each contestant the values and its seconds there."""
    return {
        "name": growth.sweep.name,
        "unit": growth.sweep.unit,
        "curves": {
            name: {"values": list(curve), "seconds": list(curve.values())}
            for name, curve in growth.curves.items()
        },
    }


def read(told: Mapping[str, Any]) -> Measured:
    """What `plain` wrote, to write its page again; titles, bars and words are those of today.

    Raises:
        KeyError: a workload, trial or sweep that is not there any more.
    """
    return Measured(
        machine=told["machine"],
        results=tuple(result_of(one) for one in told["workloads"]),
        attempts=tuple(attempts_of(one) for one in told["trials"]),
        growths=tuple(growth_of(one) for one in told["growth"]),
        peaks=tuple(Peak(**one) for one in told["memory"]),
    )


def result_of(told: Mapping[str, Any]) -> Result:
    workload = {work.name: work for work in WORKLOADS}[told["name"]]
    peers = {peer.name: peer for peer in workload.peers}
    comparisons = [
        Comparison(
            peers[one["peer"]], tuple(one["seconds"]["edunn"]), tuple(one["seconds"]["peer"])
        )
        for one in told["comparisons"]
    ]
    return Result(workload, tuple(comparisons), tuple(told["missing"]))


def attempts_of(told: Mapping[str, Any]) -> Attempts:
    trial = {trial.name: trial for trial in TRIALS}[told["name"]]
    return Attempts(trial, tuple(told["numbers"]))


def growth_of(told: Mapping[str, Any]) -> Growth:
    sweep = {sweep.name: sweep for sweep in SWEEPS}[told["name"]]
    curves = {
        name: dict(zip(curve["values"], curve["seconds"], strict=True))
        for name, curve in told["curves"].items()
    }
    return Growth(sweep, curves)
