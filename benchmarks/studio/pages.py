"""The page of the docs, of which each command writes its own section."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.sheet import MET, Sheet
from benchmarks.studio.number import Number

PAGE = Path(__file__).parents[2] / "docs" / "studio-measured.md"

KEPT = ("Date", "Processor", "System", "Busy before", "Python", "EduNN", "NumPy", "numba")


def sheet(numbers: Sequence[Number]) -> Sheet:
    """The table."""
    return Sheet(("what", "measured", "bar", MET), [number.cells for number in numbers])


def facts_in_words(facts: Mapping[str, str]) -> str:
    """The machine, in a line."""
    return "; ".join(f"{name}: {facts[name]}" for name in KEPT) + "."


def write_section(heading: str, text: str, page: Path = PAGE) -> None:
    """Write a section of the page in place of the former one; the first has no heading."""
    found = re.split(r"(?m)^(?=## )", page.read_text("utf-8")) if page.exists() else [""]
    sections = {_heading(section): section for section in found}
    sections[heading] = f"## {heading}\n\n{text}" if heading else text
    page.write_text("\n".join(part.strip() + "\n" for part in sections.values()), "utf-8")


def _heading(section: str) -> str:
    first = section.partition("\n")[0]
    return first.removeprefix("## ") if first.startswith("## ") else ""
