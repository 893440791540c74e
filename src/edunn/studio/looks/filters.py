"""Filters: the weights of a first-layer neuron are a picture of what it looks for."""

from typing import TYPE_CHECKING

from edunn.studio.looks.layers import neurons_of
from edunn.studio.looks.planes import plane_of
from edunn.studio.looks.rows import side_of
from edunn.studio.wire.looks import FiltersLook

if TYPE_CHECKING:
    from edunn.studio.snapshots import Snapshot

MOST_FILTERS = 64


def filters_look(run: int, snapshot: "Snapshot") -> FiltersLook:
    """A picture of each neuron's weights: as an image where inputs are pixels, else one row.

    Example:
        >>> from edunn.studio.looks.example import example
        >>> filters = filters_look(1, example()).filters
        >>> len(filters), filters[0].width, filters[0].height
        (6, 4, 1)
    """
    W = neurons_of(snapshot.model)[0].p["W"]
    side = side_of(snapshot.planned.training)
    shape = (side, side) if side else (1, len(W))
    filters = [plane_of(W[:, unit].reshape(shape)) for unit in range(W.shape[1])[:MOST_FILTERS]]
    return FiltersLook(run=run, epoch=snapshot.epoch, filters=filters)
