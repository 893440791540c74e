"""All that the page shows can be said in Spanish: messages, with the same values, and names."""

import copy
import json
import pickle
import re
from pathlib import Path
from string import Formatter

import pytest

import edunn.messages
from edunn.catalogue import FAMILIES as NAMES
from edunn.data import names
from edunn.layers.windows import PADDINGS
from edunn.messages import ENGLISH, Message
from edunn.studio.views.choices import catalogue, choices

WORDS = Path(edunn.messages.__file__).parent
SPANISH = json.loads((WORDS / "messages.es.json").read_text("utf-8"))
NAMED = json.loads((WORDS / "catalogue.es.json").read_text("utf-8"))


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


SHOWN = {
    "activation": NAMES["activation"],
    "initializer": NAMES["initializer"],
    "loss": NAMES["loss"],
    "regularizer": NAMES["regularizer"],
    "algorithm": [*NAMES["optimizer"], *NAMES["strategy"]],
    "data": names(),
}
"""Families whose entries the page describes."""


@pytest.mark.parametrize("family", SHOWN)
def test_every_entry_of_the_catalogue_has_a_spanish_name_and_description(family):
    assert set(NAMED[family]) == set(SHOWN[family])
    keys = {"about", "description"} if family == "data" else {"about", "name"}
    assert all(set(entry) == keys and all(entry.values()) for entry in NAMED[family].values())


@pytest.mark.parametrize("family", ["layer", "selection", "crossover", "mutation"])
def test_every_other_name_on_the_page_is_spanish_too(family):
    assert set(NAMED[family]) == set(NAMES[family])


def test_every_setting_of_an_algorithm_and_a_layer_has_a_spanish_name():
    with_fields = [*choices("optimizer"), *choices("strategy"), *catalogue("1").layers]
    assert set(NAMED["setting"]) == {field.name for one in with_fields for field in one.fields}
    assert set(NAMED["padding"]) == set(PADDINGS)


def test_every_layer_that_the_page_offers_is_described_in_spanish():
    for layer in catalogue("1").new_layers:
        assert NAMED["layer"][layer.name]["about"]


def spanish_texts(table):
    for text in table.values():
        yield from [text] if isinstance(text, str) else spanish_texts(text)


def test_no_english_is_left_in_the_spanish():
    english = re.compile(r"\b(the|of|and|with|is|are|not|it|to be|must|from|by|than)\b")
    quoted = re.compile(r"«[^»]*»|`[^`]*`|\"[^\"]*\"|'[^']*'|\{[^}]*\}")
    texts = [*spanish_texts(SPANISH), *spanish_texts(NAMED)]
    assert [text for text in texts if english.search(quoted.sub("", text))] == []


FUNCTIONS = {"Adam", "diag", "eff", "erf"}
"""Names and operators in formulas, which no translation changes."""


def test_every_word_of_a_formula_that_the_page_offers_is_spanish():
    """In LaTeX words are in `\\text{}`; what the page translates there is the family `word`."""
    known = re.compile(
        rf"(?<!\w)({'|'.join(map(re.escape, sorted(NAMED['word'], key=len)[::-1]))})(?!\w)"
    )
    offered = catalogue("1").model_dump()
    texts = {
        text
        for family in ("activations", "losses", "regularizers", "algorithms")
        for one in offered[family]
        for text in re.findall(r"\\text\{([^{}]+)\}", one["latex"])
    }
    left = {text for text in texts if re.search("[a-z]{2}", known.sub("", text))}
    assert left - FUNCTIONS == set()


SHARES = r"\{(\w*accuracy|majority|each)(?::(?!\.[01]%)[^}]*)?\}"


def test_a_share_is_written_in_percent():
    """One way for all sentences: 97.4 %, never 0.974, and never all where some is missing."""
    nearly = Message("doctor.too_few_units", units=2, accuracy=0.99999)
    assert nearly == (
        "With 2 hidden units the network does not even learn its training rows (> 99.9 %)."
    )
    assert [code for code, words in ENGLISH.items() if re.search(SHARES, words)] == []
