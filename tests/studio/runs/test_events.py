"""The stream of events: numbered without gaps, remembered for a while, heard at once."""

import time
from concurrent.futures import ThreadPoolExecutor

from edunn.studio.runs.events import RunGone, Stream


def filled(events, **settings):
    stream = Stream(first=1, **settings)
    for run in range(events):
        stream.publish(RunGone(run=run))
    return stream


def kinds(events):
    return [(numbered.id, numbered.event.type) for numbered in events]


def test_events_come_in_order_and_only_those_after():
    stream = filled(3)
    assert kinds(stream.after(1)) == [(2, "gone"), (3, "gone")]
    assert [numbered.event.run for numbered in stream.after(1)] == [1, 2]
    assert stream.after(stream.last) == []


def test_who_missed_events_is_told_so_and_goes_on_from_now():
    stream = filled(10, kept=4)
    assert kinds(stream.after(5)) == [(10, "restarted")]
    assert kinds(stream.after(6)) == [(n, "gone") for n in (7, 8, 9, 10)]


def test_a_place_of_another_server_is_too_old_or_too_new():
    assert kinds(filled(2).after(99)) == [(2, "restarted")]
    assert kinds(Stream(first=1_000).after(12)) == [(999, "restarted")]


def test_numbers_go_on_growing_when_the_server_begins_anew():
    before = Stream()
    for run in range(20):
        before.publish(RunGone(run=run))
    time.sleep(0.05)
    assert Stream().last > before.last


def test_waiting_ends_with_the_event():
    stream = Stream(first=1)
    with ThreadPoolExecutor() as pool:
        waiting = [pool.submit(stream.wait, 0, 30) for _ in range(4)]
        time.sleep(0.05)
        stream.publish(RunGone(run=7))
        assert [kinds(future.result(5)) for future in waiting] == [[(1, "gone")]] * 4


def test_waiting_ends_with_the_time_and_with_the_stream():
    stream = Stream(first=1)
    assert stream.wait(0, 0.01) == []
    with ThreadPoolExecutor() as pool:
        waiting = pool.submit(stream.wait, 0, 30)
        time.sleep(0.05)
        stream.close()
        assert waiting.result(5) == []


def test_many_threads_lose_no_event():
    stream = Stream(first=1)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda run: stream.publish(RunGone(run=run)), range(400)))
    events = stream.after(0)
    assert [numbered.id for numbered in events] == list(range(1, 401))
    assert {numbered.event.run for numbered in events} == set(range(400))
