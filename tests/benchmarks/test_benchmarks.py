"""The benchmarks compare like with like: every contestant of a workload does the same work."""

import json
from dataclasses import replace
from functools import partial

import numpy as np
import pytest
from benchmarks.__main__ import main
from benchmarks.machine import machine, threads_limited
from benchmarks.peers.edunn import Descent, Evolution
from benchmarks.peers.python import FreshPython
from benchmarks.report import page, plain
from benchmarks.report.rows import duration
from benchmarks.rounds import Comparison, compare, measure
from benchmarks.tasks import Rows, iris, mnist
from benchmarks.work import Bar, Contestant, Peer, Workload
from benchmarks.workloads import WORKLOADS
from benchmarks.workloads.descent import SMALL, SMALL_ADAM, TINY, pytorch, scikit_learn
from benchmarks.workloads.evolution import BREEDING, pygad


class Sleeper(Contestant):
    """Takes as long as it is told to, on paper."""

    def __init__(self, *seconds):
        self.left = list(seconds)

    def work(self):
        raise AssertionError("only its seconds are asked for")

    def seconds(self):
        return self.left.pop(0)


NUMPY_AS_PEER = Peer("other", "numpy", lambda: Sleeper(9, 3, 4, 8), Bar(speed=3))
SLEEP = Workload(
    "sleep", "Sleeping", "nap", "Nobody sleeps.", lambda: Sleeper(9, 1, 2, 2), (NUMPY_AS_PEER,), 3
)


def few_digits() -> Rows:
    return Rows(*(array[:640] for array in mnist()))


FEW_DIGITS = [replace(task, rows=few_digits) for task in (SMALL, SMALL_ADAM)]


@pytest.mark.parametrize(("package", "enter"), [("torch", pytorch), ("sklearn", scikit_learn)])
@pytest.mark.parametrize("task", [TINY, *FEW_DIGITS], ids=["iris", "digits", "digits-adam"])
def test_descent_is_the_same_work_for_all(package, enter, task):
    pytest.importorskip(package)
    ours, theirs = Descent(task), enter(task)
    for _ in range(3):
        ours.work()
        theirs.work()
    assert theirs.outcome()[:3] == ours.outcome()[:3]  # parameters, dtype, updates
    assert ours.outcome().updates == 3 * len(task.rows().x) // task.batch_size
    assert theirs.outcome().loss == pytest.approx(ours.outcome().loss, rel=0.15)


def test_all_begin_with_the_same_weights_on_the_same_rows():
    torch = pytest.importorskip("torch")
    theirs = pytorch(TINY)
    model = TINY.model()
    with torch.no_grad():
        scores = theirs.net(theirs.x).softmax(dim=1).numpy()
    np.testing.assert_allclose(scores, model.predict(iris().x), rtol=1e-5)
    assert theirs.x.data_ptr() == iris().x.ctypes.data


def test_a_generation_is_the_same_work_but_for_the_biases_that_pygad_has_not():
    pytest.importorskip("pygad")
    ours, theirs = Evolution(TINY, BREEDING), pygad()
    for _ in range(5):
        ours.work()
        theirs.work()
    biases = sum(outputs for _, outputs in TINY.widths)
    assert theirs.outcome().parameters == ours.outcome().parameters - biases
    assert theirs.outcome().updates == ours.outcome().updates == 5 * (BREEDING.generations + 1)
    assert max(theirs.outcome().loss, ours.outcome().loss) < 0.5  # chance is 2/3
    assert theirs.algorithm.num_fitness_evaluations <= 11 * BREEDING.population_size


def test_ratios_are_taken_round_by_round_after_a_warm_up():
    assert measure([Sleeper(9, 1, 2), Sleeper(9, 3, 4)], rounds=2) == [(1, 2), (3, 4)]
    (comparison,) = compare(SLEEP).comparisons
    assert comparison.ratios == (3, 2, 4)
    assert comparison.ratio == 3
    assert comparison.is_met


@pytest.mark.parametrize(
    ("bar", "ratio", "met"),
    [
        (Bar(speed=4), 4.0, True),
        (Bar(speed=4), 3.9, False),
        (Bar(time=1.25), 0.8, True),
        (Bar(time=1.25), 0.7, False),
        (None, 0.1, None),
    ],
)
def test_a_bar_is_met_or_not(bar, ratio, met):
    peer = Peer("other", "numpy", partial(Sleeper, 1), bar)
    assert Comparison(peer, ours=(1.0,), theirs=(ratio,)).is_met is met


def test_a_peer_that_is_not_installed_is_told_and_left_out():
    absent = Peer("Absent", "no_such_package", Sleeper)
    result = compare(replace(SLEEP, peers=(absent, NUMPY_AS_PEER)))
    assert result.missing == ("Absent",)
    assert len(result.comparisons) == 1
    assert "| Absent | not installed |" in page([result], {})


def test_the_page_tells_results_rounds_and_machine():
    written = page([compare(SLEEP)], machine(threads=2))
    assert "| Sleeping: one nap | other | 4.00 s | 2.00 s | 3.00 x as fast |" in written
    assert "2.00 .. 4.00 | ≥ 3 | yes |" in written
    assert "**Sleeping** (3 rounds). Nobody sleeps." in written
    assert "Processor" in written


def test_json_has_every_measurement():
    told = json.loads(json.dumps(plain([compare(SLEEP)], {})))
    assert told["workloads"][0]["comparisons"][0]["seconds"] == {
        "edunn": [1, 2, 2],
        "peer": [3, 4, 8],
    }


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (12.345, "12.3 s"),
        (0.00214, "2.14 ms"),
        (0.2, "200 ms"),
        (3.4e-6, "3.40 µs"),
        (0, "0.00 µs"),
    ],
)
def test_durations_have_three_digits(seconds, words):
    assert duration(seconds) == words


def test_a_fresh_python_times_the_statement_alone():
    assert 0.05 < FreshPython("import time; time.sleep(0.05)").seconds() < 5


def test_names_are_told_apart():
    assert len({work.name for work in WORKLOADS}) == len(WORKLOADS)


def test_threads_are_given_back():
    with threads_limited(1):
        pass


def test_the_command_measures_what_it_is_asked_for(tmp_path, capsys):
    main(["--quick", "--only", "import", "--json", str(tmp_path / "measured.json")])
    assert "numpy" in capsys.readouterr().out
    told = json.loads((tmp_path / "measured.json").read_text("utf-8"))
    assert [work["name"] for work in told["workloads"]] == ["import"]
