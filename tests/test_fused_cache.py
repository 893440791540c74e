"""Machine code on disk: loaded by the next process, unless any source has changed."""

import subprocess
import sys
from shutil import copytree
from types import SimpleNamespace

import numpy as np
import pytest

from edunn.fused.support import missing

if missing():
    pytest.skip("the compiled engine is not installed", allow_module_level=True)

import numba

from edunn.fused import compiled
from edunn.fused.compiled import Announcement, fingerprint, kernel

Q = np.array([2.0, 3.0])


def total(q):
    return q[0] + q[1]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(numba.config, "CACHE_DIR", str(tmp_path))
    return tmp_path


def statistics(function):
    """How often machine code was found on disk, and how often it had to be compiled."""
    assert function(Q) == 5.0
    stats = function.stats
    return sum(stats.cache_hits.values()), sum(stats.cache_misses.values())


def test_it_is_compiled_once_and_then_loaded(folder):
    assert [statistics(kernel(total)) for _ in range(3)] == [(0, 1), (1, 0), (1, 0)]
    assert {path.suffix for path in folder.rglob("*.nb?")} == {".nbc", ".nbi"}


def test_machine_code_of_other_sources_is_not_loaded(folder, monkeypatch):
    assert statistics(kernel(total)) == (0, 1)
    monkeypatch.setattr(compiled, "FINGERPRINT", "of other sources")
    assert statistics(kernel(total)) == (0, 1)
    monkeypatch.undo()


@pytest.mark.parametrize(
    "source",
    ["activations/sigmoid.py", "fused/stack.py", "losses/regression.py", "optimizers/sgd.py"],
)
def test_the_fingerprint_changes_with_every_formula(source, tmp_path):
    root = tmp_path / "edunn"
    copytree(compiled.ROOT, root, ignore=lambda folder, names: {"studio", "data", "__pycache__"})
    before = fingerprint(root)
    assert before == fingerprint(root) == compiled.FINGERPRINT
    text = (root / source).read_text("utf-8")
    (root / source).write_text(text + "\n", "utf-8")
    assert fingerprint(root) != before


def test_every_kernel_has_the_fingerprint_in_its_closure():
    from edunn.fused import genetic_kernel as genetic
    from edunn.fused import gradient_kernel as gradient
    from edunn.fused import low_rank_kernel as low_rank

    kernels = gradient.run_epochs, genetic.evaluate, genetic.summarize, genetic.evolve
    for each in (*kernels, low_rank.evaluate):
        (cell,) = each.py_func.__closure__
        assert cell.cell_contents == compiled.FINGERPRINT


def test_where_no_folder_can_be_written_to_it_is_compiled_anew(monkeypatch):
    def refuse(dispatcher):
        raise RuntimeError("cannot cache function 'total': no locator available")

    monkeypatch.setattr(type(numba.njit(total)), "enable_caching", refuse)
    assert [statistics(kernel(total)) for _ in range(2)] == [(0, 1), (0, 1)]


def test_a_wait_is_announced_once_and_only_for_our_own_functions(capsys, monkeypatch):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    announcement = Announcement()
    for function in (total, fingerprint, fingerprint):
        dispatcher = SimpleNamespace(py_func=function)
        announcement.on_start(SimpleNamespace(data={"dispatcher": dispatcher}))
    assert capsys.readouterr().err.count("Compiling the fused engine") == 1


def test_choosing_an_engine_loads_no_numba():
    program = """
import sys
from edunn import Model
Model([[2], [1]], "mse", engine="auto").train("sgd", [[0.0, 1.0]], [[1.0]], epochs=1)
sys.exit("numba" in sys.modules)
"""
    subprocess.run([sys.executable, "-c", program], check=True)
