"""Right functions pass with full credit; known wrong programs are named, and no other."""

from itertools import combinations
from pathlib import Path

import pytest

from edunn.exercises import check
from edunn.exercises.attempt import Attempt
from edunn.exercises.catalogue import EXERCISES
from edunn.exercises.checking import judged
from edunn.exercises.exercise import ORDINARY
from edunn.exercises.lessons import LESSONS

ALL = list(EXERCISES.values())
KNOWN = [(exercise, mistake) for exercise in ALL for mistake in exercise.mistakes]


def test_the_page_counts_them():
    page = (Path(__file__).parents[2] / "docs" / "exercises.md").read_text("utf-8")
    assert f"{len(ALL)} functions" in page
    assert f"{len(KNOWN)} known wrong programs" in page


@pytest.mark.parametrize("exercise", ALL, ids=lambda exercise: exercise.name)
def test_the_right_function_gets_full_credit(exercise):
    result = judged(Attempt.known(exercise), exercise.solution)
    assert result.passed
    assert result.credit == 1
    assert result.mistake is None
    assert exercise.lesson in LESSONS


@pytest.mark.parametrize("exercise", ALL, ids=lambda exercise: exercise.name)
def test_who_hands_in_the_librarys_own_function_is_told_so(exercise):
    for program in (exercise.solution, lambda *arguments: exercise.solution(*arguments)):
        result = check(exercise.name, program)
        assert (result.passed, result.problem, result.credit) == (False, "solution", 0.0)
        assert "EduNN's own function, not yours" in result.message


@pytest.mark.parametrize("exercise", ALL, ids=lambda exercise: exercise.name)
def test_the_right_function_has_numbers_and_no_warnings(exercise):
    attempt = Attempt.known(exercise)
    for outcome, reading in zip(attempt.outcomes, attempt.readings, strict=True):
        assert not reading.fault
        assert not outcome.warned
        assert not outcome.changed
        assert not outcome.printed


@pytest.mark.parametrize(("exercise", "mistake"), KNOWN, ids=[f"{e.name}-{m.id}" for e, m in KNOWN])
def test_a_known_mistake_is_named_and_no_other(exercise, mistake):
    result = check(exercise.name, mistake.program)
    assert result.mistakes == (mistake.id,)
    assert not result.passed
    assert result.credit < 1
    assert mistake.what in result.message.replace("\n", " ")
    assert len(result.message.splitlines()) <= 20
    lines = result.message.splitlines()
    assert len(lines) >= 4
    assert max(len(line) for line in lines if not line.startswith("  ")) <= 100


@pytest.mark.parametrize("exercise", ALL, ids=lambda exercise: exercise.name)
def test_no_two_mistakes_give_the_same_numbers(exercise):
    attempts = {mistake.id: Attempt.known(exercise, mistake.id) for mistake in exercise.mistakes}
    for (one, mine), (other, its) in combinations(attempts.items(), 2):
        ordinary = list(mine.places(ORDINARY))
        extreme = [k for k in mine.places(["stability"]) if not mine.passes(k) or not its.passes(k)]
        same = all(mine.is_same(its, k) for k in [*ordinary, *extreme])
        same_marks = all(
            mine.outcomes[k].changed == its.outcomes[k].changed
            and mine.outcomes[k].warned == its.outcomes[k].warned
            for k in [*ordinary, *extreme]
        )
        assert not (same and same_marks), f"{one} and {other}: add a case that tells them apart"
