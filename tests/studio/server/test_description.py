"""The description is the contract of both sides: the page's types are generated from it."""

import json
from pathlib import Path

from edunn.studio.server.description import as_text, description

FILE = Path(__file__).parents[3] / "studio-web" / "openapi.json"


def test_the_committed_file_is_up_to_date():
    assert json.loads(FILE.read_text("utf-8")) == json.loads(as_text()), (
        "run: python -m edunn.studio.server.description > studio-web/openapi.json "
        "and then npm run schema in studio-web"
    )


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
