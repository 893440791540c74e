"""Laws about the project as a whole: what an import costs, what the wheel holds, what is in git."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from zipfile import ZipFile

import pytest

import edunn

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]

HEAVY = {
    *("matplotlib", "pandas", "scipy", "sklearn", "torch", "numba", "llvmlite"),
    *("typer", "click", "rich", "flask", "werkzeug", "http"),
}
PRIVATE = re.compile(  # written in pieces, so that this file does not find itself
    "|".join(["pypi" + r"\.org", "python" + "hosted", "npmjs" + r"\.", "/" + "root/", "/" + "opt/"])
)


def python(*arguments: str, **variables: str) -> str:
    """Run this Python anew and return what it printed."""
    return subprocess.run(
        [sys.executable, *arguments],
        env=os.environ | variables,
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
    ).stdout


def test_importing_edunn_loads_nothing_heavy():
    loaded = python("-c", "import edunn, sys; print(*sys.modules)").split()
    assert not HEAVY & {name.split(".")[0] for name in loaded}


def test_version_is_told_once():
    assert PROJECT["version"] == edunn.__version__
    assert f"version: {edunn.__version__}" in (ROOT / "CITATION.cff").read_text("utf-8")


def test_no_tracked_file_names_a_package_registry_or_a_machine():
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    for name in filter(None, listing.stdout.decode().split("\0")):
        text = (
            (ROOT / name).read_bytes().decode("utf-8", "ignore") if (ROOT / name).exists() else ""
        )
        found = PRIVATE.search(text)
        assert not found, f"{name} names {found[0]!r}"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """Build the wheel, with no network."""
    folder = tmp_path_factory.mktemp("wheel")
    offline = ["--quiet", "--no-index", "--no-deps", "--no-build-isolation"]
    python("-m", "pip", "wheel", *offline, "--wheel-dir", str(folder), str(ROOT))
    return next(folder.glob("*.whl"))


def test_wheel_holds_all_that_edunn_needs(wheel):
    names = ZipFile(wheel).namelist()
    files = [
        path
        for path in (ROOT / "src").rglob("*.*")
        if path.is_file() and path.parent.name != "__pycache__"
    ]
    assert {path.relative_to(ROOT / "src").as_posix() for path in files} <= set(names)
    assert "edunn/py.typed" in names
    assert any(name.endswith("/licenses/LICENSE") for name in names)
    assert not [name for name in names if not name.startswith(("edunn/", "edunn_lab-"))]


def test_wheel_installs_without_a_network_and_finds_its_data(wheel, tmp_path):
    offline = ["--quiet", "--no-index", "--no-deps"]
    python("-m", "pip", "install", *offline, "--target", str(tmp_path), str(wheel))
    program = "import edunn.data; print(edunn.data.__file__); edunn.data.load('iris')"
    assert python("-c", program, PYTHONPATH=str(tmp_path)).startswith(str(tmp_path))


def test_wheel_installed_alone_copies_the_notebooks_of_every_lesson(wheel, tmp_path):
    offline = ["--quiet", "--no-index", "--no-deps"]
    python("-m", "pip", "install", *offline, "--target", str(tmp_path / "site"), str(wheel))
    for words in ((), ("--teacher",)):
        command = ["-m", "edunn", "lessons", "--copy", str(tmp_path / "copy"), *words]
        python(*command, PYTHONPATH=str(tmp_path / "site"))
    copied = {path.name for path in (tmp_path / "copy").iterdir()}
    lessons = [path.stem for path in (ROOT / "lessons").glob("[0-9][0-9]-*.md")]
    assert len(lessons) == 17
    assert copied == {f"{stem}{who}.ipynb" for stem in lessons for who in ("", "-teacher")}
