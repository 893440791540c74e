"""Grading: what a student wrote, line by line, with the numbers that the student went on with.

An answer is right if it is the number of the key, or the number that the formula gives for the
student's own earlier answers: an early slip is counted once. A wrong one is compared with what the
known slips of that line give; where none fits, no cause is named.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, TypeAlias, final

from edunn.errors import DataError
from edunn.worksheets.expressions import Numbers, as_written
from edunn.worksheets.sheet import Line, Sheet, is_close

Verdict: TypeAlias = Literal["right", "carried forward", "slip", "wrong", "missing", "unreadable"]

SIGN = "sign"
TURNED = "The size is right, the sign is not."


@final
@dataclass(frozen=True)
class Mark:
    """One line, graded.

    Example:
        >>> Mark("z", "slip", "6", 7.0, "bias_forgotten", "Add the bias.").credit
        0
    """

    label: str
    verdict: Verdict
    answer: str
    """As it was written."""

    expected: float
    """For the student's own earlier numbers."""

    slip: str = ""
    """The name of the known mistake."""

    sentence: str = ""

    @property
    def credit(self) -> int:
        """1 for a right number, from the key or carried forward, else 0."""
        return int(self.verdict in ("right", "carried forward"))

    def __str__(self) -> str:
        words = f"{self.label}: {self.verdict}"
        if self.credit:
            return words
        came = f", {self.answer} instead of {as_written(self.expected)}" if self.answer else ""
        return f"{words}{came}. {self.sentence}".strip().removesuffix(" .")


@final
@dataclass(frozen=True)
class Grade:
    """A worksheet, graded; print it for the lines that need a word.

    Example:
        >>> wrong = Mark("z", "slip", "6", 7.0, "bias_forgotten", "Add the bias.")
        >>> print(Grade("Ada", "forward", (Mark("y", "right", "2", 2.0), wrong)))
        Ada: 1 of 2
          z: slip, 6 instead of 7. Add the bias.
    """

    student: str
    kind: str
    marks: tuple[Mark, ...]

    @property
    def points(self) -> int:
        """The number of right lines."""
        return sum(mark.credit for mark in self.marks)

    @property
    def share(self) -> float:
        """The points as a share of the lines."""
        return self.points / len(self.marks)

    def __str__(self) -> str:
        head = f"{self.student}: {self.points} of {len(self.marks)}"
        return "\n".join([head, *(f"  {mark}" for mark in self.marks if not mark.credit)])


def graded(sheet: Sheet, student: str, answers: Mapping[str, str]) -> Grade:
    """Compare the answers of a student with the key.

    Args:
        answers: what was written, by the label of the line; an empty text for an empty line.

    Raises:
        DataError: an answer has a label that the sheet has not.

    Example:
        >>> import numpy as np
        >>> lines = Line("a", "x + 1"), Line("b", "2*a")
        >>> sheet = Sheet("two", "Two lines", "", (), {"x": np.array(3.0)}, lines)
        >>> [mark.verdict for mark in graded(sheet, "Ada", {"a": "5", "b": "10"}).marks]
        ['wrong', 'carried forward']
    """
    labels = [line.label for line in sheet.lines]
    unknown = [name for name in answers if name not in labels]
    if unknown:
        raise DataError(
            f"the worksheet {sheet.kind!r} has no line {unknown[0]!r}. It has: {', '.join(labels)}."
        )
    key, own, marks = sheet.numbers, sheet.numbers, []
    for line in sheet.lines:
        key[line.label] = line.value(key)
        mark = _marked(line, answers.get(line.label, "").strip(), key, own)
        marks.append(mark)
        answer = read_number(mark.answer)
        own[line.label] = key[line.label] if answer is None else answer
    return Grade(student, sheet.kind, tuple(marks))


def read_number(text: str) -> float | None:
    """The number that was written: decimal point or comma, or a fraction; None if it is none.

    Example:
        >>> read_number("0,75"), read_number("-3/4"), read_number("about 2")
        (0.75, -0.75, None)
    """
    plain = text.replace(" ", "").replace("\N{MINUS SIGN}", "-").replace(",", ".")
    try:
        return float(Fraction(plain))
    except (ValueError, ZeroDivisionError):
        return None


def _marked(line: Line, text: str, key: Numbers, own: Numbers) -> Mark:
    """One answer, where `key` and `own` hold the numbers before it, and `key` its own too."""
    expected, answer = line.value(own), read_number(text)
    if answer is None:
        verdict: Verdict = "unreadable" if text else "missing"
        words = "This is no number." if text else ""
        return Mark(line.label, verdict, text, expected, sentence=words)
    if is_close(answer, key[line.label]):
        return Mark(line.label, "right", text, expected)
    if is_close(answer, expected):
        return Mark(line.label, "carried forward", text, expected)
    seen = [*line.slips_seen(own).items(), *line.slips_seen(key).items(), (SIGN, -expected)]
    name = next((name for name, value in seen if is_close(answer, value)), "")
    sentences = {SIGN: TURNED} | {slip.name: slip.sentence for slip in line.slips}
    verdict = "slip" if name else "wrong"
    return Mark(line.label, verdict, text, expected, name, sentences.get(name, ""))
