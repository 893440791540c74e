"""A small run, as an example for doctests and tests of the views."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from edunn.studio.experiment import AlgorithmChoice, DataChoice, DenseChoice, Experiment
from edunn.studio.plan import planned
from edunn.studio.runs.snapshots import Snapshot, snapshot_of
from edunn.studio.runs.stepper import Stepper
from edunn.studio.workspace import Workspace


def example(
    name: str = "iris",
    algorithm: str = "adam",
    epochs: int = 2,
    scaling: Any = "none",
    **settings: Any,
) -> Snapshot:
    """A run after some epochs; a hidden layer of six neurons keeps it small.

    Args:
        name: the data set.
        algorithm: the algorithm, with its `settings`.
        scaling: of the inputs, such as "standardize".

    Example:
        >>> example(epochs=3).epoch
        3
    """
    experiment = Experiment(
        data=DataChoice(name=name),
        algorithm=AlgorithmChoice(name=algorithm, settings=settings),
        hidden=[DenseChoice(units=6, activation="tanh")],
        scaling=scaling,
        epochs=epochs,
        seed=1,
    )
    with TemporaryDirectory() as folder:
        plan = planned(experiment, Workspace(Path(folder)))
    stepper = Stepper(plan.begun(plan.model()), pace=0)
    stepper.request(epochs)
    while not stepper.is_done:
        stepper.piece(is_awaited=lambda: False)
    generations = stepper.generations.evaluated() if stepper.generations else []
    return snapshot_of(plan, stepper.training, generations)
