"""The workings of layers: how each of their numbers is found with a pencil.

Each function is given the numbers that training found and yields lines `name = expression = result`
that lead to them; the last argument is always the pencil.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np

from edunn.activations import Elementwise
from edunn.arrays import Array, Named
from edunn.trace.formulas import CURVES, settings_of
from edunn.trace.letters import Letters
from edunn.trace.notes import Diary
from edunn.trace.pencil import Line, Pencil, cell, chosen, entry, other_rows, unshown


def listed(arrays: Named, pencil: Pencil) -> Iterator[Line | str]:
    """The first row of each array, where there is no more to be said."""
    for name, q in arrays.items():
        where = f"{name}[0]" if q.ndim > 1 and len(q) > 1 else name
        yield Line(where, "", pencil.row(q[:1] if q.ndim > 1 else q))


def rows_of(arrays: Named, pencil: Pencil) -> Iterator[Line | str]:
    """The first rows of each array."""
    for name, q in arrays.items():
        yield Line(name if len(q) == 1 else f"{name}[0]", "", pencil.row(q[:1]))
        yield from other_rows(pencil, name, q)


def sums(it: Letters, x: Array, p: Named, y: Array, pencil: Pencil) -> Iterator[Line | str]:
    """The weighted sum of each unit."""
    for (unit,) in chosen(y[0]):
        text = f"{pencil.products(x, p['W'][:, unit])} + {pencil.factor(p['b'][unit])}"
        yield pencil.line(cell(it.y, y, (unit,)), text, y[0, unit])
    yield from unshown(y[0], "units")
    yield from other_rows(pencil, it.y, y)


def each(
    name: str, q: Array, template: str, numbers: Mapping[str, Any], pencil: Pencil
) -> Iterator[Line | str]:
    """Each number of the first row by the same formula.

    `numbers` fill the template: rows like those of `q`, `(B, I)`, columns `(I,)`, or settings `()`.
    """
    for place in chosen(q[0]):
        here = {key: _at(value, q, place) for key, value in numbers.items()}
        yield pencil.line(cell(name, q, place), pencil.fill(template, **here), q[0][place])
    yield from unshown(q[0], "units")
    yield from other_rows(pencil, name, q)


def _at(value: Any, q: Array, place: Sequence[int]) -> Any:
    value = np.asarray(value)
    if value.ndim == 0:
        return value
    return value[(0, *place)] if value.ndim == q.ndim else value[tuple(place)]


def bend(function: Any, it: Letters, page: Diary, pencil: Pencil) -> Iterator[Line | str]:
    """Each number through the curve."""
    template = CURVES.get(type(function), f"{it.title}({{x}})")
    numbers: dict[str, Any] = {**settings_of(function), "x": page.x}
    return each(it.y, page.y, template, numbers, pencil)


def softmax(it: Letters, x: Array, y: Array, pencil: Pencil) -> Iterator[Line | str]:
    """The exponentials, their sum, and the shares."""
    top = x[0].max()
    e = np.exp(x[0] - top)
    for (k,) in chosen(e):
        yield pencil.line(f"e[{k}]", pencil.fill("exp({x} - {top})", x=x[0, k], top=top), e[k])
    whole = pencil.total(e, lambda k: pencil.factor(e[k]))
    yield pencil.line("sum", whole, e.sum())
    for (k,) in chosen(y[0]):
        text = pencil.fill("{e}/{whole}", e=e[k], whole=e.sum())
        yield pencil.line(cell(it.y, y, (k,)), text, y[0, k])
    yield from unshown(y[0], "classes")
    yield from other_rows(pencil, it.y, y)


def outer(found: str, page: Diary, pencil: Pencil) -> Iterator[Line | str]:
    """Each weight's gradient: what came in times `dy`, summed over the rows."""
    dW, dy = page.dp["W"], page.dy
    for i, o in chosen(dW):
        yield pencil.line(entry(found, (i, o)), pencil.products(page.x[:, i], dy[:, o]), dW[i, o])
    yield from unshown(dW, "weights")


def biases(found: str, page: Diary, pencil: Pencil) -> Iterator[Line | str]:
    """Each bias's gradient: `dy`, summed over the rows."""
    db, dy = page.dp["b"], page.dy
    for (o,) in chosen(db):
        terms = dy[:, o]
        text = pencil.total(terms, partial(_term, pencil, terms))
        yield pencil.line(entry(found, (o,)), text, db[o])
    yield from unshown(db, "biases")


def _term(pencil: Pencil, terms: Array, k: int) -> str:
    return pencil.factor(terms[k])


def back_through_weights(name: str, page: Diary, W: Array, pencil: Pencil) -> Iterator[Line | str]:
    """The derivative by each input: `dy` times its weights, added up."""
    dx, dy = page.dx, page.dy
    for (i,) in chosen(dx[0]):
        yield pencil.line(cell(name, dx, (i,)), pencil.products(dy[0], W[i]), dx[0, i])
    yield from unshown(dx[0], "inputs")
    yield from other_rows(pencil, name, dx)


def bent(function: Elementwise, name: str, page: Diary, pencil: Pencil) -> Iterator[Line | str]:
    """`dy` times the slope of the curve."""
    numbers = {"dy": page.dy, "slope": function.derivative(page.x, page.y)}
    return each(name, page.dx, "{dy}*{slope}", numbers, pencil)


def softmax_back(name: str, page: Diary, pencil: Pencil) -> Iterator[Line | str]:
    """The derivative by each score of a softmax."""
    dx, dy, y = page.dx, page.dy, page.y
    mean = (dy[0] * y[0]).sum()
    yield pencil.line("sum", pencil.products(dy[0], y[0]), mean)
    for (k,) in chosen(dx[0]):
        text = pencil.fill("{y}*({dy} - {mean})", y=y[0, k], dy=dy[0, k], mean=mean)
        yield pencil.line(cell(name, dx, (k,)), text, dx[0, k])
    yield from unshown(dx[0], "scores")
    yield from other_rows(pencil, name, dx)
