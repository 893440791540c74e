"""Every error is a refusal with a code, and none of them is a traceback."""

import logging

import pytest

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
