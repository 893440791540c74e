import json

import numpy as np
import pytest

from edunn.data import Column, Columns, Table
from edunn.errors import DataError, FileFormatError

COLUMNS = Columns(
    (
        Column("age", fill=50.0),
        Column("colour", "categorical", ("blue", "green", "red"), fill=1.0),
        Column("pixel", unit=255.0),
    )
)


def test_json_there_and_back():
    assert Columns.from_json(json.loads(json.dumps(COLUMNS.to_json()))) == COLUMNS


def test_any_order_and_extra_columns():
    records = [{"target": "x", "pixel": 255, "colour": None, "age": 3}]
    np.testing.assert_array_equal(COLUMNS.encode(Table.from_records(records)), [[3, 0, 1, 0, 1]])
    assert COLUMNS.feature_names == ("age", "colour=blue", "colour=green", "colour=red", "pixel")


def test_an_absent_column_is_named():
    with pytest.raises(DataError, match=r"records has no column 'colour'. Did you mean 'color'"):
        COLUMNS.encode(Table.from_records([{"age": 1, "color": "red", "pixel": 0}]))


def test_bytes_have_no_gaps_and_become_float32():
    columns = Columns.numeric(("a", "b"), unit=255.0)
    values = np.array([[0, 255]], np.uint8)
    assert columns.fitted(values) is columns
    inputs = columns.expand(values)
    assert inputs.dtype == np.float32
    np.testing.assert_array_equal(inputs, [[0, 1]])


def test_float32_stays_float32():
    values = np.array([[1.5, np.nan]], np.float32)
    inputs = Columns((Column("a"), Column("b", "categorical", ("n", "y"), 1.0))).expand(values)
    assert inputs.dtype == np.float32
    np.testing.assert_array_equal(inputs, [[1.5, 1]])


def test_no_column():
    with pytest.raises(DataError, match="no column to learn from"):
        Columns(())


def test_a_name_that_comes_twice():
    with pytest.raises(DataError, match="column 'a' comes twice"):
        Columns.numeric(("a", "b", "a"))


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"columns": 3},
        {"columns": []},
        {"columns": [{"name": "x"}]},
        {"columns": [{**Column("x").to_json(), "kind": "magic"}]},
        {"columns": [{**Column("x").to_json(), "fill": "high"}]},
        {"columns": [{**Column("x").to_json(), "fill": float("nan")}]},
    ],
)
def test_damaged_json(data):
    with pytest.raises(FileFormatError, match="description of the columns is damaged"):
        Columns.from_json(data)
