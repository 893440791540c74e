"""Connections that never finish keep nobody out: they are real ones, to a real server."""

import socket
from contextlib import ExitStack, suppress
from threading import Thread
from time import monotonic, sleep

import pytest

from edunn.studio import limits
from edunn.studio.server.serve import Place, Server, free_port

MANY = 120
SOON = 2.0
"""Seconds."""

HALVES = {
    "silence": b"",
    "half a line": b"GET /api/ru",
    "half of the headers": b"GET /api/runs HTTP/1.1\r\nHost: localhost\r\n",
    "half a body": (
        b"POST /predict HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        b"Content-Length: 9000\r\n\r\n{"
    ),
    "a whole request": b"GET /api/runs HTTP/1.1\r\nHost: localhost\r\n\r\n",
}


@pytest.fixture
def crowd(place):
    """Opens many connections; all are closed in the end."""
    opened = []

    def crowded(sent, count=MANY):
        for _ in range(count):
            opened.append(socket.create_connection((place.host, place.port), timeout=10))
            opened[-1].sendall(sent)
        return opened

    yield crowded
    for one in opened:
        one.close()


def seconds_of(connection, path="/api/runs"):
    started = monotonic()
    connection.request("GET", path)
    answer = connection.getresponse()
    assert answer.status == 200
    answer.read()
    return monotonic() - started


@pytest.mark.parametrize("half", HALVES)
def test_connections_that_never_finish_keep_nobody_out(crowd, connect, half):
    crowd(HALVES[half])
    assert seconds_of(connect()) < SOON
    crowd(HALVES[half])
    assert [seconds_of(connect()) < SOON for _ in range(3)] == [True] * 3


def test_connections_that_send_a_letter_now_and_then_keep_nobody_out(crowd, connect):
    slow = crowd(b"GET /")
    for _ in range(3):
        for one in slow:
            with_luck(one, b"x")
        assert seconds_of(connect()) < SOON


def with_luck(one, sent):
    with suppress(OSError):  # closed by the server
        one.sendall(sent)


def test_the_connection_that_has_been_silent_for_longest_is_closed(crowd):
    opened = crowd(b"GET /", limits.WAITING_OF_A_PEER + 10)
    sleep(1.5)
    assert [is_closed(one) for one in opened[:10]] == [True] * 10
    assert not any(is_closed(one) for one in opened[10:])


def test_a_server_that_is_stopped_closes_its_connections(session):
    place = Place(port=free_port("127.0.0.1", 0))
    server = Server(session, place)
    thread = Thread(target=server.run)
    thread.start()
    with ExitStack() as stack:
        silent = [
            stack.enter_context(socket.create_connection((place.host, place.port)))
            for _ in range(20)
        ]
        server.stop()
        thread.join(5)
        assert not thread.is_alive()
        assert [is_closed(one) for one in silent] == [True] * 20


def is_closed(one):
    one.settimeout(0.01)
    try:
        return one.recv(1) == b""
    except TimeoutError:
        return False
    except OSError:
        return True


def test_an_event_stream_is_no_silent_connection(crowd, connect):
    stream = connect()
    stream.request("GET", "/api/events")
    events = stream.getresponse()
    assert events.readline() == b"retry: 1000\n"
    crowd(b"GET /", 2 * MANY)
    assert seconds_of(connect()) < SOON
    connect().request("POST", "/api/runs", "{}", {"Content-Type": "application/json"})
    while not events.readline().startswith(b"data:"):
        pass
