from dataclasses import replace

import numpy as np
import pytest
from tests.experiments.worlds import TABLE, TINY, TINY_GENETIC

from edunn import Model
from edunn.data import load
from edunn.experiments.running import Job, perform


@pytest.mark.parametrize("experiment", [TINY, TINY_GENETIC], ids=lambda e: e.key)
def test_the_same_job_gives_the_same_run(experiment):
    first, second = (replace(perform(Job(experiment, seed=5)), seconds=0.0) for _ in range(2))
    assert first == second
    assert first != replace(perform(Job(experiment, seed=6)), seconds=0.0)


def test_a_run_is_what_the_model_does_by_hand():
    iris = load("iris")
    model = Model(TINY.network, "cross_entropy", seed=3)
    model.train("gradient_descent", iris, progress=False, **TINY.settings)
    run = perform(Job(TINY, seed=3))
    assert run.training.accuracy == model.evaluate(iris).accuracy
    assert run.training.report == model.evaluate(iris).report
    assert run.training.curve.loss == tuple(model.history.history["loss"])


def test_held_out_rows_are_a_quarter_in_the_proportions_of_the_classes():
    heart = replace(TABLE["heart"], settings={"epochs": 1})
    counts = np.array(perform(Job(heart, seed=0)).held_out.matrix)
    assert counts.sum() == 76
    assert counts.sum(axis=1).tolist() == [41, 35]


def test_training_that_diverges_says_so_and_is_scored_where_it_was():
    wild = replace(TINY, settings={"learning_rate": 1e30, "epochs": 3, "batch_size": 10})
    run = perform(Job(replace(wild, model={"dtype": "float32"}), seed=0))
    assert "diverged" in run.ending
    assert 0 <= run.training.accuracy <= 1
