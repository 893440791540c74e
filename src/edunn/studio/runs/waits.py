"""How long the thread of a run waits, and how long others wait for it."""

GIVE_UP = 1.5
"""Seconds that a closing run waits for the end of a step, and of its thread."""

WRITTEN = 0.5
"""Seconds that a command waits at most until it is saved; a very large run is saved meanwhile."""

HOLD = 0.3
"""Seconds that a run waits for the compiled engine, before it begins with the readable one."""

LONG_PIECE = 0.25
"""Seconds of a piece from which on the run takes turns with runs of its kind."""

SHORTLY = 0.03
"""Seconds that a view waits for the end of a piece where the state before it can be shown."""
