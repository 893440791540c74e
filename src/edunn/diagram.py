"""The diagram of a network: units and weights where they are few, a box for each layer else."""

from collections.abc import Sequence

from edunn.architecture import network_in_words, parameter_count, title
from edunn.network import Network, Views
from edunn.plots import Chart
from edunn.plots.diagram import LayerBox, Units, box_diagram, unit_diagram
from edunn.text import plural

MOST_UNITS, MOST_WEIGHTS = 32, 600
"""Of a layer and of the whole network, where every one of them is drawn."""


def diagram(
    network: Network, p: Views, inputs: Sequence[str] = (), outputs: Sequence[str] = ()
) -> Chart:
    """The network as a chart.

    Args:
        p: the parameters of each layer by name.
        inputs, outputs: the names of the inputs and of the classes, as far as they are known.

    Example:
        >>> import numpy as np
        >>> from edunn.architecture import Defaults, build_network
        >>> network = build_network([[2], [1, "sigmoid"]], None, None, Defaults())
        >>> p = network.layout.views(network.initial_theta(np.random.default_rng(0), "float32"))
        >>> diagram(network, p).panels[0].description
        '2 - 1 sigmoid'
    """
    words = network_in_words(network)
    if not _is_small(network):
        return box_diagram(_boxes(network), words)
    columns = [Units(network.input_shape[0], plural(network.input_shape[0], "input"), inputs)]
    for layer, shape in zip(network.layers, network.shapes[1:], strict=True):
        if layer.is_dense:
            columns.append(Units(shape[0], title(layer).removeprefix("dense ")))
        elif not layer.is_random:
            last, comma = columns[-1], "" if layer.as_activation else ","
            columns[-1] = last._replace(caption=f"{last.caption}{comma} {title(layer)}")
    columns[-1] = columns[-1]._replace(names=outputs if len(outputs) == columns[-1].size else ())
    weights = [own["W"] for layer, own in zip(network.layers, p, strict=True) if layer.is_dense]
    return unit_diagram(columns, weights, words)


def _is_small(network: Network) -> bool:
    """Whether it is made of dense layers of few units."""
    learners = {place.layer for place in network.layout.places}
    is_dense = bool(learners) and all(network.layers[k].is_dense for k in learners)
    is_flat = all(len(shape) == 1 and shape[0] <= MOST_UNITS for shape in network.shapes)
    return is_dense and is_flat and network.layout.size <= MOST_WEIGHTS


def _boxes(network: Network) -> list[LayerBox]:
    """The input and each layer, an activation with the layer in front of it."""
    found = [LayerBox("input", _shape(network.input_shape))]
    for k, (layer, shape) in enumerate(zip(network.layers, network.shapes[1:], strict=True)):
        count = parameter_count(network, k)
        box = LayerBox(title(layer), _shape(shape), plural(count, "parameter") if count else "")
        if layer.as_activation and len(found) > 1:
            last = found[-1]
            found[-1] = last._replace(title=f"{last.title}, {box.title}")
        else:
            found.append(box)
    return found


def _shape(shape: Sequence[int]) -> str:
    return " x ".join(map(str, shape))
