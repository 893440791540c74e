"""Programs in a process of their own, with limits on time and memory.

A process runs in a fresh, empty folder that holds the program's own files and nothing else. If it
ends, or does not answer, what was checked before is kept, the function that was running gets no
credit, and a new process goes on with the next. This holds off accidents; it is no prison.
"""

import json
import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple, final

from edunn.exercises.catalogue import find
from edunn.exercises.limits import OUT_OF_MEMORY
from edunn.exercises.result import Feedback
from edunn.guards import require_count, require_positive

STARTING = 60.0
"""Seconds until a process has to have begun: on a busy machine NumPy takes its time."""

ABOVE = 20.0
"""Seconds that what runs before a program may take."""

GRACE = 3.0
"""Seconds beyond a function's limit until its process is ended from outside."""


@final
@dataclass(frozen=True)
class Limits:
    """What each submission may use.

    Args:
        seconds: for all calls of one function, and for running each file.
        megabytes: memory of the process.

    Example:
        >>> Limits(seconds=1.0).megabytes
        1024
    """

    seconds: float = 2.0
    megabytes: int = 1024

    def __post_init__(self) -> None:
        require_positive("seconds", self.seconds)
        require_count("megabytes", self.megabytes)


def has_limits_on_memory() -> bool:
    """Whether this system limits the memory, and the files, of a process."""
    return find_spec("resource") is not None


class Checked(NamedTuple):
    """What the processes of one program have answered.

    Example:
        >>> Checked({}).remarks
        ()
    """

    results: dict[str, dict[str, Any]]
    """Of each exercise `passed`, `credit`, `mistakes`, `problem`, `properties`, `message`."""

    remarks: tuple[str, ...] = ()
    """What went wrong while its files ran."""


def checked_apart(
    files: Mapping[str, bytes],
    exercises: Sequence[str],
    limits: Limits | None = None,
    above: Sequence[tuple[str, str]] = (),
) -> Checked:
    """Check functions of a program, in as many processes as it takes.

    Args:
        files: the contents of the program, by the names of its files.
        exercises: the functions that are asked for.
        limits: on time and memory.
        above: names and sources of what runs first, such as the cells of a lesson; the program may
            use what they define.

    Raises:
        UnknownNameError: an exercise that does not exist.

    Example:
        >>> program = b"mse = lambda y, t: ((y - t) ** 2).mean()"
        >>> checked_apart({"mine.py": program}, ["mse"]).results["mse"]["passed"]
        True
    """
    for name in exercises:
        find(name)
    results: dict[str, dict[str, Any]] = {}
    remarks: list[str] = []
    while len(results) < len(exercises):
        left = [name for name in exercises if name not in results]
        with TemporaryDirectory(prefix="submission-", ignore_cleanup_errors=True) as place:
            for name, content in files.items():
                (Path(place) / name).write_bytes(content)
            answers = _answers(Path(place), _job(left, limits or Limits(), above))
        remarks = answers.remarks or remarks
        results |= answers.results
        if len(answers.results) < len(left):
            lost = [answers.started] if answers.started else left
            results |= {name: _lost(name, answers.ended) for name in lost}
    return Checked({name: results[name] for name in exercises}, tuple(remarks))


@final
@dataclass
class _Answers:
    """What one process has answered so far."""

    results: dict[str, dict[str, Any]]
    remarks: list[str]
    started: str = ""
    ended: str = "ended"

    def take(self, line: str) -> None:
        answer = json.loads(line)
        if "remarks" in answer:
            self.remarks = answer["remarks"]
        elif "started" in answer:
            self.started = answer["started"]
        else:
            name = answer["exercise"]
            self.results[name] = _lost(name, "missing") | answer


def _answers(place: Path, job: Mapping[str, Any]) -> _Answers:
    """Start a process, and read its lines until it ends or falls silent."""
    answers = _Answers({}, [])
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "edunn.exercises.child"],
        cwd=place,
        env=_environment(place),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        text=True,
    )
    lines: queue.Queue[str] = queue.Queue()
    reader = threading.Thread(target=_read, args=(process, lines), daemon=True)
    reader.start()
    try:
        _send(process, job)
        patience = STARTING + job["seconds"]
        while line := lines.get(timeout=patience):
            answers.take(line)
            patience = job["seconds"] + GRACE
        if process.wait(GRACE) == OUT_OF_MEMORY:
            answers.ended = "memory"
    except (queue.Empty, subprocess.TimeoutExpired):
        answers.ended = "time"
    finally:
        _end(process)
    return answers


def _job(
    exercises: Sequence[str], limits: Limits, above: Sequence[tuple[str, str]]
) -> dict[str, Any]:
    cpu_seconds = STARTING + (limits.seconds + GRACE) * (len(exercises) + 1)
    return {
        "exercises": list(exercises),
        "seconds": limits.seconds,
        "megabytes": limits.megabytes,
        "cpu_seconds": cpu_seconds,
        "above": [list(part) for part in above],
        "seconds_above": ABOVE,
    }


def _send(process: subprocess.Popen[str], job: Mapping[str, Any]) -> None:
    with suppress(OSError):
        if process.stdin is not None:
            process.stdin.write(json.dumps(job) + "\n")
            process.stdin.close()


def _read(process: subprocess.Popen[str], lines: "queue.Queue[str]") -> None:
    for line in process.stdout or ():
        lines.put(line)
    lines.put("")


def _end(process: subprocess.Popen[str]) -> None:
    """End a process, and all that it has started."""
    with suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    process.wait()
    if process.stdout is not None:
        process.stdout.close()


def _environment(place: Path) -> dict[str, str]:
    """As little as Python needs: nothing that leads to the other submissions."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    here = Path(__file__).parents[2]
    return kept | {
        "PYTHONPATH": str(here),
        "PYTHONDONTWRITEBYTECODE": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "HOME": str(place),
        "TMPDIR": str(place),
    }


LOST = {
    "missing": "{name}: There is no function of this name.",
    "time": "{name}: Your function was still running when its time was over, and was ended.",
    "memory": "{name}: Your function used up all the memory that a check has: does something grow "
    "in a loop?",
    "ended": "{name}: Your function ended the whole process.",
}
"""What is said of a function without a result."""


def _lost(name: str, problem: str) -> dict[str, Any]:
    message = LOST[problem].format(name=name)
    feedback = asdict(Feedback(message))
    return {
        "exercise": name,
        "passed": False,
        "credit": 0.0,
        "mistakes": [],
        "problem": problem,
        "properties": {},
        "message": message,
        "feedback": feedback,
    }
