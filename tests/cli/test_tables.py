from math import inf, nan

from edunn.cli.tables import BLOCKS, sparkline


def test_a_sparkline_runs_from_lowest_to_highest():
    assert sparkline(range(8)) == BLOCKS
    assert sparkline([1, 0]) == "█▁"


def test_a_sparkline_is_never_wider_than_asked():
    for count in (0, 1, 2, 39, 40, 41, 1000):
        assert len(sparkline(list(range(count)), width=40)) == min(count, 40)


def test_averages_neighbours():
    assert sparkline([0, 0, 4, 4, 8, 8], width=3) == "▁▅█"


def test_a_flat_curve_lies_on_the_floor():
    assert sparkline([3, 3, 3]) == "▁▁▁"


def test_what_is_not_finite_is_blank():
    assert sparkline([0, nan, 1, inf]) == "▁ █ "
    assert sparkline([nan]) == " "
