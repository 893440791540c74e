"""The peers do the same work as EduNN: as many parameters, in the same dtype, as many updates."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from benchmarks.peers.edunn import breeding, descent, sampling
from benchmarks.peers.python import FreshPython
from benchmarks.tasks import Breeding, Rows, Sampling, images, iris, mnist
from benchmarks.workloads import (
    LENET,
    SMALL,
    SMALL_ADAM,
    TINY,
    deap,
    evosax,
    jax,
    jax_scan,
    pygad,
    pytorch,
    scikit_learn,
)

ROOT = Path(__file__).parents[2]


def few_digits() -> Rows:
    return Rows(*(array[:640] for array in mnist()))


FEW_DIGITS, FEW_DIGITS_ADAM = (replace(task, rows=few_digits) for task in (SMALL, SMALL_ADAM))
UNEVEN = replace(TINY, batch_size=64)  # 150 rows: the last mini-batch has 22


def does_the_same_work(theirs, ours, task):
    for _ in range(3):
        ours.work()
        theirs.work()
    assert theirs.outcome()[:3] == ours.outcome()[:3]  # parameters, dtype, updates
    assert ours.outcome().updates == 3 * -(-len(task.rows().x) // task.batch_size)
    assert theirs.outcome().loss == pytest.approx(ours.outcome().loss, rel=0.15)


@pytest.mark.parametrize(("package", "enter"), [("torch", pytorch), ("sklearn", scikit_learn)])
@pytest.mark.parametrize(
    "task", [TINY, FEW_DIGITS, FEW_DIGITS_ADAM], ids=["iris", "digits", "digits-adam"]
)
def test_descent_is_the_same_work_for_all(package, enter, task):
    pytest.importorskip(package)
    does_the_same_work(enter(task), descent(task), task)


def a_few_images() -> Rows:
    return Rows(*(array[:640] for array in images()))


def test_descent_on_images_is_the_same_work_for_pytorch():
    torch = pytest.importorskip("torch")
    task = replace(LENET, rows=a_few_images)
    ours, theirs = descent(task), pytorch(task)
    with torch.no_grad():
        scores = theirs.net(theirs.x).softmax(dim=1).numpy()
    np.testing.assert_allclose(scores, ours.model.predict(a_few_images().x), rtol=1e-4, atol=1e-6)
    for _ in range(3):
        ours.work()
        theirs.work()
    assert theirs.outcome()[:3] == ours.outcome()[:3]  # parameters, dtype, updates
    assert max(theirs.outcome().loss, ours.outcome().loss) < 1.5  # chance is 2.3


@pytest.mark.parametrize("enter", [jax, jax_scan])
@pytest.mark.parametrize("task", [TINY, UNEVEN, FEW_DIGITS], ids=["iris", "uneven", "digits"])
def test_descent_is_the_same_work_for_jax(enter, task):
    pytest.importorskip("jax")
    does_the_same_work(enter(task), descent(task), task)


IN_ITS_OWN_PROCESS = """
import json
from benchmarks.workloads import TINY, keras
theirs = keras(TINY)
for _ in range(3):
    theirs.work()
print(json.dumps(theirs.outcome()))
"""


def test_descent_is_the_same_work_for_keras():
    pytest.importorskip("keras")  # in its own process, as a process has one backend only
    answer = subprocess.run(
        [sys.executable, "-c", IN_ITS_OWN_PROCESS],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        cwd=ROOT,
    )
    *same, loss = json.loads(answer.stdout.splitlines()[-1])
    ours = descent(TINY)
    for _ in range(3):
        ours.work()
    assert same == [*ours.outcome()[:3]]
    assert loss == pytest.approx(ours.outcome().loss, rel=0.15)


@pytest.mark.parametrize("engine", ["numpy", "fused"])
def test_the_engine_is_the_one_that_is_told(engine):
    pytest.importorskip("numba")
    ours = descent(TINY, engine, epochs=2)
    ours.work()
    assert ours.training.history.engine == engine
    assert ours.outcome().updates == 2 * 150
    assert ours.pieces == 2


def test_all_begin_with_the_same_weights_on_the_same_rows():
    torch = pytest.importorskip("torch")
    theirs = pytorch(TINY)
    model = TINY.model()
    with torch.no_grad():
        scores = theirs.net(theirs.x).softmax(dim=1).numpy()
    np.testing.assert_allclose(scores, model.predict(iris().x), rtol=1e-5)
    assert theirs.x.data_ptr() == iris().x.ctypes.data


def test_a_generation_is_the_same_work_but_for_the_biases_that_pygad_has_not():
    pytest.importorskip("pygad")
    rules = Breeding()
    ours, theirs = breeding(TINY, rules), pygad(TINY, rules)
    for _ in range(5):
        ours.work()
        theirs.work()
    biases = sum(outputs for _, outputs in TINY.widths)
    assert theirs.outcome().parameters == ours.outcome().parameters - biases
    assert theirs.outcome().updates == ours.outcome().updates == 5 * (rules.generations + 1)
    assert max(theirs.outcome().loss, ours.outcome().loss) < 0.5  # chance is 2/3
    assert theirs.algorithm.num_fitness_evaluations <= 11 * rules.population_size


def test_a_generation_is_the_same_work_for_deap():
    pytest.importorskip("deap")
    rules = Breeding()
    ours, theirs = breeding(TINY, rules), deap(TINY, rules)
    for _ in range(5):
        ours.work()
        theirs.work()
    assert theirs.outcome().parameters == ours.outcome().parameters
    assert theirs.outcome().updates == ours.outcome().updates
    assert len(theirs.population) == rules.population_size
    assert max(theirs.outcome().loss, ours.outcome().loss) < 0.5


def test_deap_scores_a_network_as_edunn_does():
    pytest.importorskip("deap")
    theirs, model = deap(TINY, Breeding()), TINY.model()
    x, labels = iris()
    share = (model.predict(x).argmax(axis=1) == labels).mean()
    assert theirs.toolbox.evaluate(model.theta.tolist()) == (pytest.approx(share),)


def test_a_generation_of_the_strategy_is_the_same_work_for_evosax():
    pytest.importorskip("evosax")
    rules = Sampling(generations=50)
    task = replace(TINY, sizes=(4, 8, 3))  # with two units only, bad luck may silence both
    ours, theirs = sampling(task, rules), evosax(task, rules)
    ours.work()
    theirs.work()
    ours.work()  # evosax has done one run before, to compile
    assert theirs.outcome()[:3] == ours.outcome()[:3]
    assert max(theirs.outcome().loss, ours.outcome().loss) < 0.35  # chance is 2/3


def test_a_fresh_python_times_the_statement_alone():
    assert 0.05 < FreshPython("import time; time.sleep(0.05)").seconds() < 5
