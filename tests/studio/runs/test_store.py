import sqlite3
from contextlib import closing, suppress

import pytest

from edunn.errors import FileFormatError
from edunn.studio.experiment import Experiment
from edunn.studio.messages import NotFound
from edunn.studio.runs.live_settings import Change
from edunn.studio.runs.messages import NO_CURVES, Curves, Record, Run
from edunn.studio.runs.store import Store, now

RUN = Run(
    id=0,
    name="one",
    experiment=Experiment(),
    status="paused",
    created=now(),
    is_evolution=False,
    network="4 - 3",
    parameters=15,
    engine="numpy",
    epoch=0,
    progress=0,
    pace=0,
)


def curves(*indices):
    losses = [1 / index for index in indices]
    return Curves.of({"index": indices, "loss": losses, "forward_passes": indices})


@pytest.fixture
def path(tmp_path):
    return tmp_path / "runs.sqlite"


@pytest.fixture
def store(path):
    with closing(Store(path)) as store:
        yield store


def test_what_is_saved_is_there_for_the_next_store(store, path):
    run = store.begin(RUN)
    store.save(run, curves(1, 2), [Change(do="rate", epoch=1, value=0.5)])
    store.save(run, curves(3))
    with closing(Store(path)) as other:
        assert other.runs() == [run]
        assert other.curves(run.id) == curves(1, 2, 3)
        assert other.count_records(run.id) == 3
        assert other.changes(run.id) == [Change(do="rate", epoch=1, value=0.5)]


def test_records_and_changes_can_be_deleted(store):
    run = store.begin(RUN)
    store.save(run, curves(1), [Change(do="extend", epoch=1, value=5)])
    store.save(run, curves(2, 3))
    store.delete_after(run.id, 2)
    store.save(run, changes=[])
    assert (store.curves(run.id), store.changes(run.id)) == (curves(1), [])
    assert store.count_records(run.id) == 1
    store.save(run, curves(2))
    store.delete(run.id)
    assert (store.runs(), store.curves(run.id), store.count()) == ([], NO_CURVES, 0)
    with pytest.raises(NotFound):
        store.run(run.id)


def test_records_that_earlier_versions_stored_one_by_one_are_read(store, path):
    run = store.begin(RUN)
    for index in (1, 2):
        record = Record(index=index, loss=1 / index, forward_passes=index, seconds=0.1)
        changed(
            path, f"INSERT INTO records VALUES ({run.id}, {index}, '{record.model_dump_json()}')"
        )
    store.save(run, curves(3))
    assert store.curves(run.id) == curves(1, 2, 3)
    assert store.count_records(run.id) == 3


def test_curves_that_are_damaged_are_refused(store, path):
    run = store.begin(RUN)
    store.save(run, curves(1, 2))
    changed(path, 'UPDATE records SET record = \'{"index":[1, 2],"loss":[1]}\'')
    with pytest.raises(FileFormatError, match=f"Run {run.id} cannot be read"):
        store.curves(run.id)


def test_numbers_are_never_given_twice(store):
    first = store.begin(RUN)
    store.delete(first.id)
    assert store.begin(RUN).id > first.id


@pytest.mark.parametrize("content", [b"not a database" * 99, b"SQLite format 3\x00" + b"x" * 99])
def test_a_damaged_file_is_refused(path, content):
    path.write_bytes(content)
    with pytest.raises(FileFormatError, match="Move it away"):
        Store(path)
    assert path.read_bytes() == content


def changed(path, words):
    with closing(sqlite3.connect(path)) as base:
        base.execute(words)
        base.commit()


def test_a_file_of_another_program_is_refused_and_stays(path):
    changed(path, "CREATE TABLE songs (title TEXT)")
    with pytest.raises(FileFormatError, match="another program"):
        Store(path)
    with closing(sqlite3.connect(path)) as base:
        assert base.execute("SELECT name FROM sqlite_master").fetchall() == [("songs",)]


def test_a_file_of_another_version_is_refused(store, path):
    store.close()
    changed(path, "PRAGMA user_version = 99")
    with pytest.raises(FileFormatError, match="version is 99"):
        Store(path)


ODD = ["{}", "[]", "", "7", 7, 0.5, b"\xff\xfe", "\x00", '{"id": 1', RUN.model_dump_json()[:-9]]


@pytest.mark.parametrize("content", ODD, ids=range(len(ODD)))
def test_a_row_that_is_no_run_is_named_and_hides_no_other(store, path, content):
    first, damaged, last = (store.begin(RUN) for _ in range(3))
    with closing(sqlite3.connect(path)) as base:
        base.execute("UPDATE runs SET message = ? WHERE id = ?", (content, damaged.id))
        base.commit()
    assert store.runs() == [first, last]
    assert [note.values["number"] for note in store.notes] == [damaged.id]
    with pytest.raises(FileFormatError, match=f"Run {damaged.id} cannot be read"):
        store.run(damaged.id)
    assert store.delete(damaged.id)
    assert store.notes == []


@pytest.mark.parametrize("content", ODD, ids=range(len(ODD)))
@pytest.mark.parametrize("column", ["records.record", "changes.change", "records.place"])
def test_an_odd_row_beside_a_run_hides_no_run(store, path, column, content):
    run = store.begin(RUN)
    store.save(run, curves(1, 2), [Change(do="rate", epoch=1, value=0.5)])
    table, name = column.split(".")
    with closing(sqlite3.connect(path)) as base:
        base.execute(f"UPDATE {table} SET {name} = ?", (content,))
        base.commit()
    assert store.runs() == [run]
    for read in (store.curves, store.changes, store.count_records):
        with suppress(FileFormatError):
            read(run.id)


def test_the_number_of_a_row_is_that_of_its_run(store, path):
    """A program that was killed between two statements of an earlier version left a 0."""
    run = store.begin(RUN)
    changed(path, f"UPDATE runs SET message = '{RUN.model_dump_json()}'")
    assert store.runs() == [run]
    assert store.run(run.id) == run
