import pytest
from hypothesis import given
from hypothesis import strategies as st

from edunn.data import Table
from edunn.data.table import in_order, is_missing, number, too_varied
from edunn.errors import DataError


def test_an_unknown_column_offers_near_matches():
    table = Table(("colour", "size"), [["red", "1"]], [2], "fruit.csv")
    with pytest.raises(DataError, match=r"fruit.csv has no column 'color'. Did you mean 'colour'"):
        table.cells("color")


def test_kept_rows_remember_their_lines():
    table = Table(("x",), [["a"], ["b"], ["c"]], [2, 3, 5], "t.csv").keep([2])
    assert table.cells("x") == ("c",)
    assert table.where(0, "x") == "t.csv, line 5, column 'x'"


def test_records_need_the_names_of_the_first():
    with pytest.raises(DataError, match="line 2 has no 'b'"):
        Table.from_records([{"a": 1, "b": 2}, {"a": 1}])


def test_no_records():
    with pytest.raises(DataError, match="records is empty"):
        Table.from_records([])


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
