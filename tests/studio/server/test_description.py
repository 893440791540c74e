"""The description is the contract of both sides: the page's types are generated from it."""

import json
import subprocess
import sys
from pathlib import Path

from edunn.studio.server.description import as_text, description

TYPES = Path(__file__).parents[3] / "studio-web" / "src" / "engine" / "schema.d.ts"


def test_the_command_prints_the_document_for_the_generator():
    command = [sys.executable, "-m", "edunn.studio.server.description"]
    printed = subprocess.run(command, capture_output=True, check=True).stdout.decode("utf-8")
    assert printed.splitlines() == as_text().splitlines()
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
