"""The renderer for matplotlib shows what the SVG shows."""

import builtins
import warnings

import numpy as np
import pytest

from edunn import data
from edunn.errors import SettingError, UnknownNameError
from edunn.model import Model
from edunn.plots import axes as with_matplotlib
from edunn.plots import confusion, curves, predicted_over_true
from edunn.plots.chart import Chart
from edunn.plots.colours import PALETTE
from edunn.plots.curves import Series, curve_panel
from edunn.plots.panel import ChartAxis

matplotlib = pytest.importorskip("matplotlib")
matplotlib.use("Agg")


@pytest.fixture
def pyplot():
    from matplotlib import pyplot

    yield pyplot
    pyplot.close("all")


LOSSES = curves("Loss", {"training": [0.9, 0.4, 0.2], "validation": [0.9, 0.5, 0.3]})


def test_curves_have_their_numbers_colours_and_names(pyplot):
    axes = LOSSES.draw()
    training, validation = axes.get_lines()
    assert list(training.get_ydata()) == [0.9, 0.4, 0.2]
    assert matplotlib.colors.to_hex(training.get_color()) == PALETTE[0].hex
    assert validation.get_linestyle() == "--"
    assert axes.get_title(loc="left") == "Loss"
    assert axes.get_xlabel() == "epoch"
    assert [text.get_text() for text in axes.get_legend().get_texts()] == ["training", "validation"]


def test_a_chart_is_drawn_on_axes_of_ones_own(pyplot):
    _, both = pyplot.subplots(1, 2)
    assert LOSSES.draw(both[1]) is both[1]
    assert not both[0].lines
    two = Chart((*LOSSES.panels, *LOSSES.panels))
    assert list(two.draw(both)) == list(both)
    with pytest.raises(SettingError, match="1 axes came for 2 panels: Loss, Loss"):
        two.draw(both[0])
    for wrong in ("ax", 3, [both[0], None]):
        with pytest.raises(SettingError, match="must be axes of matplotlib"):
            two.draw(wrong)


def test_a_logarithmic_axis_is_one(pyplot):
    x = ChartAxis.logarithmic("passes", 100, 10_000)
    axes = Chart((curve_panel("Race", [Series("adam", (100, 10_000), (0.1, 0.9))], x),)).draw()
    assert axes.get_xscale() == "log"
    assert [text.get_text() for text in axes.get_xticklabels()] == ["100", "1,000", "10,000"]


def test_a_matrix_begins_at_the_top(pyplot):
    axes = confusion("Truth", [[3, 1], [0, 4]], ["cat", "dog"]).draw()
    low, high = axes.get_ylim()
    assert low > high
    assert [text.get_text() for text in axes.texts] == ["3", "1", "0", "4"]


@pytest.mark.parametrize("ending", ["svg", "png", "pdf"])
def test_every_kind_of_chart_is_saved(ending, tmp_path):
    moons = data.load("moons", rows=60)
    model = Model([[2], [3, "tanh"], [2, "softmax"]], seed=0)
    charts = [
        model.train("adam", moons, epochs=3).plot(),
        model.plot_boundary(moons),
        model.evaluate(moons).plot(),
        predicted_over_true([[1.0, 2.0]], [[1.0, 3.0]]),
    ]
    for chart in charts:
        place = tmp_path / f"plot.{ending}"
        chart.save(place)
        beginning = {"svg": b"<svg", "png": b"\x89PNG", "pdf": b"%PDF"}[ending]
        assert place.read_bytes().startswith(beginning)


def test_an_unknown_ending_is_refused(tmp_path):
    with pytest.raises(UnknownNameError, match="unknown format of a picture 'bmp'"):
        LOSSES.save(tmp_path / "plot.bmp")
    with pytest.raises(UnknownNameError, match="svg"):
        LOSSES.save(tmp_path / "plot")


def test_without_matplotlib_svg_still_works(monkeypatch, tmp_path):
    real = builtins.__import__

    def without(name, *rest):
        if name.split(".")[0] == "matplotlib":
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    monkeypatch.setattr(with_matplotlib, "find_spec", lambda name: None)
    LOSSES.save(tmp_path / "plot.svg")
    for call in (lambda: LOSSES.save(tmp_path / "plot.png"), LOSSES.draw):
        with pytest.raises(
            SettingError, match=r"needs matplotlib: pip install 'edunn-lab\[plot\]'"
        ):
            call()


def test_nothing_warns_about_numbers_that_are_none(pyplot):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        chart = curves("Loss", {"training": [np.nan, 0.4, np.inf]})
        chart.draw().figure.canvas.draw()
        chart.svg()
