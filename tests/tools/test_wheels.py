"""The folder of wheels: what it tells to type, what it refuses. (Filling it needs a network.)"""

import shlex
import sys

import pytest

from tools import wheels

WHEEL = wheels.DIST / "edunn_lab-0.1.0-py3-none-any.whl"


def test_the_lines_for_windows_are_windows_own():
    text = wheels.how_to(WHEEL, "win_amd64", "3.13")
    assert 'edunn\\Scripts\\pip install --no-index --find-links . "edunn_lab-0.1.0' in text
    assert "py -m venv edunn" in text
    assert "with Python 3.13" in text


def test_the_line_of_this_system_is_one_command_of_pip():
    text = wheels.how_to(WHEEL, "manylinux_2_28_x86_64", "3.12")
    line = next(line for line in text.splitlines() if "pip install" in line)
    words = shlex.split(line)
    assert words[:4] == ["edunn/bin/pip", "install", "--no-index", "--find-links"]
    assert words[-1] == f"{WHEEL.name}[{wheels.EXTRAS}]"


def test_a_folder_for_this_python_names_its_version():
    major, minor = sys.version_info[:2]
    assert f"with Python {major}.{minor}" in wheels.how_to(WHEEL, "", "")


def test_an_unknown_platform_is_refused_with_those_that_are_known():
    with pytest.raises(SystemExit, match=r"unknown platform 'amiga'.*win_arm64, win, macosx"):
        wheels.requirements(WHEEL, "amiga", "3.13")


def test_a_missing_wheel_is_told_with_the_command_that_builds_it(tmp_path, monkeypatch):
    monkeypatch.setattr(wheels, "DIST", tmp_path)
    with pytest.raises(SystemExit, match="make wheel"):
        wheels.own_wheel()
