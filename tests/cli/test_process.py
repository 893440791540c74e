"""The command as a process of its own: pipes, signals, terminals, and what it imports."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

EDUNN = [sys.executable, "-m", "edunn"]


def run(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*EDUNN, *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=os.environ | {"PYTHONUTF8": "1"} | variables,
        timeout=60,
    )


def test_version_and_help():
    version = run("--version")
    assert (version.returncode, version.stdout[:6]) == (0, "edunn ")
    overview = run("--help", COLUMNS="80")
    assert overview.returncode == 0
    for verb in ("data", "train", "evaluate", "predict", "explain", "inspect", "reproduce"):
        assert verb in overview.stdout
    assert "edunn train iris --output iris.edunn" in overview.stdout


def test_help_does_not_wait_for_numpy():
    program = (
        "import sys; from edunn.cli import main; main(['--help']); main(['train', '--help']); "
        "sys.exit('numpy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], capture_output=True).returncode == 0


def test_exit_codes():
    assert run("data", "iris").returncode == 0
    refused = run("data", "irs")
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr.count("\n") == 1
    assert run("nothing").returncode == 2
    assert run("train").returncode == 2
    assert run("train", "iris", "--epochs", "many").returncode == 2


def test_a_pipe_gets_no_colours_and_no_progress():
    done = run("train", "iris", "--epochs", "3", FORCE_COLOR="")
    assert "\x1b" not in done.stdout + done.stderr
    assert "━" not in done.stderr


def test_json_alone_is_on_stdout():
    done = run("train", "iris", "--epochs", "3", "--json")
    assert json.loads(done.stdout)["epochs"] == 3
    assert "Dataset 'iris'" in done.stderr


def test_a_poor_encoding_does_no_harm():
    done = run("train", "noisy_xor", "--epochs", "3", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert done.returncode == 0, done.stderr


@pytest.mark.skipif(os.name == "nt", reason="no such pipes there")
def test_a_closed_pipe_is_no_news():
    command = [*EDUNN, "data", "heart", "--head", "300"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.close()
        assert process.stderr.read() == b""


@pytest.mark.skipif(os.name == "nt", reason="no such signals there")
@pytest.mark.parametrize("saves", [True, False])
def test_ctrl_c_keeps_the_network_so_far(tmp_path, saves):
    """A network too large for the compiled engine: its first generation is there at once."""
    place = tmp_path / "digits.edunn"
    options = ["--algorithm", "genetic_algorithm", "--epochs", "1000000", "--batch-size", "9"]
    process = subprocess.Popen(
        [*EDUNN, "train", "mnist", *options, *(["--output", str(place)] * saves)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    plan = [process.stderr.readline() for _ in range(2)]  # then training begins
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(2)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, out) == (130, ""), plan
    assert err.startswith("Interrupted after ")
    assert err.count("\n") == 1
    assert place.exists() == saves
    assert [path.name for path in tmp_path.iterdir()] == (["digits.edunn"] if saves else [])
    if saves:
        assert run("inspect", str(place)).returncode == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device here")
def test_a_full_disk_is_told():
    with open("/dev/full", "w") as full:
        done = subprocess.run([*EDUNN, "data"], stdout=full, stderr=subprocess.PIPE, text=True)
    assert done.returncode == 1
    assert done.stderr == "error: no space left on device.\n"


def terminal(*arguments: str, **variables: str) -> str:
    """Run in a pseudo-terminal, and return all that appeared there."""
    pty = pytest.importorskip("pty")
    master, slave = pty.openpty()
    environment = os.environ | {"TERM": "xterm-256color", "COLUMNS": "60"} | variables
    process = subprocess.Popen([*EDUNN, *arguments], stdout=slave, stderr=slave, env=environment)
    os.close(slave)
    shown = bytearray()
    try:
        while part := os.read(master, 65536):
            shown += part
    except OSError:  # the other end was closed
        pass
    assert process.wait(60) == 0
    return shown.decode()


def test_a_terminal_gets_colours_and_progress_unless_it_wants_none():
    bright = terminal("train", "iris", "--epochs", "300", COLUMNS="100")
    assert "\x1b[32m" in bright
    assert "300/300" in bright
    assert "\x1b[32m" not in terminal("train", "iris", "--epochs", "3", NO_COLOR="1")
