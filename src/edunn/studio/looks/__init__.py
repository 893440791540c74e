"""Looks: from a snapshot of a run to what a screen shows of it.

Each is a plain function, `look(run, snapshot, query) -> message`. All numbers come from the model's
own `predict`, `evaluate` and `trace`; a look only chooses, names and packs them.
"""

from edunn.studio.looks.boundary import boundary_look
from edunn.studio.looks.breeding import breeding_look
from edunn.studio.looks.family import family_look
from edunn.studio.looks.filters import filters_look
from edunn.studio.looks.network import network_look
from edunn.studio.looks.origins import origin_look
from edunn.studio.looks.population import population_look
from edunn.studio.looks.results import results_look
from edunn.studio.looks.tracing import trace_look

__all__ = [
    "boundary_look",
    "breeding_look",
    "family_look",
    "filters_look",
    "network_look",
    "origin_look",
    "population_look",
    "results_look",
    "trace_look",
]
