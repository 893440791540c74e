"""The guide for teachers: a part for each lesson, and no name that does not exist."""

import re
from pathlib import Path

import pytest

from edunn.exercises import find as find_exercise
from edunn.lessons import every_lesson
from edunn.worksheets import KINDS

GUIDE = (Path(__file__).parents[2] / "lessons/README.md").read_text("utf-8")
PARTS = re.findall(r"^### (\d+) · ([^\n]+)\n\n(.*?)(?=\n##)", GUIDE, re.M | re.S)
UNCHECKED = {"centre_of_mass", "bounding_box"}


def listed(part, word):
    """The names behind *Sheet*: or *Exercises*: of a part."""
    found = re.search(rf"\*{word}s?\*:(.*?)(?=\n\n|\*[A-Z]|\Z)", part, re.S)
    return re.findall(r"`(\w+)`", found[1]) if found else []


def test_each_lesson_has_its_part():
    assert [int(number) for number, *_ in PARTS] == [lesson.number for lesson in every_lesson()]


@pytest.mark.parametrize(("number", "title", "part"), PARTS)
def test_a_part_names_time_sheets_and_exercises_that_there_are(number, title, part):
    lesson = every_lesson()[int(number) - 1]
    assert lesson.title.startswith(title)
    assert part.startswith(f"{lesson.minutes} minutes")
    assert set(listed(part, "Sheet")) <= set(KINDS)
    for name in set(listed(part, "Exercise")) - UNCHECKED:
        assert find_exercise(name).lesson <= int(number)
