import json
from pathlib import Path

import numpy as np

from edunn.text import abridged, as_json, joined, plural, shown, text_table


def test_a_table_without_rows_is_its_header():
    assert text_table(["x", "target"], []) == "x  target"


def test_short_rows_are_not_abridged():
    assert abridged(["a", "b"], most=2) == ["a", "b"]


def test_plurals():
    assert [plural(n, "row") for n in (0, 1, 2)] == ["0 rows", "1 row", "2 rows"]


def test_numpy_numbers_are_short_too():
    assert shown(np.float32(0.1)) == "0.1"


def test_whatever_is_no_json_becomes_text_or_null():
    nested = {1: (np.float32(0.5), np.inf), "path": Path("a"), "kept": [True, None, "x"]}
    assert as_json(nested) == {"1": [0.5, None], "path": "a", "kept": [True, None, "x"]}
    json.dumps(as_json(nested), allow_nan=False)


def test_joined_reads_like_a_sentence():
    assert joined(["a", "b"]) == "a and b"
