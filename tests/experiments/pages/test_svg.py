import re

import pytest

from edunn.experiments import Band
from edunn.experiments.pages.document import as_text, tag
from edunn.experiments.pages.matrices import Board, confusion
from edunn.experiments.pages.svg import Frame, chart, strip, ticks


def test_text_keeps_its_place_between_children():
    assert (
        as_text(tag("p", "a ", tag("b", "b"), " c", None, " & d")) == "<p>a <b>b</b> c &amp; d</p>"
    )


def test_attributes():
    assert as_text(tag("i", class_="x", stroke_width=1 / 3, y=2.0)) == (
        '<i class="x" stroke-width="0.33" y="2"></i>'
    )


@pytest.mark.parametrize("top", [0.013, 0.7, 1, 1.3, 2.2, 25, 999, 1e-9])
def test_ticks_are_few_and_inside(top):
    values = ticks(top)
    assert 2 <= len(values) <= 5
    assert values[0] == 0
    assert values[-1] <= top * 1.001


def test_a_frame_holds_what_is_drawn():
    frame = Frame(last=10, top=1.0)
    assert frame.at(0, 0) == (40, 198)
    assert frame.at(10, 5.0) == frame.at(10, 1.0)
    assert frame.at(10, -1.0) == frame.at(10, 0.0)


def test_a_chart_has_a_line_and_a_band_for_each_kind_of_rows():
    bands = [Band.of(name, (1, 2), [(1.0, 0.5)]) for name in ("training", "held out")]
    drawn = as_text(chart("Loss", "falls", bands, top=1.0))
    assert drawn.count("<polyline") == drawn.count("<polygon") == 2
    assert 'class="line held-out"' in drawn
    assert "<title>Loss</title><desc>falls</desc>" in drawn
    as_text(chart("Nothing", "at all", [], top=1.0))


def test_a_confusion_matrix_has_counts_and_a_text_alternative():
    drawn = as_text(confusion("Truth", [[3, 1], [0, 4]], ["cat", "dog"], "training"))
    assert "cat: 3 as cat, 1 as dog; dog: 0 as cat, 4 as dog" in drawn
    assert re.findall(r'fill-opacity="([^"]*)"', drawn) == ["0.75", "0.25", "0", "1"]


def test_a_strip_has_a_dot_for_each_seed():
    drawn = as_text(strip("Iris", [0.5, 0.9, 1.0], article=0.97))
    assert drawn.count("<circle") == 3
    assert "median 0.900, from 0.500 to 1.000; the article has 0.97" in drawn
    assert "polygon" not in as_text(strip("Ours", [0.5], article=None))


def test_a_board_has_room_for_names_and_numbers():
    wide = Board.of([[60_000] * 10] * 10, list("0123456789"))
    assert wide.left + 10 * wide.width == pytest.approx(392)
    assert 5 * 0.65 * wide.size < wide.width
    assert Board.of([[1]], ["a rather long name"]).left > 100
