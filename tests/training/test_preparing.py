"""Preparing: one door for rows and labels, their weights, and the rows held back."""

import numpy as np
import pandas as pd
import pytest
from tests.training.worlds import T, X, fresh

from edunn import data
from edunn.errors import DataError, SettingError
from edunn.training import Examples
from edunn.training.preparing import Given, split_off

ROWS = Examples(X, np.eye(3)[T], np.arange(10.0))


@pytest.mark.parametrize("pair", [((X, T),), ([X, T],), (X, T)])
def test_inputs_and_labels_come_as_two_or_as_a_pair(pair):
    given = Given.of(*pair)
    assert given.inputs is X
    assert given.labels is T


def test_a_data_set_has_it_all_with_it():
    iris = data.load("iris")
    given = Given.of(iris)
    assert given.columns == iris.feature_names
    assert given.classes == iris.class_names


def test_a_table_has_names_for_its_columns():
    assert Given.of(pd.DataFrame(X, columns=["p", "q"]), T).columns == ("p", "q")


def test_labels_must_come_with_the_rows():
    with pytest.raises(DataError, match="labels are missing"):
        Given.of(X)


@pytest.mark.parametrize(("share", "kept"), [(0.1, 9), (0.25, 7), (0.3, 7), (0.5, 5), (0.9, 1)])
def test_the_last_share_is_held_back(share, kept):
    rows, held = split_off(ROWS, share)
    np.testing.assert_array_equal(rows.x, X[:kept])
    np.testing.assert_array_equal(held.x, X[kept:])
    assert held.weights.tolist() == list(range(kept, 10))


def test_nothing_is_held_back_of_no_share():
    assert split_off(ROWS, 0.0) == (ROWS, None)


def test_a_part_of_rows_without_weights_has_none():
    assert Examples(X, T).part(slice(3)).weights is None


def test_validation_rows_are_given_in_one_way():
    with pytest.raises(SettingError, match="both say which rows to validate on"):
        fresh().training("sgd", X, T, validation_data=(X[:1], T[:1]), validation_split=0.5)
