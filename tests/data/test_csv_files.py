import csv
from importlib.resources import as_file, files

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from edunn.data import Columns, from_csv, load, read_rows
from edunn.errors import DataError, SettingError

FRUIT = """weight;colour;ripe;fruit
150,5;green;yes;apple
;red;no;cherry
8;red;yes;cherry
120;yellow;;banana
"""

numbers = st.floats(allow_nan=False, allow_infinity=False, width=32)


@pytest.fixture
def fruit(tmp_path):
    path = tmp_path / "fruit.csv"
    path.write_text(FRUIT)
    return path


def test_a_mixed_table(fruit):
    data = from_csv(fruit)
    assert data.feature_names == (
        "weight",
        "colour=green",
        "colour=red",
        "colour=yellow",
        "ripe=yes",
    )
    np.testing.assert_array_equal(
        data.inputs, [[150.5, 1, 0, 0, 1], [120, 0, 1, 0, 0], [8, 0, 1, 0, 1], [120, 0, 0, 1, 1]]
    )
    assert list(data.labels) == ["apple", "cherry", "cherry", "banana"]
    assert data.notes == (
        "target 'fruit': 3 classes",
        "column 'colour' one-hot encoded: green, red, yellow",
        "column 'ripe' one-hot encoded: no, yes",
        "1 missing cell in 1 column (weight: 1) filled with the median of the training set",
        "1 missing cell in 1 column (ripe: 1) filled with the most frequent value of the training "
        "set",
    )


def test_rows_with_gaps_can_be_dropped(fruit):
    data = from_csv(fruit, missing="drop")
    assert list(data.labels) == ["apple", "cherry"]
    assert data.notes[-1] == (
        "2 rows with a missing cell dropped (weight: 1, ripe: 1), 2 rows left"
    )


def test_another_target(fruit):
    data = from_csv(fruit, target="weight")
    assert (data.task, data.target_name, len(data)) == ("regression", "weight", 3)
    assert data.notes[0] == "1 row without a target dropped"


@pytest.mark.parametrize("task", ["classification", "regression"])
@pytest.mark.parametrize("grades", [range(3), range(40), [0.5, 1.25, 2, 0.5]])
def test_a_target_that_is_named_numeric_or_categorical_decides_the_task(tmp_path, grades, task):
    rows = [f"{k % 7},{grade}" for k, grade in enumerate([*grades] * 4)]
    path = tmp_path / "grades.csv"
    path.write_text("\n".join(["hours,grade", *rows]))
    named = {"numeric" if task == "regression" else "categorical": ["grade"]}
    said, told = from_csv(path, task=task), from_csv(path, **named)
    assert (told.task, told.class_names) == (task, said.class_names)
    assert told.targets.tolist() == said.targets.tolist()
    other = {"regression": "classification", "classification": "regression"}[task]
    with pytest.raises(SettingError, match=f"among the columns of a {task}.* the task is {other}"):
        from_csv(path, task=other, **named)


def test_an_unknown_categorical_column(fruit):
    with pytest.raises(DataError, match=r"no column 'wieght'. Did you mean 'weight'"):
        from_csv(fruit, categorical=["wieght"])


def test_new_rows_are_encoded_as_the_old_ones(fruit, tmp_path):
    data = from_csv(fruit)
    columns = Columns.from_json(data.columns.to_json())
    np.testing.assert_array_equal(read_rows(fruit, columns), data.inputs)
    new = tmp_path / "new.csv"
    new.write_text("ripe,colour,weight\nno,red,\n")
    np.testing.assert_array_equal(read_rows(new, columns), [[120, 0, 1, 0, 0]])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("ripe,weight\nno,1\n", "new.csv has no column 'colour'"),
        ("colour,ripe,weight\npink,no,1\n", "new.csv, line 2, column 'colour': found 'pink'"),
        ("colour,ripe,weight\nred,no,1\nred,no,light\n", "line 3, column 'weight': found 'light'"),
    ],
)
def test_new_rows_that_do_not_fit(fruit, tmp_path, text, message):
    new = tmp_path / "new.csv"
    new.write_text(text)
    with pytest.raises(DataError, match=message):
        read_rows(new, from_csv(fruit).columns)


def test_the_bundled_table_by_the_front_door():
    with as_file(files("edunn.data") / "files" / "iris.csv") as path:
        np.testing.assert_array_equal(from_csv(path).inputs, load("iris").inputs)


@given(rows=st.lists(st.tuples(numbers, numbers, numbers), min_size=3, max_size=20))
def test_numbers_are_read_back_exactly(tmp_path_factory, rows):
    path = tmp_path_factory.getbasetemp() / "numbers.csv"
    rows = [(0.0, 1.0, 0.5), (1.0, 0.0, 1.5), *rows]
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([("a", "b", "y"), *rows])
    data = from_csv(path, task="regression")
    np.testing.assert_array_equal(np.column_stack([data.inputs, data.targets]), rows)


def test_a_table_of_one_column(tmp_path):
    path = tmp_path / "one.csv"
    path.write_text("y\na\nb\n")
    with pytest.raises(DataError, match=r"one.csv has no column to learn from: the target is its"):
        from_csv(path)
