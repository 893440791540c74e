"""Ways through the site: links to source files and notebooks, and side bars that are short."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.pycode import ModuleAnalyzer

SOURCE = "src/edunn/"
EMPTY = re.compile(r'<th class="head[^"]*">(<p></p>)?</th>')
BACK = re.compile(r'<a class="viewcode-back" href="[^"#]*#([^"]*)">\[docs\]</a>')


def link_to_source(app: Sphinx, page: nodes.document) -> None:
    """Let links to files of EduNN lead to their text in the site, those to folders to the API."""
    home = "../" * app.env.docname.count("/")
    for kind in (addnodes.pending_xref, addnodes.download_reference):
        for link in list(page.findall(kind)):
            path = PurePosixPath("edunn", link["reftarget"].partition(SOURCE)[2])
            if SOURCE in link["reftarget"] and link.get("refdomain") != "doc":
                where = f"_modules/{path}" if path.suffix else f"docs/reference/{path.name}"
                uri = str(PurePosixPath(home, where).with_suffix(".html"))
                link.replace_self(
                    nodes.reference("", "", *link.children, refuri=uri, internal=True)
                )
                if path.suffix:
                    linked_sources(app).add(".".join(path.with_suffix("").parts))


def offer_notebooks(app: Sphinx, page: nodes.document) -> None:
    """Put links to the notebooks of a lesson below its title."""
    name = PurePosixPath(app.env.docname).name
    if app.env.docname.startswith("lessons/") and name[0].isdigit():
        line = nodes.paragraph("", "As a notebook: ")
        for file, words in ((name, "the student's"), (f"{name}-teacher", "the teacher's")):
            place = f"/src/edunn/lessons/notebooks/{file}.ipynb"
            link = addnodes.download_reference(reftarget=place, refdoc=app.env.docname)
            link.append(nodes.inline("", words))
            line.extend([link, nodes.Text(", ")])
        line.pop()
        page.next_node(nodes.title).parent.insert(1, line)


def linked_sources(app: Sphinx) -> set[str]:
    """The modules whose text pages link to, kept from build to build."""
    if not hasattr(app.env, "edunn_linked_sources"):
        app.env.edunn_linked_sources = set()
    return app.env.edunn_linked_sources


def show_linked_sources(app: Sphinx) -> Iterator[Any]:
    """Let viewcode show these modules too, besides those with public names and a text."""
    shown = app.env._viewcode_modules
    for name in [name for name, entry in shown.items() if not entry]:
        del shown[name]
    for name in sorted(linked_sources(app) - shown.keys()):
        analyzer = ModuleAnalyzer.for_module(name)
        analyzer.find_tags()
        shown[name] = (analyzer.code, analyzer.tags, {}, name)
    return iter(())


def shorten(app: Sphinx, page: nodes.document) -> None:
    """Leave methods out of the contents of a page of the API: there are hundreds."""
    for entry in list(app.env.tocs[app.env.docname].findall(nodes.list_item)):
        if app.env.docname.startswith("docs/reference/") and entry[0].next_node(nodes.literal):
            del entry[1:]


class Trees:
    """The tree of all pages, built once for all source files: it is the same, and they are many."""

    def __init__(self) -> None:
        self.built: dict[object, str] = {}

    def prepare(self, app: Sphinx, page: str, _: str, context: dict[str, Any], tree: Any) -> None:
        """Give the captions between pages a level, and mend the links back from source files."""
        build, is_source = context["toctree"], page.startswith("_modules/")

        def complete(**options: Any) -> str:
            return build(**options).replace('role="heading"', 'role="heading" aria-level="2"')

        def remembered(**options: Any) -> str:
            key = (page.count("/"), *sorted(options.items()))
            if key not in self.built:
                self.built[key] = complete(**options)
            return self.built[key]

        context["toctree"] = remembered if is_source else complete
        if "body" in context:
            context["body"] = EMPTY.sub("<td></td>", context["body"])  # the corner of a table
        if is_source:
            context["body"] = BACK.sub(lambda link: back(app, page, link[1]), context["body"])


def back(app: Sphinx, page: str, name: str) -> str:
    """The link from the text of a class or function to its description, if there is one."""
    place = app.env.domains.python_domain.objects.get(name)
    home = "../" * page.count("/")
    to = f"{home}{place.docname}.html#{place.node_id}" if place else ""
    return f'<a class="viewcode-back" href="{to}">[docs]</a>' if to else ""


def setup(app: Sphinx) -> dict[str, bool]:
    """Connect all of it: each at a time when what it changes is there, and not yet used."""
    app.connect("doctree-read", link_to_source, priority=400)  # downloads are collected at 500
    app.connect("doctree-read", offer_notebooks, priority=450)
    app.connect("doctree-read", shorten, priority=600)  # when the contents are collected
    app.connect("html-collect-pages", show_linked_sources, priority=400)  # viewcode comes at 500
    app.connect("html-page-context", Trees().prepare, priority=400)  # furo comes at 500
    return {"parallel_read_safe": False, "parallel_write_safe": False}
