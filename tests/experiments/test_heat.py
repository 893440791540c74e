import re

import pytest
from tests.experiments.worlds import grid

from edunn.errors import SettingError
from edunn.experiments import Comparison, Heat
from edunn.experiments.heat import Scale
from edunn.experiments.panels import heat_in_words, heat_panel
from edunn.markup import as_text
from edunn.plots.colours import CIVIDIS
from edunn.plots.svg import drawn


def by_both(seed, learning_rate, epochs):
    return learning_rate + epochs / 100 + (seed - 1) / 100


COMPARISON = grid(by_both, learning_rate=[0.1, 0.5], epochs=[10, 20, 30])


def test_the_first_axis_goes_down_and_the_second_across():
    heat = Heat.of(COMPARISON)
    medians = [[cell.median for cell in row] for row in heat.cells]
    assert medians == [[0.2, 0.3, 0.4], [0.6, 0.7, 0.8]]
    assert (heat.rows.name, heat.columns.name) == ("learning_rate", "epochs")


def test_the_best_is_brightest_and_the_worst_darkest():
    heat = Heat.of(COMPARISON)
    assert heat.colours(1, 2)[0] == CIVIDIS[-1]
    assert heat.colours(0, 0)[0] == CIVIDIS[0]


def test_small_differences_stay_small():
    scale = Scale.of([0.97, 0.98], larger_wins=True)
    assert scale.share(0.98) == 1
    assert scale.share(0.97) == pytest.approx(0.9)
    assert Scale.of([0.5], larger_wins=True).share(0.5) == 1


def test_errors_differ_by_ratio_and_up_to_a_hundredfold():
    scale = Scale.of([0.1, 1.0, 10.0, 1e9], larger_wins=False)
    assert [scale.share(v) for v in (0.1, 1.0, 10.0, 1e9)] == pytest.approx([1, 0.5, 0, 0])
    assert Scale.of([0.0, 0.0], larger_wins=False).share(0.0) == 1
    assert Scale.of([1.0], larger_wins=False).share(1.0) == 1


@pytest.mark.parametrize("axes", [{"epochs": [1]}, {"a": [1], "b": [2], "epochs": [3]}])
def test_a_heat_map_has_two_axes(axes):
    comparison = grid(lambda seed, **settings: 0.5, **axes)
    with pytest.raises(SettingError, match=f"but this comparison has {len(axes)}"):
        Heat.of(comparison)
    with pytest.raises(SettingError, match="has 0"):
        Heat.of(Comparison(comparison.runs))


def test_every_cell_is_drawn_with_its_numbers():
    picture = as_text(drawn(heat_panel("Accuracy", Heat.of(COMPARISON))))
    assert picture.count("<rect") == 6 + len(CIVIDIS)
    for words in ("0.800", "0.790 .. 0.810", ">learning_rate<", ">30<", ">better<"):
        assert words in picture


def test_the_map_has_a_text_alternative():
    assert heat_in_words(Heat.of(COMPARISON)).startswith(
        "learning_rate 0.1: 0.200 at epochs 10, 0.300 at epochs 20, 0.400 at epochs 30; "
    )


def test_nothing_is_drawn_outside_of_the_picture():
    picture = as_text(drawn(heat_panel("Accuracy", Heat.of(COMPARISON))))
    width, height = map(float, re.search(r'viewBox="0 0 (\S+) (\S+)"', picture).groups())
    boxes = re.findall(r'<rect x="(\S+)" y="(\S+)" width="(\S+)" height="(\S+)"', picture)
    assert len(boxes) == 6 + len(CIVIDIS)
    for x, y, w, h in (map(float, box) for box in boxes):
        assert 0 <= x <= x + w <= width
        assert 0 <= y <= y + h <= height
