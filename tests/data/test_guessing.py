import pytest

from edunn.data import Table
from edunn.data.guessing import guess_columns
from edunn.errors import DataError


def guess(cells, name="x", categorical=()):
    """Guess one column, beside another that always helps."""
    records = [{name: cell, "other": 5 + 2 * k} for k, cell in enumerate(cells)]
    columns, notes = guess_columns(Table.from_records(records), [name, "other"], categorical)
    return columns.columns[0], notes


def test_a_quantity():
    column, notes = guess(["1", "NA", "2.5"])
    assert (column.name, column.kind, notes) == ("x", "numeric", ())


def test_categories():
    column, notes = guess(["red", "?", "blue", "red"])
    assert column.categories == ("blue", "red")
    assert notes == ("column 'x' one-hot encoded: blue, red",)


def test_numbers_that_stand_for_categories():
    assert guess(["10", "9", "10"], categorical=["x"])[0].categories == ("9", "10")


@pytest.mark.parametrize(
    ("cells", "name", "reason"),
    [
        (["", "NA", "?"], "x", "every cell is missing"),
        (["a", "", "a"], "x", "it is 'a' in every row"),
        (["1", "2", "3"], "Id", "it only counts or names the rows"),
        (["0", "1", "2"], "column_1", "it only counts or names the rows"),
        (["1", "2", "3"], "PassengerId", "it only counts or names the rows"),
        (
            [f"name {k}" for k in range(12)],
            "x",
            "12 different texts in 12 rows are too many for categories",
        ),
    ],
)
def test_columns_that_are_left_out(cells, name, reason):
    column, notes = guess(cells, name)
    assert column.name == "other"
    assert notes[0].startswith(f"column {name!r} left out: {reason}")


def test_a_quantity_called_id_stays():
    assert guess(["5", "3", "5"], "id")[0].name == "id"


def test_a_stray_word_among_numbers():
    message = (
        r"records, line 3, column 'x': found 'three', expected a number as in most of this column. "
        r"Correct it, leave it empty, or pass categorical=\['x'\] if these are categories"
    )
    with pytest.raises(DataError, match=message):
        guess(["1", "2", "three"])


def test_no_column_is_left():
    table = Table.from_records([{"x": "a"}, {"x": "a"}])
    with pytest.raises(DataError, match="no column to learn from: column 'x' left out: it is 'a'"):
        guess_columns(table, ["x"], [])
    with pytest.raises(DataError, match="the target is its only column"):
        guess_columns(table, [], [])
