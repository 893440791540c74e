"""The results as plain values, for JSON: every single measurement is in it."""

from collections.abc import Mapping, Sequence
from typing import Any

from benchmarks.rounds import Comparison, Result


def plain(results: Sequence[Result], machine: Mapping[str, str]) -> dict[str, Any]:
    """The machine, and for each workload its comparisons; seconds are of one piece."""
    return {
        "machine": dict(machine),
        "workloads": [
            {
                "name": result.workload.name,
                "title": result.workload.title,
                "piece": result.workload.piece,
                "comparisons": [comparison_as_dict(one) for one in result.comparisons],
                "missing": list(result.missing),
            }
            for result in results
        ],
    }


def comparison_as_dict(comparison: Comparison) -> dict[str, Any]:
    """One comparison; `ratio` is the peer's seconds over EduNN's."""
    bar = comparison.peer.bar
    return {
        "peer": comparison.peer.name,
        "ratio": comparison.ratio,
        "ratio_min": min(comparison.ratios),
        "ratio_max": max(comparison.ratios),
        "bar": None if bar is None else {"speed": bar.speed, "time": bar.time},
        "met": comparison.is_met,
        "seconds": {"edunn": comparison.ours, "peer": comparison.theirs},
    }
