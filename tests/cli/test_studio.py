"""`edunn studio` as a command: in a process of its own, stopped by Ctrl-C."""

import json
import re
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from importlib import util
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from typer.testing import CliRunner

from edunn.cli.app import app
from edunn.studio.server import serve
from edunn.studio.session import Session


@contextmanager
def studio(workspace, *options):
    command = [sys.executable, "-m", "edunn", "studio", "--no-browser", "--port", "0", *options]
    process = subprocess.Popen(
        [*command, "--workspace", str(workspace)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process, re.search(r"http://\S+", process.stdout.readline())[0]
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(30)
        process.stdout.close()
        process.stderr.close()


def post(address, body):
    content = json.dumps(body).encode()
    request = Request(address, content, {"Content-Type": "application/json"})
    for _ in range(30):
        try:
            with urlopen(request, timeout=30) as answer:
                return json.load(answer)
        except HTTPError as error:
            if error.code != 503:
                raise
            time.sleep(int(error.headers["Retry-After"]))
    raise TimeoutError


def test_ctrl_c_ends_it_and_keeps_all_runs(tmp_path):
    with studio(tmp_path) as (process, address):
        run = post(f"{address}api/runs", {"experiment": {"epochs": 20_000}})["id"]
        post(f"{address}api/runs/{run}/orders", {"command": {"do": "play"}})
        with urlopen(f"{address}api/events", timeout=30) as stream:
            assert any(b'"curves"' in line for line in stream)
            process.send_signal(signal.SIGINT)
            assert process.wait(30) == 0
        assert process.stderr.read() == ""
    with Session(tmp_path) as session:
        kept = session.runs.message(run)
        assert kept.status == "paused"
        assert len(session.runs.curves(run).index) == kept.epoch > 0


def test_an_open_host_is_warned_of_and_asks_for_a_token(tmp_path):
    with studio(tmp_path, "--host", "0.0.0.0") as (process, address):
        assert "?token=" in address
        process.send_signal(signal.SIGINT)
        process.wait(30)
        assert "WARNING" in process.stderr.read()


def test_a_missing_package_is_told_with_what_to_install(monkeypatch):
    found = util.find_spec
    monkeypatch.setattr(
        util, "find_spec", lambda name, *rest: None if name == "waitress" else found(name, *rest)
    )
    outcome = CliRunner().invoke(app, ["studio", "--no-browser"])
    assert outcome.exit_code != 0
    told = str(outcome.exception) + outcome.output
    assert "waitress" in told
    assert "pip install 'edunn-lab[studio]'" in told


def test_a_workspace_that_is_a_file_is_refused(tmp_path):
    place = tmp_path / "file"
    place.write_text("")
    outcome = CliRunner().invoke(app, ["studio", "--no-browser", "--workspace", str(place)])
    assert "cannot be used" in str(outcome.exception) + outcome.output


def test_the_browser_is_opened_unless_told_otherwise(tmp_path, monkeypatch):
    def interrupted(**_):
        raise KeyboardInterrupt

    opened = []
    monkeypatch.setattr(serve.webbrowser, "open", opened.append)
    monkeypatch.setattr(serve.wasyncore, "loop", interrupted)
    said = []
    serve.studio(tmp_path, port=0, say=said.append)
    serve.studio(tmp_path, port=0, say=said.append, open_browser=False)
    assert opened == [said[0].split()[-1]]
