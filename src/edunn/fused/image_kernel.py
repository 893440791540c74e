"""Layers of images for the blocked kernel: convolution by BLAS, and pooling, image by image.

A convolution is y = patches W + b, as in `layers/conv2d.py`. The patches of *one* image are laid
out in scratch memory that stays in the cache, with a last column of ones, so that one product takes
in the bias, whose numbers follow those of W in theta:

    forward    y = [patches, 1] [W; b]
    backward   [dW; db] += [patches, 1]^T dy,   dpatches = dy W^T, and back into the image

The sums of dW over the images of each part of a mini-batch are added when both are done.
"""

from typing import NamedTuple

from edunn.arrays import Array
from edunn.fused.blas import AS_IS, ROW_MAJOR, TRANSPOSED
from edunn.fused.blocks import Block, address, share, width_of
from edunn.fused.buffers import PARTS, Job, Window
from edunn.fused.compiled import njit, of_images
from edunn.fused.formula_kernels import copy, fill
from edunn.fused.runs import add_run, copy_run
from edunn.fused.scalar import own
from edunn.fused.stack import AVERAGE_POOL, CONV, MAX_POOL


@njit
def is_of_images(kind: int) -> bool:
    """Whether this code is one of a layer that is done here."""
    return AVERAGE_POOL <= kind <= CONV


@njit
def window_of(job: Job, k: int) -> Window:
    """How layer k moves over an image."""
    q = job.images.windows[k]
    return Window(
        q[0], q[1], q[2], q[3], q[4], q[5], q[6], q[7], q[8], q[9], q[10], q[11], q[12], q[13],
        q[14], q[15], q[16], q[17],
    )  # fmt: skip


@njit
def is_padded(w: Window) -> bool:
    """Whether there are zeros around the image."""
    return w.R != w.H or w.L != w.V


@njit
def pad(x: Array, w: Window, padded: Array) -> None:
    """The image with zeros around it; x (H V C,), padded (R L C,)."""
    fill(padded[: w.R * w.L * w.C], 0.0)
    line = w.V * w.C
    for i in range(w.H):
        start = ((w.top + i) * w.L + w.left) * w.C
        copy(x[i * line : (i + 1) * line], padded[start:])


@njit
def crop(padded: Array, w: Window, x: Array) -> None:
    """The way back: the image without what is around it."""
    line = w.V * w.C
    for i in range(w.H):
        start = ((w.top + i) * w.L + w.left) * w.C
        copy(padded[start : start + line], x[i * line :])


@njit
def lay_out(x: Array, w: Window, patches: Array) -> None:
    """Every patch of an image as a row, `(h v, k l C + bias)`; x (R L C,) has its zeros.

    Where the pixels of the window are neighbours, a row of them is one run of numbers.
    """
    run, runs = (w.l * w.C, 1) if w.e == 1 else (w.C, w.l)
    q = 0
    for place in range(w.h * w.v):
        i, j = divmod(place, w.v)
        for a in range(w.k):
            p = ((i * w.s + a * w.d) * w.L + j * w.t) * w.C
            for _ in range(runs):
                copy_run(x, p, patches, q, run)
                p += w.e * w.C
                q += run
        if w.bias:
            patches[q] = own(patches, 1.0)
            q += 1


@njit
def add_back(dpatches: Array, w: Window, dx: Array) -> None:
    """The way back: each number is added to the pixel that it came from; dpatches (h v, k l C)."""
    run, runs = (w.l * w.C, 1) if w.e == 1 else (w.C, w.l)
    q = 0
    for place in range(w.h * w.v):
        i, j = divmod(place, w.v)
        for a in range(w.k):
            p = ((i * w.s + a * w.d) * w.L + j * w.t) * w.C
            for _ in range(runs):
                add_run(dpatches, q, dx, p, run)
                p += w.e * w.C
                q += run


@njit
def patches_of(job: Job, x: Array, w: Window, part: int) -> None:
    """Lay out the patches of an image in the scratch memory of this part."""
    scratch = job.images.scratch[part]
    if is_padded(w):
        padded = scratch[job.images.padded :]
        pad(x, w, padded)
        lay_out(padded, w, scratch)
    else:
        lay_out(x, w, scratch)


@njit
def scratch_address(job: Job, part: int, place: int) -> int:
    """Where a number of this part's scratch memory lies."""
    scratch = job.images.scratch
    return address(job.images.start, part * scratch.shape[1] + place, scratch)


@njit
def convolve(job: Job, k: int, w: Window, x: Array, y: int, part: int) -> None:
    """y = [patches, 1] [W; b] for one image; y is a place in the signal."""
    theta = job.buffers.theta
    n, m = w.h * w.v, w.k * w.l * w.C + w.bias
    patches_of(job, x, w, part)
    a, b = scratch_address(job, part, 0), address(job.blas.theta, job.stack.places[k], theta)
    c, one, none = address(job.blas.signal, y, theta), own(theta, 1.0), own(theta, 0.0)
    job.blas.gemm(ROW_MAJOR, AS_IS, AS_IS, n, w.O, m, one, a, m, b, w.O, none, c, w.O)


@njit
def convolve_gradient(job: Job, w: Window, x: Array, y: int, part: int) -> None:
    """[dW; db] += [patches, 1]^T dy, for one image."""
    theta, one = job.buffers.theta, own(job.buffers.theta, 1.0)
    n, m = w.h * w.v, w.k * w.l * w.C + w.bias
    patches_of(job, x, w, part)
    a, b = scratch_address(job, part, 0), address(job.blas.dsignal, y, theta)
    c = scratch_address(job, part, job.images.gradients + w.slot)
    job.blas.gemm(ROW_MAJOR, TRANSPOSED, AS_IS, m, w.O, n, one, a, m, b, w.O, one, c, w.O)


@njit
def convolve_backward(job: Job, k: int, w: Window, y: int, dx: Array, part: int) -> None:
    """dpatches = dy W^T, and each number goes back to its pixel, for one image."""
    theta, scratch = job.buffers.theta, job.images.scratch[part]
    n, m = w.h * w.v, w.k * w.l * w.C
    a, b = address(job.blas.dsignal, y, theta), address(job.blas.theta, job.stack.places[k], theta)
    c, one, none = scratch_address(job, part, 0), own(theta, 1.0), own(theta, 0.0)
    job.blas.gemm(ROW_MAJOR, AS_IS, TRANSPOSED, n, m, w.O, one, a, w.O, b, w.O, none, c, m)
    target = scratch[job.images.padded :] if is_padded(w) else dx
    fill(target[: w.R * w.L * w.C], 0.0)
    add_back(scratch, w, target)
    if is_padded(w):
        crop(target, w, dx)


class Inside(NamedTuple):
    """The pixels of a window at one place that are inside the image."""

    row: int
    """The first of its rows, counted in the image."""
    column: int
    columns: int
    pixels: int
    """How many there are."""


@njit
def inside(w: Window, place: int) -> Inside:
    """Those of the window at a place, which are counted row by row."""
    i, j = divmod(place, w.v)
    top, left = i * w.s - w.top, j * w.t - w.left
    row, column = max(0, top), max(0, left)
    rows, columns = min(w.H, top + w.k) - row, min(w.V, left + w.l) - column
    return Inside(row, column, columns, rows * columns)


@njit
def pixel(w: Window, here: Inside, m: int) -> int:
    """Where the numbers of the m-th of these pixels begin in the image."""
    a, b = divmod(m, here.columns)
    return ((here.row + a) * w.V + here.column + b) * w.C


@njit
def max_pool(x: Array, w: Window, y: Array) -> None:
    """y = the largest of each window, channel by channel; x (H V C,), y (h v C,)."""
    C = w.C
    for place in range(w.h * w.v):
        here, most = inside(w, place), y[place * C :]
        copy(x[pixel(w, here, 0) :][:C], most)
        for m in range(1, here.pixels):
            value = x[pixel(w, here, m) :]
            for c in range(C):
                most[c] = value[c] if value[c] > most[c] else most[c]


@njit
def max_pool_backward(dy: Array, w: Window, x: Array, y: Array, dx: Array) -> None:
    """dx = dy at the first pixel that is the largest; what is given to it is taken from `dy`."""
    C, none = w.C, own(dy, 0.0)
    fill(dx, 0.0)
    for place in range(w.h * w.v):
        here, most, left = inside(w, place), y[place * C :], dy[place * C :]
        for m in range(here.pixels):
            value, into = x[pixel(w, here, m) :], dx[pixel(w, here, m) :]
            for c in range(C):
                given = left[c] if value[c] == most[c] else none
                into[c] += given
                left[c] -= given


@njit
def average_pool(x: Array, w: Window, y: Array) -> None:
    """y = the mean of the pixels of each window that are inside the image."""
    C = w.C
    fill(y, 0.0)
    for place in range(w.h * w.v):
        here, mean = inside(w, place), y[place * C :]
        for m in range(here.pixels):
            value = x[pixel(w, here, m) :]
            for c in range(C):
                mean[c] += value[c]
        for c in range(C):
            mean[c] /= own(y, here.pixels)


@njit
def average_pool_backward(dy: Array, w: Window, dx: Array) -> None:
    """dx = dy / n at each of the n pixels."""
    C = w.C
    fill(dx, 0.0)
    for place in range(w.h * w.v):
        here, given = inside(w, place), dy[place * C :]
        for m in range(here.pixels):
            into = dx[pixel(w, here, m) :]
            for c in range(C):
                into[c] += given[c] / own(dy, here.pixels)


@of_images
def images_forward(job: Job, k: int, block: Block, part: int, x: Array, y: Array) -> None:
    """y of layer k for every image of a block; x and y (rows * width,)."""
    w, kind = window_of(job, k), job.stack.kinds[k]
    I, O = width_of(job, k), width_of(job, k + 1)  # noqa: E741
    place = int(job.stack.starts[k + 1] * job.rows.batch_size + block.first * O)
    for r in range(block.last - block.first):
        image, out = x[r * I : (r + 1) * I], y[r * O : (r + 1) * O]
        if kind == CONV:
            convolve(job, k, w, image, place + r * O, part)
        elif kind == MAX_POOL:
            max_pool(image, w, out)
        else:
            average_pool(image, w, out)


@of_images
def images_backward(
    job: Job, k: int, block: Block, part: int, x: Array, y: Array, dx: Array, dy: Array
) -> None:
    """dx of layer k for every image of a block, and its share of dL/dW."""
    w, kind = window_of(job, k), job.stack.kinds[k]
    I, O = width_of(job, k), width_of(job, k + 1)  # noqa: E741
    place = int(job.stack.starts[k + 1] * job.rows.batch_size + block.first * O)
    for r in range(block.last - block.first):
        here, there = slice(r * I, (r + 1) * I), slice(r * O, (r + 1) * O)
        if kind == CONV:
            convolve_gradient(job, w, x[here], place + r * O, part)
            if k > job.stack.lowest:  # the dx of the lowest layer has no use
                convolve_backward(job, k, w, place + r * O, dx[here], part)
        elif kind == MAX_POOL:
            max_pool_backward(dy[there], w, x[here], y[there], dx[here])
        else:
            average_pool_backward(dy[there], w, dx[here])


@of_images
def no_gradients(job: Job, part: int) -> None:
    """Begin the sums of dL/dW anew."""
    fill(job.images.scratch[part, job.images.gradients :], 0.0)


@of_images
def add_shares(job: Job, k: int, part: int, into: Array, alpha: float, beta: float) -> None:
    """into = beta into + alpha [dW; db] of both parts of the rows, for one part of its numbers."""
    w, start = window_of(job, k), job.stack.places[k]
    first, last = share(job.stack.weights[k] + w.bias * w.O, part)
    for i in range(first, last):
        total = own(into, 0.0)
        for each in range(PARTS):
            total += job.images.scratch[each, job.images.gradients + w.slot + i]
        into[start + i] = (into[start + i] if beta != 0 else own(into, 0.0)) + alpha * total
