"""Workers: one interface to many processes or machines, whoever made them.

    with Crew.of(4) as crew:                                 # four processes of our own
        heights = list(crew.map(height, landscape, places))  # height(landscape, place) for each

EduNN has no scheduler and no protocol of its own: it gives work to whatever can take it, a number
of processes, an executor (threads, Dask, MPI), or anything that can `map`. What it adds is a
promise: **the number of workers never changes a number in the result.** Each item is computed
alone, by the same code, with linear algebra on one thread; the items are cut by whoever asks, never
by how many workers there are; randomness is drawn before, by whoever asks; and the results come in
the order of the items.
"""

from edunn.workers.choosing import Workers
from edunn.workers.crew import Crew
from edunn.workers.pool import cores

__all__ = ["Crew", "Workers", "cores"]
