"""A command line to try things on, and a network that every verb may look at."""

import json
from collections.abc import Callable
from types import SimpleNamespace

import pytest
from typer.testing import CliRunner

from edunn.cli.app import app

Answer = SimpleNamespace


def call(*arguments: object, stdin: str | None = None, **variables: str) -> Answer:
    """Run a command in this process, in a terminal-less world of 80 columns."""
    environment = {"COLUMNS": "80", "NO_COLOR": "1"} | variables
    words = [str(a) for a in arguments]
    result = CliRunner().invoke(app, words, env=environment, input=stdin, prog_name="edunn")
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Answer(code=result.exit_code, out=result.stdout, err=result.stderr)


@pytest.fixture(scope="session")
def edunn() -> Callable[..., Answer]:
    """The command: code, out and err of what it did."""
    return call


@pytest.fixture(scope="session")
def ask():
    """The JSON document that a command prints."""

    def document(*arguments, **given):
        answer = call(*arguments, "--json", **given)
        assert answer.code == 0, answer.err
        return json.loads(answer.out)

    return document


@pytest.fixture(scope="session")
def refusal():
    """The one line with which a command is refused."""

    def line(*arguments):
        answer = call(*arguments)
        assert answer.code == 1, (answer.code, answer.out, answer.err)
        assert not answer.out
        *notes, last = answer.err.splitlines()
        assert last.startswith("error: ")
        assert not any("Traceback" in note for note in notes)
        return last

    return line


@pytest.fixture(scope="session")
def iris(tmp_path_factory):
    """A trained network in a file."""
    path = tmp_path_factory.mktemp("models") / "iris.edunn"
    answer = call("train", "iris", "--output", path, "--quiet")
    assert answer.code == 0, answer.err
    return path


@pytest.fixture
def flowers(tmp_path):
    """A CSV file of one's own: two colours, a gap, three species."""
    rows = ["length,colour,species"]
    for k in range(30):
        kind = k % 3
        length = "" if k == 7 else f"{kind + k / 100:.2f}"
        rows.append(f"{length},{['red', 'blue'][k % 2]},{['ant', 'bee', 'cow'][kind]}")
    path = tmp_path / "flowers.csv"
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path
