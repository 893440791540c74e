"""Kernel code: compiled once, kept, found again, and never trusted before it was tried."""

import copy
import struct

import numpy as np
import pytest

from edunn.fused import object_cache
from edunn.fused.loader import Kernel, Packed, flat
from edunn.fused.object_cache import Code, load


def total():
    """Gives a function that Numba can compile, without anything else of ours in it."""

    def add(pair: tuple[int, float], q: np.ndarray) -> int:
        return int(pair[0] * pair[1] + q[0, 0] + q[-1, -1])

    return add


def other():
    def subtract(pair: tuple[int, float], q: np.ndarray) -> int:
        return int(pair[0] - pair[1])

    return subtract


def never():
    raise AssertionError("it is there already: nobody has to compile it")


never.__qualname__ = total.__qualname__

ARGUMENTS = (3, 2.5), np.array([[0.5, 0, 0], [0, 0, 4]])


@pytest.fixture
def folders(tmp_path, monkeypatch):
    folders = [tmp_path / "one", tmp_path / "two"]
    monkeypatch.setattr(object_cache, "folders", lambda: iter(folders))
    return folders


def kept(folder):
    return list(folder.iterdir()) if folder.exists() else []


def test_it_is_compiled_once_and_then_found(folders):
    assert Kernel(total)(*ARGUMENTS) == 12
    assert [path.suffix for path in kept(folders[0])] == [".machine"]
    assert Kernel(never)(*ARGUMENTS) == 12
    assert not kept(folders[1])


def test_every_form_and_every_function_has_code_of_its_own(folders):
    add = Kernel(total)
    pair, q = ARGUMENTS
    assert add(pair, q) == add(pair, q + 0.0) == 12
    assert add(pair, q.astype("float32")) == 12
    assert Kernel(other)(*ARGUMENTS) == 0
    assert (len(add.loaded), len(kept(folders[0]))) == (2, 3)


def test_the_second_folder_is_for_where_the_first_may_not_be_written(folders):
    folders[0].write_text("a file in the way")
    assert Kernel(total)(*ARGUMENTS) == 12
    assert len(kept(folders[1])) == 1
    assert Kernel(never)(*ARGUMENTS) == 12


def test_where_nothing_can_be_kept_it_is_compiled_anew(folders):
    for folder in folders:
        folder.write_text("a file in the way")
    assert Kernel(total)(*ARGUMENTS) == Kernel(total)(*ARGUMENTS) == 12


@pytest.mark.parametrize("content", [b"", b"add\n", b"add\nno machine code", b"\x00\xff" * 99])
def test_what_is_no_code_is_compiled_anew(folders, content):
    assert Kernel(total)(*ARGUMENTS) == 12
    (path,) = kept(folders[0])
    path.write_bytes(content)
    assert Kernel(total)(*ARGUMENTS) == 12
    assert path.read_bytes() != content


def test_code_without_the_function_is_refused(folders):
    Kernel(total)(*ARGUMENTS)
    (path,) = kept(folders[0])
    code = Code.of_bytes(path.read_bytes())
    path.write_bytes(Code("nobody", code.binary).to_bytes())
    with pytest.raises(ValueError, match="no function nobody"):
        load(path)


def test_what_a_fresh_process_cannot_load_is_not_kept(folders):
    folders[0].mkdir()
    object_cache.keep(Code("add", b"no machine code"), folders[0] / "x.machine")
    assert not kept(folders[0])


def test_other_sources_other_processors_other_names(monkeypatch):
    names = {
        Kernel(total)._file(("i",)),
        Kernel(total)._file(("f",)),
        Kernel(other)._file(("i",)),
    }
    monkeypatch.setattr(object_cache, "STAMP", "of other sources")
    names.add(Kernel(total)._file(("i",)))
    assert len(names) == 4


def test_forms():
    q = np.zeros((2, 3), "float32")
    form, words = flat((1, 2.0, (q, (q[0],)), np.int64(3)))
    assert form == ("i", "f", "<f4|2", "<f4|1", "i")
    assert struct.unpack("qd2q", words[:32]) == (1, 2.0, 0, 0)
    assert struct.unpack("7q", words[32:88]) == (6, 4, q.ctypes.data, 2, 3, 12, 4)


def test_what_is_ready_is_written_once_and_anew_for_a_copy(folders):
    pair, q = ARGUMENTS
    add, ready = Kernel(total), Packed(q)
    assert add(pair, ready) == add(pair, q) == 12
    q[0, 0] += 5  # it is the same array, wherever it is
    assert add(pair, ready) == 17
    copied = copy.deepcopy(ready)
    q[0, 0] -= 5
    assert (add(pair, ready), add(pair, copied)) == (12, 17)
    assert len(add.loaded) == 1


def test_arguments_that_were_written_out_together_need_not_be_written_again(folders):
    pair, q = ARGUMENTS
    add, written = Kernel(total), Packed((Packed(pair), q))
    assert add.call(written) == add(pair, q) == 12
    q[0, 0] += 5
    assert add.call(written) == 17
    q[0, 0] -= 5
    assert Kernel(never).call(written) == 12
