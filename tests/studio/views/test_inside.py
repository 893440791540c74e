from dataclasses import replace

import numpy as np
import pytest

from edunn.errors import SettingError
from edunn.studio.new_tables import NewTable
from edunn.studio.own_tables import keep_table
from edunn.studio.views import trace_arrays
from edunn.studio.views.network import with_theta
from edunn.studio.views.origins import ArrayQuery, OriginQuery, array_view, origin_view
from edunn.studio.views.trace import Recent, TraceQuery, trace_view, traced
from edunn.trace.number_format import NumberFormat


def test_arrays_and_lines_are_those_of_the_trace(flowers):
    look = trace_view(1, flowers, TraceQuery(row=3))
    one = flowers.planned.held_out.take(slice(3, 4))
    trace = flowers.model.trace(one, algorithm="adam")
    assert [step.name for step in look.steps] == [step.name for step in trace.steps]
    shown = [[line.text for line in step.lines] for step in look.steps]
    numbers = NumberFormat(4)
    assert shown == [[str(line) for line in step.derived.lines(numbers)] for step in trace.steps]
    assert look.rows == len(flowers.planned.held_out)
    for array in look.arrays:
        q = trace.arrays[array.name]
        assert array.shape == list(q.shape)
        assert np.array_equal(np.array(array.values), np.atleast_2d(q))


def test_large_arrays_come_as_pictures(digits):
    arrays = {array.name: array for array in trace_view(1, digits, TraceQuery()).arrays}
    assert arrays["W1"].values is None
    assert (arrays["W1"].plane.width, arrays["W1"].plane.height) == (6, 784)
    assert arrays["x"].values is not None


def test_evolution_is_told_as_descent(bred):
    look = trace_view(1, bred, TraceQuery())
    assert look.how.code == "trace.of_evolution"
    assert "gradient_descent" in look.heading


def test_a_row_that_is_not_there_is_refused(flowers):
    with pytest.raises(SettingError, match="0 to 37"):
        trace_view(1, flowers, TraceQuery(row=38))


PLACES = [
    ("z1", [0, 2]),
    ("a1", [0, 3]),
    ("z2", [0, 1]),
    ("p", [0, 1]),
    ("dz2", [0, 2]),
    ("dW2", [4, 1]),
    ("db2", [2]),
    ("da1", [0, 5]),
    ("dz1", [0, 5]),
    ("dW1", [3, 4]),
    ("g", [7]),
    ("W1_new", [2, 1]),
    ("b2_new", [0, 1]),
    ("loss", [0, 0]),
]


@pytest.mark.parametrize(("step", "index"), PLACES, ids=[name for name, _ in PLACES])
def test_the_line_ends_in_the_number(flowers, step, index):
    query = OriginQuery(step=step, index=index)
    origin = origin_view(1, flowers, query)
    trace = flowers.model.trace(flowers.planned.held_out.take(slice(1)), algorithm="adam")
    q = np.atleast_2d(trace.arrays[step])
    place = tuple(index) if len(index) == 2 else (0, *index)
    assert float(origin.line.text.rpartition(" = ")[2]) == pytest.approx(q[place], rel=1e-4)


def taken(trace, sources, name):
    return np.array([trace.arrays[name][tuple(place)] for place in sources[name]])


def test_sources_of_products_make_the_number_again(flowers):
    trace = flowers.model.trace(flowers.planned.held_out.take(slice(1)), algorithm="adam")
    for step, index, left, right, bias in [
        ("z1", [0, 2], "x", "W1", "b1"),
        ("z2", [0, 1], "a1", "W2", "b2"),
        ("da1", [0, 5], "dz2", "W2", None),
        ("dW1", [3, 4], "x", "dz1", None),
    ]:
        sources = origin_view(1, flowers, OriginQuery(step=step, index=index)).sources
        assert set(sources) == {left, right, bias} - {None}
        number = taken(trace, sources, left) @ taken(trace, sources, right)
        if bias:
            number += taken(trace, sources, bias)[0]
        assert number == pytest.approx(trace.arrays[step][tuple(index)])


def test_a_number_of_g_is_one_of_a_gradient(flowers):
    origin = origin_view(1, flowers, OriginQuery(step="g", index=[24 + 3]))
    assert origin.sources == {"db1": [[3]]}
    assert origin.line.text.startswith("g[27] = db1[3] = ")


def test_at_most_64_places_are_told(digits):
    sources = origin_view(1, digits, OriginQuery(step="z1", index=[0, 5])).sources
    assert len(sources["x"]) == len(sources["W1"]) == 64


def test_a_number_that_has_no_line_gets_one(digits):
    trace = digits.model.trace(digits.planned.held_out.take(slice(1)), algorithm="adam")
    shown = "\n".join(trace["dW1"].lines())
    assert "dW1[300,4]" not in shown
    origin = origin_view(1, digits, OriginQuery(step="dW1", index=[300, 4]))
    x, dz = trace.arrays["x"][0, 300], trace.arrays["dz1"][0, 4]
    assert origin.line.text.startswith("dW1[300,4] = ")
    assert float(origin.line.text.rpartition(" = ")[2]) == pytest.approx(x * dz, rel=1e-4)


@pytest.mark.parametrize("index", [[], [1, 0], [0, 6], [6]])
def test_a_place_that_is_not_there_is_refused(flowers, index):
    with pytest.raises(SettingError, match="no entry"):
        origin_view(1, flowers, OriginQuery(step="z1", index=index))


def test_a_step_that_is_not_there_is_refused(flowers):
    with pytest.raises(SettingError, match="no 'z9' in this trace"):
        origin_view(1, flowers, OriginQuery(step="z9", index=[0]))


@pytest.mark.parametrize(("name", "index"), [("x", [0, 2]), ("W1", [3, 4]), ("t", [0, 1])])
def test_what_is_given_comes_from_nowhere(flowers, name, index):
    origin = origin_view(1, flowers, OriginQuery(step=name, index=index))
    trace = flowers.model.trace(flowers.planned.held_out.take(slice(1)), algorithm="adam")
    assert origin.sources == {}
    assert origin.value == trace.arrays[name][tuple(index)]
    assert origin.line.text.startswith(f"{name}[{index[0]},{index[1]}] = ")


def test_a_number_behind_an_activation_comes_from_its_derivative_too(flowers):
    origin = origin_view(1, flowers, OriginQuery(step="dz1", index=[0, 3]))
    assert origin.sources == {name: [[0, 3]] for name in ("da1", "z1", "a1")}


def test_the_whole_gradient_is_made_of_all_others(flowers):
    steps = {step.name: step for step in trace_view(1, flowers, TraceQuery()).steps}
    assert steps["g"].uses == ["dW1", "db1", "dW2", "db2"]
    assert steps["dz1"].uses == ["da1", "z1", "a1"]


def test_an_update_has_all_formulas_of_its_optimizer(flowers):
    steps = {step.name: step for step in trace_view(1, flowers, TraceQuery()).steps}
    assert steps["W1_new"].latex.count("&=") == 4
    assert r"\sqrt" in steps["W1_new"].latex


def test_scaling_is_a_step_too(scaled):
    look = trace_view(1, scaled, TraceQuery())
    step = next(step for step in look.steps if step.formula.startswith("s0"))
    assert step.latex == (r"s_{0} = \frac{x - \mathrm{shift}_{s_{0}}}{\mathrm{scale}_{s_{0}}}")
    origin = origin_view(1, scaled, OriginQuery(step="s0", index=[0, 2]))
    assert origin.sources == {"x": [[0, 2]], "shift_s0": [[2]], "scale_s0": [[2]]}


def test_a_line_that_is_written_here_has_the_settings_too(digits):
    line = origin_view(1, digits, OriginQuery(step="W1_new", index=[400, 3])).line.text
    assert "rate" not in line
    assert " + 1e-07) = " in line


def test_a_network_that_learned_on_is_asked_about_what_was_shown(flowers):
    look = trace_view(1, flowers, TraceQuery())
    shown = next(array for array in look.arrays if array.name == "z1").values[0][2]
    later = replace(flowers, model=with_theta(flowers.model, flowers.model.theta * 2))
    query = OriginQuery(step="z1", index=[0, 2], key=look.key)
    assert origin_view(1, later, query).value == shown
    assert origin_view(1, later, query.model_copy(update={"key": None})).value != shown


def test_old_traces_are_forgotten(flowers):
    rows = [flowers.planned.held_out.take(slice(k, k + 1)) for k in range(3)]
    recent = Recent(most=2)
    first, second, third = (recent.keep(flowers.model.trace(row)) for row in rows)
    assert recent.find(first) is None
    assert recent.find(second)
    assert recent.find(third)
    assert recent.find(None) is None


def test_a_prediction_of_a_class_is_that_of_predict(flowers):
    rows = flowers.planned.held_out
    for row in range(0, len(rows), 7):
        shown = trace_view(1, flowers, TraceQuery(row=row)).prediction
        one = rows.take(slice(row, row + 1))
        assert shown.label == str(flowers.model.classify(one.inputs)[0])
        assert shown.probability == pytest.approx(flowers.model.predict(one.inputs).max())
        assert shown.is_right == (shown.label == rows.class_names[int(rows.targets[row])])


def test_a_scaled_prediction_is_shown_in_both_units(lab, prices):
    keep_table(lab.session.workspace.data, NewTable(name="prices", text=prices))
    run = lab.begin(data={"name": "prices"}, epochs=20)
    lab.finished(run)
    snapshot = lab.session.snapshot(run)
    view = trace_view(run, snapshot, TraceQuery(row=2))
    one = snapshot.planned.held_out.take(slice(2, 3))
    assert float(view.prediction.label) == pytest.approx(
        snapshot.model.predict(one.inputs).item(), rel=1e-5
    )
    unit = view.prediction.unit
    target = float(view.example.label)
    assert unit.target == pytest.approx((target - unit.mean) / unit.deviation, rel=1e-5)
    arrays = {array.name: array.values for array in view.arrays}
    assert arrays["t"] == [[unit.target]]
    assert [[unit.prediction]] in arrays.values()


def test_a_very_large_array_is_sent_by_request_only(digits, monkeypatch):
    whole = len(trace_view(1, digits, TraceQuery(row=3)).model_dump_json())
    monkeypatch.setattr(trace_arrays, "AT_ONCE", 4000)
    view = trace_view(1, digits, TraceQuery(row=3))
    arrays = {array.name: array for array in view.arrays}
    for name in ("W1", "dW1", "W1_new"):
        assert arrays[name].shape == [784, 6]
        assert arrays[name].plane is arrays[name].values is None
    assert arrays["z1"].values is not None
    assert len(view.model_dump_json()) < 0.8 * whole
    asked = array_view(1, digits, ArrayQuery(row=3, name="dW1", key=view.key))
    assert (asked.plane.width, asked.plane.height) == (6, 784)
    dw = traced(digits, "held_out", 3).arrays["dW1"]
    assert (asked.plane.low, asked.plane.high) == pytest.approx((dw.min(), dw.max()))
    with pytest.raises(SettingError, match="W9"):
        array_view(1, digits, ArrayQuery(name="W9"))


def test_the_batch_of_a_row_is_named(flowers, bred):
    view = trace_view(1, replace(flowers, batch_size=32), TraceQuery(part="training"))
    assert view.batch.code == "trace.of_batch"
    assert "mini-batch of 32 rows" in view.batch.text
    assert trace_view(1, flowers, TraceQuery(part="held_out")).batch is None
    assert trace_view(1, replace(flowers, batch_size=1), TraceQuery(part="training")).batch is None
    assert trace_view(1, bred, TraceQuery(part="training")).batch is None
