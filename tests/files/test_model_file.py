"""A saved model is the model: every number to the bit, every fact, and it goes on training."""

from dataclasses import dataclass, fields
from typing import final

import numpy as np
import pytest
import safetensors
from tests.files.worlds import rows, trained

import edunn
from edunn import Model
from edunn.activations import Elementwise
from edunn.catalogue import FAMILIES
from edunn.data import Column, Columns
from edunn.errors import DataError, FileFormatError, SettingError, UnknownNameError
from edunn.files import Saved
from edunn.files.history_columns import history_from_arrays, history_to_arrays
from edunn.layers import Activation, Dense, Dropout
from edunn.messages import Message
from edunn.optimizers import CosineDecay, ReduceOnPlateau
from edunn.training import EarlyStopping, Generation, History


@pytest.fixture
def path(tmp_path):
    return tmp_path / "model.edunn"


def through_a_file(model, path):
    model.save(path)
    return Model.from_file(path)


def test_the_notes_of_a_training_are_kept_with_their_codes(path):
    model = trained()
    model.history.notes += [
        Message("doctor.rows_alike"),
        Message("note.nothing_learned", useless=Message("doctor.rows_alike"), cause="x" * 9),
        Message("note.no_better_than_mean", r2=float("nan")),
        "a text",
    ]
    notes = through_a_file(model, path).history.notes
    assert notes == model.history.notes
    codes = [getattr(note, "code", None) for note in notes]
    assert codes[-4:] == [
        "doctor.rows_alike", "note.nothing_learned", "note.no_better_than_mean", None,
    ]  # fmt: skip


def test_a_history_of_an_earlier_version_has_no_notes():
    facts, arrays = history_to_arrays(trained().history)
    assert "notes" not in facts
    assert history_from_arrays(facts, arrays).notes == []


@pytest.mark.parametrize(
    ("notes", "read"),
    [
        ([{"text": "Odd.", "code": {"code": "doctor.rows_alike", "values": {}}}], ["Odd."]),
        ([{"text": "Odd.", "code": 7}], ["Odd."]),
        ([{"text": "Odd.", "code": {"code": "note.of_tomorrow", "values": {}}}], ["Odd."]),
    ],
)
def test_a_note_is_its_text_where_its_code_says_something_else(notes, read):
    facts, arrays = history_to_arrays(trained().history)
    found = history_from_arrays(facts | {"notes": notes}, arrays).notes
    assert found == read
    assert type(found[0]) is str


@pytest.mark.parametrize("notes", ["text", [1], [{}], [{"text": 1}], None, {"text": "a"}])
def test_damaged_notes_are_refused(notes):
    facts, arrays = history_to_arrays(trained().history)
    with pytest.raises((FileFormatError, KeyError)):
        history_from_arrays(facts | {"notes": notes}, arrays)


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_every_number_comes_back_to_the_bit(path, dtype):
    model = trained(dtype)
    loaded = through_a_file(model, path)
    assert loaded.theta.dtype == dtype
    assert loaded.theta.tobytes() == model.theta.tobytes()
    for mine, yours in zip(model.learned.statistics, loaded.learned.statistics, strict=True):
        assert mine.keys() == yours.keys()
        assert all(mine[k].tobytes() == yours[k].tobytes() for k in mine)
    x, _ = rows()
    assert loaded.predict(x).tobytes() == model.predict(x).tobytes()


def test_every_fact_comes_back(path):
    model = trained(learning_rate=0.25)
    model.feature_names = ("a", "b", "c", "d")
    loaded = through_a_file(model, path)
    assert loaded.objective == model.objective
    assert loaded.learning_rate == 0.25
    assert (loaded.dtype, loaded.engine) == (model.dtype, model.engine)
    assert loaded.feature_names == model.feature_names
    assert loaded.targets == model.targets
    assert loaded.history == model.history
    assert vars(loaded).keys() == vars(model).keys() - {"begun"}  # how it was trained is not kept


def test_the_ending_keeps_its_code(path):
    model, rule = Model([[4], [3, "softmax"]], seed=0), EarlyStopping("loss", 1, min_delta=10.0)
    model.train("sgd", *rows(), epochs=5, early_stopping=rule)
    ending = through_a_file(model, path).history.ending
    assert ending.code == "training.weights_restored"
    assert ending.to_dict() == model.history.ending.to_dict()


@pytest.mark.parametrize(
    "code",
    [
        None,
        {},
        {"code": "no such code", "values": {}},
        {"code": "training.target_reached", "values": {"fitness": "much", "target": []}},
        {"code": "training.weights_restored", "values": {"ending": {"code": "?"}, "epoch": 1}},
        {"code": "training.stopped", "values": {"reason": "another one"}},
    ],
)
def test_an_ending_without_the_right_code_is_a_text(code):
    facts, arrays = history_to_arrays(trained().history)
    facts = facts | {"ending": "All epochs done.", "ending_code": code}
    ending = history_from_arrays(facts, arrays).ending
    assert ending == "All epochs done."
    assert type(ending) is str


def test_saved_has_a_field_for_all_that_a_model_has():
    assert {field.name for field in fields(Saved)} == set(vars(Model([[2], [1]])))


def test_a_loaded_model_goes_on_as_the_first_would_have(path):
    model = trained()
    loaded = through_a_file(model, path)
    x, t = rows()
    labels = np.array(["ant", "bee", "cat"])[t]
    for each in (model, loaded):
        each.train("momentum", x, labels, epochs=2)
    assert loaded.theta.tobytes() == model.theta.tobytes()
    assert [r.loss for r in loaded.history] == [r.loss for r in model.history]


def test_saving_twice_writes_the_same_bytes(path):
    model = trained()
    model.save(path)
    first = path.read_bytes()
    Model.from_file(path).save(path)
    assert path.read_bytes() == first


@pytest.mark.parametrize("names", [("x", "y", "z"), (7, 8, 9), (0, 1, 2), ("1", "2", "3")])
def test_class_names_keep_their_type(path, names):
    x, t = rows()
    model = Model([[4], [3, "softmax"]], seed=0)
    model.train("sgd", x, np.array(names)[t], epochs=1)
    loaded = through_a_file(model, path)
    assert loaded.class_names == model.class_names == names
    assert [type(name) for name in loaded.class_names] == [type(name) for name in names]


def test_a_regression_and_a_hinge_keep_what_their_outputs_mean(path):
    x, t = rows(classes=2)
    straight = Model([[4], [1]], "mse", seed=0)
    straight.train("sgd", x, t * 0.5, epochs=1)
    assert through_a_file(straight, path).class_names is None
    fence = Model([[4], [1, "tanh"]], "hinge", seed=0)
    fence.train("sgd", x, t, epochs=1)
    assert through_a_file(fence, path).targets == fence.targets
    assert fence.targets.off == -1.0


def test_a_model_that_never_trained_is_saved_too(path):
    model = Model([[4], [3, "softmax"]], seed=0)
    loaded = through_a_file(model, path)
    assert loaded.targets is None
    assert loaded.history == History()
    x, t = rows()
    for each in (model, loaded):
        each.train("sgd", x, t, epochs=1)
    assert loaded.theta.tobytes() == model.theta.tobytes()


def test_generations_and_what_is_not_finite_stay_in_the_history(path):
    x, t = rows()
    model = Model([[4], [3, "softmax"]], seed=0)
    model.train("genetic_algorithm", x, t, generations=3, population_size=6, elitism=1)
    model.history.columns["worst"][0] = -np.inf
    loaded = through_a_file(model, path)
    assert loaded.history == model.history
    assert type(loaded.history[0]) is Generation
    assert type(loaded.history[0].parents[0]) is int


@pytest.mark.parametrize(
    "rate", [None, 1, 0.1, CosineDecay(0.1, steps=100), ReduceOnPlateau(0.1, patience=3)]
)
def test_a_learning_rate_is_a_number_or_a_schedule(path, rate):
    assert through_a_file(Model([[2], [1]], learning_rate=rate), path).learning_rate == rate


def test_the_columns_of_a_table_travel_with_the_model(path):
    model = Model([[2], [1]])
    model.columns = Columns((Column("age", fill=50.0), Column("ill", "categorical", ("n", "y"))))
    assert through_a_file(model, path).columns == model.columns


def test_columns_must_fit_the_inputs(path):
    model = Model([[3], [1]])
    model.columns = Columns.numeric(("age",))
    with pytest.raises(FileFormatError, match="1 columns are named, for"):
        model.save(path)
    assert not path.exists()


@pytest.mark.parametrize("kind", ["PCG64", "PCG64DXSM", "MT19937", "Philox", "SFC64"])
def test_every_generator_of_numpy_goes_on_where_it_was(path, kind):
    random = np.random.Generator(getattr(np.random, kind)(5))
    model = Model([[2], [1]], seed=random)
    random.integers(0, 9, dtype=np.uint32)  # leaves half a draw in the buffer
    loaded = through_a_file(model, path)
    assert random.random(700).tobytes() == loaded.random.random(700).tobytes()


def test_a_generator_of_ones_own_is_refused(path):
    class Mine(np.random.PCG64):
        pass

    model = Model([[2], [1]], seed=np.random.Generator(Mine(0)))
    with pytest.raises(SettingError, match="come from Mine, which a file cannot hold"):
        model.save(path)


@pytest.mark.parametrize("family", ["activation", "loss", "initializer", "regularizer"])
def test_every_entry_of_the_catalogue_can_be_saved(path, family):
    for name, kind in FAMILIES[family].items():
        settings = {"number": 0.5} if name == "constant" else {}
        try:
            thing = kind(**settings)
        except TypeError:
            thing = kind(0.5)
        given = {"loss_function": thing} if family == "loss" else {family: thing}
        given = {"layers": [Dense(3), thing], "inputs": 2} if family == "activation" else given
        model = Model(**given) if "layers" in given else Model([[2], [3]], **given)
        assert through_a_file(model, path).objective == model.objective, name


@final
@dataclass(frozen=True)
class Cube(Elementwise):
    """A student's own curve."""

    scales: tuple[float, ...] = (1.0, 2.0)

    def value(self, x):
        return x**3

    def derivative(self, x, y):
        return 3 * x**2


def test_a_class_of_ones_own_works_when_registered(path):
    model = Model(layers=[Dense(3), Activation(Cube())], inputs=2)
    with pytest.raises(UnknownNameError, match="register"):
        model.save(path)
    edunn.register("activation", "cube_in_a_file", Cube)
    try:
        assert through_a_file(model, path).objective == model.objective
    finally:
        del FAMILIES["activation"]["cube_in_a_file"]
    with pytest.raises(UnknownNameError, match=r"unknown activation 'cube_in_a_file'.*register"):
        Model.from_file(path)
    with pytest.raises(FileFormatError):
        Model.from_file(path)


def test_numpy_numbers_as_settings_are_written_as_numbers(path):
    model = Model(layers=[Dense(np.int64(3)), Dropout(np.float32(0.25))], inputs=2)
    assert through_a_file(model, path).layers[0].units == 3


def test_a_function_as_learning_rate_is_refused(path):
    model = Model([[2], [1]], learning_rate=lambda t: 0.1)
    with pytest.raises(SettingError, match="cannot be written to a file"):
        model.save(path)
    assert not path.exists()


@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_what_is_not_finite_is_not_saved_over_what_is(path, bad):
    model = trained()
    model.save(path)
    before = path.read_bytes()
    model.learned.theta[0] = bad
    with pytest.raises(DataError, match="NaN or infinity"):
        model.save(path)
    assert path.read_bytes() == before


def test_the_arrays_can_be_read_by_any_safetensors_tool(path):
    model = trained()
    model.save(path)
    with safetensors.safe_open(path, framework="numpy") as file:
        assert file.get_tensor("theta").tobytes() == model.theta.tobytes()
        assert "history.loss" in file.keys()  # noqa: SIM118  # not a dict
