"""Progress and exercises over HTTP, and who may have a program run."""

import pytest

from edunn.studio.server.app import make_app
from edunn.studio.views.progress import NewMark, Progress, ProgressFile

DONE = NewMark(kind="question", name="4.1", is_done=True)
PROGRAM = {"code": "relu = lambda x: x * (x > 0)"}


def checked(client, **headers):
    """A program sent by a page, which asks again while it runs."""
    for _ in range(60):
        answer = client.post("/api/exercises/relu/check", json=PROGRAM, headers=headers)
        if answer.status_code != 503:
            break
    return answer


def test_the_page_puts_and_gets_it_and_a_teacher_gets_a_file(client):
    body = {"marks": [DONE.model_dump()]}
    put = Progress.model_validate_json(client.put("/api/progress", json=body).data)
    assert put == Progress.model_validate_json(client.get("/api/progress").data)
    sent = client.get("/api/progress/export?student=Ada")
    assert sent.headers["Content-Disposition"] == 'attachment; filename="edunn-progress.json"'
    file = ProgressFile.model_validate_json(sent.data)
    assert (file.student, file.marks) == ("Ada", put.marks)


@pytest.mark.parametrize("name", ["", "../secret", "A", "x" * 61])
def test_an_odd_name_is_refused(client, name):
    body = {"marks": [DONE.model_dump() | {"name": name}]}
    assert client.put("/api/progress", json=body).status_code == 400


def test_a_program_is_checked_on_this_machine(client):
    answer = checked(client)
    assert (answer.status_code, answer.json["passed"]) == (200, True)


def test_an_open_studio_runs_no_program_without_a_token(session, page):
    client = make_app(session, hosts=["lab"], page_folder=page).test_client()
    for host in ("lab", "localhost"):
        answer = checked(client, Host=host)
        assert (answer.status_code, answer.json["code"]) == (403, "FORBIDDEN")
        assert "edunn studio" in answer.json["message"]
    assert client.get("/api/progress").status_code == 200


def test_behind_a_token_it_does(session, page):
    app = make_app(session, tokens=["word"], hosts=["lab"], page_folder=page)
    assert checked(app.test_client()).status_code == 403
    known = app.test_client()
    known.get("/?token=word")
    assert checked(known).json["passed"]


@pytest.mark.parametrize("kind", ["text/plain", "multipart/form-data", ""])
def test_progress_is_put_as_json_only(client, kind):
    answer = client.put("/api/progress", data='{"marks": []}', content_type=kind)
    assert (answer.status_code, answer.json["code"]) == (415, "UNSUPPORTED_MEDIA_TYPE")


def test_another_site_puts_nothing(client):
    sent = {"Origin": "http://evil.example"}
    body = {"marks": [DONE.model_dump()]}
    assert client.put("/api/progress", json=body, headers=sent).status_code == 403


def test_lessons_are_listed_and_read(client):
    cards = client.get("/api/lessons").json["lessons"]
    assert (len(cards), cards[3]["number"]) == (17, 4)
    view = client.get("/api/lessons/4").json
    assert view["card"] == cards[3]
    assert {part["kind"] for part in view["parts"]} == {"prose", "code", "exercise", "question"}
    assert client.get("/api/lessons/99").status_code == 400
