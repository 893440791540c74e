"""The network of a run is downloaded for other programs, or the answer says why it cannot be."""

import numpy as np
import pytest

from edunn.exports import FORMATS


def begun(client, **experiment):
    """A run before its first step."""
    return client.post("/api/runs", json={"experiment": experiment}).json["id"]


@pytest.mark.parametrize("to", FORMATS)
def test_each_format_is_a_file_of_its_ending(client, to):
    run = begun(client, data={"name": "iris"})
    answer = client.get(f"/api/runs/{run}/exports/{to}")
    assert answer.status_code == 200
    name = f"network_{run}{FORMATS[to].ending}"
    assert answer.headers["Content-Disposition"].endswith(f"filename={name}")
    assert len(answer.data) > 500


def test_the_program_predicts_as_the_run_does(client, session):
    run = begun(client, data={"name": "iris"})
    names = {"__name__": "network"}
    exec(client.get(f"/api/runs/{run}/exports/numpy").data, names)
    snapshot = session.snapshot(run)
    rows = snapshot.planned.held_out.inputs
    assert np.allclose(names["predict"](rows), snapshot.model.predict(rows), rtol=1e-6)


def test_what_a_format_cannot_hold_is_refused_with_a_code(client):
    conv = {"kind": "layer", "name": "conv", "settings": {"filters": 2}}
    flatten = {"kind": "layer", "name": "flatten", "settings": {}}
    run = begun(client, data={"name": "digits_8x8"}, hidden=[conv, flatten])
    answer = client.get(f"/api/runs/{run}/exports/sklearn")
    assert answer.status_code == 400
    assert answer.json["sentence"]["code"] == "export.refused"
    assert "dense layers only" in answer.json["message"]


def test_an_unknown_format_or_run_is_refused(client):
    run = begun(client, data={"name": "iris"})
    answer = client.get(f"/api/runs/{run}/exports/tensorflow")
    assert answer.status_code == 400
    assert "unknown format 'tensorflow'" in answer.json["message"]
    assert client.get("/api/runs/999/exports/numpy").status_code == 404


@pytest.mark.parametrize(("query", "language"), [("", "en"), ("?language=es", "es")])
def test_the_report_is_in_the_language_that_is_asked_for(client, query, language):
    run = begun(client, data={"name": "iris"})
    answer = client.get(f"/api/runs/{run}/report.html{query}")
    assert f'<html lang="{language}">' in answer.text
    assert answer.headers["Content-Disposition"].endswith(f'filename="edunn-run-{run}.html"')


def test_a_report_in_a_language_that_there_is_not_is_refused(client):
    run = begun(client, data={"name": "iris"})
    assert client.get(f"/api/runs/{run}/report.html?language=xx").status_code == 400
