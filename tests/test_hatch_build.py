"""The build hook: when it builds the studio's page, and with which npm; when it makes notebooks."""

import importlib.util
import os
from pathlib import Path

import pytest

FILE = Path(__file__).parents[1] / "hatch_build.py"


@pytest.fixture
def hook():
    pytest.importorskip("hatchling")
    spec = importlib.util.spec_from_file_location("hatch_build", FILE)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def checkout(tmp_path):
    """Sources that are older than the page made of them."""
    index = tmp_path / "src/edunn/studio/page/index.html"
    for path in (tmp_path / "studio-web/package.json", tmp_path / "studio-web/src/main.tsx", index):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("")
        os.utime(path, (1000, 1000))
    os.utime(index, (2000, 2000))
    return tmp_path


def build_hook(hook, root):
    return hook.BuildHook(str(root), {}, None, None, str(root), "wheel")


def test_a_page_that_is_newer_than_its_sources_is_taken(hook, checkout, monkeypatch):
    monkeypatch.setattr(hook, "build", lambda root: pytest.fail("it is built already"))
    build_hook(hook, checkout).initialize("standard", {})
    assert build_hook(hook, checkout).dependencies() == []


def test_a_page_that_is_older_is_built(hook, checkout, monkeypatch):
    os.utime(checkout / "studio-web/src/main.tsx", (3000, 3000))
    built = []
    monkeypatch.setattr(hook, "build", built.append)
    build_hook(hook, checkout).initialize("editable", {})
    assert built == []
    build_hook(hook, checkout).initialize("standard", {})
    assert built == [checkout]


def test_the_spanish_of_messages_is_a_source_and_the_code_beside_it_is_none(hook, checkout):
    for name, is_built in (("message.py", True), ("messages.es.json", False)):
        path = checkout / "src/edunn/messages" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("")
        assert hook.is_built(checkout) == is_built


@pytest.mark.parametrize("name", ["node_modules/react/index.js", "src/engine/schema.d.ts"])
def test_what_is_installed_or_generated_is_no_source(hook, checkout, name):
    path = checkout / "studio-web" / name
    path.parent.mkdir(parents=True)
    path.write_text("")
    assert hook.is_built(checkout)


def test_an_archive_without_sources_needs_no_node(hook, tmp_path):
    assert hook.is_built(tmp_path)


def test_where_there_is_no_npm_the_build_asks_for_one(hook, checkout, monkeypatch):
    os.utime(checkout / "studio-web/src/main.tsx", (3000, 3000))
    monkeypatch.setattr(hook.shutil, "which", lambda name: None)
    assert build_hook(hook, checkout).dependencies() == [hook.NODE]
    assert hook.npm()[1] == "-c"
    monkeypatch.setattr(hook, "own_npm", lambda: "/usr/bin/npm")
    assert build_hook(hook, checkout).dependencies() == []
    assert hook.npm() == ["/usr/bin/npm"]


@pytest.mark.parametrize(("version", "is_taken"), [("v18.20.1", False), ("v22.3.0", True)])
def test_a_node_that_is_too_old_is_left_alone(hook, tmp_path, monkeypatch, version, is_taken):
    for name in ("node", "npm"):
        program = tmp_path / name
        program.write_text(f"#!/bin/sh\necho {version}\n")
        program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    assert hook.own_npm() == (str(tmp_path / "npm") if is_taken else None)


@pytest.fixture
def with_a_lesson(checkout):
    """A lesson whose two notebooks are newer than it, in the same checkout."""
    notebooks = checkout / "src/edunn/lessons/notebooks"
    for path in (
        *(checkout / "lessons/01-one.md", checkout / "tools/lesson_notebooks.py"),
        *(notebooks / "01-one.ipynb", notebooks / "01-one-teacher.ipynb"),
    ):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("")
        os.utime(path, (1000, 1000))
    return checkout


def test_notebooks_are_made_when_a_lesson_or_their_program_is_newer(hook, with_a_lesson):
    assert hook.has_notebooks(with_a_lesson)
    for name in ("lessons/01-one.md", "tools/lesson_notebooks.py"):
        os.utime(with_a_lesson / name, (2000, 2000))
        assert not hook.has_notebooks(with_a_lesson)
        assert build_hook(hook, with_a_lesson).dependencies() == [hook.JUPYTEXT]
        os.utime(with_a_lesson / name, (1000, 1000))


def test_notebooks_are_made_when_one_is_missing_also_for_an_editable_installation(
    hook, with_a_lesson, monkeypatch
):
    written = []
    monkeypatch.setattr(hook, "write_notebooks", written.append)
    build_hook(hook, with_a_lesson).initialize("editable", {})
    assert written == []
    (with_a_lesson / "src/edunn/lessons/notebooks/01-one-teacher.ipynb").unlink()
    build_hook(hook, with_a_lesson).initialize("editable", {})
    assert written == [with_a_lesson]
