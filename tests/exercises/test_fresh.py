"""Wrong programs that the catalogue was not written from: refused, and named if they are known."""

import pytest
from tests.exercises.fresh_programs import NAMED

from edunn.exercises import check


@pytest.mark.parametrize(
    ("program", "id"), NAMED.items(), ids=lambda of: getattr(of, "__name__", "")
)
def test_a_fresh_wrong_program_never_passes(program, id):
    name, _ = program.__name__.split("__")
    result = check(name, program)
    assert not result.passed
    assert result.mistake == id
    assert result.feedback.input
