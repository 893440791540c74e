"""Networks of a workspace: the files that a learner keeps."""

import base64
import os
import pickle

import numpy as np
import pytest

from edunn import EduNNError, Model
from edunn.errors import DataError, FileFormatError
from edunn.studio.messages import Conflict, NotFound
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
