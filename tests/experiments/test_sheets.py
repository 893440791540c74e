import numpy as np
import pytest

from edunn.data import load
from edunn.experiments.sheets import KINDS, accuracy, main, sheets


@pytest.mark.parametrize("kind", KINDS)
def test_digits_are_read_on_every_kind_of_sheet(kind):
    assert accuracy(kind, digits=60) >= 0.96  # of 400, 0.98 on each


@pytest.mark.parametrize("kind", KINDS)
def test_a_sheet_is_bytes_and_its_seed_decides(kind):
    images = load("mnist").inputs[:2].reshape(-1, 28, 28)
    once, again = sheets(kind, images, seed=3), sheets(kind, images, seed=3)
    np.testing.assert_array_equal(once, again)
    assert once[0].dtype == np.uint8
    assert once[0].shape[:2] == (280, 280)


def test_the_command_prints_each_kind(capsys):
    main(["--digits", "3"])
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == list(KINDS)
