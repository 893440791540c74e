"""A process of its own for one submission: `python -m edunn.exercises.child`.

It reads a job from standard input, limits itself, runs the files of the submission, and writes one
line of JSON for each function as soon as it is checked: what is written survives whatever the next
function does. The limits are those of the operating system: memory, seconds of the processor, the
size of files. Where there are none (Windows) only the limits on time hold. What the program may
touch is limited everywhere (`permissions`).
"""

import json
import os
import sys
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

from edunn.errors import did_you_mean
from edunn.exercises.checking import check
from edunn.exercises.files import defined_by, ran
from edunn.exercises.limits import OUT_OF_MEMORY
from edunn.exercises.permissions import limit_to
from edunn.exercises.result import Feedback
from edunn.exercises.submissions import KINDS, Part

FILE_BYTES = 1_000_000
"""The largest file that a submission may write."""


def limited(megabytes: int, seconds: float) -> bool:
    """Set the limits of this process; False where the system has none."""
    try:
        import resource
    except ImportError:
        return False
    for kind, most in (
        (resource.RLIMIT_AS, megabytes * 2**20),
        (resource.RLIMIT_CPU, int(seconds)),
        (resource.RLIMIT_FSIZE, FILE_BYTES),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(kind)
        bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (bound, hard))
    return True


def work(job: dict[str, Any], lines: IO[str]) -> None:
    """Check all functions of a job."""
    names: dict[str, Any] = {}
    remarks = ran([Part(*part) for part in job["above"]], names, job["seconds_above"])
    above = {name: value for name, value in names.items() if not name.startswith("__")}
    for path in sorted(path for path in Path.cwd().iterdir() if path.suffix in KINDS):
        found, told = defined_by(path, job["seconds"], above)
        names |= found
        remarks += told
    _write(lines, {"remarks": remarks})
    for name in job["exercises"]:
        _write(lines, {"started": name})
        if callable(names.get(name)):
            _write(lines, check(name, names[name], seconds=job["seconds"]).to_dict())
        else:
            _write(lines, _missing(name, names))


def _missing(name: str, names: dict[str, Any]) -> dict[str, Any]:
    """That a function is not there, and which one has a name like it."""
    near = did_you_mean(name, [other for other, value in names.items() if callable(value)])
    message = f"{name}: There is no function of this name.{near}"
    feedback = asdict(Feedback(message))
    return {"exercise": name, "problem": "missing", "message": message, "feedback": feedback}


def _write(lines: IO[str], document: dict[str, Any]) -> None:
    lines.write(json.dumps(document) + "\n")
    lines.flush()


def main() -> None:
    """Read the job, and keep the line to the parent out of the submission's way."""
    job = json.loads(sys.stdin.readline())
    lines = os.fdopen(os.dup(1), "w", encoding="utf-8")
    silence = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(silence, stream)
    sys.path.insert(0, str(Path.cwd()))
    limited(job["megabytes"], job["cpu_seconds"])
    limit_to(Path.cwd())
    try:
        work(job, lines)
    except MemoryError:
        os._exit(OUT_OF_MEMORY)


if __name__ == "__main__":
    main()
