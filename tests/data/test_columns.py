import json

import numpy as np
import pytest

from edunn.data import Column, Columns, Table
from edunn.errors import DataError, FileFormatError, SettingError

COLOUR = Column("colour", "categorical", ("blue", "green", "red"))


def table_of(*cells):
    return Table.from_records([{"colour": cell} for cell in cells], "new.csv")


def test_categories_become_positions_and_gaps_nan():
    np.testing.assert_array_equal(COLOUR.read(table_of("red", "", "blue")), [2, np.nan, 0])


def test_one_hot_with_three_categories():
    np.testing.assert_array_equal(COLOUR.expand(np.array([2.0, 0.0])), [[0, 0, 1], [1, 0, 0]])


def test_two_categories_are_one_input():
    column = Column("colour", "categorical", ("blue", "red"))
    assert column.feature_names == ("colour=red",)
    np.testing.assert_array_equal(column.expand(np.array([1.0, 0.0])), [[1], [0]])


def test_an_unseen_category_is_named_by_line_and_column():
    message = "new.csv, line 2, column 'colour': found 'pink', expected one of blue, green, red"
    with pytest.raises(DataError, match=message):
        COLOUR.read(table_of("red", "pink"))


def test_a_word_among_numbers_is_named_by_line_and_column():
    with pytest.raises(DataError, match=r"line 1, column 'colour': found 'red', expected a number"):
        Column("colour").read(table_of("red"))


def test_a_quantity_is_filled_with_its_median():
    assert Column("x").fitted(np.array([1.0, np.nan, 2.0, 9.0])).fill == 2.0


@pytest.mark.parametrize("kind", ["coded", "categorical"])
def test_categories_are_filled_with_the_most_frequent(kind):
    column = Column("x", kind, ("a", "b", "c"))
    assert column.fitted(np.array([2.0, 1.0, np.nan, 1.0, 2.0, 1.0])).fill == 1.0
    assert column.fitted(np.array([2.0, 1.0])).fill == 1.0, "the first of equals"


def test_a_column_without_any_value_keeps_its_fill():
    assert Column("x", fill=7.0).fitted(np.array([np.nan, np.nan])).fill == 7.0


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"kind": "text"}, "kind is 'text'"),
        ({"fill": float("nan")}, "finite fill"),
        ({"unit": 0.0}, "unit that is not 0"),
        ({"kind": "categorical"}, "needs categories"),
        ({"kind": "categorical", "categories": ("a",), "fill": 1.0}, "a fill among them"),
    ],
)
def test_a_column_that_makes_no_sense(settings, message):
    with pytest.raises(SettingError, match=message):
        Column("x", **settings)


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
