"""A checkpoint in a file: a training in mid-run as plain values and arrays, and back.

Fields of an optimizer's or a strategy's state are stored by name. When such a field is renamed, add
the old name to `FORMER_NAMES` in `edunn.training.schema_check`: then files of earlier versions are
still read (`tests/files/test_earlier.py`).
"""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import numpy as np

from edunn.catalogue import describe
from edunn.errors import FileFormatError, SettingError
from edunn.evolution.base import Strategy
from edunn.files.validation import built, checked, checked_fields, take
from edunn.network import Learned
from edunn.optimizers import Optimizer, Schedule
from edunn.training import EarlyStopping, History, Plan
from edunn.training.checkpoint import MOST_STEPS, Checkpoint
from edunn.training.early_stopping import Watch
from edunn.training.schema_check import matching, renamed


def checkpoint_to_facts(checkpoint: Checkpoint) -> dict[str, Any]:
    """A checkpoint as plain values and arrays; the network's own are left out.

    Raises:
        UnknownNameError, SettingError: something in it cannot be described.
    """
    plan, rule = checkpoint.plan, checkpoint.plan.early_stopping
    own = {name: getattr(plan, name) for name in PLAIN}
    return {
        "algorithm": describe(checkpoint.algorithm),
        "plan": own | {"early_stopping": None if rule is None else asdict(rule)},
        "random": random_to_facts(checkpoint.random),
        "shares_random": checkpoint.shares_random,
        "forward_passes": checkpoint.forward_passes,
        "watch": checkpoint.watch._asdict(),
        "fingerprint": checkpoint.fingerprint,
        "state_dict": {name: describe(value) for name, value in checkpoint.state_dict.items()},
    }


PLAIN = ("epochs", "batch_size", "shuffle", "classifies", "fitness", "target")
"""The fields of a plan that are numbers or texts."""


def checkpoint_from_facts(
    facts: Mapping[str, Any], learned: Learned, history: History
) -> Checkpoint:
    """The checkpoint, out of plain values and arrays.

    Raises:
        KeyError, TypeError, ValueError: something is missing, of a wrong type, or cannot be.
    """
    facts = renamed(facts, Checkpoint.__annotations__)
    algorithm = built(facts["algorithm"], object)
    state_dict = take(facts, "state_dict", dict)
    if state_dict.get("plateau") is not None:
        state_dict = state_dict | {"plateau": built(state_dict["plateau"], Schedule)}
    return Checkpoint(
        algorithm=checked("algorithm", algorithm, Optimizer | Strategy),
        plan=_plan(take(facts, "plan", dict)),
        learned=learned,
        history=history,
        random=random_from_facts(take(facts, "random", dict)),
        shares_random=take(facts, "shares_random", bool),
        forward_passes=_count(facts, "forward_passes"),
        watch=_watch(take(facts, "watch", dict), learned),
        fingerprint=take(facts, "fingerprint", str),
        state_dict=state_dict,
    )


def _count(facts: Mapping[str, Any], name: str) -> int:
    count: int = take(facts, name, int)
    if not 0 <= count <= MOST_STEPS:
        raise FileFormatError(f"{name} is {count}: a count from 0 on is expected.")
    return count


def _plan(facts: Mapping[str, Any]) -> Plan:
    rule = take(facts, "early_stopping", dict | None)
    stopping = None if rule is None else checked_fields(EarlyStopping(**rule))
    return checked_fields(Plan(**{**facts, "early_stopping": stopping}))


def _watch(facts: Mapping[str, Any], learned: Learned) -> Watch:
    """The state of early stopping; before the first epoch it has no theta."""
    has_begun = facts["theta"] is not None
    expected = Watch()._replace(
        theta=learned.theta if has_begun else None,
        statistics=list(learned.statistics) if has_begun else [],
    )
    watch = matching(expected, facts, "watch")
    arrays = [watch.theta, *(a for layer in watch.statistics for a in layer.values())]
    if has_begun and not all(np.isfinite(array).all() for array in arrays if array is not None):
        raise FileFormatError("the best network so far has NaN or infinity in it.")
    return watch


GENERATORS: dict[str, type[np.random.BitGenerator]] = {
    "PCG64": np.random.PCG64,
    "PCG64DXSM": np.random.PCG64DXSM,
    "MT19937": np.random.MT19937,
    "Philox": np.random.Philox,
    "SFC64": np.random.SFC64,
}
"""The generators that may be in a file."""

POSITIONS = {"pos": 624, "buffer_pos": 4}
"""The lengths of the generators' buffers; NumPy accepts any position unchecked."""


def random_to_facts(random: np.random.Generator) -> dict[str, Any]:
    """The state of a source of random numbers.

    Raises:
        SettingError: a generator that NumPy does not have.

    Example:
        >>> facts = random_to_facts(np.random.default_rng(1))
        >>> float(random_from_facts(facts).random()) == float(np.random.default_rng(1).random())
        True
    """
    state = dict(random.bit_generator.state)
    if type(random.bit_generator) is not GENERATORS.get(state["bit_generator"]):
        raise SettingError(
            f"random numbers come from {type(random.bit_generator).__name__}, which a file cannot "
            f"hold. Use one of NumPy's: {', '.join(GENERATORS)}."
        )
    return state


def random_from_facts(facts: Any) -> np.random.Generator:
    """The generator, out of its state.

    Raises:
        KeyError, TypeError, ValueError, OverflowError, FileFormatError: the description is damaged.
    """
    bits = GENERATORS[facts["bit_generator"]](0)
    expected = {name: value for name, value in bits.state.items() if name != "bit_generator"}
    found = {name: value for name, value in facts.items() if name != "bit_generator"}
    state = matching(expected, found, "the random generator")
    for name, value in (state | state["state"]).items():
        if name in POSITIONS and not 0 <= value <= POSITIONS[name]:
            raise FileFormatError(f"the random generator's {name} is {value}.")
    bits.state = facts
    return np.random.Generator(bits)
