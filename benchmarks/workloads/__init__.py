"""All comparisons, in the order of the report; a new one is added to `WORKLOADS`."""

from benchmarks.work import Workload
from benchmarks.workloads.descent import IRIS_SGD, MNIST_ADAM, MNIST_SGD
from benchmarks.workloads.evolution import IRIS_GENETIC
from benchmarks.workloads.importing import IMPORT_EDUNN, IMPORT_MODEL

WORKLOADS: tuple[Workload, ...] = (
    IRIS_SGD,
    MNIST_SGD,
    MNIST_ADAM,
    IRIS_GENETIC,
    IMPORT_EDUNN,
    IMPORT_MODEL,
)

__all__ = ["WORKLOADS"]
