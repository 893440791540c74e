import pytest
from hypothesis import given
from hypothesis import strategies as st

from edunn.data.cells import in_order, is_missing, number, too_varied


@pytest.mark.parametrize("cell", ["", "NA", "na", "N/A", "NaN", "nan", "?", "NULL"])
def test_ways_to_say_missing(cell):
    assert is_missing(cell)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_finite_number_is_read_exactly(value):
    assert number(repr(value)) == value


@pytest.mark.parametrize("cell", ["inf", "-Infinity", "nan", "1_000", "1,5", "red", "1e999"])
def test_what_is_no_number(cell):
    assert number(cell) is None


def test_numbers_sort_by_size_and_words_by_letter():
    assert in_order(["b", "10", "a", "2", "-1.5", "2"]) == ("-1.5", "2", "10", "a", "b")


def test_few_categories_are_never_too_varied():
    assert not too_varied([str(k) for k in range(10)])
    assert too_varied([str(k) for k in range(11)])
    assert not too_varied([str(k) for k in range(11)] * 2)
