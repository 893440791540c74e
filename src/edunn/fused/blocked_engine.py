"""Calls the blocked kernel: on two threads, or on one while other programs need the second core."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from time import monotonic, perf_counter, thread_time
from typing import Any, final

import numpy as np

from edunn.arrays import Array
from edunn.fused.blas import gemm, offer_core
from edunn.fused.buffers import PARTS, Blas, Job, Span, Team, TrainingBuffers, TrainingRows
from edunn.fused.images import images_of
from edunn.fused.stack import Rule, Stack, Whole
from edunn.objective import Objective
from edunn.workers.threads import blas_threads, one_thread

ENOUGH = 0.85
"""The share of the time in which two threads must have had a core each."""

FREE = 2**62
"""More arrivals than there will be: opens all barriers, when what is done there has no use now."""

PAUSES = 0.01, 1.0
"""For how many seconds a single thread goes on before two are tried again: at first, at most."""

PIECE = 0.03
"""How many seconds of an epoch are run at a time, by the same number of threads."""

WORTH_A_THREAD = 0.001
"""From this many seconds on, a piece is worth starting a thread for."""

FIRST_GUESS, SHORTEST = 1e-5, 1e-9
"""How many seconds a row takes: before any is measured, and at least."""


@final
class ThreadChoice:
    """One thread or two: two, unless another program takes their time.

    Two threads wait for each other many times in an epoch; when one of them has no core, the other
    waits as well, and a single thread is quicker.

    Example:
        >>> choice = ThreadChoice(most=2)
        >>> choice.threads(now=0.0)
        2
        >>> choice.observe(seconds=1.0, on_a_core=1.2, now=1.0)  # of 2.0 that two could have had
        >>> choice.threads(now=1.005), choice.threads(now=1.02)
        (1, 2)
    """

    def __init__(self, most: int) -> None:
        self.most = min(most, 2)
        self.single_until = 0.0
        self.pause = PAUSES[0]

    def threads(self, now: float) -> int:
        """How many to start now."""
        return 1 if now < self.single_until else self.most

    def observe(self, seconds: float, on_a_core: float, now: float) -> None:
        """Take note of how long two threads took, and how much processor time both had."""
        if on_a_core < ENOUGH * 2 * seconds:
            self.single_until = now + self.pause
            self.pause = min(2 * self.pause, PAUSES[1])
        else:
            self.pause = PAUSES[0]


@final
class BlockedEngine:
    """Runs segments of a training by the blocked kernel.

    Args:
        objective: one that the kernel supports.
        stack: its layers and its loss, in numbers.
        dtype: of theta and the rows, for which NumPy's BLAS has a matrix product.
        threads: 1 where a step is too short to be shared, else 2.
    """

    def __init__(self, objective: Objective, stack: Stack, dtype: str, threads: int) -> None:
        self.stack, self.images = stack, images_of(objective, dtype)
        self.gemm = gemm(dtype)
        self.choice = ThreadChoice(most=min(threads, blas_threads()))
        self.is_loaded = False
        self.seconds_a_row = FIRST_GUESS

    def run(
        self, rule: Rule, rows: TrainingRows, buffers: TrainingBuffers, span: Span, rates: Array
    ) -> int:
        """All epochs of a segment, or those that lead to finite numbers; how many that were."""
        arrays = buffers.theta, buffers.g, buffers.signal, buffers.dsignal
        blas = Blas(self.gemm, offer_core(), *(array.ctypes.data for array in arrays))
        job, done = Job(self.stack, rule, rows, buffers, blas, self.images), 0
        self._load(job, span, rates)
        with one_thread():
            for piece in self._pieces(rows, span):
                draws = rows.draws[(piece.first - span.first) * self.stack.draws[-1] :]
                own = job._replace(rows=rows._replace(draws=draws))
                done = self._run_piece(own, piece, rates[piece.t - span.t :])
                if done < len(rows.orders):
                    break
        return done

    def _load(self, job: Job, span: Span, rates: Array) -> None:
        """Have the kernel loaded before two threads wait for each other: run it for no epoch."""
        if not self.is_loaded:
            none = job._replace(rows=job.rows._replace(orders=job.rows.orders[:0]))
            run_epochs(none, Team(0, PARTS, 1, np.zeros(1, np.int64)), span, rates)
            self.is_loaded = True

    def _pieces(self, rows: TrainingRows, span: Span) -> Iterator[Span]:
        """Pieces of about `PIECE` seconds of one epoch; several epochs are short, and one piece."""
        if len(rows.orders) != 1:
            yield span
            return
        t, first, size = span.t, span.first, rows.batch_size
        while first < span.last:
            steps = max(1, round(PIECE / (self.seconds_a_row * size)))
            last = min(first + steps * size, span.last)
            yield Span(t, first, last, span.uncounted)
            t, first = t + steps, last

    def _run_piece(self, job: Job, piece: Span, rates: Array) -> int:
        """A piece, by as many threads as are worth it now."""
        counter, started = np.zeros(1, np.int64), perf_counter()

        def call(team: Team) -> int:
            return run_epochs(job, team, piece, rates)

        count = len(job.rows.orders) * (piece.last - piece.first)
        is_short = count * self.seconds_a_row < WORTH_A_THREAD
        if is_short or self.choice.threads(monotonic()) == 1:
            done = call(Team(0, PARTS, 1, counter))
        else:
            done, on_a_core = self._shared(call, counter)
            self.choice.observe(perf_counter() - started, on_a_core, monotonic())
        self.seconds_a_row = max((perf_counter() - started) / count, SHORTEST)
        return done

    def _shared(self, call: Callable[[Team], int], counter: Whole) -> tuple[int, float]:
        """The same by two threads; also, how long both had a core."""
        with ThreadPoolExecutor(1) as other:
            second = other.submit(_timed, call, Team(1, 2, 2, counter))
            try:
                done, on_a_core = _timed(call, Team(0, 1, 2, counter))
            except BaseException:  # Ctrl-C, before the kernel began
                counter[0] = FREE
                raise
            return done, on_a_core + second.result()[1]


def _timed(call: Callable[[Team], int], team: Team) -> tuple[int, float]:
    """What a thread does, and for how many seconds it had a core meanwhile."""
    before = thread_time()
    done = call(team)
    return done, thread_time() - before


def run_epochs(*arguments: Any) -> int:
    """The kernel of that name; the first call imports Numba, and loads the kernel."""
    from edunn.fused import blocked_kernel

    return blocked_kernel.run_epochs(*arguments)
