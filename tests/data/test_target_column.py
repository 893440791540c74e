import numpy as np
import pytest

from edunn.data import Table
from edunn.data.target_column import read_target, target_name, with_target
from edunn.errors import DataError, SettingError


def table_of(cells):
    return Table.from_records([{"x": 1, "y": cell} for cell in cells], "t.csv")


def test_the_last_column_by_default():
    table = table_of(["a"])
    assert [target_name(table, target) for target in (None, "x", 0, -1)] == ["y", "x", "x", "y"]


def test_an_unknown_name_or_place():
    with pytest.raises(DataError, match=r"t.csv has no column 'yy'. Did you mean 'y'"):
        target_name(table_of(["a"]), "yy")
    with pytest.raises(DataError, match=r"target is 2, but t.csv has 2 columns: count from 0"):
        target_name(table_of(["a"]), 2)


def test_rows_without_a_target_are_dropped():
    table, notes = with_target(table_of(["a", "", "b"]), "y")
    assert table.cells("y") == ("a", "b")
    assert notes == ("1 row without a target dropped",)
    with pytest.raises(DataError, match="every cell of the target 'y' is missing"):
        with_target(table_of(["", "?"]), "y")


@pytest.mark.parametrize(
    ("cells", "names"),
    [
        (["b", "a", "b"], ("a", "b")),
        (["1", "0", "1"], ("0", "1")),
        (["2", "10", "2.0", "10"], ("2", "10")),
        (["no", "yes", "3"], ("3", "no", "yes")),
    ],
)
def test_classes(cells, names):
    target = read_target(table_of(cells), "y")
    assert target.class_names == names


@pytest.mark.parametrize("cells", [["0.5", "1.5"], [str(k) for k in range(50)], ["1", "2", "3"]])
def test_measurements(cells):
    target = read_target(table_of(cells), "y")
    assert target.class_names is None
    np.testing.assert_array_equal(target.values, np.array(cells, float))


def test_the_task_can_be_forced():
    assert read_target(table_of(["0", "1", "1"]), "y", "regression").class_names is None
    forced = read_target(table_of(["0.5", "1.5"]), "y", "classification")
    assert forced.class_names == ("0.5", "1.5")


def test_a_regression_of_words():
    with pytest.raises(DataError, match="line 2, column 'y': found 'b', expected a number"):
        read_target(table_of(["1", "b"]), "y", "regression")


def test_a_stray_word_among_numbers_of_the_target():
    with pytest.raises(DataError, match=r'line 3.*pass task="classification" if these are'):
        read_target(table_of(["1", "2", "x"]), "y")


def test_always_the_same_answer():
    with pytest.raises(DataError, match="the target 'y' is 'a' in every row"):
        read_target(table_of(["a", "a"]), "y")


def test_no_two_answers_alike():
    with pytest.raises(DataError, match="'y' has 30 different values in 30 rows, too many"):
        read_target(table_of([f"ticket {k}" for k in range(30)]), "y")


def test_an_unknown_task():
    with pytest.raises(SettingError, match="task is 'ranking', but must be"):
        read_target(table_of(["a", "b"]), "y", "ranking")
