"""Exercises are counted from 1 in each lesson, and their solutions are folded by the browser."""

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.writers.html5 import HTML5Translator
from sphinx_exercise.nodes import exercise_enumerable_node, solution_node


class Name(SphinxPostTransform):
    """Title exercises and solutions after sphinx-exercise has, which counts through all lessons."""

    default_priority = 500

    def run(self) -> None:
        numbers: dict[str, int] = {}
        for exercise in list(self.document.findall(exercise_enumerable_node)):
            numbers[exercise["label"]] = len(numbers) + 1
            text = f"Exercise {numbers[exercise['label']]}"
            exercise[0] = nodes.raw("", f'<p class="admonition-title">{text}</p>', format="html")
            self.unwrap(exercise)
        for solution in list(self.document.findall(solution_node)):
            text = f"Solution to exercise {numbers[solution['target_label']]}"
            solution[0] = nodes.raw("", f"<summary>{text}</summary>", format="html")
            self.unwrap(solution)

    def unwrap(self, node: nodes.Element) -> None:
        """Their texts are sections, all of one name, which would be in a page many times."""
        for section in list(node.findall(nodes.section)):
            section.replace_self(section.children)


def open_fold(page: HTML5Translator, node: nodes.Element) -> None:
    """Begin a solution."""
    page.body.append(page.starttag(node, "details"))


def close_fold(page: HTML5Translator, node: nodes.Element) -> None:
    """End it."""
    page.body.append("</details>\n")


def setup(app: Sphinx) -> dict[str, bool]:
    """Replace how sphinx-exercise names and shows them."""
    app.add_node(solution_node, override=True, html=(open_fold, close_fold))
    app.add_post_transform(Name)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
