"""Evolution: a generation of a strategy, scored on all rows."""

from functools import partial

from benchmarks.peers import edunn
from benchmarks.tasks import Breeding, Sampling
from benchmarks.work import Bar, Contestant, Peer, Workload
from benchmarks.workloads.descent import TINY

CHAPTER = "Evolution"

GENERATIONS = 100
"""What takes microseconds is done so often before the clock is read."""

BRED = (
    "Population 20, two elites, tournaments of three, uniform crossover, one gene a child mutated; "
    "fitness is the accuracy on all 150 rows. PyGAD's networks have no biases (14 numbers against "
    "19) and count in float64. DEAP's individuals are lists, scored by NumPy in float32. EduNN "
    f"breeds {GENERATIONS} generations in one call, as `Model.train` does; each has its record: "
    "loss, diversity, parents."
)
SAMPLED = (
    "OpenAI's evolution strategy: population 50 in antithetic pairs, sigma 0.05, centred ranks, "
    "Adam 0.05; fitness is the loss on all 150 rows. evosax's generations are compiled into one "
    "scan of ten, without records; compiling is not measured. EduNN's generation includes its "
    "record."
)


def pygad(breeding: Breeding) -> Contestant:
    from benchmarks.peers.pygad_gann import Evolution

    return Evolution(TINY, breeding)


def deap(breeding: Breeding) -> Contestant:
    from benchmarks.peers.deap_numpy import Evolution

    return Evolution(TINY, breeding)


def evosax(sampling: Sampling) -> Contestant:
    from benchmarks.peers.evosax_es import Evolution

    return Evolution(TINY, sampling)


IRIS_GENETIC = Workload(
    name="iris-genetic",
    chapter=CHAPTER,
    title="Iris 4-2-3, genetic algorithm, population 20",
    piece="generation",
    about=BRED,
    ours=partial(edunn.breeding, TINY, Breeding(), GENERATIONS),
    peers=(
        Peer("PyGAD gann", "pygad", partial(pygad, Breeding()), Bar(speed=200)),
        Peer("DEAP with NumPy", "deap", partial(deap, Breeding()), Bar(speed=10)),
    ),
    rounds=30,
)
IRIS_SAMPLED = Workload(
    name="iris-openai-es",
    chapter=CHAPTER,
    title="Iris 4-2-3, OpenAI-ES, population 50",
    piece="generation",
    about=SAMPLED,
    ours=partial(edunn.sampling, TINY, Sampling()),
    peers=(Peer("evosax", "evosax", partial(evosax, Sampling())),),
    rounds=30,
)
