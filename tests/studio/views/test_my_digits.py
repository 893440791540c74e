"""My digits, in the store of a workspace, and a network that is fine-tuned on them."""

import base64
from contextlib import closing

import numpy as np
import pytest

from edunn.data import load
from edunn.studio.messages import NotFound
from edunn.studio.runs import Store
from edunn.studio.views.digit import Drawing, DrawingQuery, digit_view
from edunn.studio.views.fine_tuning import Tune, tuner_of
from edunn.studio.views.my_digits import KeepDigit, MyDigits, my_digits_of
from edunn.studio.views.nearest_neighbours import neighbours_of
from edunn.studio.views.networks import networks_of


def drawing(row=0):
    image = np.rint(load("mnist").inputs[row].reshape(28, 28) * 255).astype(np.uint8)
    return Drawing(side=28, pixels=base64.b64encode(image.tobytes()).decode())


def test_my_digits_are_seen_kept_and_dropped(lab):
    model = networks_of(lab.session).open("digits")
    look = digit_view(model, DrawingQuery(drawing=drawing()), neighbours_of(lab.session))
    assert look.answer == str(load("mnist").targets[0])
    kept = my_digits_of(lab.session).keep(KeepDigit(drawing=drawing(), label=5))
    assert my_digits_of(lab.session).all() == [kept]
    lab.restart()
    mine = my_digits_of(lab.session)
    assert mine.all() == [kept]
    mine.delete(kept.id)
    assert mine.all() == []
    with pytest.raises(NotFound):
        mine.delete(kept.id)


def test_a_session_can_end_while_a_network_is_tuned(lab):
    mine = my_digits_of(lab.session)
    mine.keep(KeepDigit(drawing=drawing(), label=5))
    tuner = tuner_of(lab.session)
    assert tuner.now.status == "idle"
    assert tuner.start(Tune(epochs=2, name="my digits"), mine.all()).status == "running"
    lab.restart()  # the thread goes on; its network is a file of its own
    assert tuner.wait(120).status == "finished"
    assert "my digits" in [card.name for card in networks_of(lab.session).cards().networks]


def test_digits_are_kept_in_order(tmp_path):
    with closing(Store(tmp_path / "runs.sqlite")) as store:
        mine = MyDigits(store)
        kept = [mine.add(label, "AAAA") for label in (7, 3)]
        assert mine.all() == kept
        mine.delete(kept[0].id)
        assert mine.all() == kept[1:]
        with pytest.raises(NotFound):
            mine.delete(kept[0].id)


@pytest.mark.parametrize("odd", [99, -1, "seven", b"\xff", 0.5])
def test_a_digit_that_cannot_be_read_is_named_and_hides_no_other(tmp_path, odd):
    with closing(Store(tmp_path / "runs.sqlite")) as store:
        mine = MyDigits(store)
        first, damaged, last = (mine.add(label, "AAAA") for label in (7, 3, 1))
        store.execute("UPDATE digits SET label = ? WHERE id = ?", odd, damaged.id)
        assert mine.all() == [first, last]
        assert [note.values["number"] for note in mine.notes()] == [damaged.id]
        mine.delete(damaged.id)
        assert mine.notes() == []
