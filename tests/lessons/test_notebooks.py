"""The notebooks of the lessons: whole, plain, without solutions for students, and they run."""

import ast
import builtins
import json
import re

import nbformat
import pytest
from nbclient import NotebookClient
from tools.lesson_notebooks import Exercise, notebook_of, pieces_of, with_exercises

from tools import lesson_notebooks

LESSONS = sorted(lesson_notebooks.SOURCES.glob("[0-9][0-9]-*.md"))
BY_NAME = pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
CAPSTONE = 17


def sources(notebook, kind="", tag=""):
    """The cells of a kind, with a tag."""
    return [
        cell["source"]
        for cell in notebook["cells"]
        if kind in cell["cell_type"] and (not tag or tag in cell["metadata"].get("tags", ()))
    ]


def exercises_of(path):
    return [piece for piece in with_exercises(pieces_of(path)) if isinstance(piece, Exercise)]


def test_each_lesson_has_two_notebooks(tmp_path):
    names = {place.name for place in lesson_notebooks.write(tmp_path)}
    assert names == {f"{path.stem}{who}.ipynb" for path in LESSONS for who in ("", "-teacher")}


@BY_NAME
@pytest.mark.parametrize("is_teachers", [False, True], ids=["student", "teacher"])
def test_a_notebook_is_valid_and_plain(path, is_teachers):
    notebook = notebook_of(path, is_teachers)
    nbformat.validate(nbformat.from_dict(notebook))
    text = "\n".join(sources(notebook, "markdown"))
    assert not re.search(r"`{3,}\{|:::|\{\w+\}`|^:\w+:", text, re.M)
    assert text.count("<details>") == text.count("</details>") == 3
    assert notebook["metadata"]["edunn"]["minutes"] in range(20, 91)


@BY_NAME
def test_a_student_gets_every_exercise_and_no_solution(path):
    asked = re.findall(
        r"^```\{exercise\}[^\n]*\n:label: [^\n]*\n(.*?)\n```$",
        *(path.read_text("utf-8"), re.M | re.S),
    )
    student, teacher = notebook_of(path, False), notebook_of(path, True)
    for notebook in (student, teacher):
        tasks = sources(notebook, "markdown", "exercise")
        assert tasks == [f"### Exercise {i}\n\n{task.strip()}" for i, task in enumerate(asked, 1)]
    assert len(sources(student, tag="answer")) == len(asked)
    whole = "\n".join(sources(student))
    for piece in (piece for exercise in exercises_of(path) for piece in exercise.solution):
        assert not piece.source or piece.source not in whole
        assert not piece.source or any(
            lesson_notebooks.without_assertions(piece.source) in source
            if piece.kind == "code"
            else piece.source in source
            for source in sources(teacher, tag="solution")
        )


@BY_NAME
def test_the_text_of_a_lesson_needs_no_solution(path):
    known = set(dir(builtins))
    for piece in with_exercises(pieces_of(path)):
        if isinstance(piece, Exercise):
            if f"{path.name[:2]}" == str(CAPSTONE):
                return  # it joins what the students wrote
            known -= {node.name for node in ast.parse(piece.stub).body}
        elif piece.kind == "code":
            tree = ast.parse(piece.source)
            known |= bound(tree)
            assert loaded(tree) <= known


@BY_NAME
def test_a_cell_that_proves_something_shows_something(path):
    for source in sources(notebook_of(path, True), "code"):
        last = ast.parse(source).body[-1]
        proves = source not in path.read_text("utf-8")  # its assertions were left out
        assert not proves or isinstance(last, ast.Expr | ast.For) or "print(" in source, source


def bound(tree):
    """Every name that is given a value anywhere in the code."""
    nodes = list(ast.walk(tree))
    names = {node.id for node in nodes if isinstance(node, ast.Name) and not is_load(node)}
    names |= {node.arg for node in nodes if isinstance(node, ast.arg)}
    names |= {node.name for node in nodes if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    aliases = [node for node in nodes if isinstance(node, ast.alias)]
    return names | {alias.asname or alias.name.split(".")[0] for alias in aliases}


def loaded(tree):
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and is_load(node)}


def is_load(node):
    return isinstance(node.ctx, ast.Load)


@BY_NAME
def test_a_student_who_works_through_a_lesson_passes_its_checks(path, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    names, exercises = {"__name__": "__main__"}, iter(exercises_of(path))
    for cell in notebook_of(path, False)["cells"]:
        tags = cell["metadata"].get("tags", [])
        if "answer" in tags:
            exercise = next(exercises)
            exec(cell["source"] if cell["cell_type"] == "code" else "", names)
            at_first = checked(exercise, names)
            exec(exercise.code, names)
            assert all(result.passed for result in checked(exercise, names))
            assert not any(result.passed for result in at_first)
        elif cell["cell_type"] == "code":
            exec(compile(cell["source"], path.stem, "exec"), names)


def checked(exercise, names):
    """What the checks say that follow an answer."""
    cells = [f'edunn.check("{name}", {name})' for name in exercise.checks if name in names]
    return [eval(cell, {**names, "edunn": __import__("edunn")}) for cell in cells]


@pytest.mark.parametrize("number", [1, 6])
def test_a_teachers_notebook_runs_in_a_kernel(number, tmp_path):
    notebook = nbformat.from_dict(notebook_of(LESSONS[number - 1], True))
    metadata = {"metadata": {"path": str(tmp_path)}}
    NotebookClient(notebook, timeout=300, resources=metadata).execute()
    assert all(cell.execution_count for cell in notebook.cells if cell.cell_type == "code")


def test_a_directive_that_is_not_known_is_an_error(tmp_path):
    path = tmp_path / "01-one.md"
    path.write_text(f"{LESSONS[0].read_text('utf-8')}\n\n```{{video}} x.mp4\n```\n", "utf-8")
    with pytest.raises(SystemExit, match="unknown"):
        notebook_of(path, False)


def test_each_build_gives_the_same_bytes(tmp_path):
    one, other = (lesson_notebooks.write(tmp_path / name) for name in ("one", "other"))
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in other]
    assert all(json.loads(path.read_bytes())["nbformat"] == 4 for path in one)
