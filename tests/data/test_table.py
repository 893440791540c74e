import pytest

from edunn.data import Table
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
