"""The file of runs under bad luck: deleted, moved, replaced, locked, on a full disk."""

import os
import shutil
import sqlite3
from contextlib import closing
from time import monotonic

import pytest

from edunn.errors import FileFormatError
from edunn.studio.messages import Locked, NotStored
from edunn.studio.runs.database import PATIENCE
from edunn.studio.runs.store import Store
from edunn.studio.server.app import make_app

NEW = {"experiment": {"epochs": 3}}


@pytest.fixture
def path(lab):
    return lab.session.workspace.database


@pytest.fixture
def client(lab):
    return make_app(lab.session).test_client()


@pytest.fixture
def other(path):
    """Another program with the file."""
    with closing(sqlite3.connect(path, isolation_level=None)) as base:
        yield base


def deleted(path):
    path.unlink()


def all_deleted(path):
    for file in path.parent.glob("runs.sqlite*"):
        file.unlink()


def moved(path):
    path.rename(path.with_name("elsewhere"))


def log_deleted(path):
    path.with_name("runs.sqlite-wal").unlink()


def replaced(path):
    path.unlink()
    with closing(sqlite3.connect(path)) as base:
        base.execute("CREATE TABLE songs (title TEXT)")


def replaced_by_a_text(path):
    path.unlink()
    path.write_text("no database")


BAD_LUCK = [deleted, all_deleted, moved, log_deleted, replaced, replaced_by_a_text]


@pytest.mark.parametrize("happens", BAD_LUCK)
def test_a_file_that_is_lost_is_written_anew_and_that_is_told(lab, path, client, caplog, happens):
    trained, untrained = lab.begin(epochs=3), lab.begin(epochs=1)
    lab.finished(trained)
    curves, seen = client.get(f"/api/runs/{trained}/curves").json, lab.session.stream.last
    happens(path)
    answer = client.get("/api/runs").json
    assert [run["id"] for run in answer["runs"]] == [trained, untrained]
    (note,) = answer["notes"]
    assert "runs.sqlite was" in note["text"]
    assert note["text"] in caplog.text
    assert "restarted" in [one.event.type for one in lab.session.stream.after(seen)]
    begun = client.post("/api/runs", json=NEW)
    assert begun.status_code == 200
    lab.restart()
    numbers = [run.id for run in lab.session.runs.all()]
    assert numbers == [trained, untrained, begun.json["id"]]
    assert lab.session.runs.curves(trained).model_dump(mode="json") == curves
    assert lab.session.runs.notes() == []


@pytest.mark.parametrize("happens", BAD_LUCK)
def test_a_run_in_progress_outlives_its_file(lab, path, happens):
    run = lab.begin(epochs=400)
    lab.tell(run, "pace", pace=0)
    lab.tell(run, "play")
    lab.wait(lambda: lab.session.store.count_records(run) > 0)
    happens(path)
    assert lab.settled(run, "finished").epoch == 400
    lab.restart()
    assert lab.session.runs.curves(run).index == list(range(1, 401))


def test_a_workspace_that_is_deleted_is_created_anew(lab, path, client):
    trained = lab.begin(epochs=3)
    lab.finished(trained)
    while path.parent.exists():  # a file may come back while the folder is emptied
        shutil.rmtree(path.parent, ignore_errors=True)
    assert [run["id"] for run in client.get("/api/runs").json["runs"]] == [trained]
    points = [{"x": k, "y": -k, "label": k % 2} for k in range(12)]
    for request, body in (
        ("runs", NEW),
        ("networks", {"run": trained, "name": "mine"}),
        ("data/points", {"points": points, "name": "mine"}),
    ):
        answer = client.post(f"/api/{request}", json=body)
        assert answer.status_code == 200, answer.json
    other = lab.begin(epochs=2)
    lab.finished(other)
    lab.restart()
    assert lab.session.runs.snapshot(other).epoch == 2


def test_a_damaged_row_hides_no_run_from_the_page(lab, client, path):
    first, damaged, last = (lab.begin(epochs=1) for _ in range(3))
    lab.session.close()
    with closing(sqlite3.connect(path)) as base:
        base.execute("UPDATE runs SET message = 'no run' WHERE id = ?", (damaged,))
        base.commit()
    lab.restart()
    client = make_app(lab.session).test_client()
    answer = client.get("/api/runs").json
    assert [run["id"] for run in answer["runs"]] == [first, last]
    (note,) = answer["notes"]
    assert (note["code"], note["values"]["number"]) == ("run.is_unreadable", damaged)
    for view in ("", "/network", "/curves", "/results"):
        refused = client.get(f"/api/runs/{damaged}{view}")
        assert (refused.status_code, refused.json["sentence"]["code"]) == (400, note["code"])
    assert client.delete(f"/api/runs/{damaged}").status_code == 200
    assert client.get("/api/runs").json["notes"] == []


def test_a_file_that_is_lost_at_the_end_is_written_anew(lab, path):
    run = lab.begin()
    all_deleted(path)
    lab.restart()
    assert [one.id for one in lab.session.runs.all()] == [run]


def test_another_file_of_that_name_is_set_aside(lab, path):
    run = lab.begin()
    replaced_by_a_text(path)
    assert [one.id for one in lab.session.runs.all()] == [run]
    (aside,) = path.parent.glob("runs found*.sqlite")
    assert aside.read_text() == "no database"
    assert aside.name in lab.session.runs.notes()[0].text


def test_readers_do_not_wait_for_a_writer_and_writers_tell_why(lab, client, other):
    run = lab.begin(epochs=2)
    lab.finished(run)
    other.execute("BEGIN IMMEDIATE")
    started = monotonic()
    for path in ("runs", f"runs/{run}", f"runs/{run}/curves", "digits/kept"):
        assert client.get(f"/api/{path}").status_code == 200
    assert monotonic() - started < PATIENCE
    made = client.post("/api/runs", json=NEW)
    while made.json["sentence"]["code"] == "run.is_being_made":  # on a busy machine
        made = client.post("/api/runs", json=NEW)
    for refused in (made, client.delete(f"/api/runs/{run}")):
        assert (refused.status_code, refused.json["code"]) == (503, "BUSY")
        assert refused.json["sentence"]["code"] == "storage.is_locked"
        assert "runs.sqlite" in refused.json["message"]
    other.execute("ROLLBACK")
    assert client.post("/api/runs", json=NEW).status_code == 200
    assert client.delete(f"/api/runs/{run}").status_code == 200


def test_a_file_that_another_program_has_locked_is_not_moved_away(tmp_path):
    path = tmp_path / "runs.sqlite"
    with closing(sqlite3.connect(path, isolation_level=None)) as base:
        base.execute("BEGIN EXCLUSIVE")
        with pytest.raises(Locked, match="another program") as caught:
            Store(path)
    assert "ove it away" not in str(caught.value)


@pytest.fixture
def full(lab):
    """The file may not grow any more: what SQLite then reports is that the disk is full."""

    def fill() -> None:
        base = lab.session.store._base._writer
        (pages,) = base.execute("PRAGMA page_count").fetchone()
        base.execute(f"PRAGMA max_page_count = {pages}")

    return fill


def test_a_full_disk_is_told_as_such(lab, client, full):
    run = lab.begin(epochs=2)
    full()
    answers = [client.post("/api/runs", json=NEW) for _ in range(30)]
    refused = answers[-1]
    assert (refused.status_code, refused.json["code"]) == (507, "NO_STORAGE")
    assert refused.json["sentence"]["code"] == "storage.is_full"
    assert {answer.status_code for answer in answers} <= {200, 507}
    assert client.get("/api/runs").status_code == 200
    assert client.delete(f"/api/runs/{run}").status_code == 200  # that makes room


def test_a_run_that_cannot_be_saved_says_why(lab, full):
    run = lab.begin(epochs=20_000)
    full()
    lab.tell(run, "pace", pace=0)
    lab.tell(run, "play")
    note = lab.settled(run, "paused").note
    assert (note.code, note.values["error"].code) == ("run.not_saved", "storage.is_full")


@pytest.mark.parametrize("damage", [0, 2_000, 4_096])
def test_a_damaged_file_is_told_as_such(lab, path, damage):
    lab.begin()
    lab.session.close()
    content = bytearray(path.read_bytes())
    content[damage : damage + 3_000] = b"\x5a" * len(content[damage : damage + 3_000])
    path.write_bytes(content)
    with pytest.raises(FileFormatError, match="Move it away"):
        Store(path)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write all")
@pytest.mark.parametrize("is_folder", [True, False])
def test_a_read_only_file_or_folder_is_told_as_such(lab, path, is_folder):
    lab.session.close()
    place = path.parent if is_folder else path
    place.chmod(0o555)
    try:
        with pytest.raises(NotStored, match="read-only") as caught:
            Store(path)
    finally:
        place.chmod(0o755)
    assert "ove it away" not in str(caught.value)


def test_what_cannot_be_opened_is_not_called_damaged(tmp_path):
    (tmp_path / "runs.sqlite").mkdir()
    with pytest.raises(NotStored) as caught:
        Store(tmp_path / "runs.sqlite")
    assert "ove it away" not in str(caught.value)
