"""The doctor: why a network does not learn, or why its result deceives.

    for finding in model.diagnose(train, test):
        print(finding)
        print(finding.prove())

A rule looks at a `Case`, which is the model with its last training, the rows, and whatever else is
known, and gives a `Finding` or nothing. A finding has its evidence as numbers, and a change that is
proved by running it.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from edunn.doctor.case import Case
from edunn.doctor.finding import Change, Diagnosis, Finding
from edunn.doctor.proof import Proof, Trial
from edunn.doctor.proving import Step
from edunn.doctor.rows import pair_from, pair_of
from edunn.doctor.rules import RULES, known_by
from edunn.doctor.rules.lessons import LESSONS
from edunn.errors import SettingError
from edunn.learning import Learner
from edunn.messages import Message
from edunn.training import Training

ROWS = 256
"""So many rows of a training in progress are looked at."""


def diagnose(
    model: Learner,
    train: Any,
    test: Any = None,
    *,
    others: Sequence[Any] = (),
    asked: Any = None,
    groups: Any = None,
    table: Any = None,
) -> Diagnosis:
    """Look for what is wrong with a trained model, its rows and its result.

    Args:
        model: the model, after its training.
        train, test: the rows, each a pair of inputs and labels or a Dataset.
        others: the models of other seeds or settings; or two answers to the same rows.
        asked: rows that were asked afterwards, with the labels they are compared with.
        groups: whose row each is, for the training rows and the test rows.
        table: all rows in their order, as they stood before the split.

    Returns:
        The findings, the most telling first; none where all is well.

    Raises:
        SettingError: the model is not trained.

    Example:
        >>> from edunn import Model
        >>> model = Model([[2], [4, "tanh"], [2, "softmax"]], initializer="zeros", seed=0)
        >>> rows = [[0.0, 1.0], [1.0, 0.0]] * 20, [0, 1] * 20
        >>> history = model.train("adam", *rows, epochs=20)
        >>> diagnose(model, rows)[0].rule
        'zero_weights'
    """
    return of_case(
        Case(
            model,
            pair_of(train, model),
            None if test is None else pair_of(test, model),
            tuple(others),
            None if asked is None else pair_of(asked, model),
            groups,
            None if table is None else pair_of(table, model),
        )
    )


def diagnose_training(training: Training, *, rows: int = ROWS) -> Diagnosis:
    """Look for what is wrong with a training in progress, between two of its epochs.

    Only rules that have enough to look at by then have a say: before the tenth epoch those about
    the rows, the network and its first weights; from then on those about the history; at the end,
    those about the result.

    Args:
        training: of a model.
        rows: so many rows are looked at, at most: always the same ones, drawn by chance.

    Raises:
        SettingError: it belongs to no model.

    Example:
        >>> from edunn import Model
        >>> model = Model([[2], [4, "tanh"], [2, "softmax"]], initializer="zeros", seed=0)
        >>> rows = [[0.0, 1.0], [1.0, 0.0]] * 20, [0, 1] * 20
        >>> training = model.training("adam", *rows, epochs=100)
        >>> history = training.finish(20)
        >>> diagnose_training(training)[0].rule
        'zero_weights'
    """
    model = training.owner
    if not isinstance(model, Learner):
        raise SettingError("this training belongs to no model: make it with model.training(...).")
    validation = training.plan.validation
    held_out = None if validation is None else pair_from(validation, model)
    return of_case(Case(model, pair_from(training.examples, model), held_out, most=rows))


def of_case(case: Case) -> Diagnosis:
    """What the rules find, the most telling first.

    Raises:
        SettingError: the model is not trained.
    """
    if case.model.targets is None:
        raise SettingError("this model is not trained, so there is no training to diagnose.")
    with np.errstate(all="ignore"):
        rules = known_by(case.epochs, case.is_over)
        found = [(name, rule(case)) for name, rule in rules]
    findings = (_signed(finding, name, case) for name, finding in found if finding is not None)
    return Diagnosis(tuple(findings))


def _signed(finding: Finding, name: str, case: Case) -> Finding:
    """The finding of a rule, with its reason and with the training that its change is tried on."""
    it = replace(finding, rule=name, original=case.experiment)
    return replace(it, lesson=LESSONS[name], explanation=Message(f"doctor.{name}.why"))


__all__ = ["RULES", "Case", "Change", "Diagnosis", "Finding", "Proof", "Step", "Trial", "diagnose"]
