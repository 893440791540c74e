"""Reproducing the article: every experiment with every seed, and what follows for its claims.

    for result in results(select(quick=True)):
        print(result.experiment.title, result.runs.training)

Results come in the order of the table, each as soon as its last run is done. The runs are spread
over the cores, and the numbers do not depend on how many there are.
"""

import os
import platform
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from importlib.metadata import version
from itertools import islice
from time import perf_counter
from typing import Any, final

import numpy as np

from edunn.errors import UnknownNameError
from edunn.experiments.article.claims import evaluate_claims
from edunn.experiments.article.experiments import EXPERIMENTS, Experiment, Result
from edunn.experiments.article.verdicts import Finding
from edunn.experiments.repeating import Progress, reported, validated
from edunn.experiments.running import Job, perform, rows_of, spread
from edunn.experiments.runs import Run, Runs
from edunn.guards import require_count
from edunn.workers import Workers

SCHEMA = "edunn.reproduction/2"


@final
@dataclass(frozen=True)
class Reproduction:
    """The results, row by row, and the findings on the article's claims.

    Args:
        results: one for each experiment, in the table's order.
        quick: whether it was the short version.
        seconds: the elapsed time.

    Example:
        >>> Reproduction(results=()).to_dict()["schema"]
        'edunn.reproduction/2'
    """

    results: tuple[Result, ...]
    quick: bool = False
    seconds: float = 0.0

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """Which of the article's claims hold, as far as these results show."""
        return evaluate_claims({result.experiment.key: result for result in self.results})

    def to_dict(self) -> dict[str, Any]:
        """All numbers as plain values."""
        return {
            "schema": SCHEMA,
            "quick": self.quick,
            "seconds": round(self.seconds, 1),
            "machine": machine(),
            "results": [result.to_dict() for result in self.results],
            "findings": [finding.to_dict() for finding in self.findings],
        }


def reproduce(
    quick: bool = False,
    *,
    only: Sequence[str] | None = None,
    seeds: int | None = None,
    workers: Workers = None,
    progress: Progress | None = None,
) -> Reproduction:
    """Run all of it; see `select` and `results` for the settings.

    Example:
        >>> from concurrent.futures import ThreadPoolExecutor
        >>> with ThreadPoolExecutor(1) as here:
        ...     reproduction = reproduce(only=["heart-genetic"], seeds=2, workers=here)
        >>> len(reproduction.results[0].runs), str(reproduction.findings[0].verdict)
        (2, 'holds')
    """
    started = perf_counter()
    measured = tuple(results(select(quick, only, seeds), workers, progress))
    return Reproduction(measured, quick, perf_counter() - started)


def select(
    quick: bool = False, only: Sequence[str] | None = None, seeds: int | None = None
) -> tuple[Experiment, ...]:
    """The experiments to run.

    Args:
        quick: few seeds, fewer epochs where they take long, and only the main rows.
        only: the keys of the rows to run.
        seeds: the number of seeds, instead of each row's own.

    Raises:
        UnknownNameError: no such experiment.
        SettingError: not a positive number of seeds.

    Example:
        >>> [experiment.seeds for experiment in select(only=["iris", "mnist"])]
        [20, 3]
    """
    keys = [experiment.key for experiment in EXPERIMENTS]
    for key in only or ():
        if key not in keys:
            raise UnknownNameError.of("experiment", key, keys)
    chosen = [e for e in EXPERIMENTS if only is None or e.key in only]
    if quick:
        chosen = [e.quickened() for e in chosen if only or e.quick is not None]
    if seeds is not None:
        require_count("seeds", seeds)
        chosen = [replace(e, seeds=seeds) for e in chosen]
    return tuple(chosen)


def results(
    experiments: Iterable[Experiment],
    workers: Workers = None,
    progress: Progress | None = None,
) -> Iterator[Result]:
    """Each experiment's result, as soon as all of its seeds are done.

    Args:
        workers: the number of processes (None: one for each core), or an executor; the numbers do
            not depend on it.
        progress: called before the first run and after each.

    Example:
        >>> from concurrent.futures import ThreadPoolExecutor
        >>> with ThreadPoolExecutor(1) as here:
        ...     for result in results(select(only=["heart-genetic"], seeds=2), here):
        ...         print(result.experiment.title, len(result.runs))
        Heart, genetic algorithm 2
    """
    experiments = tuple(experiments)
    jobs = [(it.data, job) for it in experiments for job in _jobs(it)]
    done = reported(spread(_perform, jobs, workers), len(jobs), progress)
    for experiment in experiments:
        runs = tuple(run for (run,) in islice(done, experiment.seeds))
        yield Result(experiment, Runs(experiment.recipe, experiment.data, runs))


def _jobs(experiment: Experiment) -> Iterator[Job]:
    """A job for each seed: as in the article, and a second training with rows held out."""
    data, name = experiment.data, experiment.key
    recipe = validated({name: experiment.recipe}, rows_of(data), 2 * experiment.seeds)[name]
    for seed in range(experiment.seeds):
        yield Job(recipe, seed, (recipe.epochs,), as_article=True)


def _perform(item: tuple[str, Job]) -> tuple[Run, ...]:
    return perform(*item)


def machine() -> dict[str, Any]:
    """The environment of the measurements: versions and cores.

    Example:
        >>> sorted(machine())
        ['cores', 'edunn', 'numpy', 'python', 'system']
    """
    return {
        "python": platform.python_version(),
        "numpy": np.__version__,
        "edunn": version("edunn-lab"),
        "system": f"{platform.system()} {platform.machine()}",
        "cores": os.cpu_count(),
    }
