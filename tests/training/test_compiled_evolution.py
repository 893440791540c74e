"""A chunk is many generations in one call: what comes out is what comes out one by one."""

import numpy as np
import pytest
from tests.training.worlds import T, X, facts, in_chunks

from edunn import Model
from edunn.errors import DivergedError
from edunn.evolution import GeneticAlgorithm
from edunn.evolution.mutation import Gaussian
from edunn.evolution.selection import Tournament
from edunn.fused import genetic
from edunn.training import compiled

FADING = Gaussian(0.5, decay=0.9)

HARD = np.array([0, 0, 1, 1, 2, 2, 0, 1, 2, 0])
"""Labels that have little to do with where the points are."""

NETWORK = [[2], [5, "tanh", {"regularizer": "l2"}], [3, "softmax"]]


def begun(algorithm=None, epochs=60, dtype="float32", engine="fused", labels=T, seed=2, **options):
    model = Model(NETWORK, seed=1, dtype=dtype, engine=engine)
    algorithm = algorithm or GeneticAlgorithm(12)
    return model.training(algorithm, X, labels, epochs=epochs, seed=seed, **options)


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"dtype": "float64"},
        {"fitness": "loss"},
        {"algorithm": GeneticAlgorithm(7, elitism=0)},
        {"algorithm": GeneticAlgorithm(13, elitism=5, elites_breed=False), "fitness": "loss"},
        {"algorithm": GeneticAlgorithm(9, selection=Tournament(1), mutation=FADING)},
        {"algorithm": GeneticAlgorithm(1, elitism=0, mutation=Gaussian(0.0))},
        {"sample_weight": np.arange(10.0)},
    ],
    ids=str,
)
def test_generations_in_a_chunk_are_the_generations_one_by_one(options):
    one_by_one, chunked = begun(**options), begun(**options)
    assert len(list(one_by_one)) == 60
    sizes = in_chunks(chunked)
    assert sum(sizes) == 60
    assert max(sizes) > 10
    assert facts(chunked) == facts(one_by_one)


@pytest.mark.parametrize(("fitness", "target"), [("accuracy", 0.9), ("loss", -0.6)])
def test_the_target_ends_a_chunk_in_time(fitness, target):
    options = {"fitness": fitness, "target": target, "epochs": 5000, "labels": HARD, "seed": 4}
    one_by_one, chunked = begun(**options), begun(**options)
    list(one_by_one)
    assert 5 < len(one_by_one.history) < 5000
    assert max(in_chunks(chunked)) > 1
    assert facts(chunked) == facts(one_by_one)


@pytest.mark.parametrize("before", [1, 7, 25])
def test_what_was_saved_in_the_middle_goes_on_bit_for_bit(before, tmp_path):
    whole, broken = begun(), begun()
    list(whole)
    broken.finish(before)
    broken.save(tmp_path / "begun.edunn")
    resumed = Model.from_file(tmp_path / "begun.edunn").resume(X, T)
    assert len(resumed.history) == before
    in_chunks(resumed)
    assert facts(resumed) == facts(whole)


def test_chunks_and_single_generations_may_take_turns():
    one_by_one, mixed = begun(), begun()
    list(one_by_one)
    for most in (1, 5, 1, 20):
        mixed.advance(most)
        next(mixed)
    in_chunks(mixed)
    assert facts(mixed) == facts(one_by_one)


@pytest.mark.parametrize("good", [3, 10])
def test_generations_that_diverge_leave_the_same_behind(good):
    """Somebody has spoilt the whole population between two generations."""
    ends = []
    for go in (list, in_chunks):
        algorithm = GeneticAlgorithm(6, elitism=0, mutation=Gaussian(1.0, scale=1.0))
        training = begun(algorithm, fitness="loss")
        training.finish(good)
        training.state.population[:] = np.inf
        with pytest.raises(DivergedError, match=f"generation {good + 1} ") as caught:
            go(training)
        assert len(training.history) == good
        ends.append((str(caught.value), facts(training)))
    assert ends[0] == ends[1]


def test_a_chunk_ends_before_the_generation_that_leads_nowhere(monkeypatch):
    """Pushes are small up to some generation, and enormous then."""
    monkeypatch.setattr(genetic, "sigma", lambda mutation, t: 0.1 if t < 20 else np.inf)
    ends = []
    for go in (list, in_chunks):
        training = begun(GeneticAlgorithm(12, elitism=0, mutation=Gaussian(1.0)), fitness="loss")
        with pytest.raises(DivergedError, match="generation 22 "):
            go(training)
        ends.append(facts(training))
    assert ends[0] == ends[1]


@pytest.mark.parametrize(
    "options",
    [
        {"validation_split": 0.3},
        {"early_stopping": 50},
        {"batch_size": 4},
        {"engine": "numpy"},
        {"algorithm": "snes"},
        {"workers": 2},
    ],
    ids=str,
)
def test_what_is_looked_at_in_between_is_gone_through_one_by_one(options):
    training = begun(epochs=6, **options)
    assert in_chunks(training) == [1] * 6
    again = begun(epochs=6, **options)
    list(again)
    assert facts(again) == facts(training)


def test_train_goes_in_chunks(monkeypatch):
    sizes, bred = [], compiled.CompiledEvolution._bred
    monkeypatch.setattr(
        compiled.CompiledEvolution, "_bred",
        lambda self, count: sizes.append(count) or bred(self, count),
    )  # fmt: skip
    model = Model(NETWORK, seed=1, engine="fused")
    assert len(model.train(GeneticAlgorithm(12), X, T, epochs=2000, progress=False)) == 2000
    assert max(sizes) > 100


def test_a_chunk_takes_a_moment_only():
    training = begun(epochs=10**6)
    chunks = [training.advance() for _ in range(10)]
    seconds = sorted(sum(rows["seconds"]) for rows in chunks)
    assert seconds[5] < 10 * compiled.CHUNK_SECONDS


def test_an_interrupted_chunk_has_never_happened(monkeypatch):
    untouched, interrupted = begun(), begun()
    list(untouched)
    next(interrupted), next(interrupted)
    before = facts(interrupted)

    def interrupt(*arguments):
        raise KeyboardInterrupt

    monkeypatch.setattr(genetic, "evolve_kernel", interrupt)
    with pytest.raises(KeyboardInterrupt):
        interrupted.advance()
    assert facts(interrupted) == before
    monkeypatch.undo()
    interrupted.finish()
    assert facts(interrupted) == facts(untouched)


def test_populations_of_before_stay_as_they_were():
    training = begun()
    training.finish(5)
    state, copies = training.state, [np.copy(part) for part in training.state]
    training.finish(30)
    for part, copy in zip(state, copies, strict=True):
        np.testing.assert_array_equal(part, copy)
