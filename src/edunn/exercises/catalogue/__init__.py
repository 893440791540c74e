"""The exercises, one file a topic: right functions, wrong programs, inputs that tell them apart.

The programs are written as students write them, without types.
"""

from types import ModuleType

from edunn.errors import UnknownNameError, did_you_mean
from edunn.exercises.catalogue import (
    activations,
    adaptive,
    binary_cross_entropy,
    classifiers,
    clipping,
    convolution,
    cross_entropy,
    curves,
    data,
    evolution,
    generations,
    gradient_checks,
    initial_weights,
    layers,
    losses,
    metrics,
    networks,
    neurons,
    optimizers,
    pooling,
    rectifiers,
    regressions,
    regularization,
    schedules,
    scores,
    selection,
    sequences,
    softmax,
    tables,
    windows,
)
from edunn.exercises.exercise import Exercise

_FILES: dict[str, tuple[ModuleType, ...]] = {
    "layers": (neurons, layers, networks),
    "activations": (curves, activations, rectifiers, softmax),
    "losses": (losses, cross_entropy, binary_cross_entropy),
    "gradient checks": (gradient_checks,),
    "training": (regressions, classifiers),
    "optimizers": (optimizers, adaptive, clipping),
    "schedules": (schedules,),
    "regularization": (regularization,),
    "initial weights": (initial_weights,),
    "data": (data, tables),
    "metrics": (metrics, scores),
    "evolution": (selection, evolution, generations),
    "convolution": (windows, convolution, pooling),
    "sequences": (sequences,),
}

TOPICS: dict[str, tuple[Exercise, ...]] = {
    topic: tuple(exercise for file in files for exercise in file.EXERCISES)
    for topic, files in _FILES.items()
}
"""All exercises by topic."""

EXERCISES: dict[str, Exercise] = {
    exercise.name: exercise for topic in TOPICS.values() for exercise in topic
}
"""All exercises by name."""

__all__ = ["EXERCISES", "TOPICS", "find", "names"]


def names() -> dict[str, str]:
    """Every exercise, and what it is about.

    Example:
        >>> names()["dense_backward"]
        'back through a dense layer'
    """
    return {name: exercise.title for name, exercise in EXERCISES.items()}


def find(name: str) -> Exercise:
    """The exercise with this name.

    Raises:
        UnknownNameError: there is none; the message suggests near matches.

    Example:
        >>> find("sigmoid").letters
        ('x',)
    """
    if name not in EXERCISES:
        near = did_you_mean(str(name), EXERCISES)
        raise UnknownNameError(
            f"unknown exercise {name!r}.{near} `edunn exercise list` shows all {len(EXERCISES)}."
        )
    return EXERCISES[name]
