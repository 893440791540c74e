from dataclasses import replace

import numpy as np
import pytest
from tests.experiments.worlds import TABLE, TINY, TINY_GENETIC, timeless

from edunn import Model
from edunn.data import curve, load
from edunn.experiments import Recipe
from edunn.experiments.running import Job, perform


def performed(experiment, seed=0, **facts):
    recipe = experiment.recipe
    return perform(experiment.data, Job(recipe, seed, (recipe.epochs,), **facts))


@pytest.mark.parametrize("experiment", [TINY, TINY_GENETIC], ids=lambda e: e.key)
@pytest.mark.parametrize("as_article", [False, True])
def test_the_same_job_gives_the_same_run(experiment, as_article):
    first, second, other = (
        timeless(performed(experiment, seed, as_article=as_article)) for seed in (5, 5, 6)
    )
    assert first == second
    assert first != other


def test_a_run_as_in_the_article_is_trained_on_all_rows():
    iris = load("iris")
    model = Model(TINY.recipe.network, "cross_entropy", seed=3)
    model.train("gradient_descent", iris, progress=False, **TINY.recipe.settings)
    (run,) = performed(TINY, seed=3, as_article=True)
    assert run.training.accuracy == model.evaluate(iris).accuracy
    assert run.training.evaluation.report == model.evaluate(iris).report
    assert run.training.curve.loss == tuple(model.history.history["loss"])


def test_any_other_run_is_trained_on_three_quarters():
    learned, unseen = load("iris").split(seed=3)
    model = Model(TINY.recipe.network, "cross_entropy", seed=3)
    model.train("gradient_descent", learned, progress=False, **TINY.recipe.settings)
    (run,) = performed(TINY, seed=3)
    assert run.training.measure("loss") == model.evaluate(learned).loss
    assert run.held_out.measure("loss") == model.evaluate(unseen).loss
    assert run.held_out.accuracy == model.evaluate(unseen).accuracy


def test_held_out_rows_are_a_quarter_in_the_proportions_of_the_classes():
    heart = replace(TABLE["heart"], recipe=TABLE["heart"].recipe.varied(epochs=1))
    (run,) = performed(heart, as_article=True)
    counts = np.array(run.held_out.evaluation.confusion_matrix)
    assert counts.sum() == 76
    assert counts.sum(axis=1).tolist() == [41, 35]


def test_a_training_that_diverges_is_scored_in_its_last_state():
    wild = TINY.recipe.varied(learning_rate=1e30)
    runs = perform("iris", Job(wild, seed=0, stops=(1, 3)))
    assert ["diverged" in run.ending for run in runs] == [True, True]
    assert 0 <= runs[1].training.accuracy <= 1


def test_a_regression_is_scored_by_its_errors():
    recipe = Recipe([[1], [1]], settings={"epochs": 5})
    rows = curve(rows=40)
    (run,) = perform(rows, Job(recipe, seed=0, stops=(5,)))
    model = recipe.built(0, rows)
    learned, unseen = rows.split(seed=0)
    model.train("gradient_descent", learned, epochs=5, progress=False)
    assert run.held_out.measures == ("rmse", "mae", "r2", "loss")
    assert run.held_out.measure("rmse") == model.evaluate(unseen).rmse
    assert run.held_out.measure("r2") == model.evaluate(unseen).r2
    assert run.training.curve.accuracy == ()


def test_what_deserves_attention_in_a_training_is_kept_with_the_run():
    slow = Recipe([[4], [3, "softmax"]], "sgd", {"epochs": 12, "learning_rate": 1e-9})
    (run,) = perform("iris", Job(slow, seed=0, stops=(12,)))
    assert [note.code for note in run.notes] == ["note.nothing_learned"]
    (well,) = perform("iris", Job(slow.varied(learning_rate=0.1), seed=0, stops=(12,)))
    assert well.notes == ()
