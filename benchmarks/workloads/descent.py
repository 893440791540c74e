"""Gradient descent: one epoch, shuffled anew, from the same first weights."""

from functools import partial

from benchmarks.peers import edunn
from benchmarks.tasks import Task, iris, mnist
from benchmarks.work import Bar, Contestant, Peer, Workload

TINY = Task(iris, (4, 2, 3), batch_size=1, way="gradient_descent", learning_rate=0.001)
SMALL = Task(mnist, (784, 128, 10), batch_size=64, way="gradient_descent", learning_rate=0.1)
SMALL_ADAM = Task(mnist, (784, 128, 10), batch_size=64, way="adam", learning_rate=0.001)

ABOUT = (
    "Plain eager loops from the same first weights, in float32, every epoch shuffled anew. EduNN's "
    "epoch includes the loss and accuracy of its record, scikit-learn's the loss; PyTorch's loop "
    "measures neither."
)


def pytorch(task: Task) -> Contestant:
    """PyTorch's epoch; nothing of it is imported before."""
    from benchmarks.peers.pytorch import Descent

    return Descent(task)


def scikit_learn(task: Task) -> Contestant:
    """scikit-learn's epoch; nothing of it is imported before."""
    from benchmarks.peers.scikit_learn import Descent

    return Descent(task)


def epoch(name: str, title: str, task: Task, bar: Bar | None, rounds: int) -> Workload:
    """The readable engine beside PyTorch, and scikit-learn for information."""
    return Workload(
        name=name,
        title=title,
        piece="epoch",
        about=ABOUT,
        ours=partial(edunn.Descent, task),
        peers=(
            Peer("PyTorch", "torch", partial(pytorch, task), bar),
            Peer("scikit-learn", "sklearn", partial(scikit_learn, task)),
        ),
        rounds=rounds,
    )


IRIS_SGD = epoch("iris-sgd", "Iris 4-2-3, batch 1, SGD", TINY, Bar(speed=4), rounds=50)
MNIST_SGD = epoch("mnist-sgd", "MNIST 784-128-10, batch 64, SGD", SMALL, Bar(time=1.1), rounds=15)
MNIST_ADAM = epoch("mnist-adam", "MNIST 784-128-10, batch 64, Adam", SMALL_ADAM, None, rounds=10)
