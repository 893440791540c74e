"""Exercises: a function that a student writes on the page, checked in a process of its own.

The studio's own process never runs the program. Another one does, in an empty folder, with limits
on its time, its memory and its files; two at a time. As in a notebook, a program may use what the
cells above its exercise define, and what the student has written there.
"""

from collections.abc import Iterator, Sequence
from threading import BoundedSemaphore
from typing import Any, final

from flask import Response
from pydantic import Field

from edunn.exercises import find
from edunn.exercises.needed import defined_in, needed_of, unknown_in
from edunn.exercises.processes import Checked, Limits, checked_apart
from edunn.messages import Message as Coded
from edunn.studio import limits
from edunn.studio.messages import Message, Sentence
from edunn.studio.routing import reply, require_programs, session, topic
from edunn.studio.session import Session
from edunn.studio.views.lessons import CodeCell, ExercisePart, lesson_view
from edunn.studio.views.progress import ProgressBook, progress_of

api = topic("exercises")

FILE = "answer.py"
ABOVE = "the cells above"
PROCESSES = 2
LIMITS = Limits(seconds=5.0)


class ExercisePath(Message):
    """The name of an exercise."""

    name: str = Field(max_length=60)


class Program(Message):
    """A program with the function that is asked for."""

    code: str = Field(max_length=limits.CODE_CHARACTERS)
    lesson: int | None = Field(
        default=None,
        ge=0,
        le=999,
        description="The lesson whose cells above the exercise the program may use.",
    )


class ComparedOutput(Message):
    """An output that differs: what the program gives, and what is right."""

    letter: str
    yours: str
    right: str


class CheckResult(Message):
    """What the check of a function found; its sentences are those of `edunn.check`, in English."""

    exercise: str
    passed: bool
    credit: float = Field(ge=0, le=1)
    mistakes: list[str] = Field(description="The known mistakes that explain the numbers.")
    problem: str = Field(description="What kind of thing is wrong; empty if nothing is.")
    headline: str
    sentences: list[str]
    input: str = Field(description="The smallest input that shows it: x = [1, 2].")
    compared: list[ComparedOutput]
    closing: str = Field(description="Credit, and the lesson to read.")
    lesson: int
    remarks: list[Sentence] = Field(description="What went wrong while the program ran.")

    @classmethod
    def of(cls, name: str, checked: Checked) -> "CheckResult":
        """The one result of a program that was checked."""
        result = checked.results[name]
        told: dict[str, Any] = dict(result["feedback"])
        rows = told.pop("compared")
        return cls(
            **{key: result[key] for key in ("exercise", "passed", "credit", "mistakes", "problem")},
            **told,
            compared=[ComparedOutput(letter=a, yours=b, right=c) for a, b, c in rows],
            lesson=find(name).lesson,
            remarks=[Sentence(text=remark) for remark in checked.remarks],
        )


@final
class Checker:
    """Programs that are being checked, a few at a time.

    Example:
        >>> found = Checker().checked("relu", "relu = lambda x: max(x, 0)")
        >>> found.passed, found.problem
        (False, 'error')
    """

    def __init__(self) -> None:
        self._seats = BoundedSemaphore(PROCESSES)

    def checked(self, name: str, code: str, above: Sequence[str] = ()) -> CheckResult:
        """The result of a program, which runs in a process of its own.

        Args:
            above: statements that run before it.

        Raises:
            UnknownNameError: an exercise that does not exist.
        """
        named = [(ABOVE, "\n".join(above))] if above else []
        with self._seats:
            found = checked_apart({FILE: code.encode()}, [name], LIMITS, named)
        return CheckResult.of(name, found)


def check_of(session: Session, name: str, code: str, lesson: int | None = None) -> CheckResult:
    """The result of a program, which is kept in the student's progress.

    Raises:
        UnknownNameError: an exercise, or a lesson, that does not exist.
        Busy: it runs for longer than a page waits; ask again.
    """
    name = find(name).name
    checker, book = session.service(Checker, Checker), progress_of(session)
    above = list(cells_above(lesson, name, book)) if lesson is not None else []
    needed = needed_of([source for _, source in above], code)

    def checked() -> CheckResult:
        result = checker.checked(name, code, needed)
        book.checked(name, code, result.passed, result.credit)
        return result.model_copy(update={"remarks": [*result.remarks, *_missing(code, above)]})

    return session.jobs.result(("check", name, code, lesson), checked, is_kept=True)


def cells_above(
    lesson: int, name: str, book: ProgressBook
) -> Iterator[tuple[ExercisePart | None, str]]:
    """The code above an exercise: cells of the lesson, and the student's answers to exercises."""
    texts = {(mark.kind, mark.name): mark.text for mark in book.all()}
    for part in lesson_view(lesson).parts:
        if isinstance(part, CodeCell):
            yield None, part.source
        elif isinstance(part, ExercisePart):
            if name in part.checks:
                return
            if part.stub:
                yield part, texts.get((part.mark.kind, part.mark.name), "")


def _missing(code: str, above: Sequence[tuple[ExercisePart | None, str]]) -> Iterator[Sentence]:
    """Names that an exercise above asks for, and the student has not written yet."""
    unknown = unknown_in(code, [source for _, source in above])
    for part, _ in above:
        asked = unknown & defined_in(part.stub) if part else set()
        if part and asked:
            names = ", ".join(sorted(asked))
            yield Sentence.of(Coded("exercise.is_above", names=names, number=part.number))


@api.post("/exercises/<name>/check", responses={200: CheckResult})
def check_exercise(path: ExercisePath, body: Program) -> Response:
    """Check a function that a student has written."""
    require_programs()
    return reply(check_of(session(), path.name, body.code, body.lesson))
