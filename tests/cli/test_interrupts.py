"""Ctrl-C at any moment: one line, exit code 130, and nothing lost that can be kept."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from edunn import Model
from edunn.cli.interrupts import Request, postponed
from edunn.cli.safe_points import run

pytestmark = pytest.mark.skipif(os.name == "nt", reason="no such signals there")

EDUNN = [sys.executable, "-m", "edunn"]
LOUD = [sys.executable, "-X", "importtime", "-m", "edunn"]
"""Names each module on stderr when it has been imported."""


@pytest.mark.parametrize(
    "module",
    ["edunn.cli", "edunn.cli.interrupts", "typer.main", "edunn.cli.app", "numpy", "edunn.model"],
)
def test_while_modules_are_imported(module):
    command = [*LOUD, "train", "iris", "--epochs", "100000"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        for line in process.stderr:
            if line.decode().split("|")[-1].strip() == module:
                break
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (130, b"")
    assert b"Traceback" not in err
    assert b"Error" not in err


@pytest.mark.parametrize("delay", [0.3, 0.6, 1.2])
@pytest.mark.parametrize(
    "arguments",
    [
        ["compare", "iris", "--vary", "epochs=1000,2000", "--workers", "2"],
        ["race", "iris", "--between", "adam,pgpe", "--budget", "1e8"],
    ],
)
def test_at_any_moment_of_long_work(arguments, delay):
    process = subprocess.Popen(
        [*EDUNN, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    )
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(delay)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: workers get it, too
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (130, b"")
    assert b"Traceback" not in err
    assert err.endswith(b"Interrupted.\n")


def interrupted(place: Path, *arguments: str) -> str:
    """Train, press Ctrl-C a moment later, and return the last line that was said.

    On a busy machine the moment may come before the first mini-batch: then a longer one is taken.
    """
    for moment in (0.5, 1.0, 2.0):
        line = interrupted_after(moment, place, *arguments)
        if line != "Interrupted.":
            break
    return line


def interrupted_after(moment: float, place: Path, *arguments: str) -> str:
    """Train, press Ctrl-C so many seconds later, and return the last line that was said."""
    command = [*EDUNN, "train", *arguments, "-o", str(place)]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    while "training set:" not in process.stderr.readline():
        pass
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(moment)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130, err
    return err.splitlines()[-1]


def ended(place: Path) -> tuple[Model, dict[str, list[float]]]:
    """The model, and its history without the seconds."""
    model = Model.from_file(place)
    assert model.checkpoint is None
    return model, model.history.history


KINDS = {
    "quick epochs": ["iris", "--epochs", "400", "--batch-size", "1", "--set", "engine=numpy"],
    "long epochs": ["mnist", "--hidden", "64", "--epochs", "3", "--set", "engine=numpy"],
    "generations": [
        *("iris", "--algorithm", "genetic_algorithm", "--epochs", "800"),
        *("--set", "engine=numpy", "--set", "population_size=300", "--seed", "3"),
    ],
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_training_goes_on_bit_for_bit(kind, ask, edunn, tmp_path, monkeypatch):
    """Interrupted as it is by a user, and resumed: the network and the curves of a whole one."""
    monkeypatch.chdir(tmp_path)
    place = tmp_path / "part.edunn"
    line = interrupted(place, *KINDS[kind])
    assert line.startswith("Interrupted after ")
    assert line.endswith(f"to go on: edunn train --resume {place}")
    done = Model.from_file(place).checkpoint.forward_passes
    resumed = ask("train", "--resume", place)
    whole = ask("train", *KINDS[kind], "-o", tmp_path / "whole.edunn")
    assert 0 < done < whole["history"]["forward_passes"][-1]
    assert resumed == whole | {"files": [str(place)]}
    (one, curves), (other, same) = ended(place), ended(tmp_path / "whole.edunn")
    np.testing.assert_array_equal(one.theta, other.theta)
    assert curves == same
    assert one.random.bit_generator.state == other.random.bit_generator.state


def test_resuming_says_what_is_missing(edunn, refusal, flowers, tmp_path, monkeypatch):
    place = tmp_path / "part.edunn"
    interrupted(place, str(flowers), "--epochs", "20000", "--set", "engine=numpy")
    assert str(tmp_path) not in place.read_bytes().decode("latin-1")
    line = refusal("train", "--resume", place)
    assert "There is no flowers.csv here" in line
    assert f"edunn train DATA --resume {place}" in line
    assert "--epochs cannot be changed" in refusal("train", "--resume", place, "--epochs", 3)
    flowers.write_text(flowers.read_text().replace("1.01", "1.02"))
    assert "these are not the rows" in refusal("train", flowers, "--resume", place)
    edunn("train", "iris", "--epochs", 1, "-o", tmp_path / "done.edunn")
    assert "its training has ended" in refusal("train", "--resume", tmp_path / "done.edunn")
    Model([[1], [1]]).save(tmp_path / "own.edunn")
    assert "nothing is left" in refusal("train", "--resume", tmp_path / "own.edunn")


def test_a_request_waits_only_once_and_only_where_there_is_something_to_keep():
    request = Request()
    with postponed(request):
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
        request.may_wait = True
        signal.raise_signal(signal.SIGINT)
        assert request.is_made
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def pressing(times, generation):
    """A training that presses Ctrl-C so many times while it evaluates a generation."""
    calls = []

    def fitness(y, t):
        calls.append(1)
        for _ in range(times if len(calls) == generation else 0):
            signal.raise_signal(signal.SIGINT)
        return -((y - t) ** 2).mean(axis=(1, 2))

    x, t = np.arange(6.0)[:, np.newaxis], np.arange(6.0) / 6
    model = Model([[1], [1]], "mse", seed=0)
    return model.training("genetic_algorithm", x, t, epochs=9, fitness=fitness, population_size=4)


def test_pressed_once_a_training_stops_at_a_safe_point():
    training = pressing(times=1, generation=4)
    assert run(training, progress=False) is False
    assert 2 <= len(training.history) < 9
    assert run(pressing(times=0, generation=4), progress=False) is True


@pytest.mark.parametrize(("times", "generation"), [(2, 4), (1, 1)])
def test_pressed_twice_or_too_early_it_stops_at_once(times, generation):
    """And it is not said to be at a safe point: nothing of it may be saved."""
    with pytest.raises(KeyboardInterrupt):
        run(pressing(times, generation), progress=False)


def test_a_training_without_a_file_says_how_to_keep_it():
    command = [*EDUNN, "train", "iris", "--epochs", "100000", "--set", "engine=numpy", "--json"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        while "training set:" not in process.stderr.readline():
            pass
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(0.5)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (130, "")
    assert "-o FILE would keep the network so far" in err
