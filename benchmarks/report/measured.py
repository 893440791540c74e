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
        "workloads": [
            {
                "name": one.workload.name,
                "title": one.workload.title,
                "piece": one.workload.piece,
                "comparisons": list(map(comparison_as_dict, one.comparisons)),
                "missing": list(one.missing),
            }
            for one in measured.results
        ],
        "trials": [
            {
                "name": one.trial.name,
                "title": one.trial.title,
                "unit": one.trial.unit,
                "number": one.number,
                "bar": asdict(one.trial.goal),
                "met": one.is_met,
                "numbers": one.numbers,
            }
            for one in measured.attempts
        ],
        "growth": [
            {
                "name": one.sweep.name,
                "unit": one.sweep.unit,
                "curves": {
                    name: {"values": list(curve), "seconds": list(curve.values())}
                    for name, curve in one.curves.items()
                },
            }
            for one in measured.growths
        ],
        "memory": [asdict(peak) for peak in measured.peaks],
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


def read(told: Mapping[str, Any]) -> Measured:
    """What `plain` wrote, to write its page again; titles, bars and words are those of today.

    Raises:
        KeyError: a workload, trial or sweep that is not there any more.
    """
    trials = {trial.name: trial for trial in TRIALS}
    return Measured(
        machine=told["machine"],
        results=tuple(map(result_of, told["workloads"])),
        attempts=tuple(Attempts(trials[it["name"]], tuple(it["numbers"])) for it in told["trials"]),
        growths=tuple(map(growth_of, told["growth"])),
        peaks=tuple(Peak(**it) for it in told["memory"]),
    )


def result_of(told: Mapping[str, Any]) -> Result:
    workload = {work.name: work for work in WORKLOADS}[told["name"]]
    peers = {peer.name: peer for peer in workload.peers}
    comparisons = [
        Comparison(peers[it["peer"]], *(tuple(it["seconds"][who]) for who in ("edunn", "peer")))
        for it in told["comparisons"]
    ]
    return Result(workload, tuple(comparisons), tuple(told["missing"]))


def growth_of(told: Mapping[str, Any]) -> Growth:
    sweep = {sweep.name: sweep for sweep in SWEEPS}[told["name"]]
    curves = {
        name: dict(zip(curve["values"], curve["seconds"], strict=True))
        for name, curve in told["curves"].items()
    }
    return Growth(sweep, curves)
