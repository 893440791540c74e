"""The network as a diagram: its layers, their weights, and names for what goes in and out."""

from typing import TYPE_CHECKING

import numpy as np

from edunn.studio.looks.layers import Neurons, neurons_of
from edunn.studio.looks.planes import finite, finite_rows
from edunn.studio.wire.looks import LayerLook, NetworkLook

if TYPE_CHECKING:
    from edunn.studio.snapshots import Snapshot

MOST_WEIGHTS, MOST_NAMES = 4096, 64


def network_look(run: int, snapshot: "Snapshot") -> NetworkLook:
    """All layers of neurons with their weights; too many of them are only measured.

    Example:
        >>> from edunn.studio.looks.example import example
        >>> [(layer.units, layer.activation) for layer in network_look(1, example()).layers]
        [(6, 'tanh'), (3, 'softmax')]
    """
    layers = neurons_of(snapshot.model)
    return NetworkLook(
        run=run,
        epoch=snapshot.epoch,
        inputs=list(snapshot.planned.training.feature_names[:MOST_NAMES]),
        outputs=output_names(snapshot)[:MOST_NAMES],
        layers=[_layer(neurons) for neurons in layers],
        dropped=[neurons.number for neurons in layers if neurons.is_dropped],
    )


def output_names(snapshot: "Snapshot") -> list[str]:
    """The class that each output speaks for; one output speaks for the second of two classes."""
    data, outputs = snapshot.planned.training, snapshot.model.network.shapes[-1][0]
    if data.class_names is None:
        return [data.target_name] * outputs
    return list(data.class_names) if outputs > 1 else [data.class_names[-1]]


def _layer(neurons: Neurons) -> LayerLook:
    W, b = neurons.p["W"], neurons.p["b"]
    sizes, is_small = np.abs(W), W.size <= MOST_WEIGHTS
    return LayerLook(
        layer=neurons.number,
        activation=neurons.activation,
        inputs=W.shape[0],
        units=W.shape[1],
        W=finite_rows(W) if is_small else None,
        b=[finite(bias) for bias in b] if is_small else None,
        largest=finite(sizes.max()) or 0.0,
        mean_size=finite(sizes.mean()) or 0.0,
    )
