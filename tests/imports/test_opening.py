"""Files that are opened and files that never are; things that are no network."""

import pickle

import numpy as np
import pytest

from edunn import Model, open_model
from edunn.errors import ArchitectureError, FileFormatError, SettingError


def test_a_file_of_edunn(tmp_path):
    model = Model([[2], [3, "tanh"], [1]], "mse", seed=0)
    model.save(tmp_path / "net.edunn")
    for path in (tmp_path / "net.edunn", str(tmp_path / "net.edunn")):
        np.testing.assert_array_equal(open_model(path).theta, model.theta)


class Program:
    """Writes a file when it is unpickled."""

    def __init__(self, path):
        self.path = path

    def __reduce__(self):
        return open, (self.path, "w")


@pytest.mark.parametrize("ending", ["pt", "pth", "pkl", "joblib", "h5", "PT", "edunn", "onnx"])
def test_no_file_runs_a_program(tmp_path, ending):
    victim, path = tmp_path / "victim", tmp_path / f"net.{ending}"
    path.write_bytes(pickle.dumps(Program(str(victim))))
    with pytest.raises(FileFormatError, match="net"):
        open_model(path)
    assert not victim.exists()


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("net.pt", "network.load_state_dict(torch.load("),
        ("net.pkl", "pickle.load(open("),
        ("net.joblib", "joblib.load("),
        ("net.h5", "keras.models.load_model("),
        ("net.tflite", "tf2onnx"),
    ],
)
def test_the_message_has_the_line_that_loads_it(name, line):
    with pytest.raises(FileFormatError) as error:
        open_model(f"folder/{name}")
    assert line in str(error.value)
    assert f"folder/{name}" in str(error.value)


@pytest.mark.parametrize("thing", [None, 3, [[4], [3]], np.ones(3), object()])
def test_what_is_no_network_is_refused(thing):
    with pytest.raises(ArchitectureError, match="is no network"):
        open_model(thing)


@pytest.mark.parametrize("ending", ["edunn", "onnx", "keras"])
def test_a_file_that_is_not_there(ending):
    with pytest.raises(FileNotFoundError, match=f"there is no file nowhere.{ending}"):
        open_model(f"nowhere.{ending}")


@pytest.mark.parametrize("shape", [0, "4", (2, -1), 2.5])
def test_an_impossible_shape(shape):
    sklearn = pytest.importorskip("sklearn.neural_network")
    with pytest.raises(SettingError, match="input_shape"):
        open_model(sklearn.MLPRegressor(), input_shape=shape)
