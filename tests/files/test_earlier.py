"""Files of earlier versions: their trainings go on as they would have then.

`tests/files/earlier` was written before fields of optimizers and strategies got other names. Each
file is a training in mid-run; `ends.npz` has the parameters where it ended then.
"""

from pathlib import Path

import numpy as np
import pytest

from edunn import Model

FOLDER = Path(__file__).parent / "earlier"
FILES = sorted(FOLDER.glob("*.edunn"))
OTHER_DRAWS = ("genetic_algorithm",)
"""Strategies that draw other random numbers since."""
OTHER_AXES = ("cma_es",)
"""Strategies that draw along the axes of a matrix, whose signs and order are those of a BLAS."""

random = np.random.default_rng(0)
X, T = random.normal(size=(10, 2)), random.integers(0, 2, 10)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_training_of_an_earlier_version_goes_on(path):
    model = Model.from_file(path)
    history = model.resume(X, T).finish()
    assert len(history) == 4
    if path.stem not in OTHER_DRAWS + OTHER_AXES:
        with np.load(FOLDER / "ends.npz") as ends:
            np.testing.assert_allclose(model.theta, ends[path.stem], rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_it_can_be_saved_anew(path, tmp_path):
    training = Model.from_file(path).resume(X, T)
    training.save(tmp_path / "anew.edunn")
    again = Model.from_file(tmp_path / "anew.edunn").resume(X, T)
    training.finish(), again.finish()
    np.testing.assert_array_equal(again.learned.theta, training.learned.theta)
