"""The studio's benchmark: its client works on a real server, and its verdicts are right."""

from time import perf_counter

import pytest
from benchmarks.studio.__main__ import page
from benchmarks.studio.client import EventListener, Page, Studio, fetch, listened, studio
from benchmarks.studio.measures import IRIS, LARGE, MNIST, is_at_pace, place
from benchmarks.studio.number import Number, latencies

FACTS = dict.fromkeys(
    ("Date", "Processor", "System", "Busy before", "Python", "EduNN", "NumPy", "numba"), "?"
)


@pytest.fixture(scope="module")
def one(tmp_path_factory):
    with studio(tmp_path_factory.mktemp("studio")) as one:
        yield one


def test_an_order_is_heard_in_the_stream(one: Studio):
    line, events = one.connection(), EventListener(one)
    run = fetch(line, "/api/runs", {"experiment": {"epochs": 5}})["id"]
    events.expect(lambda event: is_at_pace(7.0, event))
    started = perf_counter()
    fetch(line, f"/api/runs/{run}/orders", {"command": {"do": "pace", "pace": 7.0}})
    assert events.wait() > started
    events.close()
    assert place(line, run) == 0


@pytest.mark.parametrize("experiment", [MNIST, LARGE, IRIS], ids=["mnist", "large", "iris"])
def test_the_studio_takes_the_experiments_of_the_benchmark(one: Studio, experiment):
    small = {**experiment, "data": {"name": "iris"}, "epochs": 1}
    assert fetch(one.connection(), "/api/runs", {"experiment": small})["id"] > 0


def test_a_page_looks_until_it_is_closed(one: Studio):
    line = one.connection()
    run = fetch(line, "/api/runs", {"experiment": {"epochs": 5}})["id"]
    page = Page(one, run)
    page.close()
    assert not page._thread.is_alive()


def test_a_refusal_is_no_answer(one: Studio):
    with pytest.raises(RuntimeError, match="404"):
        fetch(one.connection(), "/api/runs/999")
    answer = listened(one.connection())
    assert answer.status == 200
    answer.close()


def test_a_bar_is_met_below_it():
    assert Number("a", 9.9, "ms", 10).cells == ("a", "9.9 ms", "< 10 ms", "yes")
    assert Number("a", 10.1, "ms", 10).cells[3] == "NO"
    assert Number("a", 10.1, "ms").cells == ("a", "10.1 ms", "", "")


def test_95_of_100_stay_below():
    middle, most = latencies("it", [k / 1000 for k in range(1, 101)], bar=20)
    assert (round(middle.value, 1), middle.bar) == (50.5, None)
    assert 95 <= most.value <= 97
    assert not most.is_met


def test_the_page_has_a_row_for_each_number():
    text = page([Number("a", 1, "s", 2)], FACTS)
    assert "| a | 1 s | < 2 s | yes |" in text
    assert "Busy before: ?" in text
