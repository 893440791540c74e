"""A source of randomness in a file: which of NumPy's generators it is, and where it has got to."""

from typing import Any

import numpy as np

from edunn.errors import FileFormatError, SettingError
from edunn.training.likeness import like

KINDS: dict[str, type[np.random.BitGenerator]] = {
    "PCG64": np.random.PCG64,
    "PCG64DXSM": np.random.PCG64DXSM,
    "MT19937": np.random.MT19937,
    "Philox": np.random.Philox,
    "SFC64": np.random.SFC64,
}
"""The generators that may be in a file."""

PLACES = {"pos": 624, "buffer_pos": 4}
"""Where the buffers end that a generator reads from; NumPy takes any place without a look."""


def chance_to_facts(random: np.random.Generator) -> dict[str, Any]:
    """Everything that decides which numbers come next.

    Raises:
        SettingError: a generator that NumPy does not have.

    Example:
        >>> facts = chance_to_facts(np.random.default_rng(1))
        >>> float(chance_from_facts(facts).random()) == float(np.random.default_rng(1).random())
        True
    """
    state = dict(random.bit_generator.state)
    if type(random.bit_generator) is not KINDS.get(state["bit_generator"]):
        raise SettingError(
            f"random numbers come from {type(random.bit_generator).__name__}, which a file cannot "
            f"hold. Use one of NumPy's: {', '.join(KINDS)}."
        )
    return state


def chance_from_facts(facts: Any) -> np.random.Generator:
    """The generator that was described.

    Raises:
        KeyError, TypeError, ValueError, OverflowError, FileFormatError: the description is damaged.
    """
    bits = KINDS[facts["bit_generator"]](0)
    expected = {name: value for name, value in bits.state.items() if name != "bit_generator"}
    found = {name: value for name, value in facts.items() if name != "bit_generator"}
    state = like(expected, found, "the random generator")
    for name, value in (state | state["state"]).items():
        if name in PLACES and not 0 <= value <= PLACES[name]:
            raise FileFormatError(f"the random generator's {name} is {value}.")
    bits.state = facts
    return np.random.Generator(bits)
