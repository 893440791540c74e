import numpy as np

from edunn.data import Column, Columns
from edunn.data.missing import dropping_note, filling_notes, gaps

COLUMNS = Columns((Column("age"), Column("code", "coded"), Column("size")))
VALUES = np.array([[np.nan, 1, 2], [np.nan, np.nan, 2], [1, 1, 2]])


def test_a_sentence_for_each_rule():
    assert filling_notes(COLUMNS, VALUES) == (
        "2 missing cells in 1 column (age: 2) filled with the training rows' median",
        "1 missing cell in 1 column (code: 1) filled with the training rows' most frequent value",
    )


def test_nothing_missing_nothing_said():
    assert filling_notes(COLUMNS, VALUES[2:]) == ()


def test_dropped_rows_are_counted_once():
    expected = "2 rows with a missing cell dropped (age: 2, code: 1), 1 row left"
    assert dropping_note(COLUMNS, VALUES) == expected


def test_bytes_have_no_gaps():
    assert not gaps(np.zeros((2, 3), np.uint8)).any()
