"""Every lesson runs: its cells in order, in a folder of its own, with what they claim to print."""

import re
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "lessons"
LESSONS = sorted(FOLDER.glob("[0-9][0-9]-*.md"))
CELL = re.compile(r"^(`{3,})\{code-cell\}[^\n]*\n(.*?)^\1$", re.M | re.S)
OPTIONS = re.compile(r"\A(?::[^\n]*\n)+\n?")
PARTS = ("You will be able to", "Three questions", "In the studio")


def cells_of(text):
    """The code of each cell, with the line of the file on which it begins."""
    for found in CELL.finditer(text):
        code = OPTIONS.sub(lambda options: "\n" * options[0].count("\n"), found[2])
        yield text.count("\n", 0, found.start(2)), code


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_a_lesson_runs_from_its_first_cell_to_its_last(path, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    namespace = {"__name__": "__main__"}
    for line, code in cells_of(path.read_text("utf-8")):
        exec(compile("\n" * line + code, str(path), "exec"), namespace)


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_a_lesson_has_its_parts(path):
    text = path.read_text("utf-8")
    assert text.startswith("---\njupytext:")
    assert all(part in text for part in PARTS)
    assert 3 <= len(re.findall(r"^`{3,}\{exercise\}", text, re.M)) <= 6
    labels = re.findall(r"^`{3,}\{exercise\}[^\n]*\n:label: (\S+)", text, re.M)
    solved = re.findall(r"^```\{solution-start\} (\S+)\n:class: dropdown\n```$", text, re.M)
    assert sorted(labels) == sorted(solved)
    assert text.count("\n```{solution-end}\n```\n") == len(solved)


def test_lessons_are_numbered_without_a_gap():
    assert [int(path.name[:2]) for path in LESSONS] == list(range(1, len(LESSONS) + 1))
