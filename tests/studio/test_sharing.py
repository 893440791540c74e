import gc
import weakref

from edunn.data import moons
from edunn.studio import sharing
from edunn.studio.sharing import KEPT, SharedParts


def test_parts_in_use_exist_once():
    shared = SharedParts()
    one, other = (shared.get("a", lambda: moons(rows=40).split()) for _ in range(2))
    assert one[0] is other[0]
    assert one[1] is other[1]


def test_large_parts_are_let_go_of_with_their_last_user(monkeypatch):
    monkeypatch.setattr(sharing, "SMALL", 10)
    shared = SharedParts()
    training, held_out = shared.get("a", lambda: moons(rows=40).split())
    there = weakref.ref(training)
    del training
    gc.collect()
    assert there() is None
    again, same = shared.get("a", lambda: moons(rows=40).split())
    assert len(again) == 30
    assert len(same) == len(held_out)


def test_the_last_small_parts_are_kept():
    shared = SharedParts()
    there = [
        weakref.ref(shared.get(k, lambda k=k: moons(rows=40, seed=k).split())[0])
        for k in range(KEPT + 1)
    ]
    gc.collect()
    assert [one() is None for one in there] == [True] + [False] * KEPT


def test_a_tiny_table_is_both_parts():
    shared = SharedParts()
    one, other = shared.get("a", lambda: moons(rows=4).parts())
    assert one is other
