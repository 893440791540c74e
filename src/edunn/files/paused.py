"""A training in a file: a snapshot as facts (with arrays among them), and back."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from edunn.catalogue import describe
from edunn.evolution.base import Strategy
from edunn.files.chance import chance_from_facts, chance_to_facts
from edunn.files.facts import built, checked, checked_fields, take
from edunn.network import Learned
from edunn.optimizers import Optimizer, ReduceOnPlateau
from edunn.training import EarlyStopping, History, Plan
from edunn.training.early_stopping import Watch
from edunn.training.likeness import like
from edunn.training.snapshot import Snapshot


def snapshot_to_facts(snapshot: Snapshot) -> dict[str, Any]:
    """What a snapshot says, as plain values and arrays; the network's own numbers are left out.

    Raises:
        UnknownNameError, SettingError: something in it cannot be described.
    """
    plan, rule = snapshot.plan, snapshot.plan.early_stopping
    own = {name: getattr(plan, name) for name in PLAIN}
    return {
        "way": describe(snapshot.algorithm),
        "plan": own | {"early_stopping": None if rule is None else asdict(rule)},
        "random": chance_to_facts(snapshot.random),
        "shares_random": snapshot.shares_random,
        "forward_passes": snapshot.forward_passes,
        "watch": snapshot.watch._asdict(),
        "fingerprint": snapshot.fingerprint,
        "memory": {name: describe(value) for name, value in snapshot.memory.items()},
    }


PLAIN = ("epochs", "batch_size", "shuffle", "classifies", "fitness", "target")
"""The fields of a plan that are numbers or texts."""


def snapshot_from_facts(facts: Mapping[str, Any], learned: Learned, history: History) -> Snapshot:
    """The snapshot that was taken apart.

    Raises:
        KeyError, TypeError, ValueError: something is missing, of a wrong type, or cannot be.
    """
    plan = take(facts, "plan", dict)
    rule = take(plan, "early_stopping", dict | None)
    stopping = None if rule is None else checked_fields(EarlyStopping(**rule))
    algorithm = built(facts["way"], object)
    memory = take(facts, "memory", dict)
    if memory.get("plateau") is not None:
        memory = memory | {"plateau": built(memory["plateau"], ReduceOnPlateau)}
    return Snapshot(
        algorithm=checked("algorithm", algorithm, Optimizer | Strategy),
        plan=checked_fields(Plan(**{**plan, "early_stopping": stopping})),
        learned=learned,
        history=history,
        random=chance_from_facts(take(facts, "random", dict)),
        shares_random=take(facts, "shares_random", bool),
        forward_passes=take(facts, "forward_passes", int),
        watch=_watch(take(facts, "watch", dict), learned),
        fingerprint=take(facts, "fingerprint", str),
        memory=memory,
    )


def _watch(facts: Mapping[str, Any], learned: Learned) -> Watch:
    """What early stopping remembers; before its first look, no theta."""
    seen = facts["theta"] is not None
    expected = Watch()._replace(
        theta=learned.theta if seen else None, statistics=list(learned.statistics) if seen else []
    )
    return like(expected, facts, "watch")
