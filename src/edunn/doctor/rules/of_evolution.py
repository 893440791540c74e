"""Rules of evolution: populations that stagnate or are lost."""

from dataclasses import replace

import numpy as np

from edunn.catalogue import label_of
from edunn.doctor.case import Case
from edunn.doctor.finding import Change, Finding
from edunn.doctor.quality import FALLS, LOSS
from edunn.evolution import Strategy, from_settings
from edunn.messages import Message


def mutation_only_shrinks(case: Case) -> Finding | None:
    """Genes that can never change their sign."""
    mutation = case.setting("mutation")
    if mutation is None or label_of(mutation).lower() != "scale":
        return None
    negative = float(np.mean(np.concatenate([W.ravel() for W in case.weights]) < 0))
    if 0.0 < negative < 1.0 and case.train_quality > 0.95:
        return None
    return Finding(
        Message("doctor.mutation_only_shrinks", negative=negative),
        Change('mutation="gaussian"', lambda it: replace(it, algorithm=from_settings())),
        {"negative": negative},
    )


def mutation_too_strong(case: Case) -> Finding | None:
    """Children that have nothing of their parents."""
    mean = case.curve("mean")
    mutation = case.setting("mutation")
    probability = getattr(mutation, "probability", None)
    if not len(mean) > 20 or probability is None or probability < 0.3 or case.epochs < 20:
        return None
    maximizes_accuracy = mean[0] >= 0
    way = 1 - mean[0] if maximizes_accuracy else -mean[0]
    rise = float((mean[-10:].mean() - mean[0]) / way) if way > 0 else 1.0
    if rise >= 0.25 or label_of(mutation).lower() == "scale":
        return None
    return Finding(
        Message("doctor.mutation_too_strong", rise=rise, probability=float(probability)),
        Change(
            Message("doctor.change.one_gene"),
            lambda it: it.with_algorithm(mutation=from_settings().mutation),
        ),
        {"mean_rise": rise, "probability": float(probability)},
    )


def fitness_ties(case: Case) -> Finding | None:
    """A fitness with so few values that nearly all individuals tie."""
    best = case.curve("best")
    plan = case.setup.plan if case.setup else None
    if plan is None or not len(best) > 20 or not _by_accuracy(case) or best[-1] >= 0.999:
        return None
    values = len(np.unique(best.round(9)))
    if values >= 6 or len(case.train.x) > 50:
        return None
    return Finding(
        Message("doctor.fitness_ties", values=values, generations=len(best)),
        Change(
            'fitness="loss"',
            lambda it: it.with_options(fitness="loss"),
            measure=LOSS,
        ),
        {"values": float(values), "best": float(best[-1])},
    )


def population_too_small(case: Case) -> Finding | None:
    """Too few individuals to select from."""
    size = case.setting("population_size")
    if size is None or size >= 8 or not _is_genetic(case):
        return None
    return Finding(
        Message("doctor.population_too_small", size=size),
        Change(
            "population_size=100",
            lambda it: it.with_algorithm(population_size=100),
            measure=LOSS,
        ),
        {"population": float(size)},
    )


def no_elites(case: Case) -> Finding | None:
    """The best is lost again and again."""
    best = case.curve("best")
    if not _is_genetic(case) or case.setting("elitism", 1) != 0 or len(best) < 10:
        return None
    falls = float((np.diff(best) < 0).mean())
    if falls <= 0.15:
        return None
    return Finding(
        Message("doctor.no_elites", falls=falls),
        Change(
            "elitism=2",
            lambda it: it.with_algorithm(elitism=2),
            measure=FALLS,
        ),
        {"falls": falls},
    )


def sigma_too_large(case: Case) -> Finding | None:
    """Samples taken too far away from their centre."""
    sigma = case.setting("sigma")
    mean = case.curve("mean")
    if not isinstance(sigma, float | int) or len(mean) < 20 or _by_accuracy(case):
        return None
    distance = float(np.median(-mean[-20:]) - np.median(case.loss[-20:]))
    if distance <= 0.5 or distance <= 0.5 * float(np.median(case.loss[-20:])):
        return None
    return Finding(
        Message("doctor.sigma_too_large", distance=distance, sigma=float(sigma)),
        Change(f"sigma={sigma / 50:g}", lambda it: it.with_algorithm(sigma=sigma / 50)),
        {"distance": distance, "sigma": float(sigma)},
    )


def _is_genetic(case: Case) -> bool:
    return case.setup is not None and hasattr(case.setup.algorithm, "elitism")


def _by_accuracy(case: Case) -> bool:
    if case.setup is None or not isinstance(case.setup.algorithm, Strategy):
        return False
    fitness = case.setup.plan.fitness or case.setup.algorithm.maximizes
    return bool(fitness == "accuracy")
