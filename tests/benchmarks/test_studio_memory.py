"""The memory of a real studio: at rest, and after MNIST was trained and deleted."""

import sys

import pytest
from benchmarks.studio.memory import memory


@pytest.mark.skipif(sys.platform != "linux", reason="the system does not tell")
def test_a_studio_is_lean_at_rest_and_gives_back_what_mnist_took(tmp_path):
    numbers = list(memory(tmp_path / "workspace"))
    assert [number.what for number in numbers if number.is_met is False] == [], numbers
    assert sum(number.is_met is True for number in numbers) == 2
