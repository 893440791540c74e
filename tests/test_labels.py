"""Labels as users bring them: read in one way for all, or refused with their row."""

from datetime import date
from enum import Enum

import numpy as np
import pandas as pd
import pytest

from edunn import Model
from edunn.data import Dataset
from edunn.errors import DataError, SettingError
from edunn.labels import are_classes, as_class_names, as_labels, numbered

Colour = Enum("Colour", "RED BLUE")
X = np.arange(8.0).reshape(4, 2)


class WithGradient:
    """An array of another library that refuses to be one of NumPy, as a torch tensor may."""

    def __array__(self, *_, **__):
        raise RuntimeError("Can't call numpy() on Tensor that requires grad.")


NO_LABELS = {
    "NaN as a text": (np.array(["a", np.nan, "b", "a"]), "row 1 is the text 'nan'"),
    "NaN among texts": (["a", float("nan"), "b", "a"], "row 1 is nan: missing"),
    "NaN in a Series": (pd.Series(["a", "b", np.nan, "a"]), "row 2 is nan: missing"),
    "NA as a text": (np.array(["a", str(pd.NA), "b", "a"]), "row 1 is the text '<NA>'"),
    "string": (pd.Series(["a", None, "b", "a"], dtype="string"), "row 1 .*missing"),
    "boolean": (pd.Series([True, False, None, True], dtype="boolean"), "row 2 .*missing"),
    "Int64": (pd.Series([1, 2, None, 1], dtype="Int64"), "row 2 .*missing"),
    "category": (pd.Series(["a", None, "b", "a"], dtype="category"), "row 1 .*missing"),
    "masked": (np.ma.array([0, 1, 0, 1], mask=[0, 0, 0, 1]), "row 3 is nan: missing"),
    "masked texts": (np.ma.array(["a", "b"] * 2, mask=[0, 1, 0, 0]), "row 1 is None: missing"),
    "complex": (np.array([1j, 0, 1, 0]), "complex"),
    "complex objects": ([1j, "a", "b", "a"], "complex"),
    "dates": (np.array(["2024-01-01"] * 4, "datetime64[D]"), "dates"),
    "Python's dates": ([date(2024, 1, k) for k in (1, 2, 3, 4)], "row 0 is of the kind date"),
    "dicts": ([{"a": 1}] * 4, "row 0 is of the kind dict"),
    "a dict": ({"a": 1}, "of the kind dict: no rows"),
    "a set": ({1, 2}, "of the kind set: no rows"),
    "sets": ([{1}, {2}, {1}, {2}], "row 0 is of the kind set"),
    "objects": ([object()] * 4, "row 0 is of the kind object"),
    "an Enum": ([Colour.RED, Colour.BLUE] * 2, "row 0 is of the kind Colour"),
    "too large": ([1, 10**400, 1, 0], "row 1 is too large"),
    "a tensor": (WithGradient(), "requires grad"),
    "a zero byte at the end": (["a", "b", "a\0", "a"], "row 2 .* drops zero bytes"),
    "a label that is a zero byte": ([b"a", b"\0", b"a", b"b"], "row 1 .* drops zero bytes"),
    "bytes that are no text": ([b"\xff", b"a", b"a", b"a"], "row 0 .*UTF-8"),
}


@pytest.mark.parametrize(("labels", "words"), NO_LABELS.values(), ids=NO_LABELS)
def test_what_is_no_label_is_refused_with_its_row(labels, words):
    model = Model([[2], [2, "softmax"]], seed=0)
    for call in (
        lambda: Dataset.from_arrays(X, labels),
        lambda: model.train("adam", X, labels, epochs=1),
        lambda: model.evaluate(X, labels),
    ):
        with pytest.raises(DataError, match=words):
            call()


@pytest.mark.parametrize(
    "labels",
    [
        np.array([b"no", b"yes", b"no"]),
        [b"no", b"yes", b"no"],
        np.array([b"no", b"yes", b"no"], dtype=object),
        pd.Series(["no", "yes", "no"], dtype="string"),
        pd.Series(["no", "yes", "no"], dtype="category"),
        np.array([["no"], ["yes"], ["no"]]),
        np.ma.array(["no", "yes", "no"]),
    ],
    ids=lambda labels: type(labels).__name__,
)
def test_texts_come_in_many_forms(labels, tmp_path):
    assert as_labels(labels).tolist() == ["no", "yes", "no"]
    model = Model([[2], [2, "softmax"]], seed=0)
    model.train("adam", X[:3], labels, epochs=1)
    model.save(tmp_path / "model.edunn")
    assert Model.from_file(tmp_path / "model.edunn").class_names == ("no", "yes")


@pytest.mark.parametrize(
    ("labels", "names"),
    [
        ([[1], [0], [1], [0]], (0, 1)),
        ([0.0, 1.0, 0.0, 1.0], (0, 1)),
        ([-1.0, 1.0, 1.0, 1.0], (-1, 1)),
        ([1.0, 2.0, 3.0, 1.0, 2.0, 3.0], (1, 2, 3)),
        ([True, False], (0, 1)),
        ([10, 9, 10], (9, 10)),
        (["10", "9"], ("10", "9")),
        ([0.0, 0.5], None),
        ([1.0, 2.0, 3.0], None),
        ([100.0, 250.0], None),
        ([[0, 1], [1, 1]], None),
    ],
)
def test_a_data_set_has_classes_or_numbers(labels, names):
    data = Dataset.from_arrays(np.zeros((len(labels), 1)), labels)
    assert data.class_names == names
    if names:
        assert [type(name) for name in data.class_names] == [type(name) for name in names]


def test_the_task_may_be_said():
    assert Dataset.from_arrays(X, [0, 1, 2, 3], task="regression").class_names is None
    forced = Dataset.from_arrays(X, [1.0, 7.0, 7.0, 30.0], task="classification")
    assert forced.class_names == (1, 7, 30)
    with pytest.raises(SettingError, match="task is 'regression'"):
        Dataset.from_arrays(X, [0, 1, 0, 1], class_names=["a", "b"], task="regression")


def test_names_are_given_by_value_or_by_position():
    by_value = Dataset.from_arrays(X, [3, 1, 3, 2], class_names=[1, 2, 3])
    assert by_value.labels.tolist() == [3, 1, 3, 2]
    by_position = Dataset.from_arrays(X, [1, 0, 1, 1], class_names=["no", "yes"])
    assert by_position.labels.tolist() == ["yes", "no", "yes", "yes"]
    by_name = Dataset.from_arrays(X, ["yes", "no", "yes", "yes"], class_names=["yes", "no"])
    assert by_name.targets.tolist() == [0, 1, 0, 0]


def test_labels_of_one_class_have_nothing_to_tell_apart():
    with pytest.raises(DataError, match=r"'a'\): there is nothing to tell apart.*classes=") as told:
        Model([[2], [3, "softmax"]]).train("adam", X, ["a"] * 4)
    assert "last layer" not in str(told.value)


@pytest.mark.parametrize("classes", [["a", "b", "c"], [1, 2, 3]])
def test_classes_are_named_before_the_first_batch(classes):
    model = Model([[2], [3, "softmax"]], seed=0)
    model.train("adam", X, [classes[1]] * 4, epochs=1, classes=classes)
    assert model.class_names == tuple(classes)
    model.train("adam", X, [classes[0], classes[2]] * 2, epochs=1)
    with pytest.raises(DataError, match="comes twice"):
        as_class_names(["1", 1])


def test_numbers_and_kinds():
    names, places = numbered(np.array(["b", 2, "a", 2], dtype=object))
    assert names == (2, "a", "b")
    assert places.tolist() == [2, 0, 1, 0]
    assert not are_classes(np.zeros((2, 2)))
