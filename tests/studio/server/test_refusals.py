"""Every error is a refusal with a code, and none of them is a traceback."""

import logging
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from edunn.studio.messages import Refusal


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "code"),
    [
        ("GET", "/api/runs/99", None, 404, "NOT_FOUND"),
        ("GET", "/api/nothing", None, 404, "NOT_FOUND"),
        ("PUT", "/predict", {}, 405, "METHOD_NOT_ALLOWED"),
        ("DELETE", "/api/networks/digits", None, 409, "CONFLICT"),
        ("POST", "/api/runs", {"experiment": {"epochs": 0}}, 400, "BAD_REQUEST"),
        ("POST", "/api/runs", {"unknown": 1}, 400, "BAD_REQUEST"),
        ("POST", "/api/runs", [], 400, "BAD_REQUEST"),
    ],
)
def test_errors_have_a_status_and_a_code(client, method, path, body, status, code):
    answer = client.open(path, method=method, json=body)
    assert (answer.status_code, answer.json["code"]) == (status, code)
    assert Refusal.model_validate(answer.json).message


def test_the_wrong_field_is_named(client):
    answer = client.post("/api/runs", json={"experiment": {"epochs": 0}})
    assert answer.json["field"] == "experiment.epochs"


def test_a_body_that_is_no_json_is_refused(client):
    answer = client.post("/predict", data="{", content_type="application/json")
    assert (answer.status_code, answer.json["code"]) == (400, "BAD_REQUEST")


def test_our_own_mistakes_are_logged_and_told_without_a_traceback(client, caplog):
    client.application.add_url_rule("/api/broken", "broken", lambda: 1 / 0)
    with caplog.at_level(logging.ERROR):
        answer = client.get("/api/broken")
    assert (answer.status_code, answer.json["code"]) == (500, "INTERNAL_ERROR")
    assert "Traceback" not in answer.text
    assert "ZeroDivisionError" in caplog.text


ROUTES = ["/predict", "/api/runs", "/api/data/points", "/api/digits/kept", "/api/runs/1/orders"]
DEEP = ["[" * n + "]" * n for n in (50, 500, 5_000, 200_000)]
LONG = ["9" * n for n in (300, 400, 4_000, 5_000)]


@pytest.mark.parametrize("path", ROUTES)
@pytest.mark.parametrize(
    "text",
    [
        *(part for deep in DEEP for part in (deep, deep[: len(deep) // 2], '{"a":' + deep + "}")),
        *('{"a":' * n + "1" + "}" * n for n in (500, 100_000)),
        *(part for long in LONG for part in (long, f"-{long}", f"[{long}]", f"{long}.5")),
    ],
    ids=lambda text: f"{text[:6]}, {len(text)}",
)
def test_no_json_breaks_the_studio(client, path, text):
    bodies = [
        text,
        f'{{"network_name": "mine", "input_array": {text}}}',
        f'{{"experiment": {{"seed": {text}}}}}',
        f'{{"experiment": {{"algorithm": {{"settings": {{"population_size": {text}}}}}}}}}',
        f'{{"name": "a", "points": [{{"x": {text}, "y": 1, "label": 0}}]}}',
    ]
    for body in bodies:
        answer = client.post(path, data=body, content_type="application/json")
        assert answer.status_code in (400, 404), (body[:80], answer.text)
        assert Refusal.model_validate(answer.json).message


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    folder=st.sampled_from(["", "api/", "api/runs/", "api/networks/", "api/data/", "assets/"]),
    name=st.text(max_size=20)
    | st.sampled_from(["n" * 300, "a/" * 3000, "é" * 200, "\0", "\ud7ff"]),
)
def test_no_path_breaks_the_studio(client, folder, name):
    for path in (
        f"/{folder}{quote(name)}",
        f"/{folder}view?name={quote(name)}&count={quote(name)}",
    ):
        assert client.get(path, buffered=True).status_code < 500


@pytest.mark.parametrize("digits", [20, 400, 4_000, 5_000])
def test_no_number_in_an_address_breaks_the_studio(client, digits):
    number = "9" * digits
    for path in (f"/api/runs/{number}", f"/api/events/recent?after={number}"):
        assert client.get(path).status_code in (400, 404)
    assert client.get(f"/api/data/view?name=iris&count={number}").status_code == 400


def test_a_table_stays_as_long_as_a_run_needs_it(client):
    rows = [f"{k},{k % 3},{'ab'[k % 2]}" for k in range(20)]
    table = {"name": "mine", "text": "\n".join(["x,y,kind", *rows])}
    assert client.post("/api/data/tables", json=table).status_code == 200
    begun = {"experiment": {"data": {"name": "mine"}}, "name": "my first run"}
    run = client.post("/api/runs", json=begun).json["id"]
    answer = client.delete("/api/data/mine")
    assert (answer.status_code, answer.json["code"]) == (409, "CONFLICT")
    assert "my first run" in answer.json["message"]
    assert client.get(f"/api/runs/{run}/network").status_code == 200
    assert client.delete(f"/api/runs/{run}").status_code == 200
    assert client.delete("/api/data/mine").status_code == 200
    assert client.delete("/api/data/mine").status_code == 404
    assert client.post("/api/runs", json={}).status_code == 200
    assert client.delete("/api/data/iris").status_code == 404


def test_a_table_of_the_same_name_is_read_anew_with_other_options(client):
    """The same cells, so that neither the size of the file nor its time tells them apart."""
    rows = [f"{k % 4},{k / 2},{'ab'[k % 2]}" for k in range(40)]
    table = {"name": "mine", "text": "\n".join(["town,size,kind", *rows])}
    said = [
        ({}, 2, "kind"),
        ({"categorical": ["town"]}, 5, "kind"),
        ({"ignore": ["town"]}, 1, "kind"),
        ({"target": "size", "categorical": ["town"]}, 5, "size"),
    ]
    for options, inputs, target in said:
        reading = client.post("/api/data/reading", json=table | options)
        assert (reading.status_code, reading.json["target"]) == (200, target)
        kept = client.post("/api/data/tables", json=table | options)
        assert (kept.status_code, kept.json["features"]) == (200, inputs)
        (card,) = (c for c in client.get("/api/data").json["data"] if c["name"] == "mine")
        view = client.get("/api/data/view?name=mine").json
        assert (card["features"], len(view["features"])) == (inputs, inputs)
        assert view["target"] == target
        run = client.post("/api/runs", json={"experiment": {"data": {"name": "mine"}}}).json["id"]
        network = client.get(f"/api/runs/{run}/network").json
        assert len(network["inputs"]) == inputs
        assert client.delete(f"/api/runs/{run}").status_code == 200
        assert client.delete("/api/data/mine").status_code == 200
