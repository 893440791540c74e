"""Makes two notebooks of each lesson: the student's, and the teacher's with the solutions.

    lessons/NN-*.md --jupytext--> cells --> src/edunn/lessons/notebooks/NN-*{,-teacher}.ipynb

Run it by `python tools/lesson_notebooks.py`; a build of the package does so by itself. Jupyter
shows plain Markdown only, so what MyST adds (exercises, solutions, answers to unfold) becomes
headings and HTML, and a directive that is not known here is an error rather than a stray fence in a
notebook. The assertions that prove a lesson in the tests are left out: whoever tries another number
in a cell should see what it does, and not that it differs from ours.
"""

import ast
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

import jupytext

ROOT = Path(__file__).parents[1]
SOURCES = ROOT / "lessons"
FOLDER = ROOT / "src/edunn/lessons/notebooks"
TEACHER = "-teacher"

Cell = dict[str, Any]

ABOUT = {
    False: "*The student's notebook. Run each cell in its turn, with Shift + Enter. Below an "
    "exercise is a cell for your answer; where a check follows, it tells you what is not right "
    "yet. The notebook needs a Python in which EduNN is installed.*",
    True: "*The teacher's notebook: the student's, with the solutions.*",
}
DIRECTIVE = re.compile(
    r"^(?P<indent> *)(?P<fence>`{3,})\{(?P<name>[\w-]+)\} *(?P<title>[^\n]*)\n"
    r"(?P<body>.*?)^ *(?P=fence) *$\n?",
    re.M | re.S,
)
OPTIONS = re.compile(r"\A(?: *:[\w-]+:[^\n]*\n)*")
LEFT_OVER = re.compile(r"^ *`{3,}\{|^:::|\{[a-z][\w:-]*\}`|^\([\w-]+\)=$", re.M)
HEAD = re.compile(
    r"\*\*You will be able to\*\* (?P<able>.*?)\.\s+\*\*Needs\*\*: (?P<needs>.*?)\."
    r"\s+\*\*Time\*\*: (?P<minutes>\d+) minutes",
    re.S,
)
ANSWER = "<details><summary>Answer</summary>"
CHECKS = re.compile(r'edunn\.check\("(\w+)", *(?!\.\.\.)')


class Piece(NamedTuple):
    """A stretch of a lesson of one kind: "text", "code", "exercise", "start" or "end"."""

    kind: str
    source: str = ""


@dataclass(frozen=True)
class Exercise:
    """A task, and its solution as texts and cells."""

    number: int
    task: str
    solution: list[Piece]

    @property
    def code(self) -> str:
        """All code of the solution."""
        return "\n\n".join(piece.source for piece in self.solution if piece.kind == "code")

    @property
    def checks(self) -> list[str]:
        """The names of the functions that are asked for and can be checked."""
        found = dict.fromkeys(CHECKS.findall(f"{self.task}\n{self.code}"))
        return [name for name in found if re.search(rf"`{name}[`(]", self.task)]

    @property
    def stub(self) -> str:
        """The first lines of what is asked for: functions, and classes with their methods."""
        statements = ast.parse(self.code).body
        return self.beginnings(statements) or next(map(self.frame, filter(is_text, statements)), "")

    def beginnings(self, statements: list[ast.stmt]) -> str:
        """The asked functions and classes, each without its lines."""
        asked = [
            ast.unparse(emptied(node))
            for node in statements
            if isinstance(node, ast.FunctionDef | ast.ClassDef)
            and re.search(rf"`{node.name}[`(]", self.task)
        ]
        return "\n\n".join(asked)

    def frame(self, text: Any) -> str:
        """A program that is kept as text, `part_1 = ...`, with the beginnings in it, and run."""
        name, statements = text.targets[0].id, ast.parse(text.value.value).body
        imports = [ast.unparse(node) for node in statements if isinstance(node, ast.Import)]
        inside = "\n\n".join(filter(None, (*imports, self.beginnings(statements))))
        return f"{name} = '''\n{inside}\n'''\nexec({name})"


def is_text(node: ast.stmt) -> bool:
    """Whether a statement gives a name to a text."""
    return (
        isinstance(node, ast.Assign)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )


def emptied(node: Any) -> Any:
    """A function without its body, or a class with such functions only."""
    if isinstance(node, ast.ClassDef):
        functions = [each for each in node.body if isinstance(each, ast.FunctionDef)]
        methods = [emptied(each) for each in functions if not each.decorator_list]
        node.body = methods or [ast.Expr(ast.Constant(...))]
    else:
        node.body = [ast.Expr(ast.Constant(...))]
    return node


def main() -> None:
    """Write all notebooks anew."""
    for old in FOLDER.glob("*.ipynb"):
        old.unlink()
    write(FOLDER)


def write(folder: Path) -> list[Path]:
    """Write the two notebooks of each lesson into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    places = []
    for source in sorted(SOURCES.glob("[0-9][0-9]-*.md")):
        for is_teachers in (False, True):
            place = folder / f"{source.stem}{TEACHER if is_teachers else ''}.ipynb"
            text = json.dumps(notebook_of(source, is_teachers), ensure_ascii=False, indent=1)
            place.write_text(f"{text}\n", encoding="utf-8", newline="\n")
            places.append(place)
    return places


def notebook_of(source: Path, is_teachers: bool) -> dict[str, Any]:
    """The notebook of a lesson, as a document for JSON."""
    pieces = list(pieces_of(source))
    head = HEAD.search(pieces[0].source)
    title = re.match(r"# \d+ · (.+)\n", pieces[0].source)
    if head is None or title is None:
        raise SystemExit(f"error: {source.name} has no title, or does not tell needs and time")
    cells = list(numbered(cells_of(pieces, is_teachers)))
    cells[0]["source"] = cells[0]["source"].replace("\n\n", f"\n\n{ABOUT[is_teachers]}\n\n", 1)
    facts = {name: " ".join(text.split()) for name, text in head.groupdict().items()}
    return {
        "cells": cells,
        "metadata": {
            "edunn": {
                "title": title[1],
                **facts,
                "minutes": int(facts["minutes"]),
                "items": [list(item) for item in items_of(pieces, int(source.name[:2]))],
            },
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def items_of(pieces: Iterable[Piece], lesson: int) -> Iterator[tuple[str, str]]:
    """What there is to do in a lesson, by kind and name.

    An exercise that can be checked has the names of its functions, another one is an answer.
    """
    questions = count(1)
    for piece in with_exercises(pieces):
        if isinstance(piece, Exercise):
            answer = ("answer", f"{lesson}.{piece.number}")
            yield from [("exercise", name) for name in piece.checks] or [answer]
        elif piece.kind == "text":
            for _ in range(piece.source.count(ANSWER)):
                yield "question", f"{lesson}.{next(questions)}"


def pieces_of(source: Path) -> Iterator[Piece]:
    """A lesson in its pieces, in order."""
    for cell in jupytext.read(source, fmt="md:myst").cells:
        if cell.cell_type == "code":
            yield Piece("code", cell.source)
            continue
        for piece in divided(cell.source):
            if LEFT_OVER.search(piece.source):
                raise SystemExit(f"error: {source.name} has markup unknown here: {piece.source}")
            yield piece


def divided(text: str) -> Iterator[Piece]:
    """A Markdown cell cut at exercises and solutions; answers to unfold stay in its text."""
    text, end = DIRECTIVE.sub(unfolded, f"{text}\n"), 0
    for found in DIRECTIVE.finditer(text):
        if found["name"] in KINDS:
            yield Piece("text", text[end : found.start()].strip())
            yield Piece(KINDS[found["name"]], OPTIONS.sub("", found["body"]).strip())
            end = found.end()
    yield Piece("text", text[end:].strip())


KINDS = {"exercise": "exercise", "solution-start": "start", "solution-end": "end"}


def unfolded(found: re.Match[str]) -> str:
    """An answer to unfold, as HTML that Jupyter shows; another directive as it is."""
    if found["name"] != "dropdown":
        return found[0]
    indent, body = found["indent"], OPTIONS.sub("", found["body"]).strip()
    lines = (
        f"<details><summary>{found['title'].strip()}</summary>",
        "",
        *(line.strip() for line in body.splitlines()),
        "",
        "</details>",
    )
    return "".join(f"{indent}{line}".rstrip() + "\n" for line in lines)


def cells_of(pieces: Iterable[Piece], is_teachers: bool) -> Iterator[Cell]:
    """The cells of a notebook: of an exercise its solution, or a place to write and a check."""
    for piece in with_exercises(pieces):
        if isinstance(piece, Exercise):
            yield markdown(f"### Exercise {piece.number}\n\n{piece.task}", "exercise")
            yield from solved(piece) if is_teachers else unsolved(piece)
        elif piece.kind == "code":
            yield code(without_assertions(piece.source))
        elif piece.source:
            yield markdown(piece.source)


def with_exercises(pieces: Iterable[Piece]) -> Iterator[Piece | Exercise]:
    """The same pieces, with each exercise and its solution as one."""
    rest, number, task = iter(pieces), 0, ""
    for piece in rest:
        if piece.kind == "exercise":
            number, task = number + 1, piece.source
        elif piece.kind == "start":
            yield Exercise(number, task, list(iter(lambda: next(rest), Piece("end"))))
        else:
            yield piece


def solved(exercise: Exercise) -> Iterator[Cell]:
    """The solution, marked as such."""
    yield markdown(f"**Solution of exercise {exercise.number}**", "solution")
    for piece in exercise.solution:
        if piece.kind == "code":
            yield code(without_assertions(piece.source), "solution")
        elif piece.source:
            yield markdown(piece.source, "solution")


def unsolved(exercise: Exercise) -> Iterator[Cell]:
    """A place for the student's answer, and what checks it."""
    if not exercise.code:
        yield markdown("*Your answer (a double click opens this cell):*", "answer")
        return
    stub = f"\n\n{exercise.stub}" if exercise.stub else "\n"
    yield code(f"# Exercise {exercise.number}: your answer{stub}", "answer")
    for name in exercise.checks:
        yield code(f'import edunn\n\nedunn.check("{name}", {name})', "check")


def without_assertions(source: str) -> str:
    """The code of a cell without assertions, but for those that are all there is in their place."""
    lines = source.splitlines()
    for proof in sorted(proofs_in(ast.parse(source)), key=lambda each: -each.lineno):
        del lines[proof.lineno - 1 : proof.end_lineno]
    return "\n".join(lines).strip()


def proofs_in(tree: ast.AST) -> Iterator[ast.stmt]:
    """The assertions that stand beside other statements."""
    for node in ast.walk(tree):
        for block in (getattr(node, name, None) for name in ("body", "orelse")):
            if isinstance(block, list) and not all(map(is_proof, block)):
                yield from filter(is_proof, block)


def is_proof(node: ast.stmt) -> bool:
    """Whether a statement only asserts, perhaps one thing in one case and another in the other."""
    if isinstance(node, ast.If):
        return all(map(is_proof, [*node.body, *node.orelse]))
    return isinstance(node, ast.Assert)


def markdown(source: str, *tags: str) -> Cell:
    """A cell of text."""
    return {"cell_type": "markdown", "metadata": tagged(tags), "source": source}


def code(source: str, *tags: str) -> Cell:
    """A cell of code that has not run."""
    empty: Cell = {"execution_count": None, "outputs": []}
    return {"cell_type": "code", "metadata": tagged(tags), "source": source, **empty}


def tagged(tags: Iterable[str]) -> dict[str, Any]:
    """The metadata of a cell: its tags, if it has any."""
    return {"tags": list(tags)} if tags else {}


def numbered(cells: Iterable[Cell]) -> Iterator[Cell]:
    """The cells with the ids that the format asks for: the same in each build."""
    for number, cell in enumerate(cells, 1):
        yield {"id": f"cell-{number}", **cell}


if __name__ == "__main__":
    main()
