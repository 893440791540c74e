"""A studio of its own for each test: asked in process, or over a real connection."""

from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from threading import Thread

import pytest

from edunn import Model
from edunn.studio.server.app import make_app
from edunn.studio.server.serve import Place, Server, free_port
from edunn.studio.session import Session
from edunn.studio.workspace import Workspace


@pytest.fixture
def session(tmp_path) -> Iterator[Session]:
    workspace = Workspace(tmp_path / "workspace")
    Model([[2], [3, "relu"], [2, "softmax"]], seed=1).save(workspace.networks / "mine.edunn")
    session = Session(workspace.folder)
    yield session
    session.close()


@pytest.fixture
def page(tmp_path) -> Path:
    """A page that was built: a first file, and one whose name holds a hash."""
    folder = tmp_path / "page"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text("<!doctype html><title>page</title>")
    (folder / "assets" / "index-1a2b3c.js").write_text("1")
    return folder


@pytest.fixture
def client(session, page):
    return make_app(session, page_folder=page).test_client()


@pytest.fixture
def place(session) -> Iterator[Place]:
    """Where a real server listens, on a port that was free."""
    place = Place(port=free_port("127.0.0.1", 0))
    server = Server(session, place)
    thread = Thread(target=server.run)
    thread.start()
    yield place
    server.stop()
    thread.join(10)
    assert not thread.is_alive()


@pytest.fixture
def connect(place) -> Iterator:
    """Connections to that server; all are closed in the end."""
    made = []

    def connection() -> HTTPConnection:
        made.append(HTTPConnection(place.host, place.port, timeout=10))
        return made[-1]

    yield connection
    for one in made:
        one.close()
