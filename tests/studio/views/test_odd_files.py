"""Files that others put into the workspace: odd names, no tables, no files at all."""

import os

import pytest

from edunn.studio.server.app import make_app

TABLE = "x,kind\n" + "\n".join(f"{k},{'a' if k % 2 else 'b'}" for k in range(20))
SHOWN = ("my (1)", "año", "日本語", "data [2]", "plain")
HIDDEN = ("-x", ".hidden", "a%b", "a\nb", "x" * 90, "CON", " ", "a\udcff", "q?")


def test_tables_of_any_name_leave_the_others_in_sight(lab):
    folder = lab.session.workspace.data
    for name in (*SHOWN, *HIDDEN):
        (folder / f"{name}.csv").write_text(TABLE)
    (folder / "folder.csv").mkdir()
    os.mkfifo(folder / "pipe.csv")
    (folder / "broken.csv").symlink_to(folder / "nothing")
    client = make_app(lab.session).test_client()
    answer = client.get("/api/data")
    assert answer.status_code == 200
    own = {one["name"] for one in answer.json["data"] if one["source"] == "own"}
    assert own == set(SHOWN)
    for name in SHOWN:
        assert client.get("/api/data/view", query_string={"name": name}).status_code == 200
        assert lab.begin(data={"name": name}, epochs=1)


@pytest.mark.parametrize("name", ["año (1)", "日本語"])
def test_a_network_with_letters_of_any_script_can_be_saved_loaded_and_deleted(lab, name):
    client = make_app(lab.session).test_client()
    run = lab.begin()
    assert client.post("/api/networks", json={"run": run, "name": name}).status_code == 200
    answer = client.get(f"/api/networks/{name}/file")
    assert answer.status_code == 200
    answer.headers["Content-Disposition"].encode("latin-1")
    assert name in [one["name"] for one in client.get("/api/networks").json["networks"]]
    assert client.delete(f"/api/networks/{name}").status_code == 200
