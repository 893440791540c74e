"""A notebook of the first hour, run by Jupyter's own client in a real kernel."""

import re
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

SOURCE = Path(__file__).with_name("first_hour.py")


def as_notebook(program):
    """The cells of a program in the percent format, without the comment in front of the first."""
    _, *cells = re.split(r"^# %%.*\n", program, flags=re.MULTILINE)
    notebook = nbformat.v4.new_notebook()
    notebook.cells = [nbformat.v4.new_code_cell(cell.strip()) for cell in cells]
    return notebook


@pytest.fixture(scope="module")
def cells(tmp_path_factory):
    """The cells after they were run; each has a source and outputs."""
    notebook = as_notebook(SOURCE.read_text("utf-8"))
    folder = tmp_path_factory.mktemp("first_hour")
    NotebookClient(
        notebook, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(folder)}}
    ).execute()
    assert (folder / "curves.svg").read_text("utf-8").startswith("<svg")
    return notebook.cells


def html_of(cell):
    return [output.data["text/html"] for output in cell.outputs if "text/html" in output.data]


def cell_with(cells, words):
    (found,) = [cell for cell in cells if words in cell.source]
    return found


def test_it_has_twenty_cells_and_no_output_is_an_error_or_a_page_of_arrays(cells):
    assert len(cells) >= 20
    for output in (output for cell in cells for output in cell.outputs):
        assert output.output_type != "error"
        plain = output.get("text") or output.data["text/plain"]
        assert "array(" not in plain
        assert len(plain.splitlines()) < 40
        assert "\\n" not in plain


def test_a_training_is_one_output_that_was_updated_and_the_history_another(cells):
    bar, history = cell_with(cells, 'model.train("adam"').outputs
    assert bar.output_type == "display_data"
    assert 'value="400"' in bar.data["text/html"]
    assert "400/400  loss" in bar.data["text/plain"]
    assert history.output_type == "execute_result"
    assert history.data["text/html"].count("<svg") == 2


def test_an_evolution_and_many_runs_show_a_bar_too(cells):
    (bar, _), (count, _), (passes, _) = (
        cell_with(cells, words).outputs
        for words in ("genetic_algorithm", "runs = repeat", "Outcome.of(race)")
    )
    assert "60/60" in bar.data["text/plain"]
    assert "6/6  trainings" in count.data["text/plain"]
    assert "40000/40000  forward passes each" in passes.data["text/plain"]


@pytest.mark.parametrize(
    ("source", "element", "count"),
    [
        ("iris.head()", "<table", 1),
        ("model.summary()", "<table", 1),
        ('history.plot("loss")', "<svg", 1),
        ("evaluation = ", "<table", 1),
        ("evaluation.plot()", "<svg", 1),
        ("plot_boundary", "<image", 1),
        ("step = model.trace", "<math", 20),
        ('step["z1"]', "<math", 1),
        ("check_gradients(", "<table", 1),
        ("runs = repeat", "<svg", 2),
        ("grid = compare", "<svg", 1),
        ("Outcome.of(race)", "<svg", 2),
        ("model.plot().show()", "<svg", 1),
    ],
)
def test_cells_show_tables_pictures_and_formulas(cells, source, element, count):
    shown = [
        page.count(element)
        for cell in cells
        if source in cell.source and "print(" not in cell.source
        for page in html_of(cell)
    ]
    assert count in shown


def test_matplotlib_draws_into_the_notebook(cells):
    outputs = cell_with(cells, "axes = history.plot").outputs
    assert any("image/png" in output.get("data", {}) for output in outputs)
