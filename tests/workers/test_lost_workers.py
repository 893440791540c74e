"""A worker may die in the middle of its work: the results are the same, or an error says why."""

import multiprocessing
import os
import signal
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

import pytest
from tests.workers.work import die, die_once, process_of, square

from edunn.errors import WorkerError
from edunn.workers import WorkerPool

SQUARES = [k * k for k in range(12)]


@pytest.mark.parametrize("batch_size", [1, 6])
def test_processes_of_our_own_are_replaced(tmp_path, batch_size):
    with WorkerPool.of(2) as pool:
        assert list(pool.map(die_once, tmp_path, range(12), batch_size=batch_size)) == SQUARES
    assert (tmp_path / "died").exists()


def test_processes_may_die_between_two_maps():
    with WorkerPool.of(2) as pool:
        for process in set(pool.map(process_of, None, range(20), batch_size=1)):
            os.kill(process, signal.SIGKILL)
        assert list(pool.map(square, None, range(12))) == SQUARES


def test_work_that_always_kills_is_given_up():
    with WorkerPool.of(1) as pool:
        assert list(pool.map(square, None, [1])) == [1]
        with pytest.raises(WorkerError, match="lost 4 times in a row"):
            list(pool.map(die, None, [1]))


def test_an_executor_of_somebody_else_is_not_replaced(tmp_path):
    with ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as pool:
        results = WorkerPool.of(pool).map(die_once, tmp_path, range(12))
        with pytest.raises(WorkerError, match=r"ProcessPoolExecutor that was given.* Make a new"):
            list(results)


def spawned(workers):
    """Processes that do not fork this one, in which other libraries may have threads."""
    return ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"))


@pytest.mark.parametrize("kind", [ThreadPoolExecutor, spawned], ids=["threads", "processes"])
@pytest.mark.parametrize("cancel", [True, False])
def test_an_executor_closed_in_mid_run_is_told(kind, cancel):
    with kind(1) as executor:
        pool = WorkerPool.of(executor)
        results = pool.map(square, None, range(12), batch_size=1)
        assert next(results) == 0
        executor.shutdown(wait=False, cancel_futures=cancel)
        with pytest.raises(WorkerError, match="workers were closed while there was work"):
            list(results)
        with pytest.raises(WorkerError, match="give a new one to go on"):
            list(pool.map(square, None, range(12)))
