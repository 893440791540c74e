"""What is no model is refused, with words for what it is instead."""

import gzip
import io
import json
import os
import pickle
import zipfile

import numpy as np
import pytest
import safetensors.numpy

from edunn import Model
from edunn.errors import FileFormatError
from edunn.files.validation import kind_of


class Bomb:
    """A pickle that runs code when it is opened."""

    def __reduce__(self):
        return os._exit, (1,)


def in_zip(**names):
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as archive:
        for name, content in names.items():
            archive.writestr(name, content)
    return memory.getvalue()


def in_memory(write, *arguments):
    memory = io.BytesIO()
    write(memory, *arguments)
    return memory.getvalue()


WEIGHTS = {"W": [1.0, 2.0], "b": (3,)}
STRANGERS = {
    **{f"pickle{p}": (pickle.dumps(WEIGHTS, p), "a pickle") for p in range(6)},
    **{f"list{p}": (pickle.dumps([1, 2], p), "a pickle") for p in range(6)},
    **{f"bomb{p}": (pickle.dumps(Bomb(), p), "a pickle") for p in range(6)},
    "empty": (b"", "an empty file"),
    "torch": (in_zip(**{"net/data.pkl": b"\x80\x02."}), "a PyTorch checkpoint"),
    "npz": (in_memory(np.savez, np.zeros(2)), r"NumPy arrays \(\.npz\)"),
    "keras": (in_zip(**{"metadata.json": "", "config.json": ""}), "a Keras model"),
    "zip": (in_zip(hello=""), "a zip archive"),
    "npy": (in_memory(np.save, np.zeros(2)), r"a NumPy array \(\.npy\)"),
    "hdf5": (b"\x89HDF\r\n\x1a\n" + bytes(40), "an HDF5 file"),
    "png": (b"\x89PNG\r\n\x1a\n" + bytes(40), "a PNG image"),
    "gzip": (gzip.compress(b"hello"), "a gzip archive"),
    "json": (json.dumps({"layers": [4, 3]}).encode(), "a JSON text"),
    "list": (b"[[4], [3]]", "a JSON text"),
    "html": (b"<!DOCTYPE html><html></html>", "a web page"),
    "csv": (b"a,b\n1,2\n3,4\n", "a table of text"),
    "tabs": (b"a\tb\n1\t2\n", "a table of text"),
    "text": ("Größe und Gewicht\n".encode(), "a text file"),
    "noise": (bytes(range(128, 256)) * 4, "a file of an unknown kind"),
    "safetensors": (safetensors.numpy.save({"W": np.zeros(2)}), "not one of EduNN"),
    "theirs": (safetensors.numpy.save({"W": np.zeros(2)}, {"format": "pt"}), "not one of EduNN"),
}


@pytest.mark.parametrize("name", STRANGERS)
def test_a_stranger_is_told_what_it_is(tmp_path, name):
    content, words = STRANGERS[name]
    path = tmp_path / "model.edunn"  # the ending says nothing
    path.write_bytes(content)
    with pytest.raises(FileFormatError, match=words) as refusal:
        Model.from_file(path)
    assert str(path) in str(refusal.value)


def test_a_pickle_is_explained(tmp_path):
    path = tmp_path / "iris.pck"
    path.write_bytes(pickle.dumps(WEIGHTS))
    with pytest.raises(FileFormatError, match=r"can run any code.*model\.theta"):
        Model.from_file(path)


def test_the_ending_of_a_name_says_nothing(tmp_path):
    path = tmp_path / "good.pck"
    Model([[2], [1]], seed=1).save(path)
    assert Model.from_file(path).theta.size == 3


def test_a_folder_and_a_pipe_are_no_files(tmp_path):
    with pytest.raises(FileFormatError, match="is a folder"):
        Model.from_file(tmp_path)
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(FileFormatError, match="a device or a pipe"):
        Model.from_file(tmp_path / "pipe")


def test_a_missing_file_offers_near_names(tmp_path):
    (tmp_path / "iris.edunn").touch()
    with pytest.raises(FileNotFoundError, match=r"Did you mean 'iris\.edunn'"):
        Model.from_file(tmp_path / "iriss.edunn")
    with pytest.raises(FileNotFoundError, match="there is no file"):
        Model.from_file(tmp_path / "nowhere" / "x")


def test_a_long_text_is_a_text_even_if_cut_in_the_middle_of_a_letter():
    assert kind_of(b"." + "ä".encode() * 5000) == "a text file"
