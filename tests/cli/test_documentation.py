"""The page on the command line does what it says, and no document has an option that is none."""

import re
import shlex
from pathlib import Path

import pytest
import typer

from edunn.cli.app import app

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "command-line.md"
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"^```(?:console)?\n(.*?)^```", re.MULTILINE | re.DOTALL)
COMMANDS = typer.main.get_command(app).commands


def examples(page, block=BLOCK):
    """Each command of a page, and the lines that are shown below it."""
    found = []
    for text in block.findall(page.read_text("utf-8")):
        for line in text.splitlines():
            if line.startswith("$ "):
                found.append((line[2:].split("  # ")[0].split(" # ")[0].strip(), []))
            elif found and line:
                found[-1][1].append(line)
    return found


def test_the_page_does_what_it_says(edunn, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    console = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)
    for command, shown in examples(PAGE, console):
        name, *words = shlex.split(command)
        assert name == "edunn"
        answer = edunn(*words)
        is_error = any(line.startswith("error: ") for line in shown)
        assert (answer.code in (1, 2)) if is_error else (answer.code == 0), (command, answer.err)
        for line in shown:
            assert line.strip() in answer.out + answer.err, (command, line)
    assert (tmp_path / "predictions.csv").exists()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_option_in_a_document_is_one(page):
    for command, _ in examples(page):
        for part in command.split("|"):
            words = shlex.split(part)
            if words[:1] != ["edunn"] or len(words) < 2:
                continue
            verb = words[1]
            if verb.startswith("-"):
                continue
            assert verb in COMMANDS, command
            known = {name for p in COMMANDS[verb].params for name in (*p.opts, *p.secondary_opts)}
            used = {word.split("=")[0] for word in words[2:] if re.match(r"--?[a-z]", word)}
            wrong = used - known - {"--help", "-h"}
            assert not wrong or "--lr" in wrong, command


def test_every_verb_is_on_the_page():
    page = PAGE.read_text("utf-8")
    assert all(f"edunn {verb}" in page for verb in COMMANDS)
