import numpy as np
import pytest

from edunn.errors import SettingError
from edunn.studio.views.results import ResultsQuery, bins, of_all_kinds, results_view


def test_numbers_are_those_of_evaluate(flowers):
    look = results_view(1, flowers)
    training, held_out = flowers.planned.training, flowers.planned.held_out
    for part, rows in zip(look.parts, (training, held_out), strict=True):
        told = flowers.model.evaluate(rows)
        assert (part.loss, part.accuracy) == (told.loss, told.accuracy)
        assert part.confusion == told.confusion_matrix.tolist()
        assert part.classes[-1].f1 == told.report.weighted.f1
    assert str(told.report) in look.report


def test_counts_add_up(flowers):
    for part in results_view(1, flowers).parts:
        confusion = np.array(part.confusion)
        assert confusion.sum() == part.rows
        assert confusion.sum() - confusion.trace() == part.missed
        assert sum(bar.wrong for bar in part.confidence) == part.missed
        assert sum(bar.right + bar.wrong for bar in part.confidence) == part.rows


def test_misses_are_wrong_and_the_surest_come_first(flowers):
    part = results_view(1, flowers).parts[0]
    sure = [miss.confidence for miss in part.misses]
    assert sure == sorted(sure, reverse=True)
    assert part.misses
    for miss in part.misses:
        x = flowers.planned.training.inputs[miss.example.row]
        assert flowers.model.classify(x) == miss.chosen != miss.example.label


def test_a_regression_shows_answers_beside_targets(curve):
    part = results_view(1, curve).parts[1]
    told = curve.model.evaluate(curve.planned.held_out)
    assert (part.mae, part.rmse, part.r2) == (told.mae, told.rmse, told.r2)
    t, y = np.array(part.answers).T
    assert np.abs(t - y).mean() == pytest.approx(told.mae)
    assert part.classes == part.confusion == part.misses == []


def test_missed_images_are_shown_as_images(digits):
    part = results_view(1, digits).parts[1]
    assert part.misses[0].example.inputs is None
    assert part.misses[0].example.image


def test_a_step_of_confidence_has_its_lower_end():
    told = bins(np.array([0.0, 0.1, 1.0]), np.array([True, False, True]))
    assert [(bar.right, bar.wrong) for bar in told[:2]] == [(1, 0), (0, 1)]
    assert told[-1].right == 1


def test_a_network_that_is_always_right_has_no_misses(perfect):
    part = results_view(1, perfect).parts[0]
    assert (part.accuracy, part.missed, part.misses) == (1.0, 0, [])


def test_every_kind_of_miss_is_shown_before_a_second_one_of_any():
    kinds = np.array([5] * 50 + [2, 9, 2])
    shown = of_all_kinds(kinds, most=6)
    assert sorted(kinds[shown]) == [2, 2, 5, 5, 5, 9]
    assert list(shown) == sorted(shown)
    assert len(of_all_kinds(np.array([], int), most=6)) == 0


def test_the_misses_of_one_confusion_can_be_asked_for(digits):
    part = results_view(1, digits).parts[1]
    confusion = np.array(part.confusion)
    np.fill_diagonal(confusion, 0)
    truth, chosen = divmod(int(confusion.argmax()), len(confusion))
    query = ResultsQuery(truth=truth, chosen=chosen)
    misses = results_view(1, digits, query).parts[1].misses
    assert len(misses) == min(confusion.max(), 60)
    assert {(miss.example.target, miss.chosen) for miss in misses} == {(truth, str(chosen))}


def test_a_regression_counts_every_error_and_shows_the_largest(curve):
    for part, rows in zip(
        results_view(1, curve).parts, (curve.planned.training, curve.planned.held_out), strict=True
    ):
        errors = curve.model.predict(rows.inputs)[:, 0] - np.ravel(rows.targets)
        assert sum(bar.count for bar in part.errors) == len(rows) == part.rows
        assert part.errors[0].low == -part.errors[-1].high == -np.abs(errors).max()
        shown = [abs(row.answer - row.example.target) for row in part.worst]
        assert shown == pytest.approx(np.sort(np.abs(errors))[::-1][: len(shown)])
        assert part.confidence == []
        assert part.calibration_error is None


def test_the_calibration_error_is_that_of_its_bars(flowers):
    for part in results_view(1, flowers).parts:
        bars = [bar for bar in part.confidence if bar.right + bar.wrong]
        assert all(bar.low - 1e-9 <= bar.mean <= bar.high + 1e-9 for bar in bars)
        assert all(bar.mean is None for bar in part.confidence if bar not in bars)
        gaps = [abs(bar.right - bar.mean * (bar.right + bar.wrong)) for bar in bars]
        assert part.calibration_error == pytest.approx(sum(gaps) / part.rows)


def test_results_of_one_individual_are_those_of_its_genes(bred):
    look = results_view(1, bred, ResultsQuery(individual=5))
    fitness = bred.generations[-1].fitness
    assert look.parts[0].accuracy == pytest.approx(fitness[5])
    with pytest.raises(SettingError, match="0 to 11"):
        results_view(1, bred, ResultsQuery(individual=12))
