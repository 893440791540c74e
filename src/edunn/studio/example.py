"""A small run, as an example for doctests and tests of the views."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from edunn.studio.experiment import AlgorithmChoice, DataChoice, DenseChoice, Experiment
from edunn.studio.plan import planned
from edunn.studio.runs.snapshots import RecordedGenerations, Snapshot
from edunn.studio.workspace import Workspace
from edunn.training import EvolutionTraining


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
    model = plan.model()
    training = plan.begun(model)
    recorded = RecordedGenerations(training) if isinstance(training, EvolutionTraining) else None
    for _ in range(epochs):
        before = recorded.before() if recorded else None
        next(training)
        if recorded:
            recorded.record(before)
    scored = recorded.scored() if recorded else []
    ancestors = tuple((one.fitness, one.parents) for one in scored)
    return Snapshot(plan, model, epochs, scored[-1] if scored else None, ancestors, None)
