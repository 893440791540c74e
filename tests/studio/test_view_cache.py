from types import SimpleNamespace

import pytest

from edunn.studio import view_cache
from edunn.studio.messages import Done
from edunn.studio.view_cache import ViewCache


class Thread:
    def __init__(self):
        self.version, self.run = 1, SimpleNamespace(is_running=False)


@pytest.fixture
def clock(monkeypatch):
    class Clock:
        now = 100.0

    monkeypatch.setattr(view_cache, "perf_counter", lambda: Clock.now)
    return Clock


def view_of(cache, thread, key="network"):
    return cache.get(thread, key, Done)


def test_the_view_of_a_run_that_rests_is_made_once(clock):
    cache, thread = ViewCache(), Thread()
    first = view_of(cache, thread)
    clock.now += 1000
    assert view_of(cache, thread) is first
    thread.version += 1
    assert view_of(cache, thread) is not first


def test_the_view_of_a_run_in_progress_is_made_a_few_times_a_second(clock):
    cache, thread = ViewCache(), Thread()
    thread.run.is_running = True
    first = view_of(cache, thread)
    thread.version += 1
    clock.now += 0.2
    assert view_of(cache, thread) is first
    clock.now += 0.1
    assert view_of(cache, thread) is not first


def test_when_a_run_stops_its_view_is_made_again(clock):
    cache, thread = ViewCache(), Thread()
    thread.run.is_running = True
    first = view_of(cache, thread)
    thread.version, thread.run.is_running = 2, False
    assert view_of(cache, thread) is not first


def test_other_requests_have_other_views(clock):
    cache, thread = ViewCache(), Thread()
    assert view_of(cache, thread) is not view_of(cache, thread, "filters")
    for number in range(view_cache.KEPT):
        view_of(cache, thread, number)
    assert len(cache._made) == view_cache.KEPT
