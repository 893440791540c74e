"""Both kinds of text hold every bit of an array."""

import base64
import json

import numpy as np
import pytest

from edunn.exports.arrays_as_text import LEGIBLE, are_legible, base64_of, literal

NUMBERS = [0.1, -0.0, 1e-45, 3.4e38, 1 / 3, 16777217.0, 123456.78]


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("shape", [(7,), (7, 1), (1, 7)])
def test_no_bit_is_lost(dtype, shape):
    array = np.array(NUMBERS, dtype).reshape(shape)
    for read in (eval, json.loads):
        again = np.array(read(literal(array)), dtype)
        assert again.tobytes() == array.tobytes()
    bytes_ = base64.b64decode(base64_of(array))
    assert np.frombuffer(bytes_, dtype).tobytes() == array.tobytes()


def test_a_part_of_an_array_is_written_in_its_order():
    array = np.arange(12, dtype=">f4").reshape(3, 4).T
    read = np.frombuffer(base64.b64decode(base64_of(array)), "<f4")
    assert read.tolist() == array.ravel().tolist()


def test_many_numbers_are_not_for_reading():
    assert are_legible({"W": np.zeros(LEGIBLE - 1), "b": np.zeros(1)})
    assert not are_legible({"W": np.zeros(LEGIBLE), "b": np.zeros(1)})


def test_lines_are_short_and_none_is_left_out():
    random = np.random.default_rng(0).normal(size=(3, 600)).astype("float32")
    text = literal(random, indent=14)
    assert max(map(len, text.splitlines())) <= 100
    assert "..." not in text
