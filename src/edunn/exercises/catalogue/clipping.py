"""Exercise on gradients that explode: a bound on their length."""

import numpy as np

from edunn.catalogue import find
from edunn.exercises.exercise import Exercise, mistake


def clip_gradient(g, limit):
    """Shorten a gradient that is longer than the limit, without turning it.

    g: (n,), the gradient; limit: the greatest length, above 0
    Returns g, (n,), as it is if its length is within the limit, else scaled to that length.
    """
    return find("optimizer", "gradient_descent", clip_norm=limit).clipped(g)


@mistake(
    "Each number is clipped by itself",
    "That turns the gradient; scale all numbers by one factor, and it keeps its direction.",
)
def clip_gradient__each_number(g, limit):
    return np.clip(g, -limit, limit)


@mistake("Short gradients are made longer", "Only what is longer than the limit is scaled.")
def clip_gradient__always_scaled(g, limit):
    return g * limit / max(np.linalg.norm(g), 1e-300)


@mistake("The squared length", "The length is the root of the sum of squares.")
def clip_gradient__root_lost(g, limit):
    length = np.sum(g**2)
    return g * limit / length if length > limit else g


@mistake("Scaled to length 1", "The limit is the length to be reached, not only the threshold.")
def clip_gradient__length_one(g, limit):
    length = np.linalg.norm(g)
    return g / length if length > limit else g


@mistake("The gradient is set to 0", "A long gradient still says where to go: shorten it.")
def clip_gradient__dropped(g, limit):
    return g if np.linalg.norm(g) <= limit else np.zeros_like(g)


CLIP_GRADIENT = Exercise(
    solution=clip_gradient,
    title="a gradient that is too long",
    lesson=9,
    mistakes=(
        clip_gradient__each_number,
        clip_gradient__always_scaled,
        clip_gradient__root_lost,
        clip_gradient__length_one,
        clip_gradient__dropped,
    ),
    small=((np.array([3.0, 4.0]), 2.0), (np.array([0.3, 0.4]), 2.0)),
    random=lambda random: (random.normal(0.0, 2.0, 5), 1.5),
    edge=((np.array([0.0, 0.0]), 1.0),),
    outputs=("g",),
)


EXERCISES = (CLIP_GRADIENT,)
"""All of this topic."""
