"""Everything that workers can share, with everybody who can be a worker: the same bits."""

import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pytest
from tests.workers.work import Killing, Watched
from threadpoolctl import threadpool_limits

from edunn import Model
from edunn.errors import SettingError, WorkerError
from edunn.experiments import Recipe, compare, repeat
from edunn.training import scoring
from edunn.training.scoring import ALL

random = np.random.default_rng(3)
X = random.normal(size=(1500, 6))
T = (X[:, 0] > 0).astype(int) + (X[:, 1] * X[:, 2] > 0.5)
NETWORK = [[6, {"scale": "standardize"}], [5, "tanh", {"l2": 0.01}], [3, "softmax"]]
UNPENALIZED = [[6], [5, "tanh"], [3, "softmax"]]


@pytest.fixture(autouse=True)
def one_thread_here():
    """As in the workers: on two threads a product may end in other last digits."""
    with threadpool_limits(1):
        yield


@pytest.fixture
def in_parts(monkeypatch):
    """Several parts a population, the last one smaller."""
    monkeypatch.setattr(scoring, "CHUNK", 6_000)


def training(algorithm, workers, engine="numpy", network=NETWORK, **options):
    model = Model(network, seed=0, engine=engine)
    options = {"epochs": 4, "seed": 1} | options
    return model.training(algorithm, X, T, workers=workers, **options)


def bits(training):
    """Everything that a training led to, without the time that it took."""
    records = [{k: v for k, v in vars(r).items() if k != "seconds"} for r in training]
    return training.learned.theta.tobytes(), records, str(training.random.bit_generator.state)


EVOLUTION = {
    "accuracy": ("genetic_algorithm", {"population_size": 40}),
    "loss": ("pgpe", {"population_size": 40}),
    "mini-batches": ("openai_es", {"population_size": 40, "batch_size": 400}),
    "rank one": ("low_rank_es", {"population_size": 40, "batch_size": 400}),
    "rank one, compiled": (
        "low_rank_es",
        {"population_size": 40, "engine": "fused", "network": UNPENALIZED},
    ),
    "compiled": ("pgpe", {"population_size": 40, "engine": "fused"}),
    "compiled and bred": ("genetic_algorithm", {"population_size": 40, "engine": "fused"}),
    "function": ("snes", {"population_size": 300, "fitness": Watched()}),
}


@pytest.mark.parametrize("case", EVOLUTION)
def test_a_generation_is_the_same_whoever_scores_it(case, client, in_parts):
    algorithm, options = EVOLUTION[case]
    alone = bits(training(algorithm, None, **options))
    for workers in (1, 3, map, client):
        assert bits(training(algorithm, workers, **options)) == alone


def test_a_mini_batch_is_the_same_whoever_shares_it(client):
    options = {"batch_size": 1200, "epochs": 2}
    alone = bits(training("adam", map, **options))
    for workers in (1, 3, client):
        assert bits(training("adam", workers, **options)) == alone


def test_the_compiled_engine_shares_no_mini_batches():
    with pytest.raises(SettingError, match="workers share a mini-batch by the readable engine"):
        training("adam", 2, engine="fused", batch_size=1200)


def test_it_is_the_workers_who_score(tmp_path):
    one = training("pgpe", 2, fitness=Watched(tmp_path), population_size=40)
    list(one)
    seen = {int(path.name) for path in tmp_path.iterdir()}
    assert os.getpid() not in seen
    assert 1 <= len(seen) <= 2


def test_a_function_is_given_few_individuals_at_a_time():
    """It may take long, so that there should be some for everybody."""
    one = training("pgpe", 2, fitness=Watched(), population_size=40)
    population = np.zeros((512, one.learned.theta.size), np.float32)
    assert [len(part) for part in one.scorer.parts(population, ALL, is_shared=True)] == [2] * 256
    by_loss = replace(one.scorer, fitness="loss")
    assert len(list(by_loss.parts(population, ALL, is_shared=True))) < 100


@pytest.mark.parametrize("kind", ["own", "dask"])
def test_a_worker_lost_in_mid_run_changes_nothing(kind, client, tmp_path):
    options = {"population_size": 40}
    alone = bits(training("pgpe", None, fitness=Watched(), **options))
    workers = 2 if kind == "own" else client
    assert bits(training("pgpe", workers, fitness=Killing(tmp_path), **options)) == alone
    assert (tmp_path / "killed").exists()


def test_a_lambda_is_refused_with_a_remedy():
    one = training("pgpe", 2, fitness=lambda y, t: -np.abs(y - t).sum(axis=(-2, -1)))
    with pytest.raises(WorkerError, match=r"top of a \.py file"):
        next(one)
    with ThreadPoolExecutor(2) as threads:
        next(training("pgpe", threads, fitness=lambda y, t: -np.abs(y - t).sum(axis=(-2, -1))))


def test_a_wrong_fitness_is_the_same_error_as_without_workers():
    with pytest.raises(SettingError, match=r"the fitness function gave \(\)"):
        next(training("pgpe", 1, fitness=total))


def total(outputs, targets):
    return outputs.sum()


def test_a_saved_training_goes_on_with_other_workers(tmp_path, in_parts):
    path = tmp_path / "run.edunn"
    whole = training("genetic_algorithm", 2, population_size=40)
    next(whole)
    whole.save(path)
    resumed = Model.from_file(path).resume(X, T, workers=map)
    assert resumed.plan.workers is map
    assert bits(resumed) == bits(whole)
    assert Model.from_file(path).resume(X, T).plan.workers is None


def test_runs_are_the_same_whoever_does_them(client):
    recipe = Recipe([[4], [3, "softmax"]], "adam", {"epochs": 3})
    cells = recipe.grid(learning_rate=[0.01, 0.1])
    with ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as pool:
        everybody = (map, 1, 2, pool, client)
        runs = [timeless(repeat(recipe, "iris", 3, workers)) for workers in everybody]
        tables = {str(compare(cells, "iris", 3, workers)) for workers in (map, 2, client)}
    assert all(it == runs[0] for it in runs)
    assert len(tables) == 1


def timeless(runs):
    return replace(runs, runs=tuple(replace(run, seconds=0.0) for run in runs.runs))
