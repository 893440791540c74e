"""A run as plain values, for JSON: every single measurement is in it."""

from typing import Any

from benchmarks.growth import Growth
from benchmarks.measured import Measured
from benchmarks.rounds import Attempts, Comparison, Result


def plain(measured: Measured) -> dict[str, Any]:
    """Everything by name; seconds are of one piece, one row, or one individual."""
    return {
        "machine": dict(measured.machine),
        "workloads": [result_as_dict(one) for one in measured.results],
        "trials": [attempts_as_dict(one) for one in measured.attempts],
        "growth": [growth_as_dict(one) for one in measured.growths],
        "memory": [
            {"work": peak.work, "name": peak.name, "bytes": peak.bytes} for peak in measured.peaks
        ],
    }


def result_as_dict(result: Result) -> dict[str, Any]:
    """One workload."""
    return {
        "name": result.workload.name,
        "title": result.workload.title,
        "piece": result.workload.piece,
        "comparisons": [comparison_as_dict(one) for one in result.comparisons],
        "missing": list(result.missing),
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


def attempts_as_dict(attempts: Attempts) -> dict[str, Any]:
    """One trial; `number` is the median."""
    goal = attempts.trial.goal
    return {
        "name": attempts.trial.name,
        "title": attempts.trial.title,
        "unit": attempts.trial.unit,
        "number": attempts.number,
        "bar": {"most": goal.most, "least": goal.least},
        "met": attempts.is_met,
        "numbers": attempts.numbers,
    }


def growth_as_dict(growth: Growth) -> dict[str, Any]:
    """One sweep: for each contestant the values and its seconds there."""
    return {
        "name": growth.sweep.name,
        "unit": growth.sweep.unit,
        "curves": {
            name: {"values": list(curve), "seconds": list(curve.values())}
            for name, curve in growth.curves.items()
        },
    }
