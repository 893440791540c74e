import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from tests.experiments.worlds import TINY, TINY_GENETIC, timeless

from edunn.errors import SettingError, UnknownNameError
from edunn.experiments import Reproduction, html_report, reproduce
from edunn.experiments.article import results, select
from edunn.experiments.running import spread


def test_the_number_of_workers_changes_no_number():
    experiments = (TINY, TINY_GENETIC)
    with ThreadPoolExecutor(1) as here:
        serial = list(results(experiments, here))
    for workers in (1, 2):
        for result, alone in zip(results(experiments, workers), serial, strict=True):
            assert timeless(result.runs) == timeless(alone.runs)


@pytest.mark.parametrize("workers", [0, -1, 1.5])
def test_workers_that_cannot_be(workers):
    with pytest.raises(SettingError, match="workers"):
        list(spread(abs, [1], workers))


def test_progress_and_results_come_as_they_are_ready():
    seen = []
    with ThreadPoolExecutor(1) as here:
        found = results((TINY, TINY_GENETIC), here, lambda *now: seen.append(now))
        seen.extend(result.experiment.key for result in found)
    assert seen == [(0, 4), (1, 4), (2, 4), "tiny", (3, 4), (4, 4), "tiny-genetic"]


def test_selection():
    assert [e.key for e in select(only=["mnist", "iris"])] == ["iris", "mnist"]
    assert {e.seeds for e in select(quick=True, seeds=5)} == {5}
    assert "heart-uniform" not in [e.key for e in select(quick=True)]
    assert [e.key for e in select(quick=True, only=["heart-uniform"])] == ["heart-uniform"]
    with pytest.raises(UnknownNameError, match="iris-deep"):
        select(only=["iris-depp"])
    with pytest.raises(SettingError, match="seeds"):
        select(seeds=0)


def test_end_to_end():
    with ThreadPoolExecutor(1) as here:
        reproduction = reproduce(only=["iris-batch", "iris-genetic"], seeds=2, workers=here)
    plain = reproduction.to_dict()
    assert plain == json.loads(json.dumps(plain, allow_nan=False))
    assert plain["schema"] == "edunn.reproduction/2"
    assert [row["key"] for row in plain["results"]] == ["iris-batch", "iris-genetic"]
    assert len(plain["results"][0]["runs"]) == 2
    assert plain["findings"][0]["about"] == "iris-genetic"
    assert "Iris, 100 epochs, batch 50" in html_report(reproduction)


def test_nothing_measured_is_a_report_too():
    assert Reproduction(()).findings == ()
    assert "0 experiments" in html_report(Reproduction(()))
