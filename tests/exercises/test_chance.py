"""Exercises on random numbers: a program that is right passes, in whatever order it draws them."""

from types import FunctionType

import numpy as np
import pytest

from edunn.exercises import check, find, names

BY_CHANCE = [name for name in names() if find(name).summary is not None]


def after(count, function):
    """The function, which is handed a generator that has drawn some numbers already."""

    def drawn_later(*arguments):
        for each in arguments:
            if isinstance(each, np.random.Generator):
                each.random(count)
        return function(*arguments)

    return drawn_later


def written_anew(function):
    """A function with the same lines, as a student would write them."""
    return FunctionType(function.__code__.replace(), function.__globals__, function.__name__)


@pytest.mark.parametrize("name", BY_CHANCE)
def test_other_random_numbers_are_right_as_well(name):
    right = written_anew(find(name).solution)
    results = {count: check(name, after(count, right)) for count in range(1, 200, 7)}
    assert [count for count, result in results.items() if not result.passed] == []


def test_a_loop_over_genes_is_right():
    def gaussian_mutation(genes, probability, scale, random):
        child = genes.copy()
        for i in range(len(child)):
            if random.random() < probability:
                child[i] += random.normal(0, scale)
        return child

    result = check("gaussian_mutation", gaussian_mutation)
    assert result.passed, result.message
