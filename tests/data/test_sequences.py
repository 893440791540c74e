import re
from hashlib import sha256
from importlib.resources import files

import numpy as np
import pytest

from edunn import Model
from edunn.data import adding, alice, echo, load, names, parity, sequences, sine
from edunn.data.sequences import ALPHABET
from edunn.errors import SettingError
from edunn.experiments import Recipe

DRAWN = [parity, echo, adding, sine]
every_one = pytest.mark.parametrize("made", DRAWN)


def test_none_is_forgotten():
    assert {made.__name__ for made in (*DRAWN, alice)} == {
        name for name, thing in vars(sequences).items() if callable(thing) and name in names()
    }


@every_one
def test_same_seed_same_rows(made):
    np.testing.assert_array_equal(made(seed=3).inputs, made(seed=3).inputs)
    assert not np.array_equal(made(seed=3).inputs, made(seed=4).inputs)


@every_one
def test_rows_have_their_length_and_shape(made):
    data = made(rows=31, length=7)
    assert len(data) == 31
    assert data.row_shape[0] == 7
    assert data.shaped_inputs.shape == (31, *data.row_shape)
    np.testing.assert_array_equal(load(data.name, rows=31, length=7).inputs, data.inputs)


@every_one
@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"rows": 0}, "rows is 0 but must be a whole number"),
        ({"rows": 10**9}, "rows is 1,000,000,000, which would take"),
        ({"length": 0}, "length is 0 but must be a whole number"),
        ({"length": 2.5}, "length is 2.5"),
        ({"seed": -1}, "seed is -1"),
    ],
)
def test_settings_that_make_no_sense(made, settings, message):
    with pytest.raises(SettingError, match=message):
        made(**settings)


def test_other_settings_that_make_no_sense():
    with pytest.raises(SettingError, match="delay is 5, but a sequence has only 5 steps"):
        echo(length=5, delay=5)
    with pytest.raises(SettingError, match="noise is -1"):
        sine(noise=-1)
    with pytest.raises(SettingError, match="length is 9000, but the text has only"):
        alice(length=9000)
    with pytest.raises(SettingError, match="one_hot is 'yes'"):
        alice(one_hot="yes")


def test_a_pair_is_marked_one_in_each_half():
    marks = adding(rows=200, length=9).shaped_inputs[:, :, 1]
    assert set(np.unique(marks)) == {0.0, 1.0}
    np.testing.assert_array_equal(marks[:, :4].sum(axis=1), 1)
    np.testing.assert_array_equal(marks[:, 4:].sum(axis=1), 1)


def test_the_sum_varies_by_a_sixth():
    assert adding(rows=20_000).targets.var() == pytest.approx(1 / 6, rel=0.03)


def test_the_sine_has_the_noise_that_was_asked_for():
    clean, noisy = sine(rows=500, noise=0), sine(rows=500, noise=0.2)
    assert np.abs(clean.inputs).max() <= 1
    assert (noisy.inputs - clean.inputs).std() == pytest.approx(0.2, rel=0.03)
    assert (noisy.targets - clean.targets).std() == pytest.approx(0.2, rel=0.1)


def test_a_row_of_the_text_is_followed_by_its_target():
    data = alice(length=9, one_hot=False)
    assert data.inputs.shape == (len(data), 9)
    text = "".join(ALPHABET[int(k)] for k in data.inputs[0])
    assert text == "alice_was"
    np.testing.assert_array_equal(data.inputs[1:, -1], data.targets[:-1])


WORDS = "27b8f734a935d02244622da68c057200e7efcaa47b814f9028325585ff92c554"
"""SHA-256 of the words of the passages, which were compared with eBook 11, word by word."""


def test_the_text_is_that_of_its_source():
    text = (files("edunn.data") / "files" / "alice.txt").read_text("utf-8")
    words = re.findall(r"[a-z']+", text.lower())
    assert sha256(" ".join(words).encode()).hexdigest() == WORDS
    assert text.startswith("Alice was beginning to get very tired of sitting by her sister")
    assert text.endswith("she sat down in a large arm-chair at one end of the table.\n")
    firsts = ("Alice was", '"Curiouser and', "They were indeed", "It was the White", "There was a")
    places = [text.index(f"\n\n{first}" if k else first) for k, first in enumerate(firsts)]
    assert places == sorted(places)  # chapters I to IV, and VII


def test_the_description_names_author_source_and_licence():
    notice = (files("edunn.data") / "files" / "NOTICE.md").read_text("utf-8")
    (entry,) = (line for line in notice.splitlines() if line.startswith("- alice.txt: "))
    said = alice().description
    for fact in ("Lewis Carroll", "Alice's Adventures in Wonderland", "Macmillan", "1865",
                 "chapters I to IV and VII", "Project Gutenberg's eBook 11"):  # fmt: skip
        assert fact in said
        assert fact in entry
    assert "public domain" in said.lower()
    assert "public domain" in entry


def test_one_hot_rows_are_the_same_text():
    shaped = alice().shaped_inputs
    np.testing.assert_array_equal(shaped.sum(axis=2), 1)
    np.testing.assert_array_equal(shaped.argmax(axis=2), alice(one_hot=False).inputs)


def test_the_end_of_the_text_is_the_test_set():
    training, test = alice().split()
    assert len(test) == pytest.approx(0.1 * len(alice()), rel=0.01)
    assert training.row_shape == test.row_shape == (12, 27)
    text = "".join(alice().labels)
    assert text == "".join(training.labels) + "".join(test.labels)


def test_images_have_their_shape_and_rows_of_a_table_have_none():
    assert load("mnist").take(slice(3)).shaped_inputs.shape == (3, 28, 28, 1)
    digits = load("digits_8x8")
    np.testing.assert_array_equal(digits.shaped_inputs[5, 2, 3, 0], digits.inputs[5, 2 * 8 + 3])
    assert load("iris").shaped_inputs.shape == (150, 4)


@pytest.mark.parametrize("name", ["parity", "echo", "adding", "sine", "alice"])
def test_the_default_network_reads_sequences(name):
    data = load(name, length=6)
    recipe = Recipe.suiting(data)
    assert recipe.network[:2] == [[*data.row_shape], ["gru", 32]]
    assert "gru 32" in str(recipe)
    model = recipe.varied(epochs=1).train(data.take(slice(40)), seed=0)
    assert model.predict(data.inputs[:3]).shape[0] == 3
    np.testing.assert_allclose(
        model.predict(data.shaped_inputs[:3]), model.predict(data.inputs[:3]), rtol=1e-5
    )


def test_dense_layers_take_sequences_as_rows():
    data = adding(rows=40, length=3)
    assert Recipe.suiting(data, hidden=[[4, "tanh"]]).network[0] == [6]


def test_a_recurrent_network_learns_what_is_hidden_in_a_sequence():
    data = parity(rows=200, length=3)
    model = Model([[3, 1], ["gru", 8], [2, "softmax"]], seed=0)
    model.train("adam", data, epochs=40, learning_rate=0.02, progress=False)
    assert model.evaluate(data).accuracy == 1.0
