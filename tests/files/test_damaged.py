"""Whatever is wrong in a file, it is a FileFormatError or a model with finite numbers."""

import contextlib
import copy
import json
import os
import tracemalloc
from dataclasses import fields

import numpy as np
import pytest
import safetensors.numpy
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.files.worlds import parts, rows, trained, whole

from edunn import Model
from edunn.errors import EduNNError, FileFormatError
from edunn.files.model_file import FORMAT, Saved, from_bytes, to_bytes
from edunn.files.model_file import read as read_file


def saved_bytes(tmp, in_mid_run):
    path = tmp / "model.edunn"
    model = trained()
    if in_mid_run:
        x, t = rows()
        rule = {"learning_rate": 0.1, "early_stopping": 2, "batch_size": 8}
        training = model.training("adam", x, np.array(["ant", "bee", "cat"])[t], **rule)
        next(training)
        training.step()
        training.save(path)
    else:
        model.save(path)
    return path.read_bytes()


@pytest.fixture(scope="module", params=[False, True], ids=["model", "mid-run"])
def good(request, tmp_path_factory):
    return saved_bytes(tmp_path_factory.mktemp("good"), request.param)


def opens_or_is_refused(content, path):
    path.write_bytes(content)
    try:
        model = Model.from_file(path)
    except FileFormatError:
        return
    assert np.isfinite(model.theta).all()
    repr(model), model.summary(), str(model.history)
    with np.errstate(all="ignore"):
        model.predict(rows()[0])


@settings(max_examples=400, deadline=None)
@given(data=st.data())
def test_flipped_bytes(good, tmp_path_factory, data):
    path = tmp_path_factory.getbasetemp() / "flipped.edunn"
    header = 8 + int.from_bytes(good[:8], "little")
    content = bytearray(good)
    for _ in range(data.draw(st.integers(1, 3))):
        last = data.draw(st.sampled_from([8, header, len(good)]))
        content[data.draw(st.integers(0, last - 1))] = data.draw(st.integers(0, 255))
    opens_or_is_refused(bytes(content), path)


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_cut_and_lengthened_files(good, tmp_path_factory, data):
    path = tmp_path_factory.getbasetemp() / "cut.edunn"
    start = data.draw(st.sampled_from([0, 0, 0, 1, 8]))
    stop = data.draw(st.integers(0, len(good)))
    content = good[start:stop] + data.draw(st.binary(max_size=20))
    if len(content) == len(good):  # as if a few bytes at the end were flipped
        return opens_or_is_refused(content, path)
    path.write_bytes(content)
    with pytest.raises(FileFormatError):
        Model.from_file(path)
    return None


def leaves(value, path=()):
    yield path
    if not isinstance(value, (dict, list)):
        return
    for key, item in value.items() if isinstance(value, dict) else enumerate(value):
        yield from leaves(item, (*path, key))


JUNK = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 10**30),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=8),
    st.sampled_from(["relu", "adam", "theta", "history.loss", "cross_entropy", "-inf"]),
    st.just([]),
    st.just([[1, 2], {}]),
    st.just({}),
    st.just({"array": "theta"}),
    st.just({"array": ["theta"]}),
    st.just({"float": "nan"}),
    st.just({"family": "loss", "name": "mse"}),
    st.just({"family": ["loss"], "name": None}),
    st.just({"family": "layer", "name": "dense", "units": 10**15}),
    st.just({"family": "activation", "name": "relu"}),
)


@settings(max_examples=600, deadline=None)
@given(data=st.data())
def test_a_wrong_value_anywhere_in_the_json(good, tmp_path_factory, data):
    facts, arrays = parts(good)
    facts = copy.deepcopy(facts)
    *way, last = data.draw(st.sampled_from([p for p in leaves(facts) if p]))
    owner = facts
    for key in way:
        owner = owner[key]
    if data.draw(st.booleans()) and isinstance(owner, dict):
        del owner[last]
    else:
        owner[last] = data.draw(JUNK)
    content = whole(facts, arrays)
    try:
        saved = from_bytes(content, "it")
    except FileFormatError:
        return
    path = tmp_path_factory.getbasetemp() / "wrong.edunn"
    opens_or_is_refused(content, path)
    resumes_or_is_refused(saved, path)


def resumes_or_is_refused(saved, path):
    """What opened in spite of a changed value also goes on, or is refused with our own words."""
    if saved.checkpoint is None:
        return
    x, t = rows()
    model = Model.from_file(path)
    if model.class_names != ("ant", "bee", "cat"):
        return
    with contextlib.suppress(EduNNError):
        next(model.resume(x, np.array(["ant", "bee", "cat"])[t]), None)


@pytest.mark.parametrize("text", ["", "null", "[]", "3", "{", '{"a": NaN}', '{"a": 1e999}'])
def test_json_that_is_no_object(text):
    with pytest.raises(FileFormatError, match="damaged"):
        from_bytes(whole(text, {"theta": np.zeros(1)}), "it")


def test_json_that_is_too_deep():
    with pytest.raises(FileFormatError, match="damaged"):
        from_bytes(whole("[" * 10**5, {"theta": np.zeros(1)}), "it")
    with pytest.raises(FileFormatError):
        from_bytes(whole('{"format":' * 900 + "1" + "}" * 900, {"theta": np.zeros(1)}), "it")


def test_a_file_of_the_future_is_refused_with_words(good):
    facts, arrays = parts(good)
    facts |= {"format": FORMAT + 1, "edunn": "9.9"}
    with pytest.raises(
        FileFormatError, match=r"written by EduNN 9\.9 in format 2.*Install a newer"
    ):
        from_bytes(whole(facts, arrays), "it")


def changed(good, change):
    facts, arrays = parts(good)
    change(facts, arrays)
    return whole(facts, arrays)


def put_nan(facts, arrays):
    arrays["theta"][3] = np.nan


def put_infinity(facts, arrays):
    next(a for name, a in arrays.items() if name.startswith("statistics"))[0] = np.inf


def make_float64(facts, arrays):
    arrays["theta"] = arrays["theta"].astype("float64")


def make_short(facts, arrays):
    arrays["theta"] = arrays["theta"][:-1]


def make_square(facts, arrays):
    arrays["theta"] = arrays["theta"][np.newaxis]


def drop_theta(facts, arrays):
    del arrays["theta"]


def rename_class(facts, arrays):
    facts["targets"]["classes"] = ["ant", "ant", "cat"]


def shorten_history(facts, arrays):
    arrays["history.loss"] = arrays["history.loss"][:-1]


def drop_loss(facts, arrays):
    del arrays["history.loss"]


def turn_rate_negative(facts, arrays):
    facts["learning_rate"] = -1


def misname_layer(facts, arrays):
    facts["layers"][1]["name"] = "dens"


CHANGES = {
    put_nan: "NaN or infinity",
    put_infinity: "NaN or infinity",
    make_float64: "theta is float64, but dtype is float32",
    make_short: r"have 43 parameters, but theta is \(42,\)",
    make_square: r"theta is \(1, 43\)",
    drop_theta: "'theta' is missing",
    rename_class: "do not fit 3 outputs",
    shorten_history: "different lengths",
    drop_loss: "its history has no loss",
    turn_rate_negative: "a positive number is expected",
    misname_layer: r"unknown layer 'dens'. Did you mean 'dense'",
}


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_what_is_wrong_is_told(good, change):
    with pytest.raises(FileFormatError, match=CHANGES[change]):
        from_bytes(changed(good, change), "it")


@pytest.mark.parametrize("units", [10**6, 10**12, 10**100])
def test_absurd_sizes_are_refused_before_anything_is_made_of_that_size(good, units):
    facts, arrays = parts(good)
    facts["layers"][1]["units"] = units
    with pytest.raises(FileFormatError, match="parameters, but theta is"):
        from_bytes(whole(facts, arrays), "it")


@pytest.mark.parametrize("inputs", [10**9, 10**18, 10**40])
def test_a_network_without_parameters_cannot_be_absurdly_wide_either(inputs):
    facts, arrays = parts(bytes_of(Model(layers=["tanh"], inputs=2)))
    facts["inputs"] = [inputs]
    facts["layers"] = [{"family": "layer", "name": "standardize"}]
    with pytest.raises(FileFormatError, match="wide"):
        from_bytes(whole(facts, arrays), "it")


def bytes_of(model):
    return to_bytes(Saved(**{field.name: getattr(model, field.name) for field in fields(Saved)}))


def test_a_header_that_is_too_long_is_not_read(tmp_path):
    path = tmp_path / "long.edunn"
    with path.open("wb") as file:
        file.write((2**30).to_bytes(8, "little") + b"{")
        file.truncate(2**30 + 100)  # a sparse file: it takes no room
    with pytest.raises(FileFormatError, match="header of 1073741824 bytes"):
        read_file(path)


def test_a_foreign_file_is_refused_by_its_header_alone(tmp_path):
    path = tmp_path / "big.safetensors"
    header = json.dumps({"W": {"dtype": "F32", "shape": [2**38], "data_offsets": [0, 2**40]}})
    with path.open("wb") as file:
        file.write(len(header).to_bytes(8, "little") + header.encode())
        file.truncate(8 + len(header) + 2**40)
    with pytest.raises(FileFormatError, match="not one of EduNN"):
        read_file(path)


@pytest.mark.parametrize(("kind", "place"), [("MT19937", "pos"), ("Philox", "buffer_pos")])
@pytest.mark.parametrize("value", [-1, 10**6, 2**40])
def test_a_place_outside_of_a_generators_buffer_is_refused(kind, place, value):
    random = np.random.Generator(getattr(np.random, kind)(1))
    facts, arrays = parts(bytes_of(Model([[2], [1]], seed=random)))
    state = facts["random"]
    (state["state"] if place in state["state"] else state)[place] = value
    with pytest.raises(FileFormatError):
        from_bytes(whole(facts, arrays), "it")


def test_arrays_of_other_dtypes_are_refused_not_guessed(good):
    facts, arrays = parts(good)
    arrays["theta"] = arrays["theta"].astype("float16")
    with pytest.raises(FileFormatError, match="float16"):
        from_bytes(safetensors.numpy.save(arrays, {"edunn": json.dumps(facts)}), "it")


@pytest.mark.parametrize("change", [-1, 1, 10_000, 2**32, 2**34])
def test_a_size_that_the_header_does_not_promise_is_refused_before_it_is_read(
    good, tmp_path, change
):
    """The bytes that follow are a hole: they take no room on the disk, but would in memory."""
    path = tmp_path / "model.edunn"
    path.write_bytes(good)
    os.truncate(path, len(good) + change)
    tracemalloc.start()
    with pytest.raises(FileFormatError, match=f"{len(good) + change:,} bytes.*{len(good):,}"):
        Model.from_file(path)
    assert tracemalloc.get_traced_memory()[1] < 1_000_000
    tracemalloc.stop()


@given(offsets=st.none() | st.integers() | st.text() | st.lists(st.integers() | st.text()))
def test_absurd_offsets_are_refused_in_words(good, tmp_path_factory, offsets):
    length = int.from_bytes(good[:8], "little")
    header = json.loads(good[8 : 8 + length])
    header["theta"]["data_offsets"] = offsets
    text = json.dumps(header).encode()
    path = tmp_path_factory.mktemp("files") / "model.edunn"
    path.write_bytes(len(text).to_bytes(8, "little") + text + good[8 + length :])
    with pytest.raises(FileFormatError, match=r"model\.edunn"):
        Model.from_file(path)
