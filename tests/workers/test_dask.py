"""A Dask cluster of two processes, reached over the loopback, loses one of them in mid-run."""

import os
import signal
import time
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from distributed import Client, LocalCluster
from tests.workers.work import (
    Notebook,
    fail,
    name_and_process,
    process_of,
    product,
    report_and_wait,
    square,
    sum_of,
    threads_of,
)

from edunn.errors import WorkerError
from edunn.workers import WorkerPool


@pytest.fixture(scope="module", params=["client", "executor"])
def pool(client, request):
    with WorkerPool.of(client if request.param == "client" else client.get_executor()) as pool:
        yield pool


def test_results_come_in_the_order_of_the_items(pool):
    for batch_size in (None, 1, 5):
        assert list(pool.map(square, None, range(20), batch_size=batch_size)) == [
            k * k for k in range(20)
        ]


def test_every_bit_is_that_of_our_own_processes(pool):
    matrix = np.random.default_rng(1).normal(size=(300, 200)).astype(np.float32)
    with WorkerPool.of(1) as one:
        alone = list(one.map(product, matrix, range(7)))
    together = list(pool.map(product, matrix, range(7)))
    assert [row.tobytes() for row in together] == [row.tobytes() for row in alone]


def test_its_processes_work_with_one_thread_each(pool, client):
    assert set(pool.map(process_of, None, range(2))) <= set(client.run(os.getpid).values())
    assert [set(threads) for threads in pool.map(threads_of, None, range(2))] == [{1}, {1}]


def test_what_is_shared_is_unpacked_once_in_each_worker(pool, tmp_path):
    notebook = Notebook(tmp_path / "log")
    done = [
        process
        for _ in range(3)
        for _, process in pool.map(name_and_process, notebook, range(20), batch_size=1)
    ]
    unpacked = [line.split()[0] for line in (tmp_path / "log").read_text().splitlines()]
    assert sorted(map(int, unpacked)) == sorted(set(done))


def test_large_shared_things_are_no_reason_for_a_warning(pool):
    large = np.ones(3_000_000)  # 24 MB: Dask would advise to scatter it
    assert list(pool.map(sum_of, large, range(2))) == [3_000_000.0] * 2


def test_an_exception_arrives_as_itself_with_its_traceback(pool):
    with pytest.raises(KeyError, match="no 0") as caught:
        list(pool.map(fail, None, range(4)))
    assert caught.traceback[-1].name == "fail"


def test_a_lost_worker_is_survived(pool, tmp_path):
    """Both workers begin, one is killed: its task goes to whoever is there."""

    def kill_one():
        while len(list(tmp_path.iterdir())) < 2:
            time.sleep(0.01)
        os.kill(int(next(tmp_path.iterdir()).name.split(".")[0]), signal.SIGKILL)
        time.sleep(0.2)
        (tmp_path / "go on").touch()

    with ThreadPoolExecutor(1) as killer:
        killed = killer.submit(kill_one)
        assert list(pool.map(report_and_wait, tmp_path, range(6))) == list(range(6))
        killed.result()


@pytest.mark.parametrize("close", ["close", "shutdown"])
def test_a_client_closed_in_mid_run_is_told(close):
    quiet = {"dashboard_address": None, "silence_logs": "CRITICAL"}
    with LocalCluster(n_workers=1, processes=False, **quiet) as cluster, Client(cluster) as client:
        pool = WorkerPool.of(client)
        results = pool.map(square, None, range(12), batch_size=1)
        assert next(results) == 0
        getattr(client, close)()
        with pytest.raises(WorkerError, match="workers were closed while there was work"):
            list(results)
        with pytest.raises(WorkerError, match="give a new one to go on"):
            list(pool.map(square, None, range(12)))
