"""Everything with a name can be described in plain JSON, and built again from that."""

import json
import pickle
from dataclasses import FrozenInstanceError, fields

import pytest
from tests.laws.worlds import entry, every_entry

from edunn.catalogue import build, describe, find, name_of
from edunn.layers import Activation, Dense
from edunn.optimizers import Adam, CosineDecay
from edunn.regularizers import L1


@every_entry
def test_describe_and_build_are_the_identity(family, name):
    thing = entry(family, name)
    description = json.loads(json.dumps(describe(thing)))
    assert build(description) == thing
    assert (description["family"], description["name"]) == (family, name)


@pytest.mark.parametrize(
    "thing",
    [
        Adam(CosineDecay(0.1, steps=10), clip_norm=1.0),
        Dense(2, initializer=find("initializer", "constant", value=0.5), regularizer=L1(0.1)),
        Activation(find("activation", "elu", alpha=0.5)),
        find("loss", "cross_entropy", label_smoothing=0.1),
    ],
    ids=repr,
)
def test_what_lies_within_is_described_too(thing):
    assert build(json.loads(json.dumps(describe(thing)))) == thing


@every_entry
def test_every_entry_is_found_by_its_name(family, name):
    thing = entry(family, name)
    assert name_of(thing) == name
    assert find(family, thing) is thing


@every_entry
def test_every_entry_is_a_frozen_value(family, name):
    thing, twin = entry(family, name), entry(family, name)
    assert thing == twin
    assert hash(thing) == hash(twin)
    assert pickle.loads(pickle.dumps(thing)) == thing
    for field in fields(thing):
        with pytest.raises(FrozenInstanceError):
            setattr(thing, field.name, None)
