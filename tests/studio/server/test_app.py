"""The page's own files, and the description of the routes, from which its types are generated."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from edunn.studio.server.app import description, make_app


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


TYPES = Path(__file__).parents[3] / "studio-web" / "src" / "engine" / "schema.d.ts"


def test_the_command_prints_the_document_for_the_generator():
    command = [sys.executable, "-m", "edunn.studio.server.app"]
    printed = subprocess.run(command, capture_output=True, check=True).stdout.decode("utf-8")
    assert json.loads(printed) == json.loads(json.dumps(description()))


def test_the_generated_types_are_not_kept_in_git():
    ignored = subprocess.run(["git", "check-ignore", "--quiet", TYPES], cwd=TYPES.parent)
    assert ignored.returncode == 0


def test_every_route_is_named_once_and_says_what_it_answers():
    operations = [
        operation for path in description()["paths"].values() for operation in path.values()
    ]
    names = [operation["operationId"] for operation in operations]
    assert len(names) == len(set(names))
    assert all({"200", "400", "default"} <= set(o["responses"]) for o in operations)
    assert all(operation["summary"] for operation in operations)


def test_the_running_server_describes_itself(client):
    assert client.get("/openapi/openapi.json").json == description()
