"""Data to learn from: bundled sets, your own CSV files, and toys that can be drawn on paper.

`load("iris")`, `from_csv("flowers.csv")` and `moons(rows=200)` each return a `Dataset`: its inputs,
its targets, their names, and where they come from.
"""

from edunn.data.augmentation import Hand, distorted, inked, redrawn
from edunn.data.columns import Column, Columns
from edunn.data.csv_files import from_csv, from_table, read_rows
from edunn.data.dataset import Dataset
from edunn.data.digits import prepare_digit
from edunn.data.library import load, names
from edunn.data.reading import parse_table, read_table
from edunn.data.sequences import adding, alice, echo, parity, sine
from edunn.data.table import Table
from edunn.data.toys import (
    blobs,
    circles,
    curve,
    logical_and,
    logical_or,
    logical_xor,
    moons,
    noisy_xor,
    spirals,
)

__all__ = [
    "Column",
    "Columns",
    "Dataset",
    "Hand",
    "Table",
    "adding",
    "alice",
    "blobs",
    "circles",
    "curve",
    "distorted",
    "echo",
    "from_csv",
    "from_table",
    "inked",
    "load",
    "logical_and",
    "logical_or",
    "logical_xor",
    "moons",
    "names",
    "noisy_xor",
    "parity",
    "parse_table",
    "prepare_digit",
    "read_rows",
    "read_table",
    "redrawn",
    "sine",
    "spirals",
]
