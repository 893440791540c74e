import json

import pytest

from edunn.exercises import LESSONS, find, names

RIGHT = "import numpy as np\n\n\ndef relu(x):\n    return np.maximum(x, 0)\n"


def test_lists_and_shows(edunn, ask):
    listed = ask("exercise", "list")
    assert [each["name"] for each in listed] == list(names())
    assert {each["lesson"] for each in listed} <= LESSONS.keys()
    assert listed[list(names()).index("mse")] == {
        "topic": "losses",
        "name": "mse",
        "title": find("mse").title,
        "lesson": 4,
    }
    listing = edunn("exercise", "list", COLUMNS="120").out
    assert all(name in listing for name in names())
    shown = edunn("exercise", "show", "relu")
    assert "def relu(x):" in shown.out
    assert "At x = [-1, 2]: y = [0, 2]" in shown.out
    assert ask("exercise", "show", "dense_backward")["outputs"] == ["dW", "db", "dx"]


def test_a_new_program_says_what_is_missing(edunn, tmp_path, refusal):
    path = tmp_path / "relu.py"
    answer = edunn("exercise", "new", "relu", "--output", path)
    assert answer.code == 0
    assert f"edunn exercise check {path}" in answer.err
    checked = edunn("exercise", "check", path)
    assert checked.code == 1
    assert "returns nothing" in checked.out
    assert "is there already" in refusal("exercise", "new", "relu", "--output", path)
    assert edunn("exercise", "new", "relu", "-o", "-").out == path.read_text("utf-8")


def test_checks_a_file(edunn, tmp_path, ask):
    path = tmp_path / "mine.py"
    path.write_text(RIGHT, "utf-8")
    assert edunn("exercise", "check", path).code == 0
    assert ask("exercise", "check", path)["results"][0]["passed"]
    path.write_text(RIGHT + "\n\ndef mse(y, t):\n    return np.sum((y - t) ** 2)\n", "utf-8")
    answer = edunn("exercise", "check", path)
    assert answer.code == 1
    assert "The sum instead of the mean" in answer.out
    path.write_text("def relu(x:\n", "utf-8")
    answer = edunn("exercise", "check", path)
    assert answer.code == 1
    assert "mine.py, line 1" in answer.out


def test_grades_a_folder(edunn, tmp_path, ask):
    folder = tmp_path / "class"
    folder.mkdir()
    (folder / "ada.py").write_text(RIGHT, "utf-8")
    (folder / "bob.py").write_text("def relu(x):\n    return abs(x)\n", "utf-8")
    table, document = tmp_path / "g.csv", tmp_path / "g.json"
    answer = edunn("exercise", "grade", folder, "-o", table, "-o", document, "--workers", 2)
    assert answer.code == 0
    assert "ada: 100 %" in answer.err
    assert "2 submissions." in answer.out
    assert table.read_text("utf-8").splitlines()[:2] == [
        "student,total,relu",
        "ada,100.0,100.0",
    ]
    bob = json.loads(document.read_text("utf-8"))[1]
    assert bob["results"][0]["mistakes"] == ["absolute-value"]


@pytest.mark.parametrize("format", ["nbgrader", "otter"])
def test_exports_notebooks(edunn, tmp_path, format):
    path = tmp_path / "n.ipynb"
    answer = edunn("exercise", "export", "mse,relu", "--format", format, "--output", path)
    assert answer.code == 0
    assert json.loads(path.read_text("utf-8"))["nbformat"] == 4


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("chekc",), "Did you mean 'check'?"),
        (("softmax",), "edunn exercise show softmax"),
        (("check",), "edunn exercise check dense_backward.py"),
        (("check", "no.py"), "there is no file no.py"),
        (("check", "relu"), "Name the one that you wrote, as in relu.py"),
        (("check", "."), "edunn exercise grade ."),
        (("check", "pyproject.toml"), "name a file that ends in .py or .ipynb"),
        (("new", "relu", "-o", "relu.txt"), "the name must end in .py."),
        (("show", "softmx"), "Did you mean 'softmax'?"),
        (("grade", "nowhere"), "is no folder"),
        (("export", "mse", "--format", "moodle"), "Known: nbgrader, otter"),
        (("export", ","), "which exercises"),
        (("new", "mse", "-o", "a.py", "-o", "b.py"), "--output came twice"),
    ],
)
def test_refuses(refusal, words, told):
    assert told in refusal("exercise", *words)


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("return input('x? ')", "asks for input() in line 2: return input('x? ')"),
        ("import os; os._exit(0)", "ends the whole program"),
        ("import sys; sys.exit('bye')", "ends the whole program"),
    ],
)
def test_a_check_never_waits_or_ends_without_a_word(edunn, tmp_path, body, told):
    path = tmp_path / "relu.py"
    path.write_text(f"def relu(x):\n    {body}\n", "utf-8")
    answer = edunn("exercise", "check", path)
    assert answer.code == 1
    assert told in answer.out


def test_an_error_in_a_notebook_is_told_with_its_line(edunn, tmp_path):
    path = tmp_path / "mine.ipynb"
    cells = ["import numpy as np", "def relu(x):\n    return np.maximum(x, zero)\n"]
    document = {"cells": [{"cell_type": "code", "source": text} for text in cells]}
    path.write_text(json.dumps(document), "utf-8")
    assert "in line 2: return np.maximum(x, zero)" in edunn("exercise", "check", path).out


def test_a_function_of_nearly_the_right_name_is_pointed_at(tmp_path, refusal):
    path = tmp_path / "mine.py"
    path.write_text("def ReLU(x):\n    return x\n", "utf-8")
    assert "It has ReLU. Did you mean 'relu'?" in refusal("exercise", "check", path)
