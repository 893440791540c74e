import os
from base64 import b64decode

import numpy as np
import pytest

from edunn.data import load
from edunn.errors import UnknownNameError
from edunn.studio.datasets import chosen_data
from edunn.studio.experiment import DataChoice
from edunn.studio.new_tables import NewTable
from edunn.studio.own_tables import keep_table
from edunn.studio.views.data import DataQuery, data_summaries, data_view, summary_of
from edunn.studio.views.packing import packed


def test_every_data_set_has_a_card(tmp_path):
    keep_table(tmp_path, NewTable(name="mine", text="a,b\n1,x\n2,y\n3,x\n4,y\n"))
    cards = {card.name: card for card in data_summaries(tmp_path).data}
    assert list(cards)[-1] == "mine"
    assert [cards[name].source for name in ("mine", "iris", "moons")] == ["own", "bundled", "toy"]
    assert [cards[name].shows for name in ("iris", "moons", "mnist")] == [
        "table",
        "points",
        "images",
    ]
    assert cards["moons"].takes == ["rows", "noise"]
    assert cards["curve"].classes is None


@pytest.mark.parametrize("name", ["iris", "mnist", "echo"])
def test_an_evolution_has_the_network_of_the_descent(tmp_path, name):
    card = summary_of(tmp_path, name)
    assert card.evolution.algorithm.name == "genetic_algorithm"
    assert (card.evolution.hidden, card.evolution.scaling) == (
        card.suited.hidden,
        card.suited.scaling,
    )
    is_small = name == "iris"
    assert (card.evolution.batch_size is None) == is_small


def test_a_view_counts_what_there_is(tmp_path):
    view = data_view(tmp_path, DataQuery(name="iris", offset=110, count=5))
    iris = load("iris")
    training, held_out = iris.split(0.25, 0)
    assert view.counts == [50, 50, 50]
    assert (view.total, view.held_out) == (150, len(held_out))
    assert view.ranges[0] == (iris.inputs[:, 0].min(), iris.inputs[:, 0].max())
    assert [(row.part, row.row) for row in view.rows] == [
        ("training", 110),
        ("training", 111),
        ("held_out", 0),
        ("held_out", 1),
        ("held_out", 2),
    ]
    assert view.rows[0].inputs == training.inputs[110].tolist()
    assert len(view.sample) == 150


def test_images_come_as_their_bytes(tmp_path):
    view = data_view(tmp_path, DataQuery(name="mnist", count=2))
    assert view.side == 28
    assert view.rows[1].image == packed(load("mnist").values[1])
    assert view.rows[1].inputs is None
    assert len(view.sample) == 300


def test_a_toy_takes_rows_noise_and_seed(tmp_path):
    choice = DataChoice(name="moons", rows=10, noise=0.0, seed=3)
    expected = load("moons", rows=10, noise=0.0, seed=3)
    assert np.array_equal(chosen_data(tmp_path, choice).inputs, expected.inputs)


def test_an_unknown_name_is_refused(tmp_path):
    with pytest.raises(UnknownNameError, match="moons"):
        summary_of(tmp_path, "moon")


def test_a_broken_table_hides_no_other(tmp_path):
    keep_table(tmp_path, NewTable(name="mine", text="a,b\n1,x\n2,y\n3,x\n4,y\n"))
    (tmp_path / "broken.csv").write_text("a,b\n1\n")
    own = [card.name for card in data_summaries(tmp_path).data if card.source == "own"]
    assert own == ["mine"]


def test_a_table_is_summarized_again_only_after_its_file_has_changed(tmp_path, monkeypatch):
    def summaries():
        return {card.name: card for card in data_summaries(tmp_path).data if card.source == "own"}

    tables = [f"mine {k}" for k in range(12)]  # more than are kept with their rows
    for name in tables:
        keep_table(tmp_path, NewTable(name=name, text="a,b\n1,x\n2,y\n3,x\n4,y\n"))
    (tmp_path / "broken.csv").write_text("no table")
    before = summaries()
    read = []
    monkeypatch.setattr("edunn.studio.own_tables.parsed", lambda name, *_: read.append(name))
    assert summaries() == before
    assert read == []
    monkeypatch.undo()
    place = tmp_path / "mine 3.csv"
    time = place.stat().st_mtime_ns
    with place.open("a") as file:
        file.write("5,x\n6,y\n")
    os.utime(place, ns=(time, time))  # of another size, written in the same moment
    assert summaries()["mine 3"].rows == 6
    (tmp_path / "mine 4.target").write_text("a")
    assert summaries()["mine 4"].classes is None
    (tmp_path / "mine 5.csv").unlink()
    assert list(summaries()) == sorted(set(tables) - {"mine 5"})


def test_a_tiny_table_holds_out_no_rows_and_says_so(tmp_path):
    view = data_view(tmp_path, DataQuery(name="xor", test=0.5))
    assert (view.total, view.held_out) == (4, 0)
    assert [row.part for row in view.rows] == ["training"] * 4
    assert view.notes[-1].text.startswith("xor has 4 rows, too few to hold some out")


def test_pixels_are_sent_as_ink_whatever_their_unit(tmp_path):
    view = data_view(tmp_path, DataQuery(name="digits_8x8", count=1))
    assert (view.side, view.card.shows) == (8, "images")
    assert max(b64decode(view.rows[0].image)) == 255


def test_the_noisy_xor_of_earlier_links():
    assert DataChoice(name="xor", rows=100).name == "noisy_xor"
    assert DataChoice(name="xor").name == "xor"
