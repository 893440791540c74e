"""What an overview says of a table's columns is what the reader makes of them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.data.test_real_tables import TABLES

from edunn.data import from_table, parse_table
from edunn.data.guessing import Choice
from edunn.data.overview import overview
from edunn.data.table import Table
from edunn.errors import DataError, SettingError

CELLS = st.sampled_from(
    ["", "?", "1", "2", "3", "-7.5", "1,5", "red", "blue", "TRUE", "true", "$3", "2024-05-01", "x9"]
)
GRIDS = st.integers(2, 5).flatmap(
    lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=3, max_size=30)
)


def table_of(grid):
    names = tuple(f"c{k}" for k in range(len(grid[0])))
    return Table(names, grid, range(2, len(grid) + 2), "t.csv")


def names(columns, role):
    return tuple(column.name for column in columns if column.role == role)


def check_against(data, columns):
    assert names(columns, "input") == data.columns.names
    assert names(columns, "target") == (data.target_name,)
    for kept in data.columns.columns:
        shown = next(column for column in columns if column.name == kept.name)
        few = {2: "binary"}.get(len(kept.categories), "categorical")
        assert shown.type == ("numeric" if kept.kind == "numeric" else few)
    target = next(column for column in columns if column.role == "target")
    assert (target.type == "numeric") == (data.class_names is None)


@pytest.mark.parametrize("name", TABLES)
def test_it_says_what_the_reader_makes_of_published_tables(name):
    text, target, _, _ = TABLES[name]
    table = parse_table(text.encode(), "t.csv")
    columns = overview(table, target)
    check_against(from_table(table, "t", target), columns)
    assert [column.name for column in columns] == list(table.header)
    assert all(column.reason for column in columns)


@settings(deadline=None, max_examples=300)
@given(GRIDS)
def test_it_says_what_the_reader_makes_of_any_table(grid):
    table = table_of(grid)
    columns = overview(table)
    try:
        data = from_table(table, "t")
    except DataError:
        assert any(column.is_wrong for column in columns) or not names(columns, "input")
        return
    assert not any(column.is_wrong for column in columns)
    check_against(data, columns)


@settings(deadline=None, max_examples=300)
@given(GRIDS)
def test_to_say_what_was_guessed_changes_nothing(grid):
    table = table_of(grid)
    try:
        data = from_table(table, "t")
    except DataError:
        return
    columns = overview(table)
    inputs = [column for column in columns if column.role == "input"]
    said = from_table(
        table,
        "t",
        data.target_name,
        task=data.task,
        numeric=[column.name for column in inputs if column.type == "numeric"],
        categorical=[column.name for column in inputs if column.type != "numeric"],
        ignore=names(columns, "ignored"),
    )
    assert said.columns == data.columns
    assert said.class_names == data.class_names
    assert said.targets.tolist() == data.targets.tolist()


@settings(deadline=None, max_examples=200)
@given(GRIDS)
def test_a_usable_column_can_be_kept_whatever_was_guessed(grid):
    table = table_of(grid)
    columns = overview(table)
    for column in columns:
        if column.role == "ignored" and column.is_usable:
            option = "numeric" if column.type == "numeric" else "categorical"
            told = overview(table, choice=Choice(**{option: (column.name,)}))
            again = next(one for one in told if one.name == column.name)
            assert (again.role, again.type, again.is_wrong) == ("input", column.type, False)


def test_missing_cells_are_counted_with_those_that_were_said_to_be():
    grid = [[cell, "ab"[k % 2]] for k, cell in enumerate(["1", "?", "", "-999", "4", "big"])]
    choice = Choice(numeric=("c0",), missing_values=("-999.0",))
    size, kind = overview(table_of(grid), choice=choice)
    assert (size.missing, size.examples, size.reason) == (4, ("1", "4"), "as you chose")
    assert (kind.missing, kind.type) == (0, "binary")


def test_what_is_wrong_is_told_at_its_column_and_the_others_are_told_too():
    numbers = [k + 0.5 for k in range(40)]
    grid = [[cell, k % 3, "same"] for k, cell in enumerate(["oops", *map(str, numbers[1:])])]
    size, code, kind = overview(table_of([[str(cell) for cell in row] for row in grid]))
    assert (size.is_wrong, size.type) == (True, None)
    assert "'oops'" in size.reason
    assert (code.is_wrong, code.type) == (False, "numeric")
    assert kind.is_wrong
    assert "in every row" in kind.reason


def test_a_column_that_is_not_there_is_refused():
    table = table_of([["1", "a"], ["2", "b"]])
    with pytest.raises(DataError, match="no column 'c9'"):
        overview(table, "c9")
    with pytest.raises(SettingError, match="is the target"):
        overview(table, choice=Choice(ignore=("c1",)))
