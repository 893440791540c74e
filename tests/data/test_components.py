import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import ndimage

from edunn.data.components import Parts, border, connected_components

ALL_EIGHT = np.ones((3, 3))


@given(
    rows=st.integers(1, 40),
    columns=st.integers(1, 40),
    share=st.floats(0, 1),
    seed=st.integers(0, 99),
)
@settings(max_examples=60, deadline=None)
def test_the_components_are_those_of_scipy(rows, columns, share, seed):
    mask = np.random.default_rng(seed).random((rows, columns)) < share
    ours, (theirs, count) = connected_components(mask), ndimage.label(mask, ALL_EIGHT)
    assert ours.max(initial=0) == count
    assert len(set(zip(ours.ravel(), theirs.ravel(), strict=True))) == count + (not mask.all())


def test_a_long_winding_stroke_is_one_part():
    mask = np.zeros((99, 99), bool)
    mask[::2] = True
    mask[1::4, -1] = mask[3::4, 0] = True
    assert connected_components(mask).max() == 1


@given(seed=st.integers(0, 99))
@settings(max_examples=20, deadline=None)
def test_boxes_and_areas_are_those_of_scipy(seed):
    mask = np.random.default_rng(seed).random((30, 20)) < 0.2
    parts = Parts.of(mask)
    assert (parts.area == np.bincount(parts.labels.ravel())[1:]).all()
    boxes = [(d.start, d.stop, r.start, r.stop) for d, r in ndimage.find_objects(parts.labels)]
    ours = zip(parts.top, parts.bottom, parts.left, parts.right, strict=True)
    assert list(ours) == boxes


def test_chosen_parts_keep_their_boxes_and_are_counted_anew():
    mask = np.zeros((9, 9), bool)
    mask[0, 0] = mask[3:5, 3:8] = mask[8, 1:3] = True
    parts = Parts.of(mask)
    chosen = parts.only(parts.side >= 2)
    assert np.unique(chosen.labels).tolist() == [0, 1, 2]
    assert (chosen.top.tolist(), chosen.right.tolist()) == ([3, 8], [8, 3])
    assert chosen.gap(0).tolist() == [0, 3]
    assert parts.along_the_edge.tolist() == [2, 0, 2]  # a corner lies on two edges
    assert parts.holding(mask & (np.arange(9) == 7)).tolist() == [False, True, False]


def test_no_part_at_all():
    parts = Parts.of(np.zeros((3, 4), bool))
    assert (len(parts), parts.mask.any(), len(parts.area)) == (0, False, 0)


@pytest.mark.parametrize("shape", [(1, 1), (1, 5), (4, 3)])
def test_the_border_is_the_first_and_last_row_and_column(shape):
    assert len(border(np.zeros(shape))) == 2 * sum(shape)
