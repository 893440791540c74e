"""Workers: one `map` over many processes or machines.

    with WorkerPool.of(4) as pool:                             # four processes of our own
        values = list(pool.map(function, shared, items))       # function(shared, item) for each

EduNN has no scheduler and no protocol of its own. It hands work to a number of processes, an
executor (threads, Dask, MPI), or anything else that can `map`, and it adds one guarantee: **the
number of workers never changes a number in the result.** Each item is computed alone, by the same
code, with linear algebra on one thread; how the work is divided into items does not depend on the
workers; random numbers are drawn beforehand; the results come in the order of the items.
"""

from edunn.workers.pool import WorkerPool, Workers
from edunn.workers.threads import cores

__all__ = ["WorkerPool", "Workers", "cores"]
