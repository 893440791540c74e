"""Every coded sentence can be said in Spanish, with the same values."""

import copy
import json
import pickle
from pathlib import Path
from string import Formatter

import pytest

from edunn.messages import ENGLISH, Message

WORDS = Path(__file__).parents[1] / "studio-web" / "src" / "words"
SPANISH = json.loads((WORDS / "messages.es.json").read_text("utf-8"))


def values_in(template):
    return {name for _, name, *_ in Formatter().parse(template) if name}


def test_the_page_has_the_same_codes():
    assert set(SPANISH) == set(ENGLISH)


@pytest.mark.parametrize("code", ENGLISH)
def test_a_translation_names_the_same_values(code):
    assert values_in(SPANISH[code]) <= values_in(ENGLISH[code])


@pytest.mark.parametrize("copied", [copy.deepcopy, lambda m: pickle.loads(pickle.dumps(m))])
def test_a_copy_keeps_its_code_and_values(copied):
    ending = Message("training.all_epochs")
    message = copied(Message("training.weights_restored", ending=ending, epoch=7))
    assert message == "All epochs done. The weights are those of epoch 7."
    assert message.to_dict() == {
        "code": "training.weights_restored",
        "values": {"ending": {"code": "training.all_epochs", "values": {}}, "epoch": 7},
    }
