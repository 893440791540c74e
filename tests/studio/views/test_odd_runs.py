"""Looks at networks that nobody would want: they must be shown, or refused with good words."""

from dataclasses import replace

import numpy as np
import pytest

from edunn.errors import SettingError
from edunn.studio.example import example
from edunn.studio.experiment import DropoutChoice
from edunn.studio.plan import recipe_of
from edunn.studio.views.boundary import BoundaryQuery, boundary_view
from edunn.studio.views.breeding import BreedingQuery, breeding_view
from edunn.studio.views.network import filters_view, network_view, with_theta
from edunn.studio.views.origins import OriginQuery, origin_view
from edunn.studio.views.population import FamilyQuery, family_view, population_view
from edunn.studio.views.results import results_view
from edunn.studio.views.trace import TraceQuery, trace_view


@pytest.mark.parametrize("name", ["flowers", "moons"])
def test_a_network_of_nan_can_be_looked_at(name, request):
    snapshot = request.getfixturevalue(name)
    lost = with_theta(snapshot.model, np.full_like(snapshot.model.theta, np.nan))
    snapshot = replace(snapshot, model=lost)
    for message in (
        network_view(1, snapshot),
        boundary_view(1, snapshot, BoundaryQuery(side=8)),
        filters_view(1, snapshot),
        results_view(1, snapshot),
        trace_view(1, snapshot, TraceQuery()),
        origin_view(1, snapshot, OriginQuery(step="z1", index=[0, 1])),
    ):
        assert "NaN" not in message.model_dump_json(exclude={"steps", "line", "report", "notes"})


def test_the_copy_is_another_network(flowers):
    before = flowers.model.theta
    with_theta(flowers.model, np.zeros_like(before))
    assert np.array_equal(flowers.model.theta, before)


def test_dropout_is_the_same_for_trace_and_origin():
    snapshot = example()
    experiment = snapshot.planned.experiment
    hidden = [*experiment.hidden, DropoutChoice(rate=0.5)]
    network = experiment.model_copy(update={"hidden": hidden})
    snapshot = dropped(snapshot, network)
    look = trace_view(1, snapshot, TraceQuery())
    (r1,) = (array.values[0] for array in look.arrays if array.name == "r1")
    assert 0.0 in r1
    for unit, value in enumerate(r1):
        line = origin_view(1, snapshot, OriginQuery(step="r1", index=[0, unit])).line.text
        assert float(line.rpartition(" = ")[2]) == pytest.approx(value, rel=1e-4)
    assert network_view(1, snapshot).dropped == [1]


def dropped(snapshot, experiment):
    recipe = recipe_of(experiment, snapshot.planned.training)
    planned = replace(snapshot.planned, experiment=experiment, recipe=recipe)
    model = planned.model()
    planned.begun(model)
    return replace(snapshot, planned=planned, model=model)


def test_evolution_by_loss():
    look = population_view(
        1, example(algorithm="genetic_algorithm", population_size=8, fitness="loss")
    )
    assert look.means == "minus the loss"
    assert max(look.fitness) < 0


@pytest.mark.parametrize("algorithm", ["snes", "pgpe", "hill_climber", "low_rank_es"])
def test_individuals_that_are_drawn_have_no_parents(algorithm):
    snapshot = example(algorithm=algorithm, population_size=10)
    look = population_view(1, snapshot)
    assert len(look.fitness) == 10
    assert look.parents == []
    assert look.fitness[look.best] == max(look.fitness)
    assert family_view(1, snapshot, FamilyQuery()).best.parents == []
    assert boundary_view(1, snapshot, BoundaryQuery(side=8, individual=9)).sure.width == 8
    with pytest.raises(SettingError, match="instead of breeding"):
        breeding_view(1, snapshot, BreedingQuery())
