"""The views of a network with frozen layers: their steps are shown, their weights do not learn."""

from dataclasses import replace

import numpy as np
import pytest

from edunn import Model
from edunn.studio.example import example
from edunn.studio.views.layers import chain_of, links_of
from edunn.studio.views.network import network_view
from edunn.studio.views.origins import OriginQuery, origin_view
from edunn.studio.views.trace import TraceQuery, trace_view

FEATURES = ["frozen", [["conv", 4, 3, "relu"], ["max_pool", 2]]]


@pytest.fixture(scope="module")
def snapshot():
    found = example("digits_8x8", epochs=1)
    model = Model([[8, 8, 1], FEATURES, ["flatten"], ["center"], [10, "softmax"]], seed=1)
    model.train("low_rank_es", found.planned.training, epochs=2, progress=False)
    return replace(found, model=model)


def test_the_trace_shows_the_convolution_and_no_gradient_of_it(snapshot):
    view = trace_view(1, snapshot, TraceQuery(row=5))
    arrays = {array.name: array for array in view.arrays}
    assert np.shape(arrays["0.y_f0"].values) == (36, 4)
    assert not {"layer", "layer_backward"} & {step.kind for step in view.steps}
    assert not [name for name in arrays if name.startswith("d0.")]
    query = OriginQuery(step="0.y_f0", index=[0, 3, 2, 1], row=5, key=view.key)
    sources = origin_view(1, snapshot, query).sources
    assert {name: len(places) for name, places in sources.items()} == {
        "x": 9,
        "0.W_f0": 9,
        "0.b_f0": 1,
    }


def test_the_network_is_drawn_with_it(snapshot):
    titles = [link.title for link in links_of(snapshot.model.network)]
    assert titles[1] == "frozen (conv 4 3x3, relu, max_pool 2x2)"
    assert chain_of(snapshot.model.network)[1].parameters == 0
    assert network_view(1, snapshot) is not None
