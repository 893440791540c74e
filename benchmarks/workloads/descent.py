"""Gradient descent: one epoch, shuffled anew, from the same first weights."""

from functools import partial
from typing import Protocol

from benchmarks.peers import edunn
from benchmarks.tasks import Task, iris, mnist
from benchmarks.work import Bar, Contestant, Peer, Workload

TINY = Task(iris, (4, 2, 3), batch_size=1, way="gradient_descent", learning_rate=0.001)
SMALL = Task(mnist, (784, 128, 10), batch_size=64, way="gradient_descent", learning_rate=0.1)
SLIM = Task(mnist, (784, 32, 10), batch_size=32, way="gradient_descent", learning_rate=0.1)
SMALL_ADAM = Task(mnist, (784, 128, 10), batch_size=64, way="adam", learning_rate=0.001)

EPOCHS = 100
"""What takes microseconds is done so often before the clock is read."""

CHAPTER = "Gradient descent"

LIKEWISE = (
    "All start from the same weights, in float32, and shuffle every epoch anew. EduNN's epoch "
    "includes the loss and accuracy of its record, scikit-learn's and Keras' the loss; PyTorch's "
    "eager loop and both of JAX's measure neither. `JAX, one scan` compiles a whole epoch into one "
    "call, `JAX` a step, as most people do; compiling is not measured."
)
TO_READ = "EduNN's readable engine: NumPy, a step at a time, every number visible."
COMPILED = (
    f"EduNN's fused engine, {EPOCHS} epochs at a time, each with its record. The C loop is given "
    "rows that NumPy has shuffled within the measured time, as EduNN's are; it measures no loss. "
    "Built with `cc -O3 -march=native`, once with the sizes as arguments, so that one loop serves "
    "all networks as EduNN's kernel does, and once with the sizes known to the compiler."
)
PRODUCTS = (
    'EduNN with `engine="auto"`. Its matrix products alone are `np.matmul` with `out=`, forward '
    "and backward, of every mini-batch: no shuffling, no relu, no softmax, no update."
)
AUTO = 'EduNN with `engine="auto"`.'


class Enter(Protocol):
    """Builds a contestant for a task; its package is imported only then."""

    def __call__(self, task: Task) -> Contestant: ...


def pytorch(task: Task) -> Contestant:
    from benchmarks.peers.pytorch import Descent

    return Descent(task)


def scikit_learn(task: Task) -> Contestant:
    from benchmarks.peers.scikit_learn import Descent

    return Descent(task)


def keras(task: Task) -> Contestant:
    from benchmarks.peers.keras_on_jax import Descent

    return Descent(task)


def jax(task: Task) -> Contestant:
    from benchmarks.peers.plain_jax import Stepwise

    return Stepwise(task)


def jax_scan(task: Task) -> Contestant:
    from benchmarks.peers.plain_jax import Scanned

    return Scanned(task)


def c_loop(task: Task, knows_sizes: bool = False) -> Contestant:
    from benchmarks.peers.c_loop import Descent

    return Descent(task, EPOCHS, knows_sizes)


def products(task: Task) -> Contestant:
    from benchmarks.peers.gemms import Products

    return Products(task)


FRAMEWORKS: dict[str, tuple[str, Enter]] = {
    "PyTorch": ("torch", pytorch),
    "scikit-learn": ("sklearn", scikit_learn),
    "Keras on JAX": ("keras", keras),
    "JAX": ("jax", jax),
    "JAX, one scan": ("jax", jax_scan),
}
"""The peers by name: what must be installed, and how they enter."""


def frameworks(task: Task, **bars: Bar) -> tuple[Peer, ...]:
    """All peers that can do the task; a bar is given by the name of the peer's package."""
    able = {
        name: entry for name, entry in FRAMEWORKS.items() if task.way != "adam" or entry[0] != "jax"
    }
    return tuple(
        Peer(name, package, partial(enter, task), bars.get(package))
        for name, (package, enter) in able.items()
    )


IRIS_READABLE = Workload(
    name="iris-readable",
    chapter=CHAPTER,
    title="Iris 4-2-3, batch 1, SGD, readable engine",
    piece="epoch",
    about=TO_READ,
    ours=partial(edunn.Descent, TINY),
    peers=frameworks(TINY, torch=Bar(speed=5)),
    rounds=30,
)
IRIS_FUSED = Workload(
    name="iris-fused",
    chapter=CHAPTER,
    title="Iris 4-2-3, batch 1, SGD, fused engine",
    piece="epoch",
    about=COMPILED,
    ours=partial(edunn.Descent, TINY, "fused", EPOCHS),
    peers=(
        *frameworks(TINY, torch=Bar(speed=500), sklearn=Bar(speed=300)),
        Peer("C loop", "numpy", partial(c_loop, TINY), Bar(time=1.5), program="cc"),
        Peer("C loop, sizes known", "numpy", partial(c_loop, TINY, knows_sizes=True), program="cc"),
    ),
    rounds=30,
)
MNIST_SGD = Workload(
    name="mnist-sgd",
    chapter=CHAPTER,
    title="MNIST 784-128-10, batch 64, SGD",
    piece="epoch",
    about=PRODUCTS,
    ours=partial(edunn.Descent, SMALL, "auto"),
    peers=(
        *frameworks(SMALL, torch=Bar(speed=1), sklearn=Bar(speed=1.8)),
        Peer("its matrix products alone", "numpy", partial(products, SMALL), Bar(time=1.5)),
    ),
    rounds=12,
)
MNIST_SLIM = Workload(
    name="mnist-slim",
    chapter=CHAPTER,
    title="MNIST 784-32-10, batch 32, SGD",
    piece="epoch",
    about=PRODUCTS,
    ours=partial(edunn.Descent, SLIM, "auto"),
    peers=(
        *frameworks(SLIM, torch=Bar(speed=3)),
        Peer("its matrix products alone", "numpy", partial(products, SLIM)),
    ),
    rounds=10,
)
MNIST_ADAM = Workload(
    name="mnist-adam",
    chapter=CHAPTER,
    title="MNIST 784-128-10, batch 64, Adam",
    piece="epoch",
    about=AUTO,
    ours=partial(edunn.Descent, SMALL_ADAM, "auto"),
    peers=frameworks(SMALL_ADAM),
    rounds=8,
)
