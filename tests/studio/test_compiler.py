"""The compiler: what a run waits for, what goes on meanwhile, and how the process ends."""

import time
from pathlib import Path
from threading import Event

import pytest

from edunn import Model
from edunn.fused import blocked_engine, evaluator, genetic, gradient_engine
from edunn.studio import compiler
from edunn.studio.compiler import KERNELS, Compiler, kernels_of
from edunn.studio.views.network import network_view

pytest.importorskip("numba")

CALLED = {  # where each kernel is called, and its name here
    (gradient_engine, "run_epochs"): "gradient",
    (blocked_engine, "run_epochs"): "blocked",
    (evaluator, "evaluate"): "population",
    (evaluator, "evaluate_low_rank"): "low_rank",
    (genetic, "evolve_kernel"): "genetic",
    (genetic, "count"): "population",
}

TRAININGS = [
    ("sgd", 2, {"batch_size": 1}),
    ("adam", 784, {"batch_size": 32}),
    ("genetic_algorithm", 2, {}),
    ("genetic_algorithm", 2, {"crossover": "none"}),
    ("pgpe", 2, {}),
    ("snes", 2, {"fitness": "loss"}),
    ("cma_es", 2, {"batch_size": 7}),
    ("hill_climber", 2, {}),
    ("low_rank_es", 2, {}),
]


def training_of(algorithm, inputs, settings):
    rows = [[k % 3 + 0.5] * inputs for k in range(32)]
    model = Model([[inputs], [32, "relu"], [2, "softmax"]], engine="fused", seed=1)
    return model.training(algorithm, rows, [0, 1] * 16, epochs=2, seed=1, **settings)


@pytest.mark.parametrize(("algorithm", "inputs", "settings"), TRAININGS)
def test_a_training_calls_no_other_kernels_than_it_waits_for(
    algorithm, inputs, settings, monkeypatch
):
    called = set()
    for (module, name), kernel in CALLED.items():
        real = getattr(module, name)
        monkeypatch.setattr(
            module, name, lambda *a, real=real, kernel=kernel: called.add(kernel) or real(*a)
        )
    training = training_of(algorithm, inputs, settings)
    training.finish()
    assert called
    assert called <= kernels_of(training) <= set(KERNELS)


def signatures():
    from edunn.fused import blocked_kernel, genetic_kernel, gradient_kernel, low_rank_kernel

    kernels = (
        gradient_kernel.run_epochs,
        blocked_kernel.run_epochs,
        genetic_kernel.evaluate,
        genetic_kernel.summarize,
        genetic_kernel.evolve,
        low_rank_kernel.evaluate,
    )
    return [set(map(str, kernel.signatures)) for kernel in kernels]


def test_what_is_compiled_ahead_is_what_trainings_need():
    for algorithm, inputs, size in map(str.split, KERNELS.values()):
        training_of(algorithm, int(inputs), {"batch_size": int(size)}).finish()
    ahead = signatures()
    assert all(ahead)
    for one in TRAININGS:
        training_of(*one).finish()
    assert signatures() == ahead


def wait_until(is_so):
    until = time.monotonic() + 20
    while not is_so() and time.monotonic() < until:
        time.sleep(0.02)
    assert is_so()


ONE_BY_ONE = """
import pathlib, sys, time
for line in sys.stdin:
    while not pathlib.Path(FOLDER, line.split()[0]).exists():
        time.sleep(0.02)
    print(line, end="", flush=True)
"""


@pytest.fixture
def slow(monkeypatch, tmp_path):
    """A compiler that has a kernel ready when a file of its algorithm's name is there."""
    monkeypatch.setattr(compiler, "PROGRAM", ONE_BY_ONE.replace("FOLDER", repr(str(tmp_path))))
    one = Compiler()
    one.start()
    yield one
    one.stop()


def test_what_is_needed_first_is_compiled_first(slow, tmp_path):
    low_rank, descent = (training_of(*one) for one in (TRAININGS[-1], TRAININGS[0]))
    assert not slow.is_ready(low_rank)
    Path(tmp_path, "sgd").touch()  # it was being compiled already
    wait_until(lambda: slow.is_ready(descent))
    assert not slow.is_ready(low_rank)
    for name in ("pgpe", "low_rank_es"):
        Path(tmp_path, name).touch()
    wait_until(lambda: slow.is_ready(low_rank))
    assert not slow.is_ready(training_of("genetic_algorithm", 2, {}))


def test_a_process_that_fails_holds_up_nothing(monkeypatch):
    monkeypatch.setattr(compiler, "PROGRAM", "raise SystemExit(1)")
    one = Compiler()
    one.start()
    wait_until(lambda: one.is_ready(training_of(*TRAININGS[0])))
    wait_until(lambda: one._process.returncode == 1)  # no zombie is left


def test_a_run_waits_for_its_kernel_and_its_views_do_not(lab, slow, tmp_path):
    lab.session.runs._compiler = slow
    run, other = lab.begin(epochs=20_000), lab.begin(epochs=4)
    lab.tell(run, "play")
    lab.wait(lambda: "compiled" in lab.session.runs.message(run).note.text)
    started = time.monotonic()
    assert lab.session.view(run, network_view).epoch == 0
    assert lab.tell(run, "pause").note.text == ""
    assert lab.finished(other).epoch == 4  # by the readable engine
    assert time.monotonic() - started < 5
    lab.tell(run, "play")
    Path(tmp_path, "sgd").touch()
    lab.wait(lambda: lab.session.runs.message(run).epoch > 0)
    assert lab.session.runs.message(run).note.text == ""
    lab.session.runs.delete(run)


def test_orders_are_carried_out_while_kernels_are_loaded(lab, monkeypatch):
    begun, go_on = Event(), Event()

    def slowly(line):
        begun.set()
        go_on.wait(20)

    monkeypatch.setattr(compiler, "train_a_little", slowly)
    run = lab.begin(epochs=20_000)
    lab.tell(run, "play")
    assert begun.wait(20)
    started = time.monotonic()
    assert lab.tell(run, "pause").status == "paused"
    assert lab.session.view(run, network_view).epoch == 0
    assert time.monotonic() - started < 1
    go_on.set()
    lab.session.runs.delete(run)


def test_the_end_of_a_studio_ends_the_compiler(lab, slow):
    lab.session.compiler = slow
    lab.session.close()
    wait_until(lambda: slow._process.returncode is not None)
