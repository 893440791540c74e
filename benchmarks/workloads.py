"""The comparisons, in the order of the report; each is a `Workload`, each framework a `Peer`."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from importlib import import_module
from typing import Any, NamedTuple, Protocol

from benchmarks.comparison import Bar, Contestant, Peer, Workload
from benchmarks.peers import edunn
from benchmarks.peers.python import FreshPython
from benchmarks.tasks import (
    Breeding,
    Engine,
    ImageTask,
    Sampling,
    Task,
    few_images,
    images,
    iris,
    mnist,
)

TINY = Task(iris, (4, 2, 3), batch_size=1, algorithm="gradient_descent", learning_rate=0.001)
SMALL = Task(mnist, (784, 128, 10), batch_size=64, algorithm="gradient_descent", learning_rate=0.1)
SLIM = Task(mnist, (784, 32, 10), batch_size=32, algorithm="gradient_descent", learning_rate=0.1)
SMALL_ADAM = Task(mnist, (784, 128, 10), batch_size=64, algorithm="adam", learning_rate=0.001)

LENET = ImageTask(
    images,
    filters=(8, 16),
    kernel=5,
    units=(128, 10),
    batch_size=64,
    algorithm="gradient_descent",
    learning_rate=0.1,
)

TIMES = 100
"""Epochs or generations that take microseconds are repeated this often for one reading."""

DESCENT, EVOLUTION, STARTING = "Gradient descent", "Evolution", "Starting"

CHAPTERS = {
    DESCENT: "All of them start from the same weights, in float32, and shuffle the rows in every "
    "epoch. EduNN's epoch includes the loss and accuracy of its record, scikit-learn's and Keras' "
    "the loss; PyTorch's eager loop and both of JAX's measure neither. `JAX, one scan` compiles a "
    "whole epoch into one call, `JAX` a single step, as is usual; compilation is not measured."
}
"""What is said of all comparisons of a chapter."""

TO_READ = "EduNN's readable engine: NumPy, step by step, with every number visible."
COMPILED = (
    f"EduNN's fused engine, {TIMES} epochs at a time, each with its record. The C loop is given "
    "rows that NumPy has shuffled within the measured time, as EduNN's are; it measures no loss. "
    "Built with `cc -O3 -march=native`, once with the sizes as arguments, so that one loop serves "
    "all networks as EduNN's kernel does, and once with the sizes known to the compiler."
)
PRODUCTS = (
    'EduNN with `engine="auto"`. Its matrix products alone are `np.matmul` with `out=`, forward '
    "and backward, of every mini-batch: no shuffling, no relu, no softmax, no update."
)
CONVOLVED = (
    "Convolutions of 8 and 16 filters of 5x5, each with relu and max pooling of 2x2, then 128-10. "
    "EduNN's readable engine takes all patches of a mini-batch as rows, for one product; the "
    "compiled one has a kernel for images."
)
BRED = (
    "Population 20, two elites, tournaments of three, uniform crossover, one mutated gene per "
    "child; fitness is the accuracy on all 150 rows. PyGAD's networks have no biases (14 "
    "parameters instead of 19) and use float64. DEAP's individuals are lists, scored by NumPy in "
    f"float32. EduNN computes {TIMES} generations in one call, as `Model.train` does; each has its "
    "record: loss, diversity, parents."
)
SAMPLED = (
    "OpenAI's evolution strategy: population 50 in antithetic pairs, sigma 0.05, centred ranks, "
    "Adam 0.05; fitness is the loss on all 150 rows. evosax's generations are compiled into one "
    "scan of ten, without records; compilation is not measured. EduNN's generation includes its "
    "record."
)
IMPORTED = (
    "Fresh processes with a warm disk and cached bytecode; the time is that of the statement, "
    "without Python's start. "
    "`import edunn` loads a module of EduNN only when one of its names is first used; "
    "`from edunn import Model` loads NumPy and all that a model needs."
)


class Enter(Protocol):
    """Builds a contestant; its package is imported only then."""

    def __call__(self, *arguments: Any, **settings: Any) -> Contestant: ...


def entering(module: str, name: str) -> Enter:
    """The contestant of this name in `benchmarks.peers`."""

    def enter(*arguments: Any, **settings: Any) -> Contestant:
        made: Enter = getattr(import_module(f"benchmarks.peers.{module}"), name)
        return made(*arguments, **settings)

    return enter


class Entrant(NamedTuple):
    """What must be installed, and how a contestant enters with a task."""

    package: str
    enter: Enter


pytorch = entering("pytorch", "Descent")
scikit_learn = entering("scikit_learn", "Descent")
keras = entering("keras_on_jax", "Descent")
jax = entering("plain_jax", "Stepwise")
jax_scan = entering("plain_jax", "Scanned")
c_loop = entering("limits", "CLoop")
products = entering("limits", "Products")
pygad = entering("pygad_gann", "Evolution")
deap = entering("deap_numpy", "Evolution")
evosax = entering("evosax_es", "Evolution")

READABLE, FUSED, AUTO = "EduNN, readable", "EduNN, fused", "EduNN, auto"

ENGINES = {
    READABLE: Entrant("numpy", partial(edunn.descent, engine="numpy")),
    FUSED: Entrant("numba", partial(edunn.descent, engine="fused")),
    AUTO: Entrant("numpy", partial(edunn.descent, engine="auto")),
}
FRAMEWORKS = {
    "PyTorch": Entrant("torch", pytorch),
    "scikit-learn": Entrant("sklearn", scikit_learn),
    "Keras on JAX": Entrant("keras", keras),
    "JAX": Entrant("jax", jax),
    "JAX, one scan": Entrant("jax", jax_scan),
}
"""The peers of gradient descent."""

GENETIC = {
    "EduNN, genetic": Entrant("numpy", edunn.breeding),
    "DEAP, genetic": Entrant("deap", deap),
    "PyGAD, genetic": Entrant("pygad", pygad),
}
"""The genetic algorithm; each takes a `Breeding`, too."""

STRATEGIES = {
    "EduNN, OpenAI-ES": Entrant("numpy", edunn.sampling),
    "evosax, OpenAI-ES": Entrant("evosax", evosax),
}
"""OpenAI's evolution strategy; each takes a `Sampling`, too."""


def frameworks(task: Task, **bars: Bar) -> tuple[Peer, ...]:
    """All peers that can do the task; a bar is given by the name of the peer's package."""
    return tuple(
        Peer(name, package, partial(enter, task), bars.get(package))
        for name, (package, enter) in FRAMEWORKS.items()
        if task.algorithm != "adam" or package != "jax"
    )


def descent(
    name: str,
    title: str,
    about: str,
    ours: Callable[[], Contestant],
    peers: tuple[Peer, ...],
    rounds: int,
) -> Workload:
    return Workload(name, DESCENT, title, "epoch", about, ours, peers, rounds)


def lenet(name: str, engine: Engine, about: str, bar: Bar, rounds: int) -> Workload:
    """LeNet on MNIST beside PyTorch; `--quick` takes a tenth of the rows."""
    named = "readable" if engine == "numpy" else engine

    def of(task: ImageTask, rows: str) -> Workload:
        title = f"MNIST as images, LeNet 8-16-128-10, batch 64, SGD{rows}, {named} engine"
        peer = Peer("PyTorch", "torch", partial(pytorch, task), bar)
        return descent(name, title, about, partial(edunn.descent, task, engine), (peer,), rounds)

    return replace(of(LENET, ""), brief=of(replace(LENET, rows=few_images), ", 6,000 rows"))


def importing(name: str, statement: str, bar: Bar | None) -> Workload:
    """A statement beside `import numpy`."""
    numpy = Peer("import numpy", "numpy", partial(FreshPython, "import numpy"), bar)
    ours = partial(FreshPython, statement)
    return Workload(name, STARTING, f"`{statement}`", "import", IMPORTED, ours, (numpy,), 40)


WORKLOADS: tuple[Workload, ...] = (
    descent(
        "iris-readable",
        "Iris 4-2-3, batch 1, SGD, readable engine",
        TO_READ,
        partial(edunn.descent, TINY),
        frameworks(TINY, torch=Bar(least=5)),
        rounds=30,
    ),
    descent(
        "iris-fused",
        "Iris 4-2-3, batch 1, SGD, fused engine",
        COMPILED,
        partial(edunn.descent, TINY, "fused", TIMES),
        (
            *frameworks(TINY, torch=Bar(least=500), sklearn=Bar(least=300)),
            Peer("C loop", "numpy", partial(c_loop, TINY, TIMES), Bar(most=1.5), program="cc"),
            Peer("C loop, sizes known", "numpy", partial(c_loop, TINY, TIMES, True), program="cc"),
        ),
        rounds=30,
    ),
    descent(
        "mnist-sgd",
        "MNIST 784-128-10, batch 64, SGD",
        PRODUCTS,
        partial(edunn.descent, SMALL, "auto"),
        (
            *frameworks(SMALL, torch=Bar(least=1), sklearn=Bar(least=1.8), jax=Bar(least=1)),
            Peer("its matrix products alone", "numpy", partial(products, SMALL), Bar(most=1.5)),
        ),
        rounds=12,
    ),
    descent(
        "mnist-slim",
        "MNIST 784-32-10, batch 32, SGD",
        PRODUCTS,
        partial(edunn.descent, SLIM, "auto"),
        (
            *frameworks(SLIM, torch=Bar(least=3), jax=Bar(least=1)),
            Peer("its matrix products alone", "numpy", partial(products, SLIM)),
        ),
        rounds=10,
    ),
    descent(
        "mnist-adam",
        "MNIST 784-128-10, batch 64, Adam",
        'EduNN with `engine="auto"`.',
        partial(edunn.descent, SMALL_ADAM, "auto"),
        frameworks(SMALL_ADAM),
        rounds=8,
    ),
    lenet("lenet-readable", "numpy", CONVOLVED, Bar(least=0.25), rounds=5),
    lenet("lenet-fused", "fused", CONVOLVED, Bar(least=0.8), rounds=8),
    Workload(
        "iris-genetic",
        EVOLUTION,
        "Iris 4-2-3, genetic algorithm, population 20",
        "generation",
        BRED,
        partial(edunn.breeding, TINY, Breeding(), TIMES),
        (
            Peer("PyGAD gann", "pygad", partial(pygad, TINY, Breeding()), Bar(least=200)),
            Peer("DEAP with NumPy", "deap", partial(deap, TINY, Breeding()), Bar(least=10)),
        ),
        rounds=30,
    ),
    Workload(
        "iris-openai-es",
        EVOLUTION,
        "Iris 4-2-3, OpenAI-ES, population 50",
        "generation",
        SAMPLED,
        partial(edunn.sampling, TINY, Sampling()),
        (Peer("evosax", "evosax", partial(evosax, TINY, Sampling())),),
        rounds=30,
    ),
    importing("import", "import edunn", Bar(most=1.3)),
    importing("import-model", "from edunn import Model", None),
)
