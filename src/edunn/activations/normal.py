"""The normal distribution: how dense it is at a place, and which share of it lies below.

NumPy has no error function, and Python's takes one number at a time. What both have to do with each
other is simple, though: the share beyond z, measured in units of the density there,

    R(z) = (1 - Phi(z)) / phi(z),   has the derivative   R' = z R - 1,

and so, by the product rule, all further derivatives. `TAYLOR` has them for places so close together
that a few terms reach from each halfway to the next: there, R is right to the last digits.
"""

import math

import numpy as np

from edunn.activations.waves import Gaussian
from edunn.arrays import Array

PLACES, END = 32, 37
"""So many places between two whole numbers, from 0 to where hardly a float is left."""

TERMS = 8


def taylor(z: Array) -> Array:
    """The derivatives of R at each `z`, (TERMS, places): the k-th, divided by k!, in row k.

    Formula:     (k + 1) R_(k+1) = z R_k + R_(k-1), after R_1 = z R_0 - 1

    Example:
        >>> taylor(np.array([0.0]))[:3, 0].round(4)
        array([ 1.2533, -1.    ,  0.6267])
    """
    beyond = np.array([math.erfc(place * math.sqrt(0.5)) for place in z])
    terms = [math.sqrt(0.5 * math.pi) * beyond * np.exp(0.5 * z * z)]
    terms.append(z * terms[0] - 1.0)
    for k in range(1, TERMS - 1):
        terms.append((z * terms[k] + terms[k - 1]) / (k + 1))
    return np.stack(terms)


TAYLOR = taylor((np.arange(END * PLACES + 1) + 0.5) / PLACES)


def density(x: Array) -> Array:
    """phi(x) = exp(-x^2 / 2) / sqrt(2 pi).

    Example:
        >>> density(np.array([0.0, 1.0])).round(4)
        array([0.3989, 0.242 ])
    """
    return Gaussian().value(x * math.sqrt(0.5)) / math.sqrt(2.0 * math.pi)


def share_below(x: Array) -> Array:
    """Phi(x): the share of the distribution below `x`, exact even where it is tiny.

    Example:
        >>> share_below(np.array([-20.0, -1.0, 0.0, 1.0]))
        array([2.75362412e-89, 1.58655254e-01, 5.00000000e-01, 8.41344746e-01])
    """
    exact = x.astype(np.float64)
    beyond = density(exact) * _beyond(np.abs(exact))
    return np.where(exact < 0, beyond, 1.0 - beyond).astype(x.dtype)


def _beyond(z: Array) -> Array:
    """R(z), for z from 0 upwards: the polynomial of the place next to each, by Horner's rule."""
    near = np.fmin(z, END)  # NaN, too, has to stay in the table
    place = (near * PLACES).astype(np.intp)
    terms, away = TAYLOR[:, place], near - (place + 0.5) / PLACES
    y: Array = terms[-1]
    for term in terms[-2::-1]:
        y = y * away + term
    return y
