"""The page on numerics: it is complete, and its differences are what the peers give here."""

import re
from itertools import chain
from pathlib import Path

import numpy as np
import pytest
from benchmarks.numerics import (
    activations,
    initializers,
    losses,
    metrics,
    optimizers,
    peers,
    regularizers,
    schedules,
)
from benchmarks.numerics.comparison import Comparison, Results, difference, measure, note_of
from benchmarks.numerics.exact import exact
from benchmarks.numerics.page import decision, numbered, referee, summary

from edunn.activations import Mish, Softplus
from edunn.catalogue import FAMILIES
from edunn.losses import LogCosh

pytestmark = pytest.mark.filterwarnings("ignore")  # the peers warn where they overflow

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "numerics.md").read_text("utf-8")
ROWS = [
    [cell.strip() for cell in line.split("|")[1:-1]]
    for line in PAGE.splitlines()
    if line.startswith("| ")
]

OF_FAMILIES = {
    "activation": activations,
    "loss": losses,
    "regularizer": regularizers,
    "optimizer": optimizers,
    "schedule": schedules,
    "initializer": initializers,
}
COMPARED = [activations, losses, regularizers, optimizers, schedules, metrics]
ALONE = {"binary_step", "gaussian", "article", "calibration_error"}
"""What none of the four has."""

COMPARISONS = [(module, one) for module in COMPARED for one in module.comparisons()]
SLACK = 8
"""Another processor, or another version of a peer, may round so many times as much."""


def entries(family):
    """Return the members of the catalogue, without those that a test has registered."""
    return {n for n, kind in FAMILIES[family].items() if kind.__module__.startswith("edunn.")}


@pytest.mark.parametrize("family", OF_FAMILIES)
def test_every_member_of_the_catalogue_has_its_row(family):
    names = OF_FAMILIES[family].names()
    assert entries(family) <= set(names), f"add a row to benchmarks/numerics/{family}s.py"
    for entry, of_peer in names.items():
        assert any(of_peer.values()) != (entry in ALONE), f"{entry}: what do its peers call it?"
        cells = [f"`{of_peer[peer]}`" if of_peer[peer] else "none" for peer in peers.NAMES]
        assert [entry, *cells] in ROWS, "write the page anew: python -m benchmarks.numerics"


def test_every_metric_has_its_row():
    for entry, of_peer in metrics.names().items():
        assert any(of_peer.values()) != (entry in ALONE)
        assert [row for row in ROWS if row[0] == entry and len(row) == 5]


@pytest.mark.parametrize(
    ("module", "comparison"), COMPARISONS, ids=["-".join(one.key) for _, one in COMPARISONS]
)
def test_differences_are_those_of_the_page(module, comparison):
    found = measure(comparison)
    row = next(row for row in ROWS if tuple(row[:3]) == comparison.key)
    for dtype, apart in found.differences.items():
        rounding = comparison.roundings * np.finfo(dtype).eps
        stated = float(row[3 + 2 * (dtype == "float32")].replace("∞", "inf"))
        assert apart.largest <= max(SLACK * stated, rounding), dtype
    assert found.is_rounding or note_of(module.NOTES, comparison.key), "explain it in NOTES"


def test_the_derivations_that_notes_lead_to_are_there():
    links = set(re.findall(r"\(derivations/(\w+)\.md#([\w-]+)\)", PAGE))
    assert len(links) > 20
    for page, anchor in links:
        text = (DOCS / "derivations" / f"{page}.md").read_text("utf-8")
        headings = re.findall(r"^#+ (.+)$", text.lower(), re.MULTILINE)
        assert anchor in {re.sub(r"[^\w -]", "", each).replace(" ", "-") for each in headings}


def test_every_note_is_about_a_comparison():
    for module in COMPARED:
        told = {note_of(module.NOTES, one.key) for of, one in COMPARISONS if of is module}
        missing = {peer for peer in peers.NAMES if not peers.is_installed(peer)}
        assert {text for key, text in module.NOTES.items() if not set(key) & missing} <= told


def test_distributions_are_those_of_the_formula():
    for one in initializers.drawn():
        for spread in (one.ours, one.theirs):
            expected = pytest.approx(one.formula.deviation, rel=4e-3, abs=1e-7)
            assert spread.deviation == expected, one.key
        assert one.ours.largest <= one.formula.largest * (1 + 1e-12), one.key
        is_larger = one.theirs.largest > one.formula.largest * (1 + 1e-6)
        assert is_larger == (note_of(initializers.NOTES, one.key) == initializers.NOT_CUT), one.key


@pytest.mark.parametrize("peer", ["PyTorch", "Keras"])
def test_orthogonal_weights_are_orthogonal_elsewhere_too(peer):
    if not peers.is_installed(peer):
        pytest.skip(f"{peer} is not installed")
    W = initializers.weights("orthogonal", peer, seed=1)
    np.testing.assert_allclose(W.T @ W, np.eye(initializers.OUTPUTS), atol=5e-6)


def test_differences_and_their_places():
    a, b = np.array([1.0, 4.0, 0.0]), np.array([1.0, 5.0, 1e-300])
    assert difference(a, b) == (0.25, 1.0, 1, 2)
    assert difference(a, a)[:2] == (0.0, 0.0)
    same = np.array([np.inf, np.nan])
    assert difference(same, same)[:2] == (0.0, 0.0)
    assert difference(same, np.zeros(2))[0] == np.inf


@pytest.mark.parametrize(
    ("formula", "letters", "expected"),
    [
        (Softplus.formula, {"x": -40.0}, 4.248354255291589e-18),
        (Softplus.formula, {"x": -745.0}, 5e-324),
        (Mish.formula, {"x": 1e30}, 1e30),
        (LogCosh.cost_formula, {"y": 1e-12, "t": 0.0}, 5e-25),
    ],
)
def test_the_referee_has_digits_enough(formula, letters, expected):
    assert float(exact(formula, **letters)) == expected


def test_the_referee_names_the_nearer_one():
    keys = {one.key: one for _, one in COMPARISONS}
    found = measure(keys["log_cosh", "Keras", "value"])
    assert referee(found)(0) == 0
    assert decision(found)[-1] == "EduNN"


def test_the_summary_counts_what_is_equal_and_what_is_rounded():
    some = np.array([1.0, 2.0])
    theirs = {"equal": some, "rounded": some * (1 + 2e-16), "apart": some + 1.0}
    found = [
        measure(
            Comparison(name, "SciPy", "value", lambda dtype, q=q: Results(some, q), ["float64"])
        )
        for name, q in theirs.items()
    ]
    assert summary(found) == (
        "Of 3 comparisons of numbers, 1 are equal to the last bit, 1 differ by rounding, and 1 by "
        "more."
    )


def test_notes_are_numbered_in_the_order_of_the_table():
    notes = {("b",): "second", ("a", "x"): "first", ("c",): "second"}
    keys = [("a", "x", "value"), ("b", "x", "value"), ("c", "y", "value"), ("d", "y", "value")]
    assert list(numbered(notes, keys).values()) == [(1, "first"), (2, "second"), (2, "second")]
    assert set(chain(*map(tuple, numbered(notes, keys)))) == {*"abcxy", "value"}
