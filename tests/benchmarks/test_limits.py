"""The limits are honest: the C loop learns what EduNN learns, and the products are all there."""

from dataclasses import replace
from shutil import which

import numpy as np
import pytest
from benchmarks.peers.edunn import descent
from benchmarks.peers.limits import COMPILER, CLoop, Products
from benchmarks.tasks import iris, noise
from benchmarks.workloads import TINY

needs_a_compiler = pytest.mark.skipif(which(COMPILER) is None, reason="no C compiler")


@needs_a_compiler
@pytest.mark.parametrize("knows_sizes", [False, True], ids=["any-sizes", "sizes-known"])
def test_the_c_loop_goes_the_same_way_as_edunn(knows_sizes):
    task = replace(TINY, learning_rate=0.05)
    loop, model = CLoop(task, knows_sizes=knows_sizes), task.model()
    for _ in range(3):
        loop.descend(np.arange(150))
    settings = {"epochs": 3, "batch_size": 1, "learning_rate": 0.05, "shuffle": False}
    model.train("gradient_descent", *iris(), progress=False, **settings)
    theta = np.concatenate([p.ravel() for p in loop.parameters])
    assert not np.allclose(theta, task.model().theta, atol=0.1)  # it went somewhere
    np.testing.assert_allclose(theta, model.theta, rtol=1e-4, atol=1e-5)  # to rounding


@needs_a_compiler
def test_the_c_loop_does_as_much_as_edunn():
    loop, ours = CLoop(TINY, epochs=3), descent(TINY, epochs=3)
    loop.work()
    ours.work()
    assert loop.outcome()[:3] == ours.outcome()[:3]
    assert loop.outcome().loss == pytest.approx(ours.outcome().loss, rel=0.15)


def test_the_products_are_those_of_an_epoch():
    task = replace(TINY, rows=lambda: noise(7, 5, 3), sizes=(5, 4, 3), batch_size=4)
    limit = Products(task)
    limit.work()
    x = task.rows().x[4:]  # the last mini-batch
    W, V = limit.W
    h = x @ W
    z = h @ V
    np.testing.assert_allclose(limit.y[0][:3], h, rtol=1e-6)
    np.testing.assert_allclose(limit.y[1][:3], z, rtol=1e-6)
    np.testing.assert_allclose(limit.dW[1], h.T @ z, rtol=1e-5)
    np.testing.assert_allclose(limit.dy[0][:3], z @ V.T, rtol=1e-5)
    np.testing.assert_allclose(limit.dW[0], x.T @ (z @ V.T), rtol=1e-5)
