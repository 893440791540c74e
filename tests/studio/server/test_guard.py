"""Each line of the safety list: what another site's page could try, and what it gets."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from edunn.studio import limits
from edunn.studio.server.app import make_app

ASK = json.dumps({"network_name": "mine", "input_array": [1.0, 2.0]})


def post(client, **settings):
    return client.post("/predict", **{"data": ASK, "content_type": "application/json"} | settings)


def test_our_own_page_and_programs_may_ask(client):
    assert post(client).status_code == 200
    assert post(client, headers={"Origin": "http://localhost"}).status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil"])
def test_a_foreign_name_for_this_machine_is_refused(client, host):
    answer = client.get("/api/runs", headers={"Host": host})
    assert answer.status_code == 400
    assert answer.json["code"] == "BAD_REQUEST"


ODD_HOSTS = [
    *("", ":8642", "user@localhost", "localhost/x", "localhost?x", "localhost#x", "localhost\\x"),
    *("localhost:port", "localhost:1:2", "localhost:", "localhost:-1", "localhost:99999"),
    *("[localhost]", "[127.0.0.1]", "[::1", "::1", "[::1]x", "localhost, evil.example"),
    *("localhost.", "127.1", "2130706433", "localhost evil", "http://localhost", "[", "]["),
]


@pytest.mark.parametrize("host", ODD_HOSTS)
def test_an_odd_form_of_a_host_is_refused(client, host):
    answer = client.get("/api/runs", headers={"Host": host})
    assert (answer.status_code, answer.json["code"]) == (400, "BAD_REQUEST")


HEADER = st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=40)
ODD_TEXT = HEADER | st.sampled_from(["http://[", "//[", "http://[::1", "http://:", "[", "null"])


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.sampled_from(["Origin", "Host", "Sec-Fetch-Site", "Referer", "Cookie"]), value=ODD_TEXT
)
def test_no_header_breaks_the_studio(client, name, value):
    assert client.get("/api/runs", headers={name: value}).status_code < 500
    assert post(client, headers={name: value}).status_code < 500


@pytest.mark.parametrize("host", ["127.0.0.1:8642", "localhost:8642", "[::1]:8642", "LocalHost"])
def test_our_names_are_answered(client, host):
    assert client.get("/api/runs", headers={"Host": host}).status_code == 200


def test_a_chosen_host_is_answered(session, page):
    client = make_app(session, hosts=["lab"], page_folder=page).test_client()
    assert client.get("/api/runs", headers={"Host": "lab:8642"}).status_code == 200


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""]
)
def test_only_json_is_taken(client, kind):
    answer = post(client, content_type=kind)
    assert (answer.status_code, answer.json["code"]) == (415, "UNSUPPORTED_MEDIA_TYPE")


@pytest.mark.parametrize(
    "origin",
    [
        *(
            "http://evil.example",
            "null",
            "https://localhost.evil",
            "http://localhost:1",
            "http://[",
        ),
        *("file://localhost", "http://user@localhost", "localhost", "//localhost", ""),
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
def test_pages_of_others_are_refused(client, origin, method):
    answer = client.open("/api/networks/mine", method=method, json={}, headers={"Origin": origin})
    assert (answer.status_code, answer.json["code"]) == (403, "FORBIDDEN")


@pytest.mark.parametrize("site", ["cross-site", "same-site", "CROSS-SITE", "nonsense"])
@pytest.mark.parametrize("mode", ["cors", "no-cors", "navigate", "websocket"])
@pytest.mark.parametrize("path", ["/api/runs", "/api/networks/mine/file", "/predict"])
def test_what_another_site_fetches_is_refused(client, site, mode, path):
    sent = {"Sec-Fetch-Site": site, "Sec-Fetch-Mode": mode, "Sec-Fetch-Dest": "document"}
    for answer in (client.get(path, headers=sent), client.post(path, json={}, headers=sent)):
        assert (answer.status_code, answer.json["code"]) == (403, "FORBIDDEN")


@pytest.mark.parametrize("kind", ["image", "script", "iframe", "empty"])
def test_another_site_cannot_embed_the_page(client, kind):
    sent = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Dest": kind, "Sec-Fetch-Mode": "navigate"}
    assert client.get("/", headers=sent).status_code == 403


def test_a_link_to_the_page_may_be_anywhere(client):
    sent = {
        "Sec-Fetch-Site": "cross-site",
        "Sec-Fetch-Mode": "navigate",
        "Sec-Fetch-Dest": "document",
    }
    assert client.get("/", headers=sent, buffered=True).status_code == 200


@pytest.mark.parametrize("site", ["same-origin", "none"])
def test_what_our_own_page_fetches_is_answered(client, site):
    assert client.get("/api/runs", headers={"Sec-Fetch-Site": site}).status_code == 200
    assert post(client, headers={"Sec-Fetch-Site": site}).status_code == 200


def test_no_header_lets_other_sites_read(client):
    asked = {"Origin": "http://evil.example", "Access-Control-Request-Method": "POST"}
    for answer in (client.get("/api/runs"), client.options("/predict", headers=asked)):
        assert not [name for name, _ in answer.headers if name.startswith("Access-Control")]


def test_a_body_that_is_too_large_is_refused(client):
    answer = post(client, data=b"[" + b" " * limits.REQUEST_BYTES + b"]")
    assert (answer.status_code, answer.json["code"]) == (413, "TOO_LARGE")


@pytest.mark.parametrize("path", ["/", "/api/runs", "/api/nothing", "/assets/index-1a2b3c.js"])
def test_every_answer_has_the_headers(client, path):
    headers = client.get(path, buffered=True).headers
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'self';")
    assert "frame-ancestors 'none'" in policy
    assert "unsafe-eval" not in policy
    assert "script-src" not in policy  # so it is default-src: no inline script runs
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_answers_of_the_api_are_stored_nowhere(client):
    assert client.get("/api/runs").headers["Cache-Control"] == "no-store"
    assert post(client).headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("name", ["..%2Fsecret", "%2e%2e", ".hidden", "a%00b", "x" * 65])
def test_a_name_is_never_a_path(client, name):
    for answer in (
        client.get(f"/api/networks/{name}/file"),
        client.delete(f"/api/networks/{name}"),
        client.delete(f"/api/data/{name}"),
    ):
        assert answer.status_code in (400, 404, 405)


def test_files_outside_the_page_are_not_served(client, tmp_path):
    (tmp_path / "secret").write_text("secret")
    for path in (
        "/../secret",
        "/assets/../../secret",
        "/%2e%2e/secret",
        "/assets/%2e%2e/%2e%2e/secret",
    ):
        assert b"secret" not in client.get(path, buffered=True).data


@pytest.fixture
def app(session, page):
    return make_app(session, tokens=["word", "of our own browser"], page_folder=page)


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


def test_each_word_works_once(app):
    for _ in range(2):
        statuses = [
            app.test_client().get("/", query_string={"token": word}).status_code
            for word in ("word", "of our own browser")
        ]
        assert statuses in ([303, 303], [403, 403])
    assert statuses == [403, 403]


def test_a_post_cannot_spend_it(app):
    assert app.test_client().post("/predict?token=word", json={}).status_code == 403
    assert app.test_client().get("/?token=word").status_code == 303
