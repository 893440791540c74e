"""The comparisons and the trials, in the order of the report."""

from benchmarks.work import Trial, Workload
from benchmarks.workloads import descent
from benchmarks.workloads.descent import (
    IRIS_FUSED,
    IRIS_READABLE,
    MNIST_ADAM,
    MNIST_SGD,
    MNIST_SLIM,
)
from benchmarks.workloads.evolution import IRIS_GENETIC, IRIS_SAMPLED
from benchmarks.workloads.importing import IMPORT_EDUNN, IMPORT_MODEL
from benchmarks.workloads.mnist_evolution import MNIST_EVOLUTION
from benchmarks.workloads.reproducing import REPRODUCE
from benchmarks.workloads.starting import FIRST_USE, LATER_START

WORKLOADS: tuple[Workload, ...] = (
    IRIS_READABLE,
    IRIS_FUSED,
    MNIST_SGD,
    MNIST_SLIM,
    MNIST_ADAM,
    IRIS_GENETIC,
    IRIS_SAMPLED,
    IMPORT_EDUNN,
    IMPORT_MODEL,
)
TRIALS: tuple[Trial, ...] = (MNIST_EVOLUTION, FIRST_USE, LATER_START, REPRODUCE)

CHAPTERS = {descent.CHAPTER: descent.LIKEWISE}
"""What is said of all comparisons of a chapter."""

__all__ = ["CHAPTERS", "TRIALS", "WORKLOADS"]
