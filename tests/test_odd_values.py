"""Whatever is passed as a setting, a weight or a path: it works, or is refused in short words.

Of each kind there are several: a number that is none, one that no float holds, containers, members
of an enumeration, masked arrays, objects that cannot even be written.
"""

from dataclasses import fields, replace
from enum import Enum

import numpy as np
import pytest

from edunn import EarlyStopping, EduNNError, Model
from edunn.catalogue import FAMILIES
from edunn.data import from_csv
from edunn.errors import DataError, DivergedError, SettingError
from edunn.guards import require_memory
from edunn.messages import Message, in_short
from edunn.training import Plan

random = np.random.default_rng(0)
X = random.normal(size=(12, 2))
T = np.array(["no", "yes"] * 6)
NETWORK = [[2], [3, "tanh"], [2, "softmax"]]


class Colour(Enum):
    """No number and no name."""

    RED = 1


class Silent:
    """An object that cannot be written."""

    def __repr__(self):
        raise RuntimeError("no words")


ODD = {
    "a huge number": 10**400,
    "one of too many digits": 10**5000,
    "NaN": float("nan"),
    "infinity": float("inf"),
    "minus infinity": -np.inf,
    "a complex number": 1 + 1j,
    "a dict": {"a": 1},
    "a set": {1, 2},
    "an Enum": Colour.RED,
    "a masked number": np.ma.masked,
    "a masked array": np.ma.array([1.0, 2.0], mask=[True, False]),
    "an array": np.arange(100_000.0),
    "a list": [[1, 2]],
    "an object": object(),
    "a silent object": Silent(),
    "a date": np.datetime64("2026-01-01"),
    "bytes": b"0.5",
}

OPTIONS = (
    "epochs", "batch_size", "shuffle_data", "validation_split", "class_weight", "sample_weight",
    "early_stopping", "fitness", "target", "workers", "seed", "learning_rate", "classes",
    "validation_data",
)  # fmt: skip

OF_THE_MODEL = (
    "loss_function", "learning_rate", "initializer", "regularizer", "target_scaling", "dtype",
    "seed", "engine",
)  # fmt: skip

FITS = {
    ("epochs", "a huge number"),
    ("epochs", "one of too many digits"),
    ("batch_size", "a huge number"),
    ("batch_size", "one of too many digits"),
    ("early_stopping", "a huge number"),
    ("early_stopping", "one of too many digits"),
    ("seed", "a huge number"),
    ("seed", "one of too many digits"),
}
"""What may be so large."""


def refused_in_short(call):
    with pytest.raises(EduNNError) as caught:
        call()
    assert len(str(caught.value)) < 700


@pytest.mark.parametrize("case", ODD)
@pytest.mark.parametrize("option", OPTIONS)
def test_an_odd_option_of_a_training_is_refused(option, case):
    if (option, case) in FITS:
        return
    for algorithm in ("adam", "genetic_algorithm"):
        model = Model(NETWORK, seed=1)
        refused_in_short(lambda: model.training(algorithm, X, T, **{option: ODD[case]}))  # noqa: B023
        assert model.targets is None


@pytest.mark.parametrize("case", ODD)
@pytest.mark.parametrize("option", OF_THE_MODEL)
def test_an_odd_option_of_a_model_is_refused(option, case):
    if (option, case) not in FITS:
        refused_in_short(lambda: Model(NETWORK, **{option: ODD[case]}))


@pytest.mark.parametrize("case", ODD)
@pytest.mark.parametrize(
    "family",
    [
        "optimizer",
        "schedule",
        "strategy",
        "mutation",
        "crossover",
        "selection",
        "initializer",
        "regularizer",
        "loss",
        "layer",
    ],
)
def test_an_odd_setting_of_anything_in_the_catalogue_is_refused(family, case):
    for kind in FAMILIES[family].values():
        for field in fields(kind):
            if not field.init or (family == "schedule" and field.name == "initial"):
                continue
            try:
                made = kind(**{field.name: ODD[case]})
            except TypeError as error:
                assert "missing" in str(error), (kind, field.name)  # noqa: PT017
            except EduNNError as error:
                assert len(str(error)) < 700  # noqa: PT017
            else:
                assert "huge" in case or "many digits" in case, (kind, field.name, made)


@pytest.mark.parametrize("case", ODD)
def test_an_odd_theta_is_refused(case):
    model = Model(NETWORK, seed=1)
    size = model.theta.size

    def assign(theta):
        model.theta = theta

    refused_in_short(lambda: assign(ODD[case]))
    if case != "bytes":  # those of a number are one, as texts are
        refused_in_short(lambda: assign([ODD[case]] * size))
    refused_in_short(lambda: assign(np.ma.array(np.ones(size), mask=np.arange(size) == 2)))
    refused_in_short(lambda: assign(np.ones(size) * 1j))


@pytest.mark.parametrize("case", ODD)
def test_odd_weights_are_refused(case):
    model = Model(NETWORK, seed=1)
    masked = np.ma.array(np.ones(12), mask=np.arange(12) == 2)
    odd = [ODD[case] if case != "bytes" else b"heavy"] * 12
    for weights in (odd, masked, np.ones(12) * 1j, np.full(12, "2026", "M8[D]")):
        refused_in_short(lambda: model.training("adam", X, T, sample_weight=weights))  # noqa: B023
    refused_in_short(lambda: model.training("adam", X, T, class_weight={"no": ODD[case]}))
    if case not in ("a dict", "a set", "an array", "a list", "a masked array", "a masked number"):
        refused_in_short(lambda: model.training("adam", X, T, class_weight={ODD[case]: 1.0}))


def test_a_class_has_one_weight():
    model = Model(NETWORK, seed=1)
    with pytest.raises(SettingError, match="names the class 1 twice"):
        model.training("adam", X, [0, 1] * 6, class_weight={1: 2.0, "1": 3.0})


@pytest.mark.parametrize("rows", [X, X.tolist(), (X, T)])
def test_rows_in_the_place_of_the_algorithm_are_recognized(rows):
    with pytest.raises(SettingError, match=r'It comes first: model.train\("adam", inputs') as found:
        Model(NETWORK, seed=1).train(rows, T, target="x")
    assert len(str(found.value)) < 300


@pytest.mark.parametrize("goal", ["x", "0.9", [0.9], np.nan, True])
def test_a_fitness_to_reach_is_a_number(goal):
    with pytest.raises(SettingError, match=r"target is .* but must be a finite number"):
        Model(NETWORK, seed=1).training("genetic_algorithm", X, T, target=goal)


PATHS = ["a\0b", "\0", "half \ud800 a letter", b"bytes", 3, None, ["a"], Colour.RED]


@pytest.mark.parametrize("path", PATHS, ids=range(len(PATHS)))
def test_what_names_no_file_is_refused(path):
    model = Model(NETWORK, seed=1)
    for call in (model.save, Model.from_file):
        with pytest.raises(SettingError, match="cannot be the name of a file"):
            call(path)
    with pytest.raises(SettingError, match="cannot be the name of a file"):
        model.training("adam", X, T).save(path)


@pytest.mark.parametrize("path", ["a\0b.csv", "half \ud800 a letter.csv"])
def test_what_names_no_table_is_refused(path):
    with pytest.raises(SettingError, match="cannot be the name of a file"):
        from_csv(path)


@pytest.mark.parametrize("case", ODD)
def test_a_sentence_stays_short_and_can_be_sent(case):
    message = Message("setting.yes_or_no", name="shuffle", value=ODD[case])
    assert len(message) < 200
    assert Message.from_dict(message.to_dict()) == message
    assert len(str(in_short(ODD[case]))) <= 100


def test_a_number_too_long_to_write_needs_no_format():
    with pytest.raises(SettingError, match="rows is a number of more than 30 digits, which"):
        require_memory("rows", 10**40, bytes_each=50)
    model = Model(NETWORK, learning_rate=10**40, seed=1)
    with pytest.raises(DivergedError, match="learning rate, a number of more than 30 digits"):
        model.train("sgd", X, T)


@pytest.mark.parametrize("word", ["no", 2, None, [True]])
def test_whether_to_restore_weights_is_a_yes_or_no(word):
    with pytest.raises(SettingError, match=r"restore_best_weights is .* True or False"):
        EarlyStopping("loss", restore_best_weights=word)


def test_a_plan_is_checked_when_it_is_changed():
    with pytest.raises(SettingError, match="target is"):
        replace(Plan(), target="x")


def test_odd_inputs_name_their_row():
    with pytest.raises(DataError, match="row 3"):
        Model(NETWORK, seed=1).predict(np.ma.array(X, mask=np.arange(24).reshape(12, 2) == 7))
