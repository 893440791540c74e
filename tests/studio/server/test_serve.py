"""Where the studio listens, what it says, and how it ends."""

import socket

import pytest

from edunn.errors import SettingError
from edunn.studio import limits
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


def test_only_an_open_studio_needs_a_token():
    assert place_for("127.0.0.1", 0, print).token is None
    opened = place_for("0.0.0.0", 0, print)
    assert opened.is_open
    assert len(opened.token) >= 40
    assert opened.address.endswith(f"/?token={opened.token}")
    assert place_for("0.0.0.0", 0, print).token != opened.token


def test_an_address_with_colons_is_bracketed():
    assert Place("::1", 8642).address == "http://[::1]:8642/"
