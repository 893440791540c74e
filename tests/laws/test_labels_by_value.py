"""Laws of labels and columns: a Dataset is its arrays, and a table is its columns in any order."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edunn import Model
from edunn.data import Dataset
from edunn.errors import EduNNError

ROWS = 24
X = np.random.default_rng(0).normal(size=(ROWS, 2))

numbers = st.integers(-20, 20)
some_names = st.lists(numbers, min_size=3, max_size=3, unique=True).map(sorted)
some_rows = st.lists(st.integers(0, ROWS - 1), min_size=1, max_size=ROWS, unique=True)
forms = st.sampled_from([np.asarray, list, lambda y: y.astype(str), lambda y: y.astype(float)])


def trained(names, on_arrays=False):
    y = np.array(names)[np.arange(ROWS) % 3]
    model = Model([[2], [3, "softmax"]], dtype="float64", seed=1)
    rows = (X, y) if on_arrays else (Dataset.from_arrays(X, y),)
    model.train("adam", *rows, epochs=1, learning_rate=0.1)
    return model, y


@settings(max_examples=20, deadline=None)
@given(names=some_names, rows=some_rows, form=forms, on_arrays=st.booleans())
def test_a_data_set_is_evaluated_as_its_arrays(names, rows, form, on_arrays):
    model, y = trained(names, on_arrays)
    data, pair = Dataset.from_arrays(X, y).take(rows), (X[rows], form(y[rows]))
    fresh = Dataset.from_arrays(X[rows], y[rows])
    for other in (data, fresh):
        assert model.evaluate(other).to_dict() == model.evaluate(*pair).to_dict()
        assert model.loss(other) == model.loss(*pair)
        np.testing.assert_array_equal(model.gradient(other), model.gradient(*pair))
        assert str(model.trace(other)) == str(model.trace(*pair))


@settings(max_examples=10, deadline=None)
@given(names=some_names, rows=some_rows, form=forms)
def test_it_is_learned_and_validated_as_its_arrays(names, rows, form):
    model, y = trained(names)
    other, _ = trained(names)
    data = Dataset.from_arrays(X, y)
    weights = {names[0]: 2.0}
    options = {"epochs": 2, "seed": 3, "class_weight": weights}
    one = model.train("adam", data.take(rows), validation_data=data.take(rows), **options)
    options["class_weight"] = {str(names[0]): 2.0}
    pair = X[rows], form(y[rows])
    two = other.train("adam", *pair, validation_data=pair, **options)
    np.testing.assert_array_equal(model.theta, other.theta)
    assert one.history == two.history


@settings(max_examples=20, deadline=None)
@given(order=st.permutations(["a", "b", "c"]))
def test_columns_in_any_order_give_the_same_bits(order):
    x = np.random.default_rng(1).normal(size=(ROWS, 3))
    table, y = pd.DataFrame(x, columns=["a", "b", "c"]), np.arange(ROWS) % 2
    model = Model([[3], [2, "softmax"]], seed=1)
    model.train("adam", table, y, epochs=1, validation_data=(table[order], y))
    other = table[order]
    np.testing.assert_array_equal(model.predict(other), model.predict(table))
    np.testing.assert_array_equal(model.predict(other.iloc[3]), model.predict(table.iloc[3]))
    assert model.classify(other) == model.classify(table)
    assert model.loss(other, y) == model.loss(table, y)
    assert str(model.evaluate(other, y)) == str(model.evaluate(table, y))
    assert model.loss(Dataset.from_arrays(other, y)) == model.loss(table, y)
    again = Model([[3], [2, "softmax"]], seed=1)
    again.train("adam", table, y, epochs=1)
    again.train("adam", other, y, epochs=1, seed=5)
    model.train("adam", table, y, epochs=1, seed=5)
    np.testing.assert_array_equal(again.theta, model.theta)


@pytest.mark.parametrize("names", [("1", "2", "3"), ("setosa", "versicolor", "virginica")])
def test_a_model_that_was_saved_with_texts_for_names_stays_as_it_was(names, tmp_path):
    y = np.array(names)[np.arange(ROWS) % 3]
    model = Model([[2], [3, "softmax"]], seed=1)
    model.train("adam", X, y, epochs=1)
    model.save(tmp_path / "old.edunn")
    old = Model.from_file(tmp_path / "old.edunn")
    assert set(old.classify(X)) <= set(names)
    values = y.astype(int) if names[0] == "1" else np.arange(ROWS) % 3
    assert old.loss(X, values) == old.loss(X, y) == model.loss(Dataset.from_arrays(X, y))


def test_the_digits_know_their_digits():
    model, x = Model.pretrained("digits"), np.zeros((10, 784))
    assert model.loss(x, range(10)) == model.loss(x, [str(k) for k in range(10)])


@pytest.mark.parametrize(
    ("columns", "words"),
    [(["a", "b"], "c"), (["a", "b", "d"], "c.*d"), (["a", "b", "c", "d"], "d")],
)
def test_a_column_that_is_absent_or_unknown_is_named(columns, words):
    x = np.random.default_rng(1).normal(size=(ROWS, 3))
    model = Model([[3], [2, "softmax"]], seed=1)
    model.train("adam", pd.DataFrame(x, columns=["a", "b", "c"]), np.arange(ROWS) % 2, epochs=1)
    other = pd.DataFrame(np.zeros((2, len(columns))), columns=columns)
    with pytest.raises(EduNNError, match=words):
        model.predict(other)
