"""Laws of `docs/derivations`: nothing of the catalogue is missing, and quoted code is the code."""

import importlib
import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from edunn.catalogue import FAMILIES

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs" / "derivations"
PAGES = sorted(FOLDER.glob("*.md"))

QUOTE = re.compile(
    r"\[`(?P<name>[\w.]+)`\]\(../../(?P<file>src/[\w/]+\.py)\)(?P<between>(?:(?!\]\(|```).)*?)"
    r"\n\n```py\n(?P<code>.*?)```",
    re.DOTALL,
)
"""A link to a class, a function or a method, and the lines of its code that stand below."""


class Section(NamedTuple):
    """A heading of a page, and the text below it, up to the next heading of any level."""

    page: str
    heading: str
    text: str


def sections_of(page: Path) -> Iterator[Section]:
    parts = re.split(r"^#+ (.+)$", page.read_text("utf-8"), flags=re.MULTILINE)
    for heading, text in zip(parts[1::2], parts[2::2], strict=True):
        yield Section(page.name, heading, text)


SECTIONS = [section for page in PAGES for section in sections_of(page)]
MEMBERS = {
    f"{family} {name}": member
    for family, members in FAMILIES.items()
    for name, member in members.items()
    if member.__module__.startswith("edunn.")  # not what another test has registered
}


def source_of(member: type) -> str:
    return f"src/{member.__module__.replace('.', '/')}.py"


@pytest.mark.parametrize("member", MEMBERS)
def test_every_member_of_the_catalogue_is_derived(member):
    kind = MEMBERS[member]
    file = source_of(kind)
    found = [
        section
        for section in SECTIONS
        if re.search(rf"\b{kind.__name__}\b", section.heading) and file in section.text
    ]
    assert found, (
        f"the {member} has no derivation: write a section in docs/derivations with {kind.__name__} "
        f"in its heading, and a link to ../../{file} in its text"
    )


QUOTES = [
    pytest.param(found, id=f"{page.name}-{found['name']}-{k}")
    for page in PAGES
    for k, found in enumerate(QUOTE.finditer(page.read_text("utf-8")))
]


def lines_of(code: str) -> list[str]:
    return [line.strip() for line in code.splitlines() if line.strip() not in ("", "...", "...,")]


@pytest.mark.parametrize("quote", QUOTES)
def test_quoted_code_is_the_code(quote):
    module = quote["file"].removeprefix("src/").removesuffix(".py").replace("/", ".")
    code = importlib.import_module(module.removesuffix(".__init__"))
    for name in quote["name"].split("."):
        code = inspect.getattr_static(code, name)
    function = getattr(code, "fget", None) or inspect.unwrap(code)  # of a property, what it calls
    source = lines_of(inspect.getsource(function))
    missing = [line for line in lines_of(quote["code"]) if line not in source]
    assert not missing, f"{quote['name']} of {quote['file']} has no such line: {missing}"


def test_every_block_of_quoted_code_follows_a_link_to_it():
    for page in PAGES:
        text = page.read_text("utf-8")
        assert text.count("```py\n") == len(QUOTE.findall(text)), page.name


MATH = re.compile(r"\$\$(.+?)\$\$|\$([^$]+)\$", re.DOTALL)
"""Mathematics on lines of its own, and within a line."""

LOST = re.compile(r"\\[^A-Za-z\\\s]|\|")
"""What Markdown may take away: the backslash before a sign; and a bar, which ends a cell."""


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_mathematics_has_nothing_that_markdown_takes_away(page):
    text = re.sub(r"```.*?```|`[^`]*`", "", page.read_text("utf-8"), flags=re.DOTALL)
    formulas = [block or inline for block, inline in MATH.findall(text)]
    assert len(formulas) > 5
    assert not [formula for formula in formulas if LOST.search(formula)]


def test_the_index_lists_every_page():
    listed = re.findall(
        r"^- \[[^]]+\]\(([\w-]+\.md)\)", (FOLDER / "index.md").read_text("utf-8"), re.M
    )
    assert sorted(listed) == [page.name for page in PAGES if page.name != "index.md"]
