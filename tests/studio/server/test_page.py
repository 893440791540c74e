"""The page's own files."""

import pytest

from edunn.studio.server.app import make_app


@pytest.mark.parametrize("path", ["/", "/index.html", "/lab", "/runs/7/inside"])
def test_every_other_address_is_the_page(client, path):
    answer = client.get(path, buffered=True)
    assert "<title>page</title>" in answer.text
    assert (
        "no-cache" in answer.headers["Cache-Control"]
        or "max-age=0" in answer.headers["Cache-Control"]
    )


def test_files_with_a_hash_are_kept_by_the_browser(client):
    answer = client.get("/assets/index-1a2b3c.js", buffered=True)
    assert "max-age=31536000" in answer.headers["Cache-Control"]
    assert "immutable" in answer.headers["Cache-Control"]


def test_a_missing_file_is_not_the_page(client):
    assert client.get("/assets/index-000000.js").status_code == 404


def test_a_page_that_was_not_built_says_how_to_build_it(session, tmp_path):
    client = make_app(session, page_folder=tmp_path / "nothing").test_client()
    assert "make studio-web" in client.get("/").text
    assert client.get("/api/runs").status_code == 200
