"""Grading: no submission costs another one its grade, whatever it does."""

import json
import os
import sys

import pytest

from edunn.errors import FileFormatError, SettingError, UnknownNameError
from edunn.exercises.grading import grade, gradebook
from edunn.exercises.processes import Limits
from edunn.exercises.submissions import others_in, parts_of, submissions_in

GOOD = """
import numpy as np

def relu(x):
    return np.maximum(x, 0)

def mse(y, t):
    return np.mean((y - t) ** 2)

def sigmoid(x):
    return 1 / (1 + np.exp(x))
"""

LOOP = GOOD + "\n\ndef mse(y, t):\n    while True:\n        pass\n"

HOG = GOOD + "\n\ndef mse(y, t):\n    return np.mean(np.ones(10**11))\n"

WRITER = GOOD + "\n\ndef mse(y, t):\n    open('big', 'w').write('x' * 10**7)\n    return 0.0\n"

BROKEN = "def relu(x:\n    return x\n"

QUITTER = GOOD + "\n\ndef relu(x):\n    import os\n    os._exit(3)\n"

LATE = GOOD + "\n\nprint(1 / 0)\n"

SPY = """
import os
from pathlib import Path

def relu(x):
    seen = sorted(path.name for path in Path.cwd().rglob("*"))
    outside = [name for name in os.environ if "CLASS" in name]
    raise RuntimeError(f"{seen} {outside}")
"""

PROGRAMS = {
    "ada": GOOD,
    "broken": BROKEN,
    "hog": HOG,
    "late": LATE,
    "loop": LOOP,
    "quitter": QUITTER,
    "spy": SPY,
    "writer": WRITER,
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("class")
    for student, text in PROGRAMS.items():
        (place / f"{student}.py").write_text(text, "utf-8")
    return place


@pytest.fixture(scope="module")
def grades(folder):
    os.environ["CLASS_FOLDER"] = str(folder)
    try:
        found = grade(folder, limits=Limits(seconds=1.0, megabytes=1024), workers=2)
    finally:
        del os.environ["CLASS_FOLDER"]
    return {each.student: each for each in found}


def test_everybody_has_a_grade(grades):
    assert list(grades) == list(PROGRAMS)
    assert all(list(each.results) == ["relu", "sigmoid", "mse"] for each in grades.values())


def test_a_good_submission(grades):
    ada = grades["ada"]
    assert ada.passed == 2
    assert ada.results["sigmoid"]["mistakes"] == ["exponent-sign"]
    assert ada.credit == pytest.approx((2 + ada.results["sigmoid"]["credit"]) / 3)


def test_an_endless_loop_costs_only_itself(grades):
    assert grades["loop"].results["mse"]["problem"] == "time"
    assert grades["loop"].results["relu"]["passed"]
    assert "too slow: mse" in grades["loop"].in_short


@pytest.mark.skipif(sys.platform == "win32", reason="the system has no such limits")
def test_memory_and_files_have_limits(grades):
    assert "MemoryError" in grades["hog"].results["mse"]["message"]
    assert "OSError" in grades["writer"].results["mse"]["message"]
    assert grades["hog"].passed == grades["writer"].passed == 1


def test_a_syntax_error_is_told_with_its_line(grades):
    assert grades["broken"].credit == 0
    assert "broken.py, line 1" in grades["broken"].in_short


def test_who_ends_the_process_loses_only_that_function(grades):
    assert grades["quitter"].results["relu"]["problem"] == "ended"
    assert grades["quitter"].results["mse"]["passed"]


def test_a_failing_last_line_costs_nothing(grades):
    assert grades["late"].passed == 2
    assert "ZeroDivisionError" in grades["late"].in_short


def test_a_submission_sees_only_its_own_files(grades):
    message = grades["spy"].results["relu"]["message"]
    assert "['spy.py'] []" in message


def test_the_gradebook(grades):
    head, rows = gradebook(list(grades.values()))
    assert head == ["student", "total", "relu", "sigmoid", "mse"]
    assert rows[0][2:] == ["100.0", "18.2", "100.0"]
    json.dumps([each.to_dict() for each in grades.values()])


def test_folders_and_notebooks_are_submissions(tmp_path):
    (tmp_path / "ada").mkdir()
    (tmp_path / "ada" / "one.py").write_text("from two import relu\n", "utf-8")
    (tmp_path / "ada" / "two.py").write_text(GOOD, "utf-8")
    cells = [
        {"cell_type": "markdown", "source": ["def mse(): no"]},
        {"cell_type": "code", "source": ["%matplotlib inline\n", "import numpy as np\n"]},
        {"cell_type": "code", "source": "def relu(x):\n    return np.maximum(x, 0)"},
    ]
    (tmp_path / "bob.ipynb").write_text(json.dumps({"cells": cells}), "utf-8")
    found = grade(tmp_path, ["relu"], Limits(2.0), workers=1)
    assert [(each.student, each.passed) for each in found] == [("ada", 1), ("bob", 1)]


def test_a_function_by_another_name_is_pointed_at(tmp_path):
    (tmp_path / "ada.py").write_text("def Sigmoid(x):\n    return x\n", "utf-8")
    (found,) = grade(tmp_path, ["sigmoid"], workers=1)
    assert found.results["sigmoid"]["problem"] == "missing"
    assert "Did you mean 'Sigmoid'?" in found.results["sigmoid"]["message"]
    assert found.credit == 0


def test_what_is_refused(tmp_path):
    with pytest.raises(FileFormatError, match="is no folder"):
        grade(tmp_path / "nowhere")
    with pytest.raises(FileFormatError, match="no programs"):
        submissions_in(tmp_path)
    (tmp_path / "ada.py").write_text(GOOD, "utf-8")
    with pytest.raises(UnknownNameError, match="softmaxx"):
        grade(tmp_path, ["softmaxx"])
    with pytest.raises(SettingError, match="seconds"):
        Limits(seconds=0)
    broken = tmp_path / "x.ipynb"
    broken.write_text("no notebook", "utf-8")
    with pytest.raises(FileFormatError, match="no notebook"):
        parts_of(broken)


def notebook(*sources):
    """A notebook with these code cells, as text."""
    return json.dumps({"cells": [{"cell_type": "code", "source": text} for text in sources]})


def test_a_cell_that_fails_costs_only_itself(tmp_path):
    cells = (
        "%%bash\nls -la",
        "data = open('not-there.csv')",
        "import numpy as np\n%time one = 1",
        "def sigmoid(x)\n    return x",
        "def relu(x):\n    return np.maximum(x, one - 1)\nrelu?",
    )
    (tmp_path / "ada.ipynb").write_text(notebook(*cells), "utf-8")
    (found,) = grade(tmp_path, ["relu"], workers=1)
    assert found.passed == 1
    first, second = found.remarks
    assert "ada.ipynb, code cell 2, line 1, ends with FileNotFoundError" in first
    assert "ada.ipynb, code cell 4, line 1: expected ':' (SyntaxError)" in second


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("n = int(input('How many? '))", "line 2, asks for input()"),
        ("raise SystemExit", "line 2, ends the program"),
        ("print(1 / 0)", "line 2, ends with ZeroDivisionError"),
    ],
)
def test_what_is_defined_after_a_failing_line_counts(tmp_path, line, told):
    text = f"import numpy as np\n{line}\nZERO = 0\n\ndef relu(x):\n    return np.maximum(x, ZERO)\n"
    (tmp_path / "ada.py").write_text(text, "utf-8")
    (found,) = grade(tmp_path, ["relu"], workers=1)
    assert found.passed == 1
    assert told in found.in_short


def test_nobody_is_lost_in_a_folder_of_many_things(tmp_path):
    for name in ("ada.py", "ada.ipynb", "Bob B. Bee/src/one.py", "carl/relu.docx", "dora.zip"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(notebook("x = 1") if path.suffix == ".ipynb" else "x = 1\n", "utf-8")
    names = [each.student for each in submissions_in(tmp_path)]
    assert names == ["Bob B. Bee", "ada.ipynb", "ada.py", "carl"]
    assert others_in(tmp_path) == ["dora.zip"]
    carl = grade(tmp_path, ["relu"], workers=2)[-1]
    assert carl.credit == 0
    assert "no program in this folder" in carl.in_short
