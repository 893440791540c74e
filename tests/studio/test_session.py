"""What else a session can be asked: predictions, networks, digits, MNIST, and how it ends."""

import base64
from threading import Thread
from types import SimpleNamespace

import numpy as np
import pytest

from edunn.data import load
from edunn.studio import session
from edunn.studio.messages import Done
from edunn.studio.session import Session, ViewCache
from edunn.studio.views.choices import catalogue
from edunn.studio.views.data import DataQuery, data_view
from edunn.studio.views.digit import Drawing
from edunn.studio.views.network import filters_view, network_view
from edunn.studio.views.networks import PredictQuery, networks_of, prediction_of
from edunn.studio.views.population import population_view
from edunn.studio.views.report import report_of_run
from edunn.studio.views.results import results_view
from edunn.studio.views.script import script_of_run


def drawing(row=0):
    image = np.rint(load("mnist").inputs[row].reshape(28, 28) * 255).astype(np.uint8)
    return Drawing(side=28, pixels=base64.b64encode(image.tobytes()).decode())


def test_a_saved_network_predicts_what_the_run_does(lab):
    run = lab.begin(epochs=20)
    lab.finished(run)
    model = lab.session.snapshot(run).model
    assert networks_of(lab.session).save("flowers", model).parameters == 131
    rows = load("iris").inputs[:3]
    query = PredictQuery(network_name="flowers", input_array=rows.tolist())
    prediction = np.array(prediction_of(networks_of(lab.session), query).prediction)
    np.testing.assert_allclose(prediction, model.predict(rows), atol=1e-6)


def test_the_report_and_the_catalogue(lab):
    run = lab.begin(epochs=3)
    lab.finished(run)
    page = report_of_run(lab.session, run)
    assert page.startswith("<!doctype html>")
    assert "Model(network" in page
    assert catalogue("1").limits["epochs"] == 20_000


@pytest.mark.slow
def test_mnist_from_the_first_look_to_the_script(lab):
    view = data_view(lab.session.workspace.data, DataQuery(name="mnist", count=5))
    assert (view.side, view.total, len(view.rows)) == (28, 70_000, 5)
    run = lab.begin(data={"name": "mnist"}, scaling="none", hidden=[{"units": 12}], epochs=3)
    lab.tell(run, "play")
    lab.wait(
        lambda: (
            0 < lab.session.runs.message(run).progress < 1 or lab.session.runs.message(run).epoch
        )
    )
    assert lab.tell(run, "pause").status == "paused"
    rest = lab.session.runs.message(run)
    lab.restart()
    assert (lab.session.runs.message(run).epoch, lab.session.runs.message(run).progress) == (
        rest.epoch,
        rest.progress,
    )
    assert lab.finished(run).last.val_accuracy > 0.85
    assert lab.session.view(run, filters_view).filters[0].width == 28
    part = lab.session.view(run, results_view).parts[1]
    assert part.rows == 10_000
    assert part.misses[0].example.image is not None
    assert "load('mnist')" in script_of_run(lab.session, run).script
    assert "data.split()" in script_of_run(lab.session, run).script


def test_closing_twice_does_no_harm(tmp_path):
    session = Session(tmp_path)
    threads = [Thread(target=session.close) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert session.stream.is_closed


def test_only_views_of_a_generation_have_it_scored_again(lab):
    algorithm = {"name": "genetic_algorithm", "settings": {"population_size": 6}}
    run = lab.begin(algorithm=algorithm)
    lab.tell(run, "step")
    lab.settled(run, "paused")
    thread = lab.session.runs.open(run)
    assert not thread.snapshot().generations
    assert len(thread.snapshot(with_generations=True).generations[-1].fitness) == 6
    assert len(lab.session.view(run, population_view, with_generations=True).fitness) == 6
    assert lab.session.view(run, network_view).epoch == 1


class RestingThread:
    def __init__(self):
        self.version, self.run = 1, SimpleNamespace(is_running=False)


@pytest.fixture
def clock(monkeypatch):
    class Clock:
        now = 100.0

    monkeypatch.setattr(session, "perf_counter", lambda: Clock.now)
    return Clock


def view_of(cache, thread, key="network"):
    return cache.get(thread, key, Done)


def test_the_view_of_a_run_that_rests_is_made_once(clock):
    cache, thread = ViewCache(), RestingThread()
    first = view_of(cache, thread)
    clock.now += 1000
    assert view_of(cache, thread) is first
    thread.version += 1
    assert view_of(cache, thread) is not first


def test_the_view_of_a_run_in_progress_is_made_a_few_times_a_second(clock):
    cache, thread = ViewCache(), RestingThread()
    thread.run.is_running = True
    first = view_of(cache, thread)
    thread.version += 1
    clock.now += 0.2
    assert view_of(cache, thread) is first
    clock.now += 0.1
    assert view_of(cache, thread) is not first


def test_when_a_run_stops_its_view_is_made_again(clock):
    cache, thread = ViewCache(), RestingThread()
    thread.run.is_running = True
    first = view_of(cache, thread)
    thread.version, thread.run.is_running = 2, False
    assert view_of(cache, thread) is not first


def test_other_requests_have_other_views(clock):
    cache, thread = ViewCache(), RestingThread()
    assert view_of(cache, thread) is not view_of(cache, thread, "filters")
    for number in range(session.KEPT):
        view_of(cache, thread, number)
    assert len(cache._made) == session.KEPT
