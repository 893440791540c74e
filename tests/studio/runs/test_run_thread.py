import numpy as np
import pytest

from edunn.studio.messages import Conflict
from edunn.studio.new_tables import NewTable
from edunn.studio.own_tables import keep_table
from edunn.studio.plan import planned
from edunn.studio.views.network import network_view
from edunn.studio.views.networks import PredictQuery, networks_of, prediction_of
from edunn.studio.views.population import population_view
from edunn.studio.views.report import report_of_run
from edunn.studio.views.results import results_view
from edunn.studio.workspace import Workspace

OF_IMAGES = [
    {
        "kind": "layer",
        "name": "conv",
        "settings": {"filters": 3, "kernel": 3},
        "activation": "relu",
    },
    {"kind": "layer", "name": "max_pool"},
    {"kind": "layer", "name": "batch_norm"},
    {"kind": "layer", "name": "flatten"},
    {"kind": "dropout", "rate": 0.1},
    {"units": 8},
]

EXPERIMENTS = {
    "adam": {"epochs": 30},
    "penalty": {
        "epochs": 30,
        "scaling": "min_max",
        "hidden": [{"units": 6, "regularizer": "l1_l2"}],
    },
    "dropout": {"epochs": 20, "hidden": [{"units": 6}, {"kind": "dropout", "rate": 0.2}]},
    "images": {"epochs": 2, "data": {"name": "digits_8x8"}, "hidden": OF_IMAGES},
    "genetic": {"epochs": 20, "algorithm": {"name": "genetic_algorithm", "settings": {}}},
    "snes": {"epochs": 20, "data": {"name": "curve", "rows": 60}, "algorithm": {"name": "snes"}},
}


WILD = {
    "data": {"name": "curve"},
    "algorithm": {"name": "gradient_descent", "settings": {"learning_rate": 1e6}},
}


@pytest.mark.parametrize("name", EXPERIMENTS)
def test_a_run_gives_the_numbers_of_train(lab, name):
    run = lab.begin(**EXPERIMENTS[name])
    experiment = lab.finished(run).experiment
    plan = planned(experiment, Workspace(lab.folder))
    training = plan.begun(plan.model())
    assert lab.session.runs.curves(run).loss == [record.loss for record in training.finish()]


USELESS = {
    "epochs": 12,
    "hidden": [{"units": 4}],
    "algorithm": {"name": "gradient_descent", "settings": {"learning_rate": 1e-9}},
}


def test_notes_are_shown_kept_and_gone_when_the_training_goes_on(lab):
    run = lab.begin(**USELESS)
    assert lab.session.runs.message(run).notes == []
    (note,) = lab.finished(run).notes
    assert note.code == "note.nothing_learned"
    assert note.values["cause"].values["finding"].code == "doctor.rate_too_low.still"
    assert note.text in report_of_run(lab.session, run)
    lab.restart()
    assert lab.session.runs.message(run).notes == [note]
    lab.tell(run, "extend", epochs=5)
    assert lab.session.runs.message(run).notes == []
    assert len(lab.finished(run).notes) == 1
    assert lab.tell(run, "reset").notes == []


def test_the_total_of_a_run_follows_the_epochs_that_are_added(lab):
    run = lab.begin(epochs=2)
    assert lab.finished(run).epochs == 2
    lab.tell(run, "extend", epochs=3)
    assert lab.finished(run).epochs == 5
    lab.restart()
    assert lab.session.runs.message(run).epochs == 5
    assert lab.tell(run, "reset").epochs == 2


def test_a_run_says_in_which_unit_its_losses_are(lab):
    run = lab.begin(**EXPERIMENTS["snes"])
    (note,) = lab.session.runs.message(run).notes
    assert note.code == "note.targets_standardized"
    assert lab.session.runs.message(lab.begin()).notes == []


def test_steps_make_the_epoch_that_one_order_makes(lab):
    by_steps, at_once = lab.begin(), lab.begin()
    lab.steps(by_steps, 4)  # 113 rows in mini-batches of 32
    lab.epochs(at_once, 1)
    assert lab.session.runs.curves(by_steps) == lab.session.runs.curves(at_once)
    assert lab.session.runs.message(by_steps).epoch == 1


def test_pause_waits_and_another_rate_keeps_the_network(lab):
    run = lab.begin(epochs=2000)
    lab.tell(run, "play")
    lab.wait(lambda: lab.session.runs.message(run).epoch > 2)
    assert lab.tell(run, "pause").status == "paused"
    before = lab.session.view(run, network_view)
    assert lab.tell(run, "rate", learning_rate=0.5).learning_rate == 0.5
    assert lab.session.view(run, network_view) == before
    lab.epochs(run, 1)
    assert lab.session.runs.message(run).epoch == before.epoch + 1


def test_the_pace_is_kept(lab):
    run = lab.begin(epochs=2000)
    lab.tell(run, "pace", pace=20)
    lab.tell(run, "play")
    lab.wait(lambda: lab.session.runs.message(run).epoch >= 10)
    records = lab.session.runs.curves(run)
    lab.tell(run, "pause")
    assert len(records.index) < 40


def test_reset_goes_back_to_the_experiment(lab):
    run = lab.begin(epochs=5)
    first = lab.session.view(run, network_view)
    lab.tell(run, "rate", learning_rate=0.5)
    lab.finished(run)
    with pytest.raises(Conflict, match="extend"):
        lab.tell(run, "play")
    lab.tell(run, "extend", epochs=3)
    assert lab.finished(run).epoch == 8
    again = lab.tell(run, "reset")
    assert (again.epoch, again.learning_rate) == (0, 0.005)
    assert lab.session.view(run, network_view) == first
    assert lab.finished(run).epoch == 5


def test_divergence_pauses_and_the_way_back_is_half_the_rate(lab):
    run = lab.begin(**WILD)
    lab.tell(run, "play")
    assert "diverged" in lab.settled(run, "diverged").note.text
    for do in ("play", "step", "extend"):
        with pytest.raises(Conflict):
            lab.tell(run, do, **({"epochs": 3} if do == "extend" else {}))
    with pytest.raises(Conflict, match="go back first"):
        lab.tell(run, "rate", learning_rate=0.1)
    back = lab.tell(run, "go_back")
    assert (back.status, back.learning_rate) == ("paused", 5e5)
    assert np.isfinite(lab.session.view(run, network_view).layers[0].largest)
    lab.tell(run, "rate", learning_rate=0.01)
    lab.epochs(run, 2)


def test_evolution_that_led_to_infinity_goes_on_with_half_the_stride(lab):
    algorithm = {"name": "openai_es", "settings": {"learning_rate": 1e30, "sigma": 0.5}}
    run = lab.begin(data={"name": "curve"}, algorithm=algorithm, epochs=50)
    lab.tell(run, "play")
    assert "finite" in lab.settled(run, "diverged").note.text
    assert "half the step size" in lab.tell(run, "go_back").note.text
    assert lab.session.runs.message(run).status == "paused"
    assert np.isfinite(lab.session.view(run, network_view).layers[0].largest)


def test_only_what_diverged_goes_back(lab):
    with pytest.raises(Conflict, match="nothing to go back from"):
        lab.tell(lab.begin(), "go_back")


def test_evolution_shows_its_population_and_has_no_rate(lab, genetic):
    run = lab.begin(algorithm=genetic, epochs=6)
    last = lab.finished(run).last
    population = lab.session.view(run, population_view, with_generations=True)
    assert len(population.fitness) == 20
    assert max(population.fitness) == last.best
    with pytest.raises(Conflict, match="needs no gradients"):
        lab.tell(run, "rate", learning_rate=0.1)


def test_events_tell_all_records_once(lab):
    place = lab.session.stream.last
    run = lab.begin(epochs=30)
    lab.finished(run)
    events = [numbered.event for numbered in lab.session.stream.after(place)]
    told = [index for event in events if event.type == "curves" for index in event.curves.index]
    assert told == list(range(1, 31))
    assert events[-1].run.status == "finished"


def test_what_cannot_be_written_is_said_and_play_tries_again(lab):
    run = lab.begin(epochs=6)
    lab.epochs(run, 1)
    lab.wait(lambda: lab.session.runs.open(run).is_at_rest)
    folder, aside = lab.folder / "runs", lab.folder / "elsewhere"
    folder.rename(aside)
    folder.write_text("A file where the folder was: it cannot be created anew.")
    lab.epochs(run, 1)
    lab.wait(lambda: "could not be saved" in lab.session.runs.message(run).note.text)
    folder.unlink()
    aside.rename(folder)
    assert lab.finished(run).epoch == 6


def test_numbers_far_from_zero_are_learned_and_answered_in_their_own_unit(lab, prices):
    keep_table(lab.session.workspace.data, NewTable(name="prices", text=prices))
    algorithm = {"name": "adam", "settings": {"learning_rate": 0.02}}
    run = lab.begin(data={"name": "prices"}, epochs=200, algorithm=algorithm)
    assert lab.finished(run).last.val_loss < 0.1  # in units of the spread, squared
    held_out = lab.session.view(run, results_view).parts[1]
    assert held_out.r2 > 0.9
    assert 250_000 < held_out.answers[0][1] < 450_000
    networks_of(lab.session).save("prices", lab.session.snapshot(run).model)
    query = PredictQuery(network_name="prices", input_array=[30.0, 2.0])
    assert 300_000 < prediction_of(networks_of(lab.session), query).prediction[0] < 400_000
