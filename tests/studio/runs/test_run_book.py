"""Runs that are closed, opened again, killed, damaged, and many."""

import subprocess
import sys
from contextlib import suppress
from threading import Event, Thread
from time import monotonic, sleep

import pytest
from tests.studio.conftest import PATIENCE

from edunn.model import Model
from edunn.studio import limits
from edunn.studio.messages import Busy, Conflict, NotFound, TooMany
from edunn.studio.new_tables import NewTable
from edunn.studio.own_tables import keep_table
from edunn.studio.runs import open_runs, run_book, run_thread
from edunn.studio.runs.messages import Action
from edunn.studio.runs.run_thread import Closed
from edunn.studio.views.network import network_view
from edunn.studio.views.report import report_of_run

FLOWERS = "length,kind\n" + "\n".join(f"{k},{'a' if k % 3 else 'b'}" for k in range(40))


def test_a_run_survives_the_end_of_the_session(lab):
    run = lab.begin(epochs=40)
    lab.tell(run, "pace", pace=200)
    lab.tell(run, "play")
    lab.wait(lambda: lab.session.runs.message(run).epoch > 3)
    lab.restart()
    assert lab.session.runs.message(run).status == "paused"
    before = lab.session.runs.curves(run)
    lab.finished(run)
    whole, other = lab.session.runs.curves(run), lab.begin(epochs=40)
    lab.finished(other)
    assert whole.loss[: len(before.loss)] == before.loss
    assert whole == lab.session.runs.curves(other)


@pytest.mark.parametrize("algorithm", ["adam", "genetic_algorithm"])
def test_a_run_that_rests_in_mid_epoch_goes_on_bit_for_bit(lab, algorithm):
    stopped, whole = (lab.begin(epochs=9, algorithm={"name": algorithm}) for _ in range(2))
    lab.steps(stopped, 6)
    lab.restart()
    lab.finished(stopped)
    lab.finished(whole)
    assert lab.session.runs.curves(stopped) == lab.session.runs.curves(whole)


KILLED = """
import os, sys, time
from pathlib import Path
from edunn.studio.session import Session
from edunn.studio.runs.messages import Action, NewRun, Pace
from edunn.studio.experiment import Experiment
session = Session(Path(sys.argv[1]))
run = session.runs.begin(NewRun(experiment=Experiment(epochs=2000)))
thread = session.runs.open(run.id)
thread.order(Pace(pace=50))
thread.order(Action(do="play"))
while not session.runs.message(run.id).epoch:  # where nothing is compiled yet
    time.sleep(0.1)
time.sleep(1.5)
print(session.runs.message(run.id).epoch, flush=True)
os.kill(os.getpid(), 9)
"""


def test_a_killed_server_loses_at_most_a_second(lab):
    lab.session.close()
    command = [sys.executable, "-c", KILLED, str(lab.folder)]
    reached = int(subprocess.run(command, capture_output=True, text=True).stdout)
    lab.restart()
    run = lab.session.runs.all()[0]
    assert run.status == "interrupted"
    assert reached - 50 <= run.epoch <= reached
    lab.epochs(run.id, 1)
    assert lab.session.runs.message(run.id).epoch == run.epoch + 1
    assert lab.session.runs.curves(run.id).index == list(range(1, run.epoch + 2))


def drop(lab, run):
    (lab.folder / "runs" / f"{run}.edunn").unlink()


def damage(lab, run):
    (lab.folder / "runs" / f"{run}.edunn").write_bytes(b"half of it")


def change_rows(lab, run):
    (lab.folder / "data" / "flowers.csv").write_text(FLOWERS.replace("7,", "70,"))


@pytest.mark.parametrize("harm", [drop, damage, change_rows])
def test_a_run_whose_network_is_gone_says_so_and_keeps_its_records(lab, harm):
    keep_table(lab.session.workspace.data, NewTable(name="flowers", text=FLOWERS))
    run = lab.begin(data={"name": "flowers"}, epochs=4)
    lab.epochs(run, 3)
    curves = lab.session.runs.curves(run)
    lab.session.close()
    harm(lab, run)
    lab.restart()
    place = lab.session.stream.last
    for do in ("play", "step", "epoch"):
        with pytest.raises(Conflict, match="cannot be restored"):
            lab.tell(run, do)
    with pytest.raises(Conflict, match="Reset the run"):
        lab.session.view(run, network_view)
    told = lab.session.stream.after(place)[0].event.run
    assert (told.status, told.epoch) == ("failed", 3)
    assert lab.session.runs.rename(run, "mine").name == "mine"
    assert lab.session.runs.curves(run) == curves
    lab.restart()
    assert lab.session.runs.curves(run) == curves
    assert lab.session.runs.message(run).name == "mine"
    assert lab.tell(run, "reset").status == "paused"
    assert lab.session.runs.curves(run).index == []
    assert lab.finished(run).epoch == 4


def test_rows_that_come_back_bring_their_run_back(lab):
    keep_table(lab.session.workspace.data, NewTable(name="flowers", text=FLOWERS))
    run = lab.begin(data={"name": "flowers"}, epochs=4)
    lab.epochs(run, 3)
    lab.session.close()
    change_rows(lab, run)
    lab.restart()
    with pytest.raises(Conflict, match="not the rows"):
        lab.tell(run, "play")
    (lab.folder / "data" / "flowers.csv").write_text(FLOWERS)
    lab.restart()
    assert lab.finished(run).epoch == 4


def test_more_runs_than_are_kept_in_memory(lab):
    numbers = [lab.begin(epochs=3) for _ in range(open_runs.OPEN + 3)]
    for number in numbers:
        lab.epochs(number, 1)
    for number in numbers:
        assert lab.finished(number).epoch == 3
    assert [run.id for run in lab.session.runs.all()] == numbers
    lab.restart()
    assert {run.epoch for run in lab.session.runs.all()} == {3}


def test_closing_writes_down_every_run_at_work(lab, monkeypatch):
    monkeypatch.setattr(run_book, "CLOSING", PATIENCE)  # a busy machine would give up earlier,
    monkeypatch.setattr(run_thread, "GIVE_UP", PATIENCE)  # and keep what was saved before
    numbers = [lab.begin(epochs=20_000) for _ in range(open_runs.OPEN + 2)]
    for number in numbers:
        lab.tell(number, "pace", pace=50)
        lab.tell(number, "play")
    lab.wait(lambda: all(lab.session.runs.message(number).epoch for number in numbers))
    lab.restart()
    for number in numbers:
        kept = lab.session.runs.message(number)
        assert kept.status == "paused"
        assert len(lab.session.runs.curves(number).index) == kept.epoch > 0


@pytest.mark.usefixtures("hurried")
def test_others_answer_while_a_run_is_opened(lab, monkeypatch):
    slow, quick = lab.begin(), lab.begin()
    lab.epochs(slow, 1)
    lab.restart()
    lab.session.view(quick, network_view)
    reopened, is_read = lab.session.runs._reopened, Event()
    monkeypatch.setattr(  # as while MNIST is read
        lab.session.runs, "_reopened", lambda number: is_read.wait(20) and reopened(number)
    )
    started = monotonic()
    with pytest.raises(Busy):
        lab.session.view(slow, network_view)
    assert monotonic() - started < 2
    lab.session.view(quick, network_view)
    assert [run.id for run in lab.session.runs.all()] == [slow, quick]
    is_read.set()
    assert lab.session.view(slow, network_view).epoch == 1


def test_renaming_and_deleting(lab):
    run = lab.begin(epochs=3)
    assert lab.session.runs.rename(run, "mine").name == "mine"
    assert "mine" in report_of_run(lab.session, run)
    assert Model.from_file(lab.folder / "runs" / f"{run}.edunn").theta.size == 131
    lab.session.runs.delete(run)
    with pytest.raises(NotFound):
        lab.session.runs.message(run)
    assert not list((lab.folder / "runs").iterdir())


def test_a_run_at_work_can_be_deleted(lab):
    run = lab.begin(epochs=20_000)
    lab.tell(run, "play")
    lab.session.runs.delete(run)
    assert lab.session.runs.all() == []


def test_a_full_workspace_takes_no_more_runs(lab, monkeypatch):
    monkeypatch.setattr(limits, "RUNS", 1)
    lab.begin()
    with pytest.raises(TooMany, match="delete some"):
        lab.begin()


@pytest.mark.parametrize("moment", ["opened", "read"])
def test_a_run_that_is_deleted_while_it_is_opened_is_gone_for_good(lab, monkeypatch, moment):
    run = lab.begin()
    lab.epochs(run, 1)
    lab.restart()
    book, planned = lab.session.runs, run_book.planned

    def deleted_meanwhile(*arguments):
        plan = planned(*arguments)
        book.delete(run)
        return plan

    if moment == "read":
        monkeypatch.setattr(run_book, "planned", deleted_meanwhile)
        with pytest.raises(NotFound):
            lab.session.view(run, network_view)
    else:
        thread = book.open(run)
        book.delete(run)
        with pytest.raises(Closed):
            thread.order(Action(do="play"))
        thread.write()
    for ask in (book.message, book.curves, book.band, book.delete, book.open):
        with pytest.raises(NotFound):
            ask(run)
    assert book.all() == []
    assert not list((lab.folder / "runs").iterdir())
    assert not lab.session.store.select("SELECT * FROM records")


def at_work(book, act, is_over):
    while not is_over.is_set():
        for run in book.all():
            with suppress(NotFound, Conflict, Busy):
                act(run.id)


def runs_told_of_after_their_end(events):
    gone, ghosts = set(), []
    for event in events:
        if event.type == "gone":
            gone.add(event.run)
        elif event.type == "run" and event.run.id in gone:
            ghosts.append(event.run.id)
    return ghosts


def test_runs_that_are_looked_at_trained_and_deleted_at_once_leave_nothing(lab):
    book, is_over, place = lab.session.runs, Event(), lab.session.stream.last
    acts = (
        lambda run: lab.session.view(run, network_view),
        lambda run: book.order(run, Action(do="play")),
        lambda run: book.rename(run, "other"),
    )
    threads = [Thread(target=at_work, args=(book, act, is_over)) for act in acts]
    for thread in threads:
        thread.start()
    for _ in range(30):
        run = lab.begin(epochs=2000)
        sleep(0.01)
        book.delete(run)
    is_over.set()
    for thread in threads:
        thread.join(20)
    assert book.all() == []
    assert len(book._open) == 0
    assert not list((lab.folder / "runs").iterdir())
    told = [numbered.event for numbered in lab.session.stream.after(place)]
    assert runs_told_of_after_their_end(told) == []
