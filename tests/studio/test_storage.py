import errno
import os
import sqlite3
from contextlib import closing

import pytest

from edunn.errors import DataError
from edunn.studio.messages import Locked, NotStored
from edunn.studio.server.app import make_app
from edunn.studio.storage import in_short, in_words, problem_of


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "storage.is_full"),
        (errno.EDQUOT, "storage.is_full"),
        (errno.EFBIG, "storage.is_full"),
        (errno.EACCES, "storage.is_denied"),
        (errno.EPERM, "storage.is_denied"),
        (errno.EROFS, "storage.is_denied"),
    ],
)
def test_an_error_of_the_system_has_a_cause(number, code):
    problem = problem_of(OSError(number, os.strerror(number), "there/mine.edunn"))
    assert isinstance(problem, NotStored)
    assert problem.message.code == code
    assert str(problem).count("mine.edunn") == 1


def test_a_mistake_of_our_own_is_no_matter_of_storage():
    for error in (KeyError("x"), FileNotFoundError(errno.ENOENT, "no"), sqlite3.ProgrammingError()):
        assert problem_of(error) is None
    assert in_short(KeyError("x")) == "'x'"
    assert in_short(DataError("no rows")) == "no rows"


@pytest.mark.parametrize(
    ("kind", "code", "before", "statement"),
    [
        (NotStored, "storage.is_full", "PRAGMA max_page_count = 1", "CREATE TABLE more (x)"),
        (NotStored, "storage.is_denied", "PRAGMA query_only = ON", "INSERT INTO t VALUES (1)"),
        (Locked, "storage.is_locked", "PRAGMA busy_timeout = 0", "BEGIN IMMEDIATE"),
    ],
)
def test_an_error_of_sqlite_has_a_cause(tmp_path, kind, code, before, statement):
    path = tmp_path / "t.sqlite"
    with closing(sqlite3.connect(path, isolation_level=None)) as base:
        base.execute("CREATE TABLE t (x)")
        base.execute(before)
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            if kind is Locked:
                other.execute("BEGIN IMMEDIATE")
            with pytest.raises(kind) as caught, in_words(path):
                base.execute(statement)
    assert caught.value.message.code == code


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS])
@pytest.mark.parametrize("request_", ["networks", "data/points"])
def test_a_file_that_cannot_be_written_is_told_as_such(lab, monkeypatch, number, request_):
    run, client = lab.begin(), make_app(lab.session).test_client()

    def fails(*_):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("os.fsync", fails)
    points = [{"x": k, "y": -k, "label": k % 2} for k in range(8)]
    body = {"run": run} if request_ == "networks" else {"points": points}
    refused = client.post(f"/api/{request_}", json={**body, "name": "mine"})
    assert (refused.status_code, refused.json["code"]) == (507, "NO_STORAGE")
    assert "mine" in refused.json["message"]
    assert refused.json["sentence"]["code"] in ("storage.is_full", "storage.is_denied")
