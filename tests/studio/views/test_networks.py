"""Networks of a workspace: the files that a learner keeps."""

import base64
import os
import pickle
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from time import monotonic

import numpy as np
import pytest

from edunn import EduNNError, Model
from edunn.data import Dataset
from edunn.errors import DataError, FileFormatError
from edunn.studio.messages import Conflict, NotFound
from edunn.studio.server.app import make_app
from edunn.studio.views.networks import SHIPPED, Networks
from edunn.studio.workspace import Workspace


@pytest.fixture
def networks(tmp_path):
    return Networks(Workspace(tmp_path))


def model(seed=1):
    return Model([[2], [3, "relu"], [1, "sigmoid"]], seed=seed)


def base64_of(content):
    return base64.b64encode(content).decode()


def own(networks):
    return [card for card in networks.cards().networks if not card.is_shipped]


def test_a_saved_network_is_listed_opened_and_deleted(networks):
    card = networks.save("mine", model())
    assert own(networks) == [card]
    assert (card.network, card.parameters) == ("2 - 3 relu - 1 sigmoid", 13)
    assert (networks.open("mine").theta == model().theta).all()
    networks.delete("mine")
    assert own(networks) == []
    with pytest.raises(NotFound, match="'mine'"):
        networks.open("mine")


def test_a_file_that_changed_is_read_again(networks, tmp_path):
    networks.save("mine", model(1))
    assert networks.open("mine") is networks.open("mine")
    model(2).save(tmp_path / "networks" / "mine.edunn")
    os.utime(tmp_path / "networks" / "mine.edunn", (1, 1))
    assert (networks.open("mine").theta == model(2).theta).all()


def test_what_was_downloaded_can_be_uploaded(networks):
    networks.save("mine", model())
    networks.upload("yours", base64_of(networks.content("mine")))
    x = np.array([[0.3, -2.0]])
    assert (networks.open("yours").predict(x) == model().predict(x)).all()


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (base64_of(pickle.dumps({"W": 1})), FileFormatError),
        (base64_of(b""), FileFormatError),
        (base64_of(b"\xff" * 64), FileFormatError),
        ("not Base64!", DataError),
    ],
    ids=["pickle", "empty", "huge header", "not Base64"],
)
def test_an_upload_that_is_no_network_is_refused_and_leaves_nothing(networks, content, error):
    with pytest.raises(error):
        networks.upload("bad", content)
    assert own(networks) == []


def test_an_upload_replaces_nothing(networks):
    networks.save("mine", model())
    with pytest.raises(Conflict, match="already"):
        networks.upload("mine", base64_of(networks.content("mine")))


def test_a_run_replaces_the_network_of_another_only_where_it_is_to(networks):
    networks.save("mine", model(1))
    with pytest.raises(Conflict, match="'mine' already"):
        networks.save("mine", model(2))
    assert (networks.open("mine").theta == model(1).theta).all()
    networks.save("mine", model(2), replace=True)
    assert (networks.open("mine").theta == model(2).theta).all()


def test_the_shipped_name_belongs_to_the_shipped_network(networks):
    with pytest.raises(Conflict, match="included with EduNN"):
        networks.save(SHIPPED, model())
    with pytest.raises(Conflict, match="cannot be deleted"):
        networks.delete(SHIPPED)


def test_a_damaged_file_does_not_hide_the_others(networks, tmp_path):
    networks.save("mine", model())
    (tmp_path / "networks" / "broken.edunn").write_bytes(b"\0" * 100)
    assert [card.name for card in own(networks)] == ["mine"]
    with pytest.raises(EduNNError):
        networks.open("broken")


def told_at_once(app, *asked):
    """The statuses of requests, each sent over and over by a thread of its own."""
    until = monotonic() + 2

    def told(method, path, body=None):
        client, found = app.test_client(), set()
        while monotonic() < until:
            found.add(client.open(path, method=method, json=body).status_code)
        return found

    with ThreadPoolExecutor(len(asked)) as pool:
        return list(pool.map(lambda one: told(*one), asked))


def test_one_network_can_be_saved_deleted_read_and_listed_at_once(lab):
    """A file may be gone at any moment: then it is not found, and nothing has failed."""
    saved = {"run": lab.begin(), "name": "mine", "replace": True}
    told = told_at_once(
        make_app(lab.session),
        ("GET", "/api/networks"),
        ("POST", "/api/networks", saved),
        ("POST", "/api/networks", {**saved, "replace": False}),
        ("DELETE", "/api/networks/mine"),
        ("DELETE", "/api/networks/mine"),
        ("POST", "/predict", {"network_name": "mine", "input_array": [1, 2, 3, 4]}),
        ("GET", "/api/networks/mine/file"),
    )
    assert told[0] == {200}
    assert set().union(*told) <= {200, 404, 409}


def test_one_table_can_be_kept_deleted_seen_and_learned_from_at_once(lab):
    points = [{"x": k, "y": -k, "label": k % 2} for k in range(12)]
    table = {"name": "mine", "text": "a,b\n1,x\n2,y\n3,x\n4,y\n", "target": "b"}
    told = told_at_once(
        make_app(lab.session),
        ("GET", "/api/data"),
        ("POST", "/api/data/points", {"name": "mine", "points": points}),
        ("POST", "/api/data/tables", table),
        ("DELETE", "/api/data/mine"),
        ("DELETE", "/api/data/mine"),
        ("GET", "/api/data/view?name=mine"),
        ("POST", "/api/runs", {"experiment": {"data": {"name": "mine"}, "epochs": 1}}),
    )
    assert told[0] == {200}
    assert set().union(*told) <= {200, 400, 404, 409, 429}


@pytest.mark.parametrize("move", ["save", "upload"])
def test_of_several_requests_at_once_one_gets_the_name(networks, tmp_path, move):
    start = Barrier(4)

    def kept(number):
        start.wait()
        name = f"mine {number // 4}"
        try:
            if move == "save":
                networks.save(name, model(number))
            else:
                networks.upload(name, contents[number])
        except Conflict:
            return None
        return number

    contents = []
    for number in range(24):
        model(number).save(tmp_path / "a file")
        contents.append(base64_of((tmp_path / "a file").read_bytes()))
    with ThreadPoolExecutor(4) as pool:
        told = list(pool.map(kept, range(24)))
    for k in range(6):
        (one,) = (number for number in told[4 * k : 4 * k + 4] if number is not None)
        assert (networks.open(f"mine {k}").theta == model(one).theta).all()


HALF = "\ud800"
"""Half of a character: no text."""


def with_half_a_character(content, old):
    """A model's file with half a character in place of some text."""
    length = int.from_bytes(content[:8], "little")
    header = content[8 : 8 + length].replace(old, rb"\\ud800".ljust(len(old), b"_")[: len(old)])
    assert header != content[8 : 8 + length]
    return content[:8] + header + content[8 + length :]


@pytest.mark.parametrize("old", [b"first-class", b"sepal length"])
def test_a_text_with_half_a_character_is_refused_and_hides_no_network(lab, tmp_path, old):
    one = Model([[2], [2, "softmax"]])
    rows, labels = np.eye(2), ["first-class", "second-class"]
    data = Dataset.from_arrays(rows, labels, feature_names=["sepal length", "b"])
    one.train("sgd", data, epochs=1)
    one.save(tmp_path / "good")
    content = (tmp_path / "good").read_bytes()
    damaged = with_half_a_character(content, old)
    (lab.session.workspace.networks / "damaged.edunn").write_bytes(damaged)
    client = make_app(lab.session).test_client()
    listed = client.get("/api/networks")
    assert listed.status_code == 200
    assert [card["name"] for card in listed.json["networks"]] == ["digits"]
    upload = {"name": "other", "content": base64_of(damaged)}
    assert client.post("/api/networks/files", json=upload).status_code == 400
    wanted = {"network_name": "damaged", "input_array": [1, 2]}
    assert client.post("/predict", json=wanted).status_code == 400
    with pytest.raises(FileFormatError, match="surrogates"):
        Model.from_file(lab.session.workspace.networks / "damaged.edunn")


def test_a_class_name_with_half_a_character_is_not_saved(tmp_path):
    one = Model([[2], [2, "softmax"]])
    one.train("sgd", np.eye(2), ["a", HALF], epochs=1)
    with pytest.raises(EduNNError, match="cannot be written"):
        one.save(tmp_path / "mine")
