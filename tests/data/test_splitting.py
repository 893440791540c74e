import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from edunn.data import Dataset
from edunn.data.splitting import LEAST_TO_HOLD_OUT, stratified_rows
from edunn.errors import DataError, SettingError

groups_with_a_pair = st.lists(st.integers(0, 5), min_size=2, max_size=80).filter(
    lambda groups: len(set(groups)) < len(groups)
)
shares = st.floats(0.01, 0.99)


@given(groups_with_a_pair, shares, st.integers(0, 2**32))
def test_disjoint_complete_and_stratified(groups, share, seed):
    groups = np.array(groups)
    train, test = stratified_rows(groups, share, seed)
    assert len(train)
    assert len(test)
    np.testing.assert_array_equal(np.sort(np.concatenate([train, test])), np.arange(len(groups)))
    for group in np.unique(groups):
        count, held_back = np.sum(groups == group), np.sum(groups[test] == group)
        assert held_back < count, "each class is left to learn from"
        assert abs(held_back - count * share) <= 1 + 1e-9


@given(groups_with_a_pair, shares, st.integers(0, 2**32))
def test_same_seed_same_split(groups, share, seed):
    first = stratified_rows(np.array(groups), share, seed)
    again = stratified_rows(np.array(groups), share, seed)
    np.testing.assert_array_equal(np.concatenate(first), np.concatenate(again))


def test_another_seed_another_split():
    groups = np.zeros(50, int)
    assert list(stratified_rows(groups, 0.2, 1)[1]) != list(stratified_rows(groups, 0.2, 2)[1])


def test_the_whole_share_is_held_back():
    train, test = stratified_rows(np.repeat([0, 1, 2], 50), 0.25, 0)
    assert (len(train), len(test)) == (112, 38)


def test_a_class_with_one_row_stays_in_training():
    _, test = stratified_rows(np.array([0, 0, 0, 0, 1]), 0.9, 0)
    assert 4 not in test


@pytest.mark.parametrize("share", [0, 1, -0.5, 50, float("nan"), "0.2", True])
def test_what_is_no_share(share):
    with pytest.raises(SettingError, match="must be a share between 0 and 1"):
        stratified_rows(np.zeros(4, int), share, 0)


@pytest.mark.parametrize("groups", [[0], [0, 1, 2]])
def test_too_few_rows(groups):
    with pytest.raises(DataError, match="too few rows to split"):
        stratified_rows(np.array(groups), 0.25, 0)


@pytest.mark.parametrize("rows", range(4, 14))
def test_a_tiny_table_holds_out_no_rows_unless_told_to(rows):
    data = Dataset.from_arrays(np.arange(float(rows))[:, None], np.arange(rows) % 2, name="few")
    training, evaluated = data.parts()
    tiny = rows < LEAST_TO_HOLD_OUT
    assert data.is_tiny is tiny
    assert (training is evaluated is data) == tiny
    assert len(data.parts(0.25)[0]) < rows
    assert bool(data.holding_out_note) is tiny
