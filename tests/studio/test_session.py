"""What else a session can be asked: predictions, networks, digits, MNIST, and how it ends."""

import base64
from threading import Thread

import numpy as np
import pytest

from edunn.data import load
from edunn.studio.problems import NotFound
from edunn.studio.session import Session
from edunn.studio.wire.answers import PredictQuery
from edunn.studio.wire.data import DataQuery
from edunn.studio.wire.digits import Drawing, DrawingQuery, KeepDigit, Tune
from edunn.studio.wire.networks import SaveNetwork
from edunn.studio.wire.settings import DataChoice


def drawing(row=0):
    image = np.rint(load("mnist").inputs[row].reshape(28, 28) * 255).astype(np.uint8)
    return Drawing(side=28, pixels=base64.b64encode(image.tobytes()).decode())


def test_a_saved_network_predicts_what_the_run_does(lab):
    run = lab.begin(epochs=20)
    lab.finished(run)
    assert lab.session.save_network(SaveNetwork(run=run, name="flowers")).parameters == 67
    rows = load("iris").inputs[:3]
    query = PredictQuery(network_name="flowers", input_array=rows.tolist())
    prediction = np.array(lab.session.predict(query).prediction)
    model = lab.session._runs.open(run).snapshot().model
    np.testing.assert_allclose(prediction, model.predict(rows), atol=1e-6)


def test_my_digits_are_seen_kept_and_dropped(lab):
    look = lab.session.digit_look(DrawingQuery(drawing=drawing(), network="digits"))
    assert look.answer == str(load("mnist").targets[0])
    kept = lab.session.keep_digit(KeepDigit(drawing=drawing(), label=5))
    assert lab.session.kept_digits().digits == [kept]
    lab.restart()
    assert lab.session.kept_digits().digits == [kept]
    lab.session.delete_digit(kept.id)
    assert lab.session.kept_digits().digits == []
    with pytest.raises(NotFound):
        lab.session.delete_digit(kept.id)


def test_a_session_can_end_while_a_network_is_tuned(lab):
    lab.session.keep_digit(KeepDigit(drawing=drawing(), label=5))
    assert lab.session.tuning().status == "idle"
    assert lab.session.tune(Tune(epochs=2, name="my digits")).status == "running"
    tuner = lab.session._tuner
    lab.restart()  # the thread goes on; its network is a file of its own
    assert tuner.wait(120).status == "finished"
    assert "my digits" in [card.name for card in lab.session.networks().networks]


def test_the_report_and_the_catalogue(lab):
    run = lab.begin(epochs=3)
    lab.finished(run)
    page = lab.session.report(run)
    assert page.startswith("<!doctype html>")
    assert "Model(network" in page
    assert lab.session.catalogue().limits["epochs"] == 20_000


@pytest.mark.slow
def test_mnist_from_the_first_look_to_the_script(lab):
    view = lab.session.data_view(DataQuery(name="mnist", count=5))
    assert (view.side, view.total, len(view.rows)) == (28, 70_000, 5)
    run = lab.begin(data={"name": "mnist"}, scaling="none", hidden=[{"units": 12}], epochs=3)
    lab.tell(run, "play")
    lab.wait(lambda: 0 < lab.session.run(run).progress < 1 or lab.session.run(run).epoch)
    assert lab.tell(run, "pause").status == "paused"
    rest = lab.session.run(run)
    lab.restart()
    assert (lab.session.run(run).epoch, lab.session.run(run).progress) == (
        rest.epoch,
        rest.progress,
    )
    assert lab.finished(run).last.val_accuracy > 0.85
    assert lab.session.filters_look(run).filters[0].width == 28
    part = lab.session.results_look(run).parts[1]
    assert part.rows == 10_000
    assert part.misses[0].example.image is not None
    assert "load('mnist')" in lab.session.script(run).script
    assert "data.split()" in lab.session.script(run).script


def test_closing_twice_does_no_harm(tmp_path):
    session = Session(tmp_path)
    threads = [Thread(target=session.close) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert session.stream.is_closed


def test_warming_up_brings_the_digits(lab):
    lab.session.warm_up().join()
    view = lab.session.data_view(DataQuery(name="mnist", count=1))
    assert DataChoice(name="mnist") == DataQuery(name="mnist").choice
    assert view.card.classes == list("0123456789")


def test_only_looks_at_a_generation_have_it_scored_again(lab):
    way = {"name": "genetic_algorithm", "settings": {"population_size": 6}}
    run = lab.begin(way=way)
    lab.tell(run, "step")
    lab.settled(run, "paused")
    running = lab.session._runs.open(run)
    assert running.snapshot().training_state is None
    assert len(running.snapshot(with_family=True).training_state.fitness) == 6
    assert len(lab.session.population_look(run).fitness) == 6
    assert lab.session.network_look(run).epoch == 1
