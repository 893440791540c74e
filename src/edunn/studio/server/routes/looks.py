"""Looks inside a run's network, as it is now."""

from flask import Response

from edunn.studio.server.replies import RunPath, reply, session, topic
from edunn.studio.wire.evolution import (
    BreedingLook,
    BreedingQuery,
    FamilyLook,
    FamilyQuery,
    PopulationLook,
)
from edunn.studio.wire.looks import (
    BoundaryLook,
    BoundaryQuery,
    FiltersLook,
    NetworkLook,
    Origin,
    OriginQuery,
    ResultsLook,
    ResultsQuery,
    TraceLook,
    TraceQuery,
)

api = topic("looks")


@api.get("/runs/<int:run>/network", responses={200: NetworkLook})
def get_network(path: RunPath) -> Response:
    """Weights and biases, layer by layer."""
    return reply(session().network_look(path.run))


@api.get("/runs/<int:run>/boundary", responses={200: BoundaryLook})
def get_boundary(path: RunPath, query: BoundaryQuery) -> Response:
    """What the network, and each neuron, answers all over a plane of two inputs."""
    return reply(session().boundary_look(path.run, query))


@api.get("/runs/<int:run>/filters", responses={200: FiltersLook})
def get_filters(path: RunPath) -> Response:
    """The first layer's weights as images."""
    return reply(session().filters_look(path.run))


@api.get("/runs/<int:run>/results", responses={200: ResultsLook})
def get_results(path: RunPath, query: ResultsQuery) -> Response:
    """Report, confusion matrix and misses."""
    return reply(session().results_look(path.run, query))


@api.get("/runs/<int:run>/trace", responses={200: TraceLook})
def get_trace(path: RunPath, query: TraceQuery) -> Response:
    """One example's way through the network, forward and backward."""
    return reply(session().trace_look(path.run, query))


@api.post("/runs/<int:run>/origin", responses={200: Origin})
def find_origin(path: RunPath, body: OriginQuery) -> Response:
    """Where one number of a trace comes from."""
    return reply(session().origin_look(path.run, body))


@api.get("/runs/<int:run>/population", responses={200: PopulationLook})
def get_population(path: RunPath) -> Response:
    """Everybody in the generation that was scored last."""
    return reply(session().population_look(path.run))


@api.get("/runs/<int:run>/family", responses={200: FamilyLook})
def get_family(path: RunPath, query: FamilyQuery) -> Response:
    """The ancestors of the best individual."""
    return reply(session().family_look(path.run, query))


@api.get("/runs/<int:run>/breeding", responses={200: BreedingLook})
def get_breeding(path: RunPath, query: BreedingQuery) -> Response:
    """One child of two parents, gene by gene."""
    return reply(session().breeding_look(path.run, query))
