"""Terminals of any width and encoding: nothing is cut or broken inside a word."""

import json
import os
import re
import struct
import subprocess
import sys

import pytest
from rich.console import Console

from edunn.cli.layout import Whole, fitted, wrapped
from edunn.cli.plain import PLAIN
from edunn.cli.tables import bars, sparkline, table

EDUNN = [sys.executable, "-m", "edunn"]
ESCAPES = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]")
WORD = re.compile(r"[A-Za-z_]{3,}")


def screen(width, *arguments, **variables):
    """The lines that stay on a real terminal of this width, and its raw bytes as text."""
    pty, fcntl, termios = map(pytest.importorskip, ("pty", "fcntl", "termios"))
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 40, width, 0, 0))
    known = {k: v for k, v in os.environ.items() if k not in ("COLUMNS", "LINES", "NO_COLOR")}
    process = subprocess.Popen(
        [*EDUNN, *map(str, arguments)],
        stdin=slave,
        stdout=slave,
        stderr=slave,
        env=known | {"TERM": "xterm-256color"} | variables,
    )
    os.close(slave)
    shown = bytearray()
    try:
        while part := os.read(master, 65536):
            shown += part
    except OSError:  # the other end was closed
        pass
    process.wait(60)
    raw = shown.decode("utf-8", "replace")
    return [line.split("\r")[-1] for line in ESCAPES.sub("", raw).split("\r\n")], raw


def piped(*arguments):
    done = subprocess.run(
        [*EDUNN, *map(str, arguments)], capture_output=True, encoding="utf-8", timeout=60
    )
    return done.stdout + done.stderr


COMMANDS = {
    "train": ["train", "heart", "--epochs", 40],
    "data": ["data", "iris"],
    "race": ["race", "iris", "-b", "adam,genetic_algorithm", "--seeds", 1, "--budget", 5000],
    "wrong": ["train", "iris", "-o", "nowhere/in/a/long/path/of/folders/page.html"],
}


@pytest.mark.parametrize(
    ("name", "width"),
    [("train", 60), ("train", 80), ("train", 120), ("data", 60), ("race", 60), ("wrong", 60)],
)
def test_no_line_is_too_long_and_no_word_is_broken(name, width):
    lines, raw = screen(width, *COMMANDS[name])
    assert max(map(len, lines)) <= width
    shown = set(WORD.findall(" ".join(lines)))
    absent = {word for word in WORD.findall(piped(*COMMANDS[name])) if word not in shown}
    if name != "train" or width >= 80:
        assert not absent - {"passes", "loss", "training", "sepal_width_cm", "petal_length_cm"}
    if name == "train":
        assert re.search(r"40/40 .*━.* loss 0\.\d{4}", ESCAPES.sub("", raw))
        assert "…" not in raw


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_an_encoding_without_blocks_gets_other_characters(encoding):
    lines, _ = screen(60, "train", "iris", "--epochs", 20, PYTHONIOENCODING=encoding)
    curve = next(line for line in lines if line.startswith("loss"))
    assert re.match(r"loss +#[#*+=~._-]+_ +1\.\d+ -> 0\.\d+$", curve)
    assert "?" not in "".join(lines)


def test_a_dumb_terminal_gets_no_control_sequences():
    lines, raw = screen(80, "train", "iris", "--epochs", 3, TERM="dumb", NO_COLOR="1")
    assert "\x1b" not in raw
    assert any(line.startswith("loss") for line in lines)


def test_json_of_strange_letters_survives_a_poor_encoding(tmp_path):
    path = tmp_path / "años.csv"
    path.write_text("größe,猫\n" + "\n".join(f"{k},{'äö'[k % 2]}" for k in range(20)), "utf-8")
    done = subprocess.run(
        [*EDUNN, "data", str(path), "--json"],
        capture_output=True,
        env=os.environ | {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
        timeout=60,
    )
    assert json.loads(done.stdout)["classes"] == {"ä": 10, "ö": 10}
    assert json.loads(done.stdout)["features"] == ["größe"]


def test_everything_that_is_drawn_has_a_plain_form():
    drawn = sparkline(range(8)) + bars({"a": 1.0})[0].plain + "━─→“”…"
    assert {sign for sign in drawn if ord(sign) > 127} <= PLAIN.keys()
    assert all(plain.isascii() for plain in PLAIN.values())
    ramp = [PLAIN[sign] for sign in sparkline(range(8))]
    assert len(set(ramp)) == 8


def rendered(part, width):
    console = Console(width=width, color_system=None)
    with console.capture() as capture:
        console.print(part)
    return capture.get()


def test_a_table_loses_columns_from_the_right_and_says_so():
    made = table("A title that is longer than the table", "name", "first", "second", "third")
    made.add_row("genetic_algorithm", "0.776", "0.737 .. 0.816", "1,000,000")
    assert "left out" not in rendered(fitted(made), 80)
    narrow = rendered(fitted(made), 44)
    assert "left out, for want of width: third" in narrow
    assert "genetic_algorithm" in narrow
    assert "0.737 .. 0.816" in narrow
    assert "second" not in rendered(fitted(made), 30).split("left out")[0]


def test_a_table_that_must_be_whole_is_replaced():
    wide, other = table("", "name", "x" * 90), table("", "instead")
    assert "instead" in rendered(Whole((wide, other)), 60)
    assert "xxx" in rendered(Whole((wide, other)), 120)


def test_lines_are_broken_between_words_only():
    path = "/a/very/long/path/that/does/not/fit/anywhere.csv"
    assert path in wrapped(f"Written: {path}", 20)
    assert wrapped("short", 20) == "short"
    assert wrapped("  set in by two and long", 16).split("\n")[1].startswith("    ")
