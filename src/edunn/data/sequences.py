"""Data sets of sequences, for recurrent layers and for attention: toys, and a text.

    parity    whether the number of ones among some bits is odd
    echo      the number that was heard some steps ago
    adding    the sum of the two numbers that are marked (Hochreiter and Schmidhuber, 1997)
    sine      the next number of a noisy sine
    alice     the next letter of a text, from the letters before it

Each row is a sequence, one time step after the other, so that a data set remains a table; its
`row_shape` is (time steps, numbers), which is the input of a network for it:

    data = load("adding")
    Model([[*data.row_shape], ["gru", 16], [1]]).train("adam", data)

`rows` is the number of sequences, `length` that of their time steps, `noise` the standard deviation
of Gaussian noise on all numbers, `seed` an integer or a NumPy generator. Each raises a SettingError
for an impossible value.
"""

import re
from string import ascii_lowercase

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from edunn.arrays import Array
from edunn.data.columns import Column, Columns
from edunn.data.dataset import Dataset
from edunn.errors import SettingError
from edunn.guards import require_count, require_memory, require_switch, require_within
from edunn.messages import Message
from edunn.seeds import Seed, generator

MADE = "Made by EduNN from a seed; in the public domain."

ALPHABET = ("_", *ascii_lowercase)
"""The characters of a text: a gap between two words, then the letters."""

TRAINING_SHARE = 0.9
"""The part of a text that is for training; the rest comes after it, for testing."""


def parity(rows: int = 1000, length: int = 6, seed: Seed = 0) -> Dataset:
    """Draw sequences of bits: class 1 where the number of ones is odd.

    Every bit counts, and no part of them says anything about the class.

    Example:
        >>> data = parity(rows=100, length=8)
        >>> data.row_shape, bool(np.all(data.inputs.sum(axis=1) % 2 == data.targets))
        ((8, 1), True)
    """
    random = _start(rows, length, seed)
    bits = random.integers(0, 2, (rows, length)).astype(float)
    kind = (bits.sum(axis=1) % 2).astype(np.intp)
    names = [f"bit_{t}" for t in range(length)]
    return Dataset("parity", bits, kind, Columns.numeric(tuple(names)), ("0", "1"), "odd", MADE,
                   row_shape=(length, 1))  # fmt: skip


def echo(
    rows: int = 1000, length: int = 10, delay: int = 4, noise: float = 0.0, seed: Seed = 0
) -> Dataset:
    """Draw numbers between -1 and 1; to be told is the one `delay` steps before the last.

    Example:
        >>> data = echo(rows=3, length=5, delay=2)
        >>> bool(np.all(data.targets == data.inputs[:, 2]))
        True
    """
    random = _start(rows, length, seed)
    require_count("delay", delay, least=0)
    require_within("noise", noise, 0, np.inf)
    if delay >= length:
        raise SettingError(Message("setting.delay", delay=delay, length=length))
    x = random.uniform(-1, 1, (rows, length))
    heard = x[:, length - 1 - delay].copy()
    return _numbers("echo", x + noise * random.standard_normal(x.shape), heard, "heard")


def adding(rows: int = 2000, length: int = 20, seed: Seed = 0) -> Dataset:
    """Draw numbers between 0 and 1, two of them marked; to be told is the sum of these two.

    At each time step there are two inputs, the number and its mark, 1 or 0. One number is marked in
    the first half and one in the second. To say 1 always has a mean squared error of 1/6.

    Source: Hochreiter and Schmidhuber (1997), "Long short-term memory", section 5.4, with other
    ranges; these are those of Le, Jaitly and Hinton (2015), "A simple way to initialize recurrent
    networks of rectified linear units"

    Example:
        >>> values, marks = np.moveaxis(adding(rows=9).shaped_inputs, 2, 0)
        >>> bool(np.allclose((values * marks).sum(axis=1), adding(rows=9).targets))
        True
    """
    random = _start(rows, length, seed, shortest=2)
    values, marks = random.uniform(0, 1, (rows, length)), np.zeros((rows, length))
    every, half = np.arange(rows), length // 2
    marks[every, random.integers(0, half, rows)] = 1
    marks[every, random.integers(half, length, rows)] = 1
    names = [f"{name}_{t}" for t in range(length) for name in ("value", "mark")]
    x = np.stack([values, marks], axis=2).reshape(rows, -1)  # (rows, T, 2) -> (rows, 2 T)
    sums = (values * marks).sum(axis=1)
    return Dataset("adding", x, sums, Columns.numeric(tuple(names)), target_name="sum",
                   description=MADE, row_shape=(length, 2))  # fmt: skip


def sine(rows: int = 1000, length: int = 20, noise: float = 0.1, seed: Seed = 0) -> Dataset:
    """Measure parts of a sine with an error on each number; to be told is the next one.

    A wave has 20 steps; where it begins is drawn for each row. The next number has an error too, so
    that no root mean squared error can be much below the noise.

    Example:
        >>> data = sine(rows=1, length=4, noise=0)
        >>> bool(np.isclose(data.targets[0], 2 * np.cos(np.pi / 10) * data.inputs[0, 3]
        ...                 - data.inputs[0, 2]))
        True
    """
    random = _start(rows, length, seed)
    require_within("noise", noise, 0, np.inf)
    steps = np.arange(length + 1) / 20 + random.uniform(0, 1, (rows, 1))
    wave = np.sin(2 * np.pi * steps)
    wave += noise * random.standard_normal(wave.shape)
    return _numbers("sine", wave[:, :-1], wave[:, -1].copy(), "next")


def alice(length: int = 12, one_hot: bool = True) -> Dataset:
    """Read passages of Alice's Adventures in Wonderland: what is the next character?

    The text is in lower case; all that is between two words is one gap, written as "_". Each row
    holds `length` characters, and the next row begins one character later. The last tenth of the
    text is the test set.

    Args:
        one_hot: whether each character is 27 inputs, one of them 1; else it is a whole number from
            0 to 26, for an embedding.

    Example:
        >>> data = alice(length=12)
        >>> data.row_shape, "".join(data.labels[:21])
        ((12, 27), 'ginning_to_get_very_t')
        >>> alice(one_hot=False).values[0].astype(int)
        array([ 1, 12,  9,  3,  5,  0, 23,  1, 19,  0,  2,  5])
    """
    require_count("length", length)
    require_switch("one_hot", one_hot)
    text = re.sub(r"[^a-z]+", "_", _text().lower()).strip("_")
    if length >= len(text):
        raise SettingError(Message("setting.text", length=length, characters=len(text)))
    codes = np.array([ALPHABET.index(character) for character in text])
    names = tuple(f"character_{t}" for t in range(length))
    one_hot_columns = Columns(tuple(Column(name, "categorical", ALPHABET) for name in names))
    return Dataset(
        name="alice",
        values=sliding_window_view(codes, length)[:-1].astype(float),  # (N, T)
        targets=codes[length:],
        columns=one_hot_columns if one_hot else Columns.numeric(names),
        class_names=ALPHABET,
        target_name="next",
        description="Lewis Carroll, Alice's Adventures in Wonderland (Macmillan, 1865), from "
        "chapters I to IV and VII, as in Project Gutenberg's eBook 11. Public domain.",
        training_rows=int(TRAINING_SHARE * (len(codes) - length)),
        row_shape=(length, len(ALPHABET)) if one_hot else (),
    )


def _text() -> str:
    from importlib.resources import files  # a slow import, and not every program asks for data

    return (files("edunn.data") / "files" / "alice.txt").read_text("utf-8")


def _start(rows: int, length: int, seed: Seed, shortest: int = 1) -> np.random.Generator:
    """Check the settings; the random generator."""
    require_count("rows", rows)
    require_count("length", length, shortest)
    require_memory("rows", rows, 32 * length)
    return generator(seed)


def _numbers(name: str, x: Array, targets: Array, target_name: str) -> Dataset:
    """A data set of sequences (N, T) with one number at each step."""
    columns = Columns.numeric(tuple(f"x_{t}" for t in range(x.shape[1])))
    return Dataset(name, x, targets, columns, target_name=target_name, description=MADE,
                   row_shape=(x.shape[1], 1))  # fmt: skip
