"""Tries EduNN's wheel with every Python that it promises, where that version is installed.

    python -m tools.pythons              all of them
    python -m tools.pythons 3.13         one

For each: a new environment from dist/edunn_lab-*.whl, in whatever versions of its dependencies are
the newest there (a learner has no constraints.txt), then the tests that need neither browser nor
checkout. A version that is not installed is named and left out: `uv python install 3.14` brings it.
"""

import os
import subprocess
import sys
from tempfile import TemporaryDirectory

from tools.wheels import ROOT, own_wheel

VERSIONS = ("3.11", "3.12", "3.13", "3.14")
EXTRAS = "all,test"
LEFT_OUT = (  # need a browser, the checkout, or minutes
    *("browser", "benchmarks", "site", "studio", "tools", "experiments"),
    *("test_source.py", "test_project.py", "test_hatch_build.py", "test_language.py"),
    *("test_messages.py", "test_fused_cache.py"),
)


def main(*versions: str) -> None:
    """Try the versions, and end with an error if the tests failed with one of them."""
    results = {version: tried(version) for version in versions or VERSIONS}
    print("\n".join(f"Python {version}: {result}" for version, result in results.items()))
    if "failed" in results.values() or "passed" not in results.values():
        raise SystemExit(1)


def tried(version: str) -> str:
    """Install and test with that Python: "passed", "failed", or why it was not tried."""
    found = uv("python", "find", "--no-python-downloads", version, stdout=subprocess.PIPE)
    if found.returncode:
        return f"not tried, it is not installed (uv python install {version})"
    with TemporaryDirectory() as folder:
        python = os.path.join(folder, "Scripts" if os.name == "nt" else "bin", "python")
        for step in (
            ("venv", "--quiet", "--python", found.stdout.strip(), folder),
            ("pip", "install", "--quiet", "--python", python, f"{own_wheel()}[{EXTRAS}]"),
        ):
            if uv(*step).returncode:
                return "failed"
        tests = [f"--ignore=tests/{name}" for name in LEFT_OUT]
        command = [python, "-m", "pytest", "-n", "2", "--dist", "loadfile", *tests, "tests"]
        return "failed" if subprocess.run(command, cwd=ROOT, check=False).returncode else "passed"


def uv(*arguments: str, stdout: int | None = None) -> "subprocess.CompletedProcess[str]":
    """Run uv, that of this environment."""
    command = [sys.executable, "-m", "uv", *arguments]
    return subprocess.run(command, stdout=stdout, text=True, encoding="utf-8", check=False)


if __name__ == "__main__":
    main(*sys.argv[1:])
