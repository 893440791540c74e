import numpy as np

from edunn.text import abridged, plural, shown, text_table


def test_a_table_without_rows_is_its_header():
    assert text_table(["x", "target"], []) == "x  target"


def test_short_rows_are_not_abridged():
    assert abridged(["a", "b"], most=2) == ["a", "b"]


def test_plurals():
    assert [plural(n, "row") for n in (0, 1, 2)] == ["0 rows", "1 row", "2 rows"]


def test_numpy_numbers_are_short_too():
    assert shown(np.float32(0.1)) == "0.1"
