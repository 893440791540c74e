import re
import time
from base64 import b64encode

import numpy as np
import pytest

from edunn import Model
from edunn.data import load, redrawn
from edunn.errors import DataError, ShapeError
from edunn.network import Network
from edunn.studio.views.digit import (
    Drawing,
    DrawingQuery,
    Photo,
    digit_view,
    preprocessed,
    saliency_of,
)
from edunn.studio.views.nearest_neighbours import NearestNeighbours
from edunn.studio.views.network import traced
from edunn.studio.views.packing import packed


@pytest.fixture(scope="module")
def neighbours():
    return NearestNeighbours()


@pytest.fixture(scope="module")
def model():
    return Model.pretrained("digits")


def asked(canvas, **settings):
    return DrawingQuery(
        drawing=Drawing(side=len(canvas), pixels=packed(canvas)), network="digits", **settings
    )


def drawn(row, seed=0):
    digits = load("mnist").split()[1]
    image = digits.inputs[row].reshape(1, 28, 28)
    return redrawn(image, np.random.default_rng(seed))[0], str(digits.targets[row])


def test_a_drawing_is_read_and_looks_like_its_neighbours(model, neighbours):
    right = alike = 0
    for row in range(20):
        canvas, label = drawn(row, seed=row)
        look = digit_view(model, asked(canvas), neighbours)
        right += look.answer == label
        alike += sum(neighbour.label == label for neighbour in look.nearest)
    assert right >= 18
    assert alike >= 75


def test_the_parts_of_a_look_agree(model, neighbours):
    look = digit_view(model, asked(drawn(3)[0]), neighbours)
    assert look.answer == look.classes[int(np.argmax(look.prediction))]
    assert sum(look.prediction) == pytest.approx(1, abs=1e-5)
    assert [layer.units for layer in look.layers] == [32, 32, 64, 64, 256, 10]
    assert all(layer.plane.width * layer.plane.height >= layer.units for layer in look.layers)
    assert look.saliency.low == -look.saliency.high < 0
    distances = [neighbour.distance for neighbour in look.nearest]
    assert distances == sorted(distances)
    assert len(distances) == 5


def test_a_drawing_that_might_be_two_digits_gets_both(model, neighbours):
    clear = digit_view(model, asked(drawn(3)[0]), neighbours)
    assert clear.is_sure
    assert clear.note == f"Prediction: {clear.answer} ({100 * max(clear.prediction):.0f} %)."
    scribble = digit_view(
        model, asked(np.indices((280, 280)).sum(axis=0) % 90 // 45 * 255), neighbours
    )
    assert not scribble.is_sure
    best, second = np.argsort(scribble.prediction)[:-3:-1]
    assert re.match(rf"I am not sure: {best} \(\d+ %\), or {second} \(", scribble.note)


def test_the_steps_lead_to_what_is_seen(model, neighbours):
    look = digit_view(model, asked(drawn(3)[0]), neighbours)
    assert [step.step for step in look.steps] == ["ink", "box", "small", "bright", "digit"]
    assert [step.plane.width for step in look.steps] == [56, 56, 20, 20, 28]
    assert look.steps[-1].plane.pixels == look.seen
    without = digit_view(model, asked(drawn(3)[0], recipe=False), neighbours)
    assert without.steps == []


def test_without_the_recipe_a_corner_is_a_corner(model, neighbours):
    canvas = np.zeros((280, 280), np.uint8)
    canvas[20:60, 20:26] = 255
    with_recipe = digit_view(model, asked(canvas), neighbours)
    without = digit_view(model, asked(canvas, recipe=False), neighbours)
    assert with_recipe.answer == "1"
    assert with_recipe.seen != without.seen
    assert "shrunk" in without.note


def test_an_empty_canvas_gets_a_sentence_and_no_answer(model, neighbours):
    look = digit_view(model, asked(np.zeros((280, 280))), neighbours)
    assert look.is_empty
    assert "Draw a digit" in look.note
    assert (look.answer, look.layers, look.nearest, sum(look.prediction)) == ("", [], [], 0)


@pytest.mark.parametrize("recipe", [True, False])
def test_a_canvas_full_of_ink_is_looked_at_too(model, neighbours, recipe):
    look = digit_view(model, asked(np.full((280, 280), 255), recipe=recipe), neighbours)
    assert not look.is_empty


def photographed(canvas, seed=0):
    """Dark ink on a yellowish sheet with grain, in light from the left."""
    random = np.random.default_rng(seed)
    light = np.linspace(1, 0.5, canvas.shape[1])[:, np.newaxis]
    colours = np.array([250, 240, 200]) * light * (1 - 0.9 * canvas[:, :, np.newaxis] / 255)
    colours += random.normal(0, 4, colours.shape)
    alpha = np.full((*canvas.shape, 1), 255.0)
    pixels = np.concatenate([colours, alpha], axis=2)
    raw = np.clip(np.rint(pixels), 0, 255).astype(np.uint8).tobytes()
    height, width = canvas.shape
    return Photo(width=width, height=height, pixels=b64encode(raw).decode())


@pytest.mark.parametrize("recipe", [True, False])
def test_a_photo_is_classified_as_the_drawing_on_it(model, neighbours, recipe):
    right = 0
    for row in range(10):
        canvas, label = drawn(row, seed=row)
        sheet = np.pad(canvas, ((5, 5), (60, 10)))
        look = digit_view(
            model, DrawingQuery(drawing=photographed(sheet), recipe=recipe), neighbours
        )
        assert [step.step for step in look.steps] == ["ink", "box", "small", "bright", "digit"]
        right += look.answer == label
    assert right >= 9


def test_a_photo_is_refused_with_the_reason(model, neighbours):
    empty = photographed(np.zeros((100, 80)))
    with pytest.raises(DataError, match="no ink"):
        digit_view(model, DrawingQuery(drawing=empty), neighbours)
    short = Photo(width=81, height=100, pixels=empty.pixels)
    with pytest.raises(ShapeError, match="81 x 100"):
        preprocessed(short)


def test_refusals_teach(model, neighbours):
    with pytest.raises(ShapeError, match="100 bytes"):
        preprocessed(Drawing(side=11, pixels=packed(np.ones((10, 10)))))
    with pytest.raises(DataError, match="Base64"):
        preprocessed(Drawing(side=8, pixels="?"))
    with pytest.raises(DataError, match="empty"):
        preprocessed(Drawing(side=8, pixels=packed(np.zeros((8, 8)))))
    with pytest.raises(ShapeError, match="784"):
        digit_view(Model([[4], [2, "softmax"]]), asked(np.eye(9)), neighbours)
    with pytest.raises(DataError, match="classes"):
        digit_view(Model([[784], [10, "softmax"]]), asked(np.eye(9)), neighbours)


def unlike_any(kind):
    random = np.random.default_rng(5)
    return {
        "noise": random.random(784),
        "checks": np.indices((28, 28)).sum(axis=0).ravel() % 2,  # all blocks of 2 x 2 look alike
        "nothing": np.zeros(784),
        "all ink": np.ones(784),
    }[kind].astype(np.float32)


def plain_search(x, count=5):
    squared = ((load("mnist").inputs[:60_000] - x) ** 2).sum(axis=1)
    return np.sqrt(np.sort(squared)[:count])


@pytest.mark.parametrize("row", [0, 7, 250, 4_000, 9_999])
def test_the_nearest_are_those_of_plain_search(neighbours, row):
    x = load("mnist").split()[1].inputs[row]
    found = [neighbour.distance for neighbour in neighbours.of(x)]
    np.testing.assert_allclose(found, plain_search(x), rtol=1e-5)


@pytest.mark.parametrize("kind", ["noise", "checks", "nothing", "all ink"])
def test_the_nearest_are_found_for_what_is_no_digit_too(neighbours, kind):
    x = unlike_any(kind)
    found = [neighbour.distance for neighbour in neighbours.of(x, count=9)]
    np.testing.assert_allclose(found, plain_search(x, count=9), rtol=1e-5)


def test_a_training_digit_is_nearest_to_itself(neighbours):
    first = neighbours.of(load("mnist").inputs[42])[0]
    assert first.row == 42
    assert first.distance == pytest.approx(0, abs=0.01)


def test_the_nearest_are_found_in_no_time(neighbours):
    x, times = load("mnist").inputs[60_001], []
    for _ in range(7):
        start = time.perf_counter()
        neighbours.of(x)
        times.append(time.perf_counter() - start)
    assert min(times) < 0.1  # about 3 ms on one core; the machine may be busy


def test_saliency_is_the_input_times_the_gradient_of_the_logit():
    model = Model([[6], [5, "tanh"], [3, "softmax"]], dtype="float64", seed=1)
    x = np.random.default_rng(0).random(6)

    def logit(x):
        return model.objective.logits(model.theta, x[np.newaxis], model.learned.statistics)[0, 2]

    nudges = 1e-6 * np.eye(6)
    gradient = np.array([(logit(x + nudge) - logit(x - nudge)) / 2e-6 for nudge in nudges])
    saliency = saliency_of(model, traced(model, x[np.newaxis]), 2)
    np.testing.assert_allclose(saliency, x * gradient, atol=1e-8)


def test_a_digit_costs_one_forward_pass(model, neighbours, monkeypatch):
    passes = []

    def counted(self, *args, **settings):
        passes.append(self)
        return traced_once(self, *args, **settings)

    traced_once = Network.traced
    monkeypatch.setattr(Network, "traced", counted)
    digit_view(model, asked(drawn(3)[0]), neighbours)
    assert len(passes) == 1
