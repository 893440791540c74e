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


def test_what_is_needed_first_is_compiled_first(slow, tmp_path):
    low_rank, descent = (training_of(*one) for one in (TRAININGS[-1], TRAININGS[0]))
    assert not slow.is_ready(kernels_of(low_rank))
    Path(tmp_path, "sgd").touch()  # it was being compiled already
    wait_until(lambda: slow.is_ready(kernels_of(descent)))
    assert not slow.is_ready(kernels_of(low_rank))
    for name in ("pgpe", "low_rank_es"):
        Path(tmp_path, name).touch()
    wait_until(lambda: slow.is_ready(kernels_of(low_rank)))
    assert not slow.is_ready(kernels_of(training_of("genetic_algorithm", 2, {})))


def test_a_process_that_fails_holds_up_nothing(monkeypatch):
    monkeypatch.setattr(compiler, "PROGRAM", "raise SystemExit(1)")
    one = Compiler()
    one.start()
    wait_until(lambda: one.is_ready(kernels_of(training_of(*TRAININGS[0]))))
    wait_until(lambda: one._process.returncode == 1)  # no zombie is left


def test_a_run_begins_readable_and_goes_on_compiled(lab, slow, tmp_path):
    lab.session.runs._compiler = slow
    run, other = lab.begin(epochs=20_000), lab.begin(epochs=4)
    lab.tell(run, "play")
    started = time.monotonic()
    lab.wait(lambda: lab.session.runs.message(run).epoch > 0)
    assert time.monotonic() - started < 5
    message = lab.session.runs.message(run)
    assert (message.engine, "readable" in message.note.text) == ("numpy", True)
    assert lab.tell(run, "pause").note.text == ""
    assert lab.finished(other).epoch == 4  # so short that the readable engine was planned
    assert not lab.session.runs.open(other).run.changes
    Path(tmp_path, "sgd").touch()
    lab.tell(run, "play")
    lab.wait(lambda: lab.session.runs.message(run).engine == "fused")
    assert lab.session.runs.message(run).note.text == ""
    readable, compiled = lab.session.runs.open(run).run.changes
    assert (readable.engine, readable.epoch, compiled.engine) == ("numpy", 0, "fused")
    assert compiled.epoch > 0
    lab.session.runs.delete(run)


def test_a_reopened_run_goes_on_compiled_too(lab, slow, tmp_path):
    lab.session.runs._compiler = slow
    run = lab.begin(epochs=20_000)
    lab.epochs(run, 3)
    assert lab.session.runs.message(run).engine == "numpy"
    lab.restart()
    lab.epochs(run, 1)
    assert lab.session.runs.message(run).engine == "fused"
    assert [change.epoch for change in lab.session.runs.open(run).run.changes] == [0, 3]


def test_orders_are_carried_out_while_kernels_are_loaded(lab, monkeypatch):
    begun, go_on, is_loaded = Event(), Event(), Event()

    def slowly(line):
        begun.set()
        go_on.wait(20)
        is_loaded.set()

    monkeypatch.setattr(compiler, "train_a_little", slowly)
    run = lab.begin(epochs=20_000)
    lab.tell(run, "play")
    assert begun.wait(20)
    started = time.monotonic()
    assert lab.tell(run, "pause").status == "paused"
    assert lab.session.view(run, network_view).epoch == 0
    assert time.monotonic() - started < 1
    assert not is_loaded.is_set()
    go_on.set()
    lab.session.runs.delete(run)


def test_the_end_of_a_studio_ends_the_compiler(lab, slow):
    lab.session.compiler = slow
    lab.session.close()
    wait_until(lambda: slow._process.returncode is not None)
