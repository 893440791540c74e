"""Whatever is changed in the file of a training: it goes on, or is refused as a file."""

import copy
import json
import time
import tracemalloc

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.files.test_damaged import JUNK, leaves
from tests.files.worlds import parts, rows, whole

from edunn import Model
from edunn.errors import DataError, DivergedError, FileFormatError
from edunn.optimizers import ReduceOnPlateau
from edunn.training import EarlyStopping

PATIENT = {"early_stopping": EarlyStopping("loss", patience=3)}
FEW = {"population_size": 8}
ALGORITHMS = {
    "adam": PATIENT,
    "momentum": {"learning_rate": ReduceOnPlateau(0.5, patience=1)},
    "genetic_algorithm": PATIENT | FEW,
    "low_rank_es": PATIENT | FEW,
    "pgpe": PATIENT | FEW,
    "cma_es": FEW,
}
MOST_BYTES = 20_000_000
"""Besides ten times the size of the file."""

MOST_SECONDS = 5


def in_mid_run(algorithm, path):
    """The bytes of a file: an epoch and a mini-batch, or two generations, are done."""
    model = Model([[4], [5, "relu", {"dropout": 0.2}], [3, "softmax"]], seed=1)
    about = {"epochs": 6, "batch_size": 8, "seed": 5} | ALGORITHMS[algorithm]
    training = model.training(algorithm, *rows(), **about)
    next(training)
    training.step()
    training.save(path)
    return path.read_bytes()


@pytest.fixture(scope="module", params=ALGORITHMS)
def good(request, tmp_path_factory):
    return in_mid_run(request.param, tmp_path_factory.mktemp("good") / "training.edunn")


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return tmp_path_factory.mktemp("changed") / "training.edunn"


def goes_on_or_is_refused(content, path):
    """Open, resume, train and save; neither time nor memory is wasted on what is refused."""
    path.write_bytes(content)
    began = time.process_time()
    tracemalloc.start()
    try:
        training = Model.from_file(path).resume(*rows())
        for _ in range(6):
            next(training, None)
        training.save(path.with_name("again.edunn"))
        repr(training.history), str(training.history), training.history.notes
    except (FileFormatError, DivergedError):
        pass
    finally:
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert most < MOST_BYTES + 10 * len(content)
    assert time.process_time() - began < MOST_SECONDS


ODD = JUNK | st.sampled_from(
    [0, -1, 10**9, 2**63, -(10**30), 1e300, -1e300, 1e-320, "", "nan", "loss", "accuracy", "index",
     {"float": "inf"}, {"float": "-inf"}, {"float": "nan"}, {"array": "nothing"},
     {"family": "optimizer", "name": "adam", "learning_rate": 0.1},
     {"family": "strategy", "name": "snes"}]
)  # fmt: skip


def owner_of(facts, way):
    for key in way:
        facts = facts[key]
    return facts


@settings(max_examples=120, deadline=None)
@given(data=st.data())
def test_any_fact_of_a_training(good, path, data):
    facts, arrays = parts(good)
    places = [way for way in leaves(facts["training"], ("training",)) if len(way) > 1]
    *way, last = data.draw(st.sampled_from(places))
    assume(last != "fingerprint")  # that tells other rows: the next test
    owner = owner_of(facts, way)
    change = data.draw(st.sampled_from(["value", "value", "value", "delete", "more"]))
    if change == "value":
        owner[last] = data.draw(ODD)
    elif change == "delete":
        del owner[last]
    elif isinstance(owner, dict):
        owner["more"] = data.draw(ODD)
    else:
        owner.append(data.draw(ODD))
    goes_on_or_is_refused(whole(facts, arrays), path)


def test_a_fingerprint_of_other_rows(good, path):
    facts, arrays = parts(good)
    facts["training"]["fingerprint"] = "other"
    path.write_bytes(whole(facts, arrays))
    with pytest.raises(DataError, match="not the rows that this training began with"):
        Model.from_file(path).resume(*rows())


NUMBERS = [0, -1, 1, 7, 10**9, -(10**9), 2**62, 1e30, -1e30, 1e-40, np.nan, np.inf, -np.inf]
SHAPES = {
    "flat": np.ravel,
    "one axis more": lambda a: a[np.newaxis],
    "a number": lambda a: np.zeros((), a.dtype),
    "empty": lambda a: a.ravel()[:0],
    "twice": lambda a: np.concatenate([a.ravel(), a.ravel()]),
    "turned": lambda a: np.ascontiguousarray(a.T[::-1].T),
    "transposed": lambda a: np.ascontiguousarray(a.T),
    "many": lambda a: np.zeros(10**5, a.dtype),
}


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_any_array_of_a_training(good, path, data):
    facts, arrays = parts(good)
    name = data.draw(st.sampled_from(sorted(arrays)))
    array = arrays[name].copy()
    change = data.draw(st.sampled_from(["number", "number", "dtype", "shape", "delete"]))
    with np.errstate(all="ignore"):
        if change == "number":
            number = np.array(data.draw(st.sampled_from(NUMBERS)))
            cells = np.s_[:1] if data.draw(st.booleans()) else np.s_[:]
            array.reshape(-1)[cells] = np.nan_to_num(number).astype(array.dtype)
            if array.dtype.kind == "f":
                array.reshape(-1)[cells] = number
        elif change == "dtype":
            kinds = ["float16", "float32", "float64", "int32", "int64", "uint8", "bool"]
            array = array.astype(data.draw(st.sampled_from(kinds)))
        elif change == "shape":
            array = np.ascontiguousarray(SHAPES[data.draw(st.sampled_from(sorted(SHAPES)))](array))
    changed = arrays | {name: array}
    if change == "delete":
        del changed[name]
    goes_on_or_is_refused(whole(facts, changed), path)


HEADER = {
    "dtype": ["F32", "F64", "I64", "F16", "BF16", "U8", "BOOL", "x", None, 3, "C64"],
    "shape": [[], [0], [-1], [2**40], [2**63, 2], [0, 2**63], None, "x", [1.5], [None], [[1]], {}],
    "data_offsets": [[0, 0], [0, 4], [4, 0], [-4, 0], [0, 2**63], [2**70, 2**70 + 4], [0], None],
}


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_any_entry_of_the_header(good, path, data):
    length = int.from_bytes(good[:8], "little")
    header = copy.deepcopy(json.loads(good[8 : 8 + length]))
    name = data.draw(st.sampled_from(sorted(header.keys() - {"__metadata__"})))
    field = data.draw(st.sampled_from(sorted(HEADER)))
    header[name][field] = data.draw(st.sampled_from(HEADER[field]))
    text = json.dumps(header).encode()
    content = len(text).to_bytes(8, "little") + text + good[8 + length :]
    goes_on_or_is_refused(content, path)


def set_target(facts, arrays):
    facts["plan"]["target"] = 0.9


def set_fitness(facts, arrays):
    facts["plan"]["fitness"] = "height"


def set_monitor(facts, arrays):
    facts["plan"]["early_stopping"]["monitor"] = "val_loss"


def set_passes(facts, arrays):
    facts["forward_passes"] = 10**30


def set_rate(facts, arrays):
    facts["state_dict"]["plateau_state"]["rate"] = -1


def set_entrants(facts, arrays):
    facts["algorithm"]["selection"]["size"] = 10**9


def set_individuals(facts, arrays):
    facts["algorithm"]["population_size"] = 10**9


def set_list(facts, arrays):
    facts["state_dict"]["state"]["population"] = [[1, 2], {}]


def spoil_best(facts, arrays):
    arrays["training.watch.theta"][0] = np.nan


def turn_shapes(facts, arrays):
    shapes = arrays["training.state_dict.state.shapes"]
    arrays["training.state_dict.state.shapes"] = np.ascontiguousarray(shapes[:, ::-1])


@pytest.mark.parametrize(
    ("algorithm", "change", "words"),
    [
        ("adam", set_target, "fitness and target are for evolution"),
        ("genetic_algorithm", set_fitness, "unknown fitness 'height'"),
        ("adam", set_monitor, "val_loss"),
        ("adam", set_passes, "forward_passes is 1000000000000000000000000000000: a count"),
        ("momentum", set_rate, "rate is -1: a positive number is expected"),
        ("genetic_algorithm", set_entrants, r"size is 1,000,000,000, which would take about"),
        ("cma_es", set_individuals, r"population_size is 1,000,000,000, which would take about"),
        ("genetic_algorithm", set_list, "has not the size 8"),
        ("adam", spoil_best, "the best network so far has NaN or infinity in it"),
        ("low_rank_es", turn_shapes, "shapes are not those of this network"),
    ],
)
def test_what_no_training_arrives_at_is_refused(algorithm, change, words, tmp_path):
    path = tmp_path / "training.edunn"
    facts, arrays = parts(in_mid_run(algorithm, path))
    change(facts["training"], arrays)
    path.write_bytes(whole(facts, arrays))
    with pytest.raises(FileFormatError, match=words):
        Model.from_file(path).resume(*rows())
