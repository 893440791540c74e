"""A run read back from JSON, to write its page again with other words; nothing is measured anew."""

from collections.abc import Mapping
from typing import Any

from benchmarks.growth import SWEEPS, Growth
from benchmarks.measured import Measured
from benchmarks.memory import Peak
from benchmarks.rounds import Attempts, Comparison, Result
from benchmarks.workloads import TRIALS, WORKLOADS


def read(told: Mapping[str, Any]) -> Measured:
    """What `plain` wrote. Titles, bars and words are those of today.

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
    """One workload."""
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
    """One trial."""
    trial = {trial.name: trial for trial in TRIALS}[told["name"]]
    return Attempts(trial, tuple(told["numbers"]))


def growth_of(told: Mapping[str, Any]) -> Growth:
    """One sweep."""
    sweep = {sweep.name: sweep for sweep in SWEEPS}[told["name"]]
    curves = {
        name: dict(zip(curve["values"], curve["seconds"], strict=True))
        for name, curve in told["curves"].items()
    }
    return Growth(sweep, curves)
