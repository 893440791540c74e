"""The report tells everything that was measured: page, terminal, JSON and plots."""

import json
from io import StringIO
from itertools import pairwise

import pytest
from benchmarks.__main__ import main
from benchmarks.comparison import Attempts, Comparison, Result
from benchmarks.growth import SWEEPS, Growth
from benchmarks.machine import machine
from benchmarks.memory import Peak
from benchmarks.report import Measured, draw, page, plain, read, tables
from benchmarks.report.page import spaced
from benchmarks.report.plots import APART, apart
from benchmarks.sheet import duration, rounded, tick
from benchmarks.trials import TRIALS
from benchmarks.workloads import WORKLOADS
from rich.console import Console

WORK, SWEEP = WORKLOADS[0], SWEEPS[0]
TRIAL = next(trial for trial in TRIALS if trial.name == "first-use")
PYTORCH, SCIKIT_LEARN, *OTHERS = WORK.peers
RESULT = Result(
    WORK,
    (
        Comparison(PYTORCH, ours=(0.002, 0.002, 0.001), theirs=(0.006, 0.004, 0.004)),
        Comparison(SCIKIT_LEARN, ours=(0.002,), theirs=(0.001,)),
    ),
    tuple(peer.name for peer in OTHERS),
)
CURVES = {line.name: {value: 1e-6 * value for value in SWEEP.values} for line in SWEEP.lines[:4]}
CURVES |= {line.name: {} for line in SWEEP.lines[4:]}
MEASURED = Measured(
    machine(threads=2),
    (RESULT,),
    (Attempts(TRIAL, (3.0, 2.0, 16.0)), Attempts(TRIALS[0], ())),
    (Growth(SWEEP, CURVES),),
    (Peak("learning", "large", 3 * 2**30), Peak("learning", "small", 2**20), Peak("x", "y", None)),
)


def test_the_page_tells_results_and_machine():
    written = page(MEASURED)
    assert f"### {WORK.title}: one epoch" in written
    assert "| PyTorch | 4.00 ms | 2.00 ms | 3.00 x as fast | 2.00 .. 4.00 | ≥ 5 | NO |" in written
    assert "| scikit-learn | 1.00 ms | 2.00 ms | 0.50 x as fast |" in written  # a loss is told
    assert f"| {OTHERS[0].name} | not installed |" in written
    assert "Processor" in written
    assert "$" not in written


def test_the_page_begins_with_the_bars():
    bars = page(MEASURED).split("## The bars")[1].split("##")[0]
    assert f"| {WORK.title} | PyTorch | 3.00 x as fast | ≥ 5 | NO |" in bars
    assert f"| {TRIAL.title} |  | 3.00 s | ≤ 15 s | yes |" in bars
    assert f"| {TRIALS[0].title} |  | not installed |" in bars
    assert "scikit-learn" not in bars


def test_the_page_has_growth_and_memory():
    written = page(MEASURED)
    assert f"](images/bench-{SWEEP.name}.svg)" in written
    assert "Not installed: scikit-learn" in written
    assert "| 4,096 | 4.10 ms |" in written
    memory = written.split("## Memory")[1]
    assert memory.index("| small | 1 MiB |") < memory.index("| large | 3,072 MiB |")
    assert "| x | y | not installed |" in memory


def test_json_has_every_measurement_and_can_be_read_back():
    told = json.loads(json.dumps(plain(MEASURED)))
    assert told["workloads"][0]["comparisons"][0]["seconds"] == {
        "edunn": [0.002, 0.002, 0.001],
        "peer": [0.006, 0.004, 0.004],
    }
    assert read(told) == MEASURED


def test_the_page_can_be_written_again_from_measurements(tmp_path, monkeypatch):
    for name, place in (("PAGE", "page.md"), ("LAST", "last.json"), ("IMAGES", "")):
        monkeypatch.setattr(f"benchmarks.__main__.{name}", tmp_path / place)
    (tmp_path / "before.json").write_text(json.dumps(plain(MEASURED)), "utf-8")
    main(["--again", str(tmp_path / "before.json")])
    assert (tmp_path / "page.md").read_text("utf-8") == page(MEASURED)
    assert (tmp_path / f"bench-{SWEEP.name}.svg").exists()


def test_the_terminal_shows_all_tables():
    console = Console(width=200, file=StringIO())
    for table in tables(MEASURED):
        console.print(table)
    shown = console.file.getvalue()
    for words in ("iris-readable", TRIAL.title, SWEEP.title, "3,072 MiB"):
        assert words in shown


def test_a_plot_names_its_lines_and_is_the_same_file_every_time(tmp_path):
    pytest.importorskip("matplotlib")
    one, two = tmp_path / "one.svg", tmp_path / "two.svg"
    draw(MEASURED.growths[0], one)
    draw(MEASURED.growths[0], two)
    drawn = one.read_text("utf-8")
    assert drawn == two.read_text("utf-8")
    for name, curve in CURVES.items():
        assert (name in drawn) == bool(curve)


def test_names_in_a_plot_do_not_touch():
    moved = sorted(apart([0.5, 0.5, 0.52, 0.9, 0.1]))
    gaps = [b - a for a, b in pairwise(moved)]
    assert min(gaps) >= APART - 1e-9


@pytest.mark.parametrize("count", [1, 2, 5, 12])
def test_of_many_values_a_few_are_told_with_both_ends(count):
    values = list(range(count))
    told = spaced(values)
    assert (told[0], told[-1], len(told)) == (0, count - 1, min(5, count))


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (12.345, "12.3 s"),
        (0.00214, "2.14 ms"),
        (0.2, "200 ms"),
        (3.4e-6, "3.40 µs"),
        (5e-8, "50.0 ns"),
        (0, "0.000 ns"),
    ],
)
def test_durations_have_three_digits(seconds, words):
    assert duration(seconds) == words


@pytest.mark.parametrize("seconds", [1e-9, 1e-6, 1e-3, 1.0])
def test_ticks_are_round(seconds):
    assert tick(seconds).startswith("1 ")


def test_small_numbers_keep_a_digit():
    assert rounded(0.0123) == "0.012"
