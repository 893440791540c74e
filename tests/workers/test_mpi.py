"""Under MPI the first process runs the program and lends its executor, the others are workers."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("mpi4py")

ROOT = Path(__file__).parents[2]
PROGRAM = """
import numpy as np
from mpi4py.futures import MPIPoolExecutor
from threadpoolctl import threadpool_limits
from edunn.workers import WorkerPool
from tests.workers.work import process_of, product, threads_of

if __name__ == "__main__":
    matrix = np.random.default_rng(1).normal(size=(300, 200)).astype(np.float32)
    with threadpool_limits(1):
        alone = [product(matrix, seed).tobytes() for seed in range(7)]
    with MPIPoolExecutor() as executor, WorkerPool.of(executor) as pool:
        print(pool.backend.size(), len(set(pool.map(process_of, None, range(40), batch_size=1))))
        print([row.tobytes() for row in pool.map(product, matrix, range(7))] == alone)
        print({threads for pair in pool.map(threads_of, None, range(2)) for threads in pair})
"""


@pytest.mark.skipif(shutil.which("mpiexec") is None, reason="no MPI on this machine")
def test_two_workers_and_a_program(tmp_path):
    script = tmp_path / "script.py"
    script.write_text(PROGRAM)
    command = ["mpiexec", "-n", "3", sys.executable, "-m", "mpi4py.futures", str(script)]
    as_anybody = {  # Open MPI asks for more cores, and for another user than root
        "OMPI_ALLOW_RUN_AS_ROOT": "1",
        "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM": "1",
        "OMPI_MCA_rmaps_base_oversubscribe": "1",
        "PYTHONPATH": os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")])),
    }
    ended = subprocess.run(
        command, env=os.environ | as_anybody, capture_output=True, text=True, timeout=120
    )
    assert ended.stdout.splitlines() == ["2 2", "True", "{1}"], ended.stderr
