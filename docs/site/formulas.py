"""Formulas are typeset while the site is built, by the KaTeX that the studio has.

A page needs no script for them, and no font but its own; beside the picture of a formula stands its
MathML, for a screen reader. A formula that is not LaTeX is a warning, and so it stops the build,
instead of being red letters on the page.
"""

import json
import shutil
import sys
from functools import cache
from pathlib import Path
from subprocess import PIPE, Popen

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.writers.html5 import HTML5Translator

HERE = Path(__file__).parent
KATEX = HERE.parents[1] / "studio-web/node_modules/katex/dist"
log = logging.getLogger(__name__)


@cache
def typesetter() -> Popen[str]:
    """The program that is asked for all formulas of a build: Node starts slowly."""
    beside = shutil.which("node", path=str(Path(sys.executable).parent))
    node = beside or shutil.which("node") or "node"
    return Popen(
        [node, str(HERE / "katex.mjs")], stdin=PIPE, stdout=PIPE, text=True, encoding="utf-8"
    )


@cache
def typeset(latex: str, display: bool) -> dict[str, str]:
    """The HTML of a formula, or the error in it."""
    program = typesetter()
    assert program.stdin
    assert program.stdout
    print(json.dumps({"latex": latex, "display": display}), file=program.stdin, flush=True)
    return json.loads(program.stdout.readline())


def put(page: HTML5Translator, node: nodes.Element, display: bool) -> None:
    """Write a formula into the page."""
    latex = node.astext()
    answer = typeset(latex, display)
    if "error" in answer:
        log.warning("%s", answer["error"], location=node)
    kind = "div" if display else "span"
    page.body.append(page.starttag(node, kind, "", CLASS="math"))
    page.body.append(answer.get("html", "") + f"</{kind}>")
    raise nodes.SkipNode


def put_inline(page: HTML5Translator, node: nodes.math) -> None:
    """A formula within a line."""
    put(page, node, display=False)


def put_block(page: HTML5Translator, node: nodes.math_block) -> None:
    """A formula on lines of its own."""
    put(page, node, display=True)


def copy_fonts(app: Sphinx) -> None:
    """Put the style sheet and its fonts beside the pages."""
    static = Path(app.outdir) / "_static/katex"
    shutil.copytree(KATEX / "fonts", static / "fonts", dirs_exist_ok=True, ignore=only_woff2)
    shutil.copy(KATEX / "katex.min.css", static)


def only_woff2(_: str, names: list[str]) -> list[str]:
    """What not to copy: the font formats for browsers of long ago."""
    return [name for name in names if not name.endswith(".woff2")]


def setup(app: Sphinx) -> dict[str, bool]:
    """Let Sphinx typeset with KaTeX."""
    app.add_html_math_renderer("katex", (put_inline, None), (put_block, None))
    app.connect("builder-inited", copy_fonts)
    app.add_css_file("katex/katex.min.css")
    return {"parallel_read_safe": True, "parallel_write_safe": False}
