"""Blocks: where the rows of a mini-batch lie in memory, and how work is cut into parts."""

from typing import NamedTuple

from edunn.arrays import Array
from edunn.fused.buffers import PARTS, Job
from edunn.fused.compiled import njit
from edunn.fused.gradient_kernel import Batch


class Block(NamedTuple):
    """Rows of the current mini-batch, side by side in the signal."""

    batch: Batch
    first: int
    """The first of them, counted in the mini-batch."""
    last: int
    """The row behind them."""


@njit
def share(count: int, part: int) -> tuple[int, int]:
    """Where a part of `count` items begins and ends."""
    return count * part // PARTS, count * (part + 1) // PARTS


@njit
def width_of(job: Job, k: int) -> int:
    """How many numbers a row has before layer k."""
    return int(job.stack.starts[k + 1] - job.stack.starts[k])


@njit
def place_of(job: Job, k: int, row: int) -> int:
    """Where a row of the mini-batch lies in the signal before layer k."""
    return int(job.stack.starts[k] * job.rows.batch_size + row * width_of(job, k))


@njit
def address(start: int, place: int, q: Array) -> int:
    """Where a number lies in memory, in a buffer that begins at `start`."""
    return start + place * q.itemsize
