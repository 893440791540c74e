"""Runs of convolutional and recurrent networks, from the first request to a network that predicts.

What the Lab, Inside, Evolution and Draw ask for goes through the routes, as a page asks.
"""

import subprocess
import sys

import numpy as np
import pytest

from edunn import Model
from edunn.data import load
from edunn.studio.datasets import parts
from edunn.studio.experiment import Experiment
from edunn.studio.server.app import make_app


def layer(name, activation=None, **settings):
    return {"kind": "layer", "name": name, "settings": settings, "activation": activation}


OF_IMAGES = [layer("conv", "relu", filters=3, kernel=3), layer("max_pool", window=3)]
FLATTEN, DROPOUT = layer("flatten"), {"kind": "dropout", "rate": 0.2}
GENETIC = {"name": "genetic_algorithm", "settings": {"population_size": 12}}

IMAGES = {"data": {"name": "digits_8x8"}, "scaling": "none", "hidden": [*OF_IMAGES, FLATTEN]}
BITS = {"data": {"name": "parity"}, "scaling": "none", "hidden": [layer("gru", units=3)]}
NORMALIZED = [*OF_IMAGES, layer("batch_norm"), FLATTEN, DROPOUT, {"units": 6}]
ATTENTION = [
    {"units": 4, "activation": "linear"},
    layer("positional_encoding"),
    layer("self_attention", heads=2, causal=True),
    layer("layer_norm"),
    FLATTEN,
]
RUNS = {
    "images": IMAGES,
    "images, normalized": IMAGES | {"hidden": NORMALIZED},
    "images, genetic": IMAGES | {"algorithm": GENETIC},
    "images, low rank": IMAGES
    | {"algorithm": {"name": "low_rank_es", "settings": {"population_size": 8}}},
    "sequences": BITS,
    "sequences, genetic": BITS | {"algorithm": GENETIC},
    "sequences, attention": BITS | {"hidden": ATTENTION},
    "numbers to come": {"data": {"name": "sine"}, "hidden": [layer("lstm", units=3)]},
}
every_run = pytest.mark.parametrize("settings", RUNS.values(), ids=RUNS)


class Asked:
    """The routes of one run."""

    def __init__(self, lab, **settings):
        self.lab, self.run = lab, lab.begin(**settings)

    @property
    def client(self):
        return make_app(self.lab.session).test_client()

    def get(self, view, status=200, **query):
        answer = self.client.get(f"/api/runs/{self.run}/{view}", query_string=query)
        assert answer.status_code == status, answer.json
        return answer.json

    def post(self, address, status=200, **body):
        answer = self.client.post(address, json=body)
        assert answer.status_code == status, answer.json
        return answer.json


@every_run
def test_a_network_that_is_saved_predicts_what_the_run_did(lab, settings):
    asked = Asked(lab, epochs=2, **settings)
    assert lab.finished(asked.run).status == "finished"
    asked.post("/api/networks", run=asked.run, name="mine")
    listed = {one["name"]: one for one in asked.client.get("/api/networks").json["networks"]}
    assert listed["mine"]["network"] == lab.session.runs.message(asked.run).network

    model = Model.from_file(lab.folder / "networks" / "mine.edunn")
    _, held_out = parts(lab.session.workspace.data, Experiment.model_validate(settings).data)
    found = asked.get("results")["parts"]
    wanted = next(part for part in found if part["part"] == "held_out")["loss"]
    assert model.evaluate(held_out).loss == pytest.approx(wanted, rel=1e-6)

    rows = held_out.take(slice(0, 3)).inputs
    expected = model.predict(rows)
    for x, y in ((rows, expected), (held_out.take(slice(0, 3)).shaped_inputs, expected)):
        several = asked.post("/predict", network_name="mine", input_array=x.tolist())
        np.testing.assert_allclose(several["prediction"], y, rtol=1e-6)
        one = asked.post("/predict", network_name="mine", input_array=x[0].tolist())
        np.testing.assert_allclose(one["prediction"], y[0], rtol=1e-5)


@every_run
def test_every_number_of_its_trace_has_an_origin(lab, settings):
    asked = Asked(lab, epochs=1, **settings)
    lab.finished(asked.run)
    assert asked.get("network")["chain"]
    assert asked.get("filters")["filters"]
    trace = asked.get("trace", row=3)
    for array in trace["arrays"]:
        index = [size - 1 for size in array["shape"]]
        place = {"row": 3, "key": trace["key"], "step": array["name"], "index": index}
        origin = asked.post(f"/api/runs/{asked.run}/origin", **place)
        assert origin["line"] or array["name"] in ("x", "t"), array["name"]


@every_run
def test_a_run_goes_on_bit_for_bit_after_a_restart(lab, settings):
    stopped, whole = (lab.begin(epochs=5, **settings) for _ in range(2))
    lab.steps(stopped, 3)
    lab.restart()
    lab.epochs(stopped, 1)
    lab.restart()
    lab.finished(stopped)
    lab.finished(whole)
    assert lab.session.runs.curves(stopped) == lab.session.runs.curves(whole)
    assert lab.session.runs.curves(whole).index == [1, 2, 3, 4, 5]


KILLED = """
import json, os, sys, time
from pathlib import Path
from edunn.studio.experiment import Experiment
from edunn.studio.runs.messages import Action, NewRun, Pace
from edunn.studio.session import Session
session = Session(Path(sys.argv[1]))
experiment = Experiment.model_validate(json.loads(sys.argv[2]))
run = session.runs.begin(NewRun(experiment=experiment))
thread = session.runs.open(run.id)
thread.order(Pace(pace=20))
thread.order(Action(do="play"))
while not session.runs.message(run.id).epoch:  # where nothing is compiled yet
    time.sleep(0.1)
time.sleep(1.5)
os.kill(os.getpid(), 9)
"""


@pytest.mark.parametrize("name", ["images", "images, genetic", "sequences"])
def test_a_killed_server_leaves_a_run_that_goes_on(lab, name):
    experiment = Experiment.model_validate({**RUNS[name], "epochs": 300})
    lab.session.close()
    command = [sys.executable, "-c", KILLED, str(lab.folder), experiment.model_dump_json()]
    assert subprocess.run(command, capture_output=True, text=True).returncode == -9
    lab.restart()
    (run,) = lab.session.runs.all()
    assert run.status == "interrupted"
    assert run.epoch > 0
    lab.epochs(run.id, 1)
    went_on = lab.session.runs.curves(run.id)
    assert went_on.index == list(range(1, run.epoch + 2))
    whole = lab.begin(**{**RUNS[name], "epochs": 300})
    lab.epochs(whole, run.epoch + 1)
    assert lab.session.runs.curves(whole).loss == went_on.loss


@pytest.mark.parametrize("name", ["images, genetic", "sequences, genetic", "images, low rank"])
def test_its_evolution_is_shown(lab, name):
    asked = Asked(lab, epochs=4, **RUNS[name])
    lab.finished(asked.run)
    population = asked.get("population")
    assert (population["generation"], len(set(population["fitness"])) > 1) == (4, True)
    best = asked.get("family")["best"]
    assert best["generation"] <= 4
    if "low rank" in name:
        assert "samples individuals" in asked.get("breeding", 400)["message"]
        return
    child = asked.get("breeding")
    assert child["generation"] == 4
    assert child["of"] == lab.session.runs.message(asked.run).parameters
    assert {gene["name"].rstrip("]0123456789,").rstrip("[") for gene in child["genes"]} >= {
        "W1",
        "b1",
    }


def test_a_decision_boundary_of_images_is_refused_with_the_reason(lab):
    asked = Asked(lab, epochs=1, **IMAGES)
    lab.finished(asked.run)
    message = asked.get("boundary", 400)["message"]
    assert message.startswith("digits_8x8 has images of 64 pixels, and a plane of two pixels")


def test_an_image_is_shown_in_the_trace_as_it_was_in_the_data(lab):
    asked = Asked(lab, epochs=1, **IMAGES)
    lab.finished(asked.run)
    trace = asked.get("trace", row=3, part="held_out", digits=9)
    x = next(array for array in trace["arrays"] if array["name"] == "x")
    assert x["shape"] == [1, 8, 8, 1]
    _, held_out = load("digits_8x8").split(test=0.25, seed=0)
    np.testing.assert_allclose(np.ravel(x["values"]), held_out.inputs[3], rtol=1e-6)
