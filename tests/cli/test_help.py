"""Help, information for bug reports, and what the Tab key offers."""

import getpass
import json
import os
from pathlib import Path

import pytest

from edunn.cli.app import VERBS
from edunn.data import names


@pytest.mark.parametrize("verb", [function.__name__ for function in VERBS])
def test_help_is_what_the_option_shows(edunn, verb):
    verb = verb.removeprefix("show_")
    asked, option = edunn("help", verb), edunn(verb, "--help")
    assert asked.code == option.code == 0
    assert f"Usage: edunn {verb}" in asked.out
    assert asked.out == option.out


def test_help_alone_lists_all(edunn):
    answer = edunn("help")
    assert answer.out.strip() == edunn("--help").out.strip()
    assert "--install-completion" in answer.out


def test_help_on_nothing_is_told(edunn):
    answer = edunn("help", "trian")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err == "error: there is no command 'trian'. Did you mean 'train'?\n"


def test_info_has_what_a_bug_report_needs(edunn, ask):
    facts = ask("info")
    for name in ("EduNN", "Python", "NumPy", "BLAS", "system", "cores", "terminal", "extras"):
        assert facts[name]
    assert "studio" in facts["extras"]
    shown = edunn("info").out
    assert all(words in shown for words in facts.values())


def test_info_has_nothing_private(edunn, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "edunn-studio" / "runs").mkdir(parents=True)
    (tmp_path / "edunn-studio" / "runs" / "1.edunn").touch()
    shown = edunn("info", "--json").out
    assert "has 1 run" in shown
    words = json.dumps(json.loads(shown))
    for private in (str(tmp_path), str(Path.home()), os.uname().nodename):
        assert private not in words or len(private) < 3
    assert getpass.getuser() not in words.replace("root", "")


def offered(edunn, command, shell="bash"):
    """The words that the Tab key offers at the end of a command."""
    words = command.split(" ")
    variables = {
        "_EDUNN_COMPLETE": f"complete_{shell}",
        "COMP_WORDS": command,
        "COMP_CWORD": str(len(words) - 1),
        "_TYPER_COMPLETE_ARGS": command if shell != "bash" else "",
    }
    return edunn(**variables).out.split()


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("edunn tra", ["train"]),
        ("edunn train moo", ["moons"]),
        ("edunn train iris --algorithm gen", ["genetic_algorithm"]),
        ("edunn train iris --loss cross", ["cross_entropy"]),
        ("edunn train iris --scale m", ["min_max"]),
        ("edunn train iris --task reg", ["regression"]),
        ("edunn train iris --hid", ["--hidden"]),
        ("edunn train flowers.csv --target s", ["species"]),
        ("edunn train flowers.csv --ignore length,c", ["length,colour"]),
        ("edunn train flo", ["flowers.csv"]),
        ("edunn predict m", ["mine.edunn"]),
        ("edunn explain m", ["mine.edunn", "mnist", "moons"]),
        ("edunn predict mine.edunn sub", ["sub/"]),
        ("edunn predict mine.edunn sub/", ["sub/new.csv"]),
    ],
)
def test_the_tab_key_offers_what_goes_on(edunn, flowers, monkeypatch, command, words):
    folder = flowers.parent
    monkeypatch.chdir(folder)
    (folder / "mine.edunn").touch()
    (folder / "sub").mkdir()
    (folder / "sub" / "new.csv").write_text("a,b\n1,2\n")
    assert offered(edunn, command) == words


def test_every_data_set_is_offered(edunn, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert set(offered(edunn, "edunn train ")) == set(names())


def test_other_shells(edunn):
    assert '"moons"' in " ".join(offered(edunn, "edunn train moo", "zsh"))
