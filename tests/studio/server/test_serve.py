"""Where the studio listens, what it says, and how it ends."""

import re
import signal
import socket
import subprocess
import sys
import time
from urllib.request import urlopen

import pytest

from edunn.errors import SettingError
from edunn.studio import limits
from edunn.studio.compiler import Compiler
from edunn.studio.server import serve
from edunn.studio.server.serve import PORT, THREADS, Place, free_port, place_for


@pytest.fixture
def taken():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


def test_listeners_leave_threads_for_the_rest():
    assert THREADS >= limits.STREAMS + 8


def test_a_port_that_was_asked_for_and_is_taken_is_refused(taken):
    with pytest.raises(SettingError, match=f"port {taken} is in use"):
        free_port("127.0.0.1", taken)


def test_the_next_port_is_taken_where_the_usual_one_is_not_free(monkeypatch, taken):
    monkeypatch.setattr("edunn.studio.server.serve.PORT", taken)
    said = []
    place = place_for("127.0.0.1", None, said.append)
    assert taken < place.port < taken + 20
    assert said == [f"Port {taken} is in use; port {place.port} is used instead."]


def test_any_free_port_is_given_for_zero():
    assert free_port("127.0.0.1", 0) not in (0, PORT)


def test_a_host_that_does_not_exist_is_refused():
    with pytest.raises(SettingError, match=r"--host no\.such\.host\.invalid"):
        free_port("no.such.host.invalid", 0)


@pytest.mark.parametrize("host", ["192.0.2.1", "203.0.113.77", "2001:db8::1"])
@pytest.mark.parametrize("port", [None, 0, 9000])
def test_an_address_of_another_machine_is_told_as_such(host, port):
    with pytest.raises(SettingError, match=f"--host {host}: .*this machine") as caught:
        free_port(host, port)
    assert "in use" not in str(caught.value)


def test_a_port_that_needs_more_rights_is_told_as_such(monkeypatch):
    def forbidden(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(socket.socket, "bind", forbidden)
    with pytest.raises(SettingError, match=r"port 80 .*rights.*--port"):
        free_port("127.0.0.1", 80)


def interrupted(**_):
    time.sleep(0.2)
    raise KeyboardInterrupt


def test_the_browser_of_this_machine_leaves_the_word_for_another(monkeypatch, tmp_path):
    opened, said = [], []
    monkeypatch.setattr("webbrowser.open", opened.append)
    monkeypatch.setattr(Compiler, "start", lambda compiler: None)
    monkeypatch.setattr(serve.wasyncore, "loop", interrupted)
    serve.studio(tmp_path, "0.0.0.0", 0, say=said.append)
    shown = re.search(r"http\S+", " ".join(said)).group()
    (own,) = opened
    assert own != shown
    assert own.split("token=")[0] == shown.split("token=")[0]


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="no such signals there")
@pytest.mark.parametrize("sign", ["SIGHUP", "SIGTERM", "SIGINT"])
def test_every_signal_that_ends_the_studio_saves_its_runs(tmp_path, sign):
    program = [sys.executable, "-m", "edunn", "studio", "--no-browser", "--port", "0"]
    command = [*program, "--workspace", str(tmp_path)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True)
    try:
        address = process.stdout.readline().split()[-1]
        assert urlopen(f"{address}api/runs").status == 200
        process.send_signal(getattr(signal, sign))
        assert process.wait(20) == 0
    finally:
        process.kill()
        process.stdout.close()


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="no such signals there")
def test_a_hang_up_that_nohup_ignores_stays_ignored(session):
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with serve.ended_by_signals(session):
            assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
            assert signal.getsignal(signal.SIGTERM) is not signal.SIG_DFL
    finally:
        signal.signal(signal.SIGHUP, before)


def test_only_an_open_studio_needs_a_token():
    assert place_for("127.0.0.1", 0, print).token is None
    opened = place_for("0.0.0.0", 0, print)
    assert opened.is_open
    assert len(opened.token) >= 40
    assert opened.address.endswith(f"/?token={opened.token}")
    assert place_for("0.0.0.0", 0, print).token != opened.token


def test_an_address_with_colons_is_bracketed():
    assert Place("::1", 8642).address == "http://[::1]:8642/"
