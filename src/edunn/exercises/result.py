"""The result of a check: passed or not, the credit, and what to say about it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, final

from edunn.exercises.writing import paragraph
from edunn.markup import as_text, tag


@final
@dataclass(frozen=True)
class Feedback:
    """What to say, from the headline to the lesson to read.

    Args:
        headline: what is right or wrong.
        sentences: why, and what to do.
        input: the smallest input that shows it, as in "x = [1, 2]".
        compared: of each output that differs its letter, yours, and the right one.
        closing: credit and lesson.

    Example:
        >>> print(Feedback("One is added.", input="x = 1", compared=(("y", "2", "1"),)).text)
        One is added.
        At x = 1:
          your y   2
          right y  1
    """

    headline: str
    sentences: tuple[str, ...] = ()
    input: str = ""
    compared: tuple[tuple[str, str, str], ...] = ()
    closing: str = ""

    @property
    def text(self) -> str:
        """All of it as lines for a terminal."""
        width = max((len(f"right {letter}".strip()) for letter, _, _ in self.compared), default=0)
        sides = [
            f"  {f'{who} {letter}'.strip():{width}}  {value}"
            for letter, yours, right in self.compared
            for who, value in (("your", yours), ("right", right))
        ]
        told = [paragraph(line) for line in (self.headline, *self.sentences) if line]
        ends = [self.closing] if self.closing else []
        mark = ":" if sides else "."
        return "\n".join(
            [
                *told,
                *([paragraph(f"At {self.input}{mark}", "  ")] if self.input else []),
                *sides,
                *ends,
            ]
        )

    @property
    def html(self) -> str:
        """The same for a notebook: the numbers side by side in a table."""
        rows = [
            tag(
                "tr",
                tag("td", letter),
                tag("td", tag("code", yours)),
                tag("td", tag("code", right)),
            )
            for letter, yours, right in self.compared
        ]
        head = tag("tr", tag("th", ""), tag("th", "yours"), tag("th", "right"))
        parts = [
            tag("p", tag("b", self.headline)),
            *(tag("p", line) for line in self.sentences),
            tag("p", f"At {self.input}{':' if rows else '.'}") if self.input else None,
            tag("table", head, *rows) if rows else None,
            tag("p", self.closing) if self.closing else None,
        ]
        return as_text(tag("div", *parts))


@final
@dataclass(frozen=True, repr=False)
class Result:
    """What `edunn.check` found.

    Args:
        exercise: its name.
        passed: whether everything is right.
        credit: the share of the credit, 0 to 1.
        mistakes: the ids of the known mistakes that explain the numbers; none if unknown.
        problem: "" if passed, else what kind of thing is wrong: "mistake", "value", "shape",
            "error", "nothing", "count", "kind", "warning", "arguments", "signature", "time".
        properties: what is right, by name.
        feedback: what to say, in parts.

    Example:
        >>> import numpy as np
        >>> from edunn.exercises import check
        >>> result = check("sigmoid", lambda x: 1 / (1 + np.exp(x)))
        >>> result.passed, result.mistake, result.credit
        (False, 'exponent-sign', 0.182)
    """

    exercise: str
    passed: bool
    credit: float
    mistakes: tuple[str, ...] = ()
    problem: str = ""
    properties: Mapping[str, bool] = field(default_factory=dict)
    feedback: Feedback = Feedback("")

    @property
    def mistake(self) -> str | None:
        """The id of the known mistake, the first of two; None if there is none."""
        return self.mistakes[0] if self.mistakes else None

    @property
    def message(self) -> str:
        """What a teacher would say, as text."""
        return self.feedback.text

    def to_dict(self) -> dict[str, Any]:
        """All of it as plain values, for JSON."""
        return {
            "exercise": self.exercise,
            "passed": self.passed,
            "credit": self.credit,
            "mistakes": list(self.mistakes),
            "problem": self.problem,
            "properties": dict(self.properties),
            "message": self.message,
            "feedback": asdict(self.feedback),
        }

    def __str__(self) -> str:
        return self.message

    def __repr__(self) -> str:
        return self.message

    def _repr_html_(self) -> str:
        return self.feedback.html
