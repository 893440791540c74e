"""The session with real threads, a real store and real rows."""

import subprocess
import sys
from time import monotonic, sleep

import numpy as np
import pytest

from edunn.errors import FileFormatError, SettingError
from edunn.model import Model
from edunn.studio.plan import planned
from edunn.studio.problems import Conflict, NotFound
from edunn.studio.session import Session
from edunn.studio.store import Store
from edunn.studio.wire.runs import NewRun, Order, Rename, Seeds
from edunn.studio.wire.settings import Experiment
from edunn.studio.workspace import Workspace


@pytest.fixture
def session(tmp_path):
    with Session(tmp_path) as session:
        yield session


def experiment(**settings):
    return NewRun(experiment=Experiment.model_validate(settings))


def tell(session, run, do, **settings):
    return session.order(run, Order.model_validate({"command": {"do": do, **settings}}))


def settled(session, run, *expected):
    until = monotonic() + 20
    while session.run(run).status == "running" and monotonic() < until:
        sleep(0.005)
    assert session.run(run).status in expected, session.run(run)
    return session.run(run)


def finished(session, run):
    tell(session, run, "pace", pace=0)
    tell(session, run, "play")
    return settled(session, run, "finished")


GENETIC = {"name": "genetic_algorithm", "settings": {"population_size": 20, "elitism": 2}}


@pytest.mark.parametrize(
    "settings",
    [
        {"epochs": 30},
        {"epochs": 30, "scaling": "min_max", "hidden": [{"units": 6, "regularizer": "l1_l2"}]},
        {"epochs": 20, "hidden": [{"units": 6}, {"kind": "dropout", "rate": 0.2}]},
        {"epochs": 20, "way": GENETIC},
        {"epochs": 20, "data": {"name": "curve", "rows": 60}, "way": {"name": "snes"}},
    ],
    ids=["adam", "penalty", "dropout", "genetic", "snes"],
)
def test_a_run_gives_the_numbers_of_train(session, tmp_path, settings):
    run = session.new_run(experiment(**settings))
    finished(session, run.id)
    plan = planned(run.experiment, Workspace(tmp_path))
    training = plan.begun(plan.model())
    assert session.curves(run.id).loss == [record.loss for record in training.finish()]


def test_the_script_does_what_the_run_did(session):
    run = session.new_run(experiment(epochs=12, data={"name": "moons", "rows": 80}))
    last = finished(session, run.id).last
    script = session.script(run.id).script + "print(history[-1].val_loss.hex())\n"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert float.fromhex(done.stdout.split()[-1]) == last.val_loss


def test_steps_make_the_epoch_that_one_order_makes(session):
    by_steps, at_once = (session.new_run(experiment()).id for _ in range(2))
    for _ in range(4):  # 113 rows in mini-batches of 32
        tell(session, by_steps, "step")
        settled(session, by_steps, "paused")
    tell(session, at_once, "epoch")
    settled(session, at_once, "paused")
    assert session.curves(by_steps) == session.curves(at_once)
    assert session.run(by_steps).epoch == 1


def test_pause_waits_and_another_rate_keeps_the_network(session):
    run = session.new_run(experiment(epochs=2000)).id
    tell(session, run, "play")
    sleep(0.1)
    paused = tell(session, run, "pause")
    before = session.network_look(run)
    assert paused.status == "paused"
    assert tell(session, run, "rate", learning_rate=0.5).learning_rate == 0.5
    assert session.network_look(run) == before
    tell(session, run, "epoch")
    assert settled(session, run, "paused").epoch == before.epoch + 1


def test_reset_begins_with_the_first_weights(session):
    run = session.new_run(experiment(epochs=5)).id
    first = session.network_look(run)
    finished(session, run)
    with pytest.raises(Conflict, match="extend"):
        tell(session, run, "play")
    assert tell(session, run, "reset").epoch == 0
    assert session.network_look(run) == first
    finished(session, run)
    tell(session, run, "extend", epochs=3)
    assert finished(session, run).epoch == 8


def test_divergence_pauses_and_the_way_back_is_half_the_rate(session):
    way = {"name": "gradient_descent", "settings": {"learning_rate": 1e6}}
    run = session.new_run(experiment(data={"name": "curve"}, way=way)).id
    tell(session, run, "play")
    diverged = settled(session, run, "diverged")
    assert "diverged" in diverged.note
    back = tell(session, run, "go_back")
    assert (back.status, back.learning_rate) == ("paused", 5e5)
    assert np.isfinite(session.network_look(run).layers[0].largest)


def test_evolution_shows_its_crowd_and_has_no_rate(session):
    run = session.new_run(experiment(way=GENETIC, epochs=6)).id
    finished(session, run)
    crowd = session.population_look(run)
    assert len(crowd.fitness) == 20
    assert max(crowd.fitness) == session.run(run).last.best
    with pytest.raises(Conflict, match="slope"):
        tell(session, run, "rate", learning_rate=0.1)


def test_a_run_survives_the_end_of_the_session(tmp_path):
    with Session(tmp_path) as session:
        run = session.new_run(experiment(epochs=40)).id
        tell(session, run, "pace", pace=200)
        tell(session, run, "play")
        sleep(0.05)
    with Session(tmp_path) as session:
        assert session.run(run).status == "paused"
        curves = session.curves(run)
        finished(session, run)
        whole = session.curves(run)
        other = session.new_run(experiment(epochs=40)).id
        finished(session, other)
        assert whole.loss[: len(curves.loss)] == curves.loss
        assert whole == session.curves(other)


KILLED = """
import os, sys, time
from pathlib import Path
from edunn.studio.session import Session
from edunn.studio.wire.runs import NewRun, Order, Pace, Play
from edunn.studio.wire.settings import Experiment
session = Session(Path(sys.argv[1]))
run = session.new_run(NewRun(experiment=Experiment(epochs=2000)))
session.order(run.id, Order(command=Pace(pace=50)))
session.order(run.id, Order(command=Play()))
time.sleep(1.5)
print(session.run(run.id).epoch, flush=True)
os.kill(os.getpid(), 9)
"""


def test_a_killed_server_loses_at_most_a_second(tmp_path):
    done = subprocess.run([sys.executable, "-c", KILLED, tmp_path], capture_output=True, text=True)
    reached = int(done.stdout)
    with Session(tmp_path) as session:
        run = session.runs().runs[0]
        assert run.status == "interrupted"
        assert reached - 50 <= run.epoch <= reached
        tell(session, run.id, "epoch")
        assert settled(session, run.id, "paused").epoch == run.epoch + 1
        assert session.curves(run.id).index == list(range(1, run.epoch + 2))


def test_seeds_become_a_band(session):
    run = session.new_run(experiment(epochs=5)).id
    session.seeds(run, Seeds(seeds=3))
    until = monotonic() + 20
    while session.band(run).is_running and monotonic() < until:
        sleep(0.005)
    band = session.band(run)
    assert (band.done, band.index) == (3, [1, 2, 3, 4, 5])
    assert band.low <= band.median <= band.high
    finished(session, run)
    assert band.final[0] == session.run(run).last.val_accuracy


def test_renaming_saving_and_deleting(session, tmp_path):
    run = session.new_run(experiment(epochs=3)).id
    assert session.rename_run(run, Rename(name="mine")).name == "mine"
    assert "mine" in session.report(run)
    assert Model.from_file(tmp_path / "runs" / f"{run}.edunn").theta.size == 67
    session.delete_run(run)
    with pytest.raises(NotFound):
        session.run(run)


def test_events_tell_all_records_once(session):
    place = session.stream.last
    run = session.new_run(experiment(epochs=30)).id
    finished(session, run)
    events = [numbered.event for numbered in session.events_after(place).events]
    told = [index for event in events if event.type == "curves" for index in event.curves.index]
    assert told == list(range(1, 31))
    assert events[-1].run.status == "finished"


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"hidden": [{"units": 1024}] * 4}, "parameters"),
        ({"way": {"name": "adam", "settings": {"workers": 9}}}, "workers"),
        ({"way": {"name": "snes", "settings": {"population_size": 9000}}}, "population_size"),
        ({"hidden": [{"kind": "dropout"}]}, "dropout"),
    ],
    ids=["parameters", "workers", "population", "dropout"],
)
def test_what_is_too_much_or_misplaced_is_refused(session, settings, words):
    with pytest.raises(SettingError, match=words):
        session.new_run(experiment(**settings))


@pytest.mark.parametrize("content", [b"not a database" * 99, b"SQLite format 3\x00" + b"x" * 99])
def test_a_damaged_store_is_refused(tmp_path, content):
    (tmp_path / "runs.sqlite").write_bytes(content)
    with pytest.raises(FileFormatError, match="Move it away"):
        Store(tmp_path / "runs.sqlite")
