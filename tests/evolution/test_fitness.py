import numpy as np

from edunn.evolution.fitness import finite_or_worst


def test_not_finite_is_worst():
    worst = finite_or_worst(np.array([np.nan, np.inf, -np.inf, -1e300]))
    assert worst.tolist() == [-np.inf, -np.inf, -np.inf, -1e300]
