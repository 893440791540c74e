"""The bar of a notebook: one output that is updated; tests/notebooks sees it in a real kernel."""

from itertools import pairwise

from edunn import Model
from edunn.frontend import notebook_output
from edunn.progress import Bar
from edunn.progress.notebook import PAUSE, LiveBar


class Page:
    """An output that remembers what it showed."""

    def __init__(self):
        self.values = []

    def show(self, value):
        self.values.append(value)


def test_there_is_no_notebook_here_though_its_packages_are_installed():
    import ipykernel  # noqa: F401

    assert notebook_output() is None


def test_the_first_and_the_last_picture_are_always_shown():
    page = Page()
    with LiveBar(page, 1000).shown() as bar:
        for done in range(1, 1001):
            bar.update(done, f"loss {1 / done:.2f}")
    assert page.values[0].done == 0
    assert (page.values[-1].done, page.values[-1].words) == (1000, "loss 0.00")
    times = [bar.seconds for bar in page.values[:-1]]
    assert all(later - earlier >= PAUSE for earlier, later in pairwise(times))


def test_an_interruption_shows_how_far_it_came():
    page = Page()
    try:
        with LiveBar(page, 10).shown(3) as bar:
            bar.update(4)
            raise KeyboardInterrupt
    except KeyboardInterrupt:
        pass
    assert [bar.done for bar in page.values] == [3, 4]


def test_the_time_remaining_is_guessed_from_what_is_done():
    assert str(Bar(1, 4, "loss 1", seconds=60.0)) == "1/4  loss 1  3:00 left"
    assert str(Bar(0, 4)) == "0/4"
    assert str(Bar(4, 4, seconds=9.0)) == "4/4"
    page = Bar(1, 4, "<b>")._repr_html_()
    assert 'value="1"' in page
    assert 'max="4"' in page
    assert "&lt;b&gt;" in page


def test_a_program_without_a_notebook_still_trains():
    assert len(Model([[1], [1]], "mse").train("sgd", [[1.0]], [2.0], epochs=2)) == 2
