"""The names in other libraries: each exists there, and no two members share one."""

import importlib

import pytest

from edunn import activations, layers
from edunn.exports.library_names import ACTIVATIONS, LAYERS, SETTINGS, Elsewhere, named_in

ROWS = [*ACTIVATIONS.items(), *LAYERS.items()]
LIBRARIES = Elsewhere._fields


def test_every_activation_has_a_row():
    assert list(ACTIVATIONS) == list(activations.NAMES)


def test_rows_and_settings_are_of_the_catalogue():
    known = activations.NAMES | layers.NAMES
    assert set(LAYERS) <= set(layers.NAMES)
    for member, setting in SETTINGS:
        assert setting in known[member].__dataclass_fields__


@pytest.mark.parametrize("library", LIBRARIES)
@pytest.mark.parametrize("table", [ACTIVATIONS, LAYERS], ids=["activations", "layers"])
def test_a_name_leads_back_to_its_member(library, table):
    for theirs, ours in named_in(library, table).items():
        assert getattr(table[ours], library) == theirs
    assert len(named_in(library, table)) == sum(bool(getattr(q, library)) for q in table.values())


@pytest.mark.parametrize(("ours", "row"), ROWS, ids=[name for name, _ in ROWS])
def test_the_name_exists_in_pytorch(ours, row):
    nn = pytest.importorskip("torch.nn")
    assert not row.pytorch or hasattr(nn, row.pytorch)


@pytest.mark.parametrize(("ours", "row"), ROWS, ids=[name for name, _ in ROWS])
def test_the_name_exists_in_onnx(ours, row):
    onnx = importlib.import_module("onnx.defs")
    assert not row.onnx or onnx.has(row.onnx)
