"""Evolution: a generation of a genetic algorithm, scored on all rows."""

from functools import partial

from benchmarks.peers import edunn
from benchmarks.tasks import Breeding
from benchmarks.work import Bar, Contestant, Peer, Workload
from benchmarks.workloads.descent import TINY

BREEDING = Breeding()

ABOUT = (
    "Population 20, two elites, tournaments of three, uniform crossover, one gene a child mutated; "
    "fitness is the accuracy on all 150 rows. PyGAD's networks have no biases (14 numbers against "
    "19) and count in float64; EduNN's generation includes its record: loss, diversity, parents."
)


def pygad() -> Contestant:
    """PyGAD's generations; nothing of it is imported before."""
    from benchmarks.peers.pygad_gann import Evolution

    return Evolution(TINY, BREEDING)


IRIS_GENETIC = Workload(
    name="iris-genetic",
    title="Iris 4-2-3, genetic algorithm, population 20",
    piece="generation",
    about=ABOUT,
    ours=partial(edunn.Evolution, TINY, BREEDING),
    peers=(Peer("PyGAD gann", "pygad", pygad, Bar(speed=50)),),
    rounds=30,
)
