"""Laws of every layer's trace: its lines are true, and name the numbers that they are made of."""

import json
import re

import numpy as np
import pytest
from tests.laws.layer_networks import NETWORKS, built, rows_for
from tests.trace.calculator import agrees, is_true, untrue_lines, wrong_lines
from tests.trace.test_latex import require_sound, require_sound_lines

from edunn.formulas import symbol
from edunn.layers import Layer
from edunn.operations import Sum
from edunn.trace.derivation import Derived
from edunn.trace.number_format import Line, NumberFormat

every_network = pytest.mark.parametrize("name", NETWORKS)


def traced(name, rows=2, **settings):
    model = built(name, **settings)
    x, t = rows_for(model, rows=rows)
    return model.trace(x, t, "gradient_descent", learning_rate=0.1, seed=4)


@every_network
def test_every_line_gives_its_result(name):
    assert wrong_lines(traced(name)) == []


@every_network
@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_every_line_gives_its_result_as_it_is_printed(name, dtype):
    for digits in (3, 4):
        assert untrue_lines(traced(name, rows=1, dtype=dtype), digits) == []


@every_network
def test_no_layer_is_only_listed(name):
    layers = built(name).layers
    if any(type(layer).trace_steps is Layer.trace_steps for layer in layers):
        pytest.skip("a layer without steps")
    kinds = {step.kind for step in traced(name).steps}
    assert not kinds & {"layer", "layer_backward"}


def places_of(q, most=40):
    """Some places of an array, its corners among them."""
    flat = np.unique(np.linspace(0, q.size - 1, most).astype(int))
    return [tuple(int(k) for k in np.unravel_index(k, q.shape)) for k in flat]


@every_network
def test_sums_are_made_of_their_sources(name):
    """Computed from the sources alone, at many places, the number is the same."""
    trace = traced(name)
    for step in trace.steps:
        derived = step.derived
        if not isinstance(derived, Derived):
            continue
        for place in places_of(derived.q):
            line = derived.line(place, NumberFormat(17))
            assert line.expression == "" or agrees(line), line
            sources = derived.sources(place)
            assert set(sources) <= set(trace.arrays)
            for array, where in sources.items():
                assert np.isfinite(trace.arrays[array][where]).all()


@every_network
def test_what_was_taken_is_where_the_line_says(name):
    trace = traced(name)
    for step in trace.steps:
        for line in step.derived.lines(NumberFormat(17)):
            if isinstance(line, Line) and line.note and "rounding" not in line.note:
                array, place = re.fullmatch(r"([\w.]+)\[([\d,]+)\]", line.note).groups()
                number = trace.arrays[array][tuple(map(int, place.split(",")))]
                assert f"{number + 0.0:.12g}" == f"{float(line.result):.12g}"  # -0 is 0


@every_network
def test_formulas_are_latex(name):
    trace = traced(name)
    for step in trace.steps:
        require_sound(step.latex)
    for array in trace.arrays:
        require_sound(symbol(array))
    require_sound_lines(trace)


@every_network
@pytest.mark.parametrize("rows", [1, 3])
def test_the_text_is_readable(name, rows):
    trace = traced(name, rows)
    text = str(trace)
    assert max(map(len, text.splitlines())) <= 100
    assert len(text.splitlines()) < 1000
    arrays = json.loads(trace.to_json())["arrays"]
    for array, q in trace.arrays.items():
        assert np.shape(arrays[array]) == q.shape


def test_a_patch_times_a_kernel():
    trace = traced("conv", rows=1)
    x, W, b = (trace.arrays[q] for q in ("x", "W1", "b1"))
    line = trace["z1"].derived.line((0, 3, 4, 2), NumberFormat(4))
    patch = x[0, 3:5, 4:6].ravel()
    assert line.expression.count("*") == patch.size == 8
    assert str(line).startswith(f"z1[3,4,2] = {NumberFormat().number(patch[0])}*")
    assert float(line.result) == pytest.approx(patch @ W[:, 2] + b[2], rel=1e-3)


def test_a_maximum_is_named():
    trace = traced("max_pool", rows=1)
    line = trace["m1"].derived.line((0, 1, 0, 2), NumberFormat(4))
    assert re.fullmatch(r"m1\[1,0,2\] = max\((.+, ){3}.+\) = \S+  # a1\[[23],[01],2\]", str(line))


def test_a_pixel_in_no_maximum_gets_nothing():
    trace = traced("max_pool", rows=1)
    place = tuple(np.argwhere(trace.arrays["da1"] == 0)[0])
    assert str(trace["da1"].derived.line(place, NumberFormat())).endswith("] = 0")


@pytest.mark.parametrize("terms", [13, 200, 36_864])
@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_long_sums_stay_true_and_short(terms, dtype):
    random = np.random.default_rng(terms)
    q = random.normal(size=(terms, 1)).astype(dtype)
    derived = Derived("db", {"dz": q, "db": q.sum(axis=0)}, Sum.of("dy"), {"dy": "dz"}, "biases")
    for digits in (2, 4, 6):
        line = derived.line((0,), NumberFormat(digits))
        assert len(str(line)) < 160
        assert is_true(line, digits)
        assert f"[{terms - 4:,} more terms: " in line.expression


def test_a_sum_that_cancels_out_is_0():
    dz = np.array([[0.25], [-0.5], [0.25 + 1e-17], [1e-9], [-1e-9 - 1e-18]])
    derived = Derived("db", {"dz": dz, "db": np.array([-3e-17])}, Sum.of("dy"), {"dy": "dz"}, "")
    line = derived.line((0,), NumberFormat())
    assert str(line).endswith(" = 0  # -3e-17 by rounding")
    assert is_true(line, 4)
