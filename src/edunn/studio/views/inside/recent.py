"""Recent traces, so that the numbers on the page can be explained while training goes on."""

from collections import OrderedDict
from hashlib import blake2b
from threading import Lock
from typing import final

from edunn.trace import Trace

MOST = 8


@final
class Recent:
    """The last traces by their keys; thread-safe.

    Example:
        >>> from edunn import Model
        >>> trace = Model([[1], [1]], "mse", seed=1).trace([[1]], [[1]])
        >>> recent = Recent()
        >>> recent.find(recent.keep(trace)) is trace
        True
    """

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._traces: OrderedDict[str, Trace] = OrderedDict()
        self._lock = Lock()

    def keep(self, trace: Trace) -> str:
        """Keep a trace, drop the oldest beyond the limit, and return its key."""
        arrays = trace.arrays
        names = [name for name in ("x", "theta") if name in arrays]
        key = blake2b(b"".join(arrays[name].tobytes() for name in names), digest_size=12)
        with self._lock:
            self._traces[key.hexdigest()] = trace
            self._traces.move_to_end(key.hexdigest())
            while len(self._traces) > self._most:
                self._traces.popitem(last=False)
        return key.hexdigest()

    def find(self, key: str | None) -> Trace | None:
        """The trace of this key, if it is still kept."""
        with self._lock:
            return self._traces.get(key or "")


RECENT = Recent()
"""Those of this process."""
