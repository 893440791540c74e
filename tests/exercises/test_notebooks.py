"""Notebooks for nbgrader and otter: their cells run, and students do not get the solution."""

import json
import re

import pytest

import edunn
from edunn.errors import UnknownNameError
from edunn.exercises import check, find
from edunn.exercises.catalogue import EXERCISES
from edunn.exercises.notebooks import FORMATS, notebook_of

ALL = list(EXERCISES.values())


def code_of(notebook):
    return [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]


@pytest.mark.parametrize("format", FORMATS)
def test_all_code_cells_run_and_the_solution_passes(format):
    for exercise in ALL:
        names = {}
        *cells, last = code_of(notebook_of([exercise], format))
        for cell in cells:
            exec(cell["source"], names)
        *lines, value = last["source"].splitlines()
        exec("\n".join(lines), names)
        assert eval(value, names) == (10 if format == "nbgrader" else True)


@pytest.mark.parametrize("format", FORMATS)
def test_the_solution_is_between_the_marks(format):
    source = code_of(notebook_of([find("softmax")], format))[1]["source"]
    without = re.sub(r"#+ BEGIN SOLUTION.*?#+ END SOLUTION", "", source, flags=re.S)
    assert "find(" in source
    assert "find(" not in without
    assert "Returns p, (B, C)" in without


def test_nbgrader_finds_its_metadata():
    notebook = notebook_of([find("mse"), find("softmax")], "nbgrader")
    cells = [cell["metadata"].get("nbgrader") for cell in notebook["cells"][1:]]
    assert len({cell["grade_id"] for cell in cells}) == 6
    assert [cell["points"] for cell in cells if cell["grade"]] == [10, 10]
    assert all(cell["schema_version"] == 3 for cell in cells)
    json.dumps(notebook)


def test_otter_finds_its_blocks():
    cells = notebook_of([find("mse")], "otter")["cells"]
    raw = [cell["source"].splitlines()[0] for cell in cells if cell["cell_type"] == "raw"]
    assert raw == [
        "# ASSIGNMENT CONFIG",
        "# BEGIN QUESTION",
        "# BEGIN SOLUTION",
        "# END SOLUTION",
        "# BEGIN TESTS",
        "# END TESTS",
        "# END QUESTION",
    ]


@pytest.mark.parametrize("exercise", ALL, ids=lambda exercise: exercise.name)
def test_otter_counts_as_the_check_does(exercise):
    wrong = exercise.mistakes[0].program
    result = check(exercise.name, wrong)
    cells = notebook_of([exercise], "otter")["cells"]
    points = json.loads(cells[2]["source"].split("points: ")[1])
    tests = [cell["source"].splitlines()[-1] for cell in cells if "properties" in cell["source"]]
    names = {"edunn": edunn, exercise.name: wrong}
    got = sum(worth * eval(test, names) for worth, test in zip(points, tests, strict=True))
    assert sum(points) == pytest.approx(10, abs=1e-3)
    assert got == pytest.approx(10 * result.credit, abs=0.01)


def test_another_format_is_refused():
    with pytest.raises(UnknownNameError, match="moodle"):
        notebook_of([find("mse")], "moodle")
