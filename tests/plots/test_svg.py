import re
from math import nan
from xml.etree.ElementTree import fromstring

import pytest

from edunn.experiments import Band
from edunn.markup import as_text, tag
from edunn.plots import confusion, curves, predicted_over_true
from edunn.plots.curves import Series, curve_panel
from edunn.plots.matrices import confusion_panel
from edunn.plots.panel import INK, ChartAxis, Dots, Line, Panel, Pixels, round_numbers
from edunn.plots.strips import strip, strips
from edunn.plots.svg import Frame, drawn, height_of, png


def test_text_keeps_its_place_between_children():
    assert (
        as_text(tag("p", "a ", tag("b", "b"), " c", None, " & d")) == "<p>a <b>b</b> c &amp; d</p>"
    )


def test_attributes():
    assert as_text(tag("i", class_="x", stroke_width=1 / 3, y=2.0)) == (
        '<i class="x" stroke-width="0.33" y="2"></i>'
    )


@pytest.mark.parametrize("low", [0, -3, 0.01])
@pytest.mark.parametrize("high", [0.013, 0.7, 1, 1.3, 2.2, 25, 999])
def test_round_numbers_are_few_and_inside(low, high):
    values = round_numbers(low, high)
    assert 2 <= len(values) <= 6
    assert low - 1e-9 <= values[0] < values[-1] <= high + 1e-9


def unit_panel(*marks, **size):
    axes = ChartAxis.linear("epoch", 0, 10), ChartAxis.linear("loss", 0, 1)
    return Panel("Loss", "falls", *axes, marks, **size)


def test_a_frame_holds_what_is_drawn():
    panel = unit_panel()
    frame = Frame.of(panel, titled=True)
    assert frame.at(panel, 0, 0) == (frame.left, frame.bottom)
    assert frame.at(panel, 10, 5.0) == frame.at(panel, 10, 1.0) == (frame.right, frame.top)
    assert frame.at(panel, 10, -1.0) == frame.at(panel, 10, 0.0)


def test_curves_have_a_line_a_band_and_a_place_in_the_legend():
    bands = [Band.of(name, (1, 2), [(1.0, 0.5)]) for name in ("training", "held out")]
    panel = curve_panel("Loss", [bands[0].as_series(1), bands[1].as_series(2, is_dashed=True)])
    picture = as_text(drawn(panel))
    assert picture.count("<polygon") == 2
    assert (
        picture.count('class="edunn-line edunn-series-1"')
        == picture.count('class="edunn-line edunn-series-2"')
        == 2
    )
    assert picture.count("stroke-dasharray") == 2
    assert "<title>Loss</title><desc>training from 1 to 0.5; held out from 1" in picture
    assert "<path" not in as_text(drawn(curve_panel("Nothing", [])))


def test_a_missing_number_leaves_a_gap_and_a_single_one_a_point():
    def path(*y):
        return drawn(unit_panel(Line(range(len(y)), y))).find("path").get("d")

    assert re.sub(r"[\d.,]", "", path(0.1, 0.2, nan, 0.4, 0.5)) == "M L M L"
    assert path(0.5).endswith("h0")


def test_losses_may_begin_far_above_and_be_negative():
    falling = curve_panel("Loss", [Series("training", range(1, 41), [1000, *[0.5] * 39])])
    assert falling.y.high == pytest.approx(0.575)
    negative = curve_panel("Fitness", [Series("best", (1, 2), (-3.0, -1.0))])
    assert negative.y.low < -3 < -1 < negative.y.high


def test_epochs_are_whole_numbers_inside_the_axis():
    for last in (1, 2, 3, 7, 500):
        panel = curve_panel("Loss", [Series("training", range(1, last + 1), [0.5] * last)])
        assert panel.x.ticks
        assert all(place == int(place) and place <= last for place, _ in panel.x.ticks)


def test_a_logarithmic_axis_has_the_powers_of_ten():
    axis = ChartAxis.logarithmic("passes", 450, 120_000)
    assert axis.ticks == [(1_000, "1,000"), (10_000, "10,000"), (100_000, "100,000")]
    assert [axis.share(x) for x in (1, 450, 120_000, 1e9)] == [0, 0, 1, 1]
    assert ChartAxis.logarithmic("passes", 100, 100).share(100) == 0


def test_a_confusion_matrix_has_counts_and_a_text_alternative():
    picture = as_text(drawn(confusion_panel("Truth", [[3, 1], [0, 4]], ["cat", "dog"])))
    assert "cat: 3 as cat, 1 as dog; dog: 0 as cat, 4 as dog" in picture
    assert re.findall(r'fill-opacity="([^"]*)"', picture) == ["0.64", "0.24", "0.04", "0.84"]
    assert re.findall(r"\d+(?=</text>)", picture) == ["3", "1", "0", "4"]


@pytest.mark.parametrize("classes", [list("0123456789"), ["a rather long name"], ["a", "b"]])
def test_the_numbers_of_a_matrix_fit_into_their_cells(classes):
    panel = confusion_panel("Counts", [[60_000] * len(classes)] * len(classes), classes)
    frame = Frame.of(panel, titled=False)
    side = (frame.right - frame.left) / len(classes)
    assert 5 * 0.6 * panel.marks[1].size < side
    assert (frame.bottom - frame.top) / len(classes) == pytest.approx(side, rel=0.25)


def test_a_strip_has_a_dot_for_each_seed():
    picture = as_text(drawn(strip("Iris", [0.5, 0.9, 1.0]), titled=False))
    assert picture.count("<circle") == 3
    assert "median 0.9, from 0.5 to 1" in picture
    both = strips("Two", {"small": [0.5], "large": [0.9, 1.0]}, ChartAxis.linear("", 0, 1))
    assert as_text(drawn(both)).count("<circle") == 3


def test_a_picture_is_a_png_that_others_can_read(tmp_path):
    image = pytest.importorskip("PIL.Image")
    colours = [[(255, 0, 0), (0, 255, 0), (0, 0, 255)], [(1, 2, 3)] * 3]
    (tmp_path / "small.png").write_bytes(png(colours))
    with image.open(tmp_path / "small.png") as picture:
        assert picture.size == (3, 2)
        assert [[picture.getpixel((x, y)) for x in range(3)] for y in range(2)] == colours
    assert "data:image/png;base64," in as_text(drawn(unit_panel(Pixels(colours))))


def test_names_are_escaped_everywhere():
    name = "<script>alert(1)</script>"
    charts = [
        curves(name, {name: [1.0, 0.5]}, x_title=name, y_title=name),
        confusion(name, [[1, 0], [0, 1]], [name, "b"]),
    ]
    for chart in charts:
        assert "<script" not in chart._repr_html_() + chart.svg()


def test_a_chart_is_well_formed_xml_with_its_panels_side_by_side():
    chart = curves("Loss", {"training": [0.9, 0.4], "validation": [0.9, 0.5]})
    both = type(chart)((*chart.panels, *predicted_over_true([[1, 2]], [[1, 3]]).panels))
    picture = fromstring(both.svg())
    parts = picture.findall("{http://www.w3.org/2000/svg}svg")
    assert [part.get("x") for part in parts] == ["0", "400"]
    assert picture.get("width") == "760"
    assert both._repr_html_().count("<svg") == 2


def test_shapes_of_dots():
    for shape, element in {"circle": "circle", "ring": "circle", "diamond": "polygon"}.items():
        assert drawn(unit_panel(Dots([1], [1], INK, shape=shape))).find(element) is not None


def test_long_names_below_a_matrix_are_turned_and_have_room():
    short, long = ("ab", "cd"), ("a rather long name", "another long name", "one more long name")
    upright = drawn(confusion_panel("Counts", [[1, 2], [3, 4]], short))
    turned_panel = confusion_panel("Counts", [[1] * 12] * 12, long * 4)
    turned = drawn(turned_panel)
    assert not [
        text for text in upright.iter("text") if text.text in short and text.get("transform")
    ]
    names = [text for text in turned.iter("text") if text.text in long and text.get("transform")]
    assert len(names) == 12
    assert height_of(turned_panel) - turned_panel.height > 100


def test_of_a_hundred_classes_only_the_cells_with_rows_are_drawn():
    matrix = [[int(i == j) for j in range(100)] for i in range(100)]
    picture = as_text(drawn(confusion_panel("Counts", matrix, [str(k) for k in range(100)])))
    assert picture.count("<rect") == 101
    assert len(picture) < 100_000
