"""Grading: credit for each line, early slips carried forward, mistakes named."""

import math

import pytest

from edunn.errors import DataError
from edunn.worksheets import KINDS, graded, sheet_for
from edunn.worksheets.expressions import as_written

SHEET = sheet_for(KINDS["backward"], "Ada", seed=7)


def written(numbers):
    return {name: as_written(value) for name, value in numbers.items()}


def marks_of(answers):
    return {mark.label: mark for mark in graded(SHEET, "Ada", answers).marks}


def gone_on_with(label, wrong):
    """The answers of a student who makes one slip, and computes all that follows from it."""
    known = SHEET.numbers
    for line in SHEET.lines:
        known[line.label] = wrong if line.label == label else line.value(known)
    return written({line.label: known[line.label] for line in SHEET.lines})


def test_the_key_gets_full_credit():
    grade = graded(SHEET, "Ada", written(SHEET.key))
    assert grade.share == 1
    assert str(grade) == "Ada: 29 of 29"


def test_nothing_written_gets_none():
    assert graded(SHEET, "Ada", {}).points == 0
    assert {mark.verdict for mark in marks_of({}).values()} == {"missing"}


@pytest.mark.parametrize("label", [line.label for line in SHEET.lines])
def test_one_slip_costs_one_point(label):
    grade = graded(SHEET, "Ada", gone_on_with(label, SHEET.key[label] + 3.0))
    assert grade.points == len(SHEET.lines) - 1
    assert {mark.label for mark in grade.marks if not mark.credit} == {label}


def test_a_slip_that_follows_a_slip_is_named_with_the_students_numbers():
    answers = gone_on_with("z2[0]", SHEET.key["z2[0]"] + 3.0)
    known = SHEET.numbers | {name: float(value) for name, value in answers.items()}
    answers["dz2[0]"] = as_written(known["z2[0]"] - known["t[0]"])
    mark = marks_of(answers)["dz2[0]"]
    assert (mark.verdict, mark.slip) == ("slip", "two_forgotten")
    assert mark.expected == pytest.approx(2 * (known["z2[0]"] - known["t[0]"]))


def test_a_wrong_sign_is_named_where_the_line_knows_no_other_reason():
    key = written(SHEET.key)
    label = next(name for name in ("db1[0]", "db1[1]") if SHEET.key[name])
    mark = marks_of(key | {label: as_written(-SHEET.key[label])})[label]
    assert (mark.verdict, mark.slip) == ("slip", "sign")


def test_where_no_known_slip_fits_no_cause_is_named():
    mark = marks_of(written(SHEET.key) | {"loss": "57.31"})["loss"]
    assert (mark.verdict, mark.slip, mark.sentence) == ("wrong", "", "")
    assert str(mark) == f"loss: wrong, 57.31 instead of {as_written(SHEET.key['loss'])}."


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("{:.2f}", "right"),
        (" {:.4f} ", "right"),
        ("about {}", "unreadable"),
        ("", "missing"),
    ],
)
def test_numbers_as_students_write_them(text, verdict):
    answers = written(SHEET.key) | {"loss": text.format(SHEET.key["loss"])}
    assert marks_of(answers)["loss"].verdict == verdict


@pytest.mark.parametrize("text", ["2/3", "0,667", "0.67", "0.6667", "\N{MINUS SIGN}-2/3"])
def test_fractions_and_commas(text):
    sheet = next(
        sheet
        for seed in range(2000)
        if math.isclose((sheet := sheet_for(KINDS["confusion"], "", seed)).key["recall"], 2 / 3)
    )
    answers = written(sheet.key) | {"recall": text}
    mark = next(mark for mark in graded(sheet, "", answers).marks if mark.label == "recall")
    assert mark.verdict == ("unreadable" if "-" in text else "right")


def test_an_unknown_line_is_refused_with_those_that_there_are():
    with pytest.raises(DataError, match=r"no line 'z9'.*z1\[0\], z1\[1\]"):
        graded(SHEET, "Ada", {"z9": "1"})
