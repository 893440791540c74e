"""The benchmarks measure fairly: rounds, ratios, bars, and what is not installed."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from functools import partial

import pytest
from benchmarks.__main__ import NAMES, is_asked_for, main
from benchmarks.comparison import (
    Attempts,
    Bar,
    Comparison,
    Peer,
    Trial,
    Workload,
    attempt,
    compare,
    measure,
)
from benchmarks.machine import cores_limited, threads_limited
from benchmarks.peers.python import output_of
from benchmarks.trials import TRIALS, delay
from benchmarks.workloads import WORKLOADS
from tests.benchmarks.sleeper import Sleeper

NUMPY_AS_PEER = Peer("other", "numpy", lambda: Sleeper(9, 3, 4, 8), Bar(least=3))
SLEEP = Workload(
    "sleep",
    "Nights",
    "Sleeping",
    "nap",
    "Nobody sleeps.",
    lambda: Sleeper(9, 1, 2, 2),
    (NUMPY_AS_PEER,),
    3,
)
DREAM = Trial(
    "dream", "Nights", "Dreaming", "Nobody dreams.", "s", lambda: partial(next, iter([3, 1, 2])),
    Bar(most=2), rounds=3,
)  # fmt: skip


def test_ratios_are_taken_round_by_round_after_a_warm_up():
    assert measure([Sleeper(9, 1, 2), Sleeper(9, 3, 4)], rounds=2) == [(1, 2), (3, 4)]
    (comparison,) = compare(SLEEP).comparisons
    assert comparison.ratios == (3, 2, 4)
    assert comparison.ratio == 3
    assert comparison.is_met


def test_quick_does_less_of_the_same_work():
    brief = replace(SLEEP, title="A nap", ours=lambda: Sleeper(9, 1, 2, 3))
    workload = replace(SLEEP, brief=brief)
    assert compare(workload).workload is workload
    assert compare(workload, quick=True).workload is brief
    assert all(one.brief is None or one.brief.name == one.name for one in WORKLOADS)


@pytest.mark.parametrize(
    ("bar", "ratio", "met"),
    [
        (Bar(least=4), 4.0, True),
        (Bar(least=4), 3.9, False),
        (Bar(most=1.25), 0.8, True),
        (Bar(most=1.25), 0.7, False),
        (None, 0.1, None),
    ],
)
def test_a_bar_is_met_or_not(bar, ratio, met):
    peer = Peer("other", "numpy", partial(Sleeper, 1), bar)
    assert Comparison(peer, ours=(1.0,), theirs=(ratio,)).is_met is met


@pytest.mark.parametrize(
    ("goal", "numbers", "met"),
    [
        (Bar(most=2), (9.0, 2.0, 1.0), True),
        (Bar(most=2), (9.0, 2.1, 1.0), False),
        (Bar(least=0.95), (0.95,), True),
        (Bar(least=0.95), (0.94,), False),
        (Bar(least=0.95), (), None),
    ],
)
def test_a_trial_is_judged_by_its_median(goal, numbers, met):
    assert Attempts(replace(DREAM, goal=goal), numbers).is_met is met


def test_a_trial_is_attempted_as_often_as_it_says():
    assert attempt(DREAM).numbers == (3, 1, 2)
    assert attempt(DREAM, quick=True).numbers == (3,)
    assert attempt(replace(DREAM, package="no_such_package")).number is None


@pytest.mark.parametrize(
    "absent",
    [
        Peer("Absent", "no_such_package", Sleeper),
        Peer("Absent", "numpy", Sleeper, program="no-such-program"),
    ],
    ids=["package", "program"],
)
def test_a_peer_that_is_not_installed_is_told_and_left_out(absent):
    result = compare(replace(SLEEP, peers=(absent, NUMPY_AS_PEER)))
    assert result.missing == ("Absent",)
    assert len(result.comparisons) == 1


def test_names_are_told_apart():
    assert len(set(NAMES)) == len(NAMES) > len(WORKLOADS) + len(TRIALS)


@pytest.mark.parametrize(
    ("only", "asked"), [(None, True), (["iris"], True), (["iris-fused"], True), (["mnist"], False)]
)
def test_the_beginning_of_a_name_is_enough(only, asked):
    assert is_asked_for("iris-fused", only) is asked


def test_an_unknown_name_is_refused(capsys):
    with pytest.raises(SystemExit):
        main(["--only", "imagenet"])
    assert "imagenet" in capsys.readouterr().err


def test_threads_are_given_back():
    with threads_limited(1):
        pass


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lets a program see fewer cores")
def test_programs_see_fewer_cores_and_later_all_again():
    before = os.sched_getaffinity(0)
    with cores_limited(1):
        assert len(os.sched_getaffinity(0)) == 1
    assert os.sched_getaffinity(0) == before


def test_a_program_that_fails_is_not_measured():
    with pytest.raises(subprocess.CalledProcessError):
        output_of([sys.executable, "-c", "raise SystemExit(3)"])


@pytest.mark.slow
def test_the_kernel_is_compiled_once_and_then_found(tmp_path):
    pytest.importorskip("numba")
    first, later = delay(str(tmp_path)), delay(str(tmp_path))
    assert later < first


def test_the_command_measures_what_it_is_asked_for(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("benchmarks.comparison.QUICK", 1000)  # three rounds
    main(["--quick", "--only", "import", "--json", str(tmp_path / "measured.json")])
    assert "numpy" in capsys.readouterr().out
    told = json.loads((tmp_path / "measured.json").read_text("utf-8"))
    assert [work["name"] for work in told["workloads"]] == ["import", "import-model"]
    assert told["trials"] == told["growth"] == told["memory"] == []
