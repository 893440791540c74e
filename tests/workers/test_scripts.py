"""Whole programs, as people write and interrupt them."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SEARCHED = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
ENVIRONMENT = os.environ | {"PYTHONPATH": SEARCHED}

GUARDED = """
from edunn.workers import WorkerPool

def double(shared, item):
    return shared * item

if __name__ == "__main__":
    with WorkerPool.of(2) as pool:
        print(list(pool.map(double, 2, range(5))))
"""
UNGUARDED = GUARDED.replace('if __name__ == "__main__":', "if True:")
WAITING = """
import sys
from edunn.workers import WorkerPool
from tests.workers.work import report_and_wait

if __name__ == "__main__":
    with WorkerPool.of(2) as pool:
        list(pool.map(report_and_wait, sys.argv[1], range(2)))
"""
UNLIMITED = """
import sys, warnings
sys.modules["threadpoolctl"] = None  # as if it were not installed
from edunn.workers import WorkerPool

with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    with WorkerPool.of(lambda function, items: [function(item) for item in items]) as pool:
        for _ in range(2):
            list(pool.map(pow, 2, range(5)))
print(*(warning.message for warning in caught))
"""


def run(tmp_path, text, **variables):
    script = tmp_path / "script.py"
    script.write_text(text)
    command = [sys.executable, script]
    return subprocess.run(
        command, env=ENVIRONMENT | variables, capture_output=True, text=True, timeout=60
    )


def test_a_script_with_the_usual_guard_works(tmp_path):
    ended = run(tmp_path, GUARDED)
    assert (ended.stdout, ended.stderr) == ("[0, 2, 4, 6, 8]\n", "")


def test_a_script_without_it_is_told_so_once(tmp_path):
    ended = run(tmp_path, UNGUARDED)
    assert ended.returncode == 1
    assert ended.stderr.count("Traceback") == 1
    assert "WorkerError: the worker processes ended before their first task" in ended.stderr
    assert '`if __name__ == "__main__":`' in ended.stderr


def test_a_program_that_is_no_file_is_told_so():
    """Python's own words about a file that it does not find may come before ours."""
    command = [sys.executable, "-"]
    ended = subprocess.run(
        command, input=GUARDED, env=ENVIRONMENT, capture_output=True, text=True, timeout=60
    )
    assert ended.returncode == 1
    assert "WorkerError: the worker processes ended before their first task" in ended.stderr
    assert "the program must be a file" in ended.stderr


def test_definitions_in_a_notebook_are_refused_with_a_remedy(tmp_path):
    """A notebook's cells are a `__main__` without a file, as is a program after -c."""
    command = [sys.executable, "-c", GUARDED]
    ended = subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, timeout=60)
    assert ended.returncode == 1
    assert "WorkerError: a worker cannot read its task" in ended.stderr
    assert "write them at the top of a .py file" in ended.stderr


@pytest.mark.parametrize("limits", [{}, {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}])
def test_threads_that_nobody_can_limit_are_mentioned_once(tmp_path, limits):
    unlimited = {"OMP_NUM_THREADS": "", "OPENBLAS_NUM_THREADS": ""}
    ended = run(tmp_path, UNLIMITED, **(unlimited | limits))
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.count("several threads") == (0 if limits else 1)


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize("group", [True, False], ids=["terminal", "notebook"])
def test_ctrl_c_ends_everything_quietly(tmp_path, group):
    """A terminal interrupts all processes of a program, a notebook only the first."""
    program, workers = waiting(tmp_path)
    (os.killpg if group else os.kill)(program.pid, signal.SIGINT)
    _, words = program.communicate(timeout=30)
    assert words.strip().endswith("KeyboardInterrupt")
    assert words.count("Traceback") == 1, "only the program itself speaks"
    assert not any(map(is_alive, workers))


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_no_process_outlives_a_killed_program(tmp_path):
    program, workers = waiting(tmp_path)
    program.kill()
    program.communicate(timeout=30)
    deadline = time.monotonic() + 30
    while any(map(is_alive, workers)):
        assert time.monotonic() < deadline, "the workers live on"
        time.sleep(0.05)


def waiting(folder):
    """A program whose two workers are in the middle of something, and their numbers."""
    script = folder / "script.py"
    script.write_text(WAITING)
    log = folder / "log"
    log.mkdir()
    command = [sys.executable, script, log]
    program = subprocess.Popen(
        command, env=ENVIRONMENT, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    while len(list(log.iterdir())) < 2:
        assert program.poll() is None, program.communicate()
        time.sleep(0.01)
    return program, [int(path.name.split(".")[0]) for path in log.iterdir()]


def is_alive(process):
    """Whether a process is there and not only waits to be buried."""
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"
