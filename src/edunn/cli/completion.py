"""Completion: what the Tab key offers, after `edunn --install-completion`.

Each function gets the beginning of a word, and gives the words that go on from it.
"""

import csv
from collections.abc import Iterable, Iterator
from os import environ
from pathlib import Path

TABLES = (".csv", ".tsv", ".txt")
MODELS = (".edunn",)

HEAD = 65_536
"""Bytes at the beginning of a file that are read for its header."""


def sources(incomplete: str) -> list[tuple[str, str] | str]:
    """Data sets, and files that may be tables.

    Example:
        >>> [name for name, about in sources("moo")]
        ['moons']
    """
    from edunn.data import names

    known = [(name, about) for name, about in names().items() if name.startswith(incomplete)]
    return [*known, *files(incomplete, TABLES)]


def models(incomplete: str) -> list[str]:
    """Files of models."""
    return files(incomplete, MODELS)


def models_and_sources(incomplete: str) -> list[tuple[str, str] | str]:
    """Files of models, data sets, and files that may be tables."""
    return [*models(incomplete), *sources(incomplete)]


def files(incomplete: str, endings: Iterable[str]) -> list[str]:
    """Files with these endings whose path begins so, and folders, which may hold some."""
    folder = Path(
        incomplete if incomplete.endswith("/") else incomplete[: incomplete.rfind("/") + 1]
    )
    found = sorted(folder.iterdir()) if folder.is_dir() else []
    named = [f"{place}/" if place.is_dir() else str(place) for place in found]
    return [
        name
        for name in named
        if name.startswith(incomplete)
        and not Path(name).name.startswith(".")
        and name.endswith((*endings, "/"))
    ]


def algorithms(incomplete: str) -> list[str]:
    """Optimizers and evolution strategies.

    Example:
        >>> algorithms("gene")
        ['genetic_algorithm']
    """
    from edunn.catalogue import FAMILIES

    names = (*FAMILIES["optimizer"], *FAMILIES["strategy"])
    return [name for name in names if name.startswith(incomplete)]


def losses(incomplete: str) -> list[str]:
    """Loss functions."""
    from edunn.catalogue import FAMILIES

    return [name for name in FAMILIES["loss"] if name.startswith(incomplete)]


def lessons(incomplete: str) -> list[tuple[str, str]]:
    """The numbers of the lessons, with their titles.

    Example:
        >>> lessons("4")
        [('4', 'Loss: how wrong is wrong?')]
    """
    from edunn.lessons import every_lesson

    numbered = [(str(lesson.number), lesson.title) for lesson in every_lesson()]
    return [(number, title) for number, title in numbered if number.startswith(incomplete)]


def columns(incomplete: str) -> list[str]:
    """The columns of the table that is named in the command, which may follow others and a comma.

    The words of the command are those that the shell passes: what the parser has understood ends
    before the option that is being completed.
    """
    done, comma, last = incomplete.rpartition(",")
    command = environ.get("_TYPER_COMPLETE_ARGS") or environ.get("COMP_WORDS") or ""
    tables = [word for word in command.split() if word.endswith(TABLES) and Path(word).is_file()]
    known = header_of(Path(tables[0])) if tables else ()
    return [f"{done}{comma}{name}" for name in known if name.startswith(last)]


def header_of(place: Path) -> Iterator[str]:
    """The cells of the first row of a table."""
    with place.open("rb") as file:
        first, *_ = file.read(HEAD).decode("utf-8-sig", "replace").splitlines() or [""]
    separator = max(",;\t|", key=first.count)
    yield from (cell.strip() for cell in next(csv.reader([first], delimiter=separator), []))
