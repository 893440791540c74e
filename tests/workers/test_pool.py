"""One promise, whoever the workers are: the same results, in the order of the items."""

import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from traceback import format_exception

import numpy as np
import pytest
from tests.workers.work import (
    AwkwardError,
    Notebook,
    fail,
    fail_awkwardly,
    meet,
    name_and_process,
    power,
    product,
    threads_of,
)
from threadpoolctl import threadpool_limits

from edunn.errors import SettingError, WorkerError
from edunn.workers import WorkerPool

SPAWN = multiprocessing.get_context("spawn")


@contextmanager
def processes():
    with ProcessPoolExecutor(2, SPAWN) as pool:
        yield pool


@contextmanager
def multiprocessing_pool():
    with SPAWN.Pool(2) as pool:
        yield pool
        pool.close()
        pool.join()


@contextmanager
def threads():
    with ThreadPoolExecutor(3) as pool:
        yield pool


@contextmanager
def as_they_are(workers):
    yield workers


def list_of_map(function, items):
    return [function(item) for item in items]


EVERYBODY = {
    "nobody": lambda: as_they_are(None),
    "one": lambda: as_they_are(1),
    "two": lambda: as_they_are(2),
    "three": lambda: as_they_are(3),
    "threads": threads,
    "executor": processes,
    "builtin map": lambda: as_they_are(map),
    "own map": lambda: as_they_are(list_of_map),
    "multiprocessing": multiprocessing_pool,
}


@pytest.fixture(scope="module", params=EVERYBODY)
def workers(request):
    with EVERYBODY[request.param]() as workers:
        yield workers


@pytest.fixture(scope="module")
def pool(workers):
    with WorkerPool.of(workers) as pool:
        yield pool


@pytest.fixture(scope="module")
def two():
    with WorkerPool.of(2) as pool:
        yield pool


@pytest.fixture(scope="module")
def matrix():
    return np.random.default_rng(1).normal(size=(300, 200)).astype(np.float32)


def test_results_come_in_the_order_of_the_items(pool):
    assert list(pool.map(power, 2, range(20))) == [2**k for k in range(20)]


@pytest.mark.parametrize("batch_size", [1, 7, 100])
def test_how_many_travel_together_changes_nothing(pool, batch_size):
    results = list(pool.map(power, 2, range(20), batch_size=batch_size))
    assert results == [2**k for k in range(20)]


def test_every_bit_is_the_same_for_any_workers(pool, matrix):
    with threadpool_limits(1):  # threads compute as this process does
        alone = [product(matrix, seed) for seed in range(7)]
        together = list(pool.map(product, matrix, range(7)))
    assert [row.tobytes() for row in together] == [row.tobytes() for row in alone]


def test_there_may_be_fewer_items_than_workers_or_none(pool):
    assert list(pool.map(power, 3, [2])) == [9]
    assert list(pool.map(power, 3, [])) == []


def test_several_shared_things_take_turns(pool):
    things = [np.full(3, k) for k in range(10)]  # more than a worker keeps
    for _ in range(2):
        for k, thing in enumerate(things):
            assert [int(r.sum()) for r in pool.map(power, thing, [1, 1, 1])] == [3 * k] * 3


def test_two_maps_may_be_under_way_at_once(pool):
    squares = pool.map(power, 2, range(6), batch_size=1)
    cubes = pool.map(power, 3, range(6), batch_size=1)
    assert list(zip(squares, cubes, strict=True)) == [(2**k, 3**k) for k in range(6)]


def test_a_map_may_be_left_before_its_end(pool):
    results = pool.map(power, 2, range(50), batch_size=1)
    assert next(results) == 1
    results.close()
    assert list(pool.map(power, 2, range(3))) == [1, 2, 4]


def test_an_exception_arrives_as_itself_and_says_where(pool):
    with pytest.raises(KeyError, match="no 0") as caught:
        list(pool.map(fail, None, range(4)))
    assert "in fail\n" in "".join(format_exception(caught.value))


def test_an_exception_that_cannot_travel_is_told_in_words(pool):
    with pytest.raises((AwkwardError, WorkerError), match="this and that"):
        list(pool.map(fail_awkwardly, None, range(4)))
    assert list(pool.map(power, 2, [3])) == [8]


def test_other_processes_use_one_thread_each(pool):
    ours = threads_of(None, None)
    is_elsewhere = pool.backend and not pool.backend.shares_memory
    for threads in pool.map(threads_of, None, range(4)):
        assert set(threads) == {1} if is_elsewhere else threads == ours
    assert threads_of(None, None) == ours


def test_processes_differ_from_ours_and_from_each_other(two, tmp_path):
    met = set(two.map(meet, tmp_path, range(2)))
    assert len(met - {os.getpid()}) == 2


def test_our_environment_is_not_changed_for_long(two):
    before = dict(os.environ)
    assert list(two.map(power, 2, [1, 2])) == [2, 4]
    assert dict(os.environ) == before


def test_what_is_shared_is_unpacked_once_in_each_worker(tmp_path, two):
    notebook = Notebook(tmp_path / "log")
    done = [
        process
        for _ in range(3)
        for _, process in two.map(name_and_process, notebook, range(30), batch_size=1)
    ]
    unpacked = [line.split()[0] for line in (tmp_path / "log").read_text().splitlines()]
    assert sorted(map(int, unpacked)) == sorted(set(done))


def test_the_oldest_shared_thing_makes_room(tmp_path, two):
    notebooks = [Notebook(tmp_path / "log", f"notebook {k}") for k in range(6)]
    for notebook in [*notebooks, notebooks[-1], notebooks[0]]:
        names = {name for name, _ in two.map(name_and_process, notebook, range(8), batch_size=1)}
        assert names == {notebook.name}
    unpacked = [line.split(" ", 1)[1] for line in (tmp_path / "log").read_text().splitlines()]
    assert unpacked.count("notebook 5") <= 2, "it was still known the second time"
    assert unpacked.count("notebook 0") > unpacked.count("notebook 5"), "it had been forgotten"


def test_nothing_is_sealed_for_workers_in_our_own_memory():
    with ThreadPoolExecutor(2) as threads, WorkerPool.of(threads) as pool:
        assert list(pool.map(lambda base, k: base + k, 1, [1, 2])) == [2, 3]
        kept = object()
        (same,) = pool.map(lambda shared, _: shared, kept, [0])
        assert same is kept


@pytest.mark.parametrize("culprit", ["work", "shared", "item"])
def test_what_cannot_be_sent_is_refused_with_a_remedy(two, culprit):
    parts = {"work": power, "shared": 2, "item": 3} | {culprit: lambda *_: 0}
    with pytest.raises(WorkerError, match=r"top of a \.py file.*ThreadPoolExecutor"):
        list(two.map(parts["work"], parts["shared"], [parts["item"]]))


@pytest.mark.parametrize(
    "workers",
    [0, -1, True, False, 2.0, "four", [1, 2], ThreadPoolExecutor, object()],
    ids=["zero", "minus one", "true", "false", "float", "word", "list", "class", "object"],
)
def test_who_cannot_be_workers_is_refused(workers):
    with pytest.raises(SettingError, match=r"workers is .* must be a whole number"):
        WorkerPool.of(workers)


@pytest.mark.parametrize("batch_size", [0, 1.5])
def test_batch_size_is_a_count(pool, batch_size):
    with pytest.raises(SettingError, match="batch_size is"):
        pool.map(power, 2, [1], batch_size=batch_size)


def test_a_pool_may_be_used_again_after_its_end():
    pool = WorkerPool.of(1)
    for _ in range(2):
        with pool:
            assert list(pool.map(power, 2, [5])) == [32]


def test_an_executor_stays_with_its_owner():
    with ThreadPoolExecutor(1) as executor:
        with WorkerPool.of(executor) as pool:
            assert list(pool.map(power, 2, [5])) == [32]
        assert executor.submit(abs, -1).result() == 1
