"""Cells are shown without the assertions that prove a lesson; they have run with them."""

from docutils import nodes
from sphinx.application import Sphinx
from tools.lesson_notebooks import without_assertions


def hide_assertions(app: Sphinx, page: nodes.document) -> None:
    """Leave the assertions out of the cells of a lesson, as its notebooks do."""
    if not app.env.docname.startswith("lessons/"):
        return
    for cell in page.findall(lambda node: "cell_input" in _classes(node)):
        for block in list(cell.findall(nodes.literal_block)):
            text = without_assertions(block.astext())
            block.replace_self(nodes.literal_block(text, text, **block.attributes))


def _classes(node: nodes.Node) -> list[str]:
    return node.get("classes", []) if isinstance(node, nodes.Element) else []


def setup(app: Sphinx) -> dict[str, bool]:
    """Do it when a page has been read."""
    app.connect("doctree-read", hide_assertions)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
