"""The token: one browser gets in, once, and keeps a cookie that no script can read."""

import pytest

from edunn.studio.server.app import make_app


@pytest.fixture
def app(session, page):
    return make_app(session, token="word", page_folder=page)


def test_nobody_gets_in_without_it(app):
    for path in ("/", "/api/runs", "/api/events", "/openapi/openapi.json", "/?token=guess"):
        answer = app.test_client().get(path)
        assert (answer.status_code, answer.json["code"]) == (403, "FORBIDDEN")


def test_it_lets_one_browser_in_and_leaves_the_address(app):
    client = app.test_client()
    answer = client.get("/?token=word")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert "word" not in cookie
    assert client.get("/api/runs").status_code == 200


def test_it_works_once(app):
    assert app.test_client().get("/?token=word").status_code == 303
    assert app.test_client().get("/?token=word").status_code == 403


def test_a_post_cannot_spend_it(app):
    assert app.test_client().post("/predict?token=word", json={}).status_code == 403
    assert app.test_client().get("/?token=word").status_code == 303
