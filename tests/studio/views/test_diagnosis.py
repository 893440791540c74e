"""What the doctor says of a run, what the page can make of it, and its proof."""

import json
from time import perf_counter

import pytest

from edunn.data import load
from edunn.studio.experiment import Experiment, suited_to
from edunn.studio.messages import Conflict
from edunn.studio.runs.messages import NewRun
from edunn.studio.views.diagnosis import diagnosis_of_run
from edunn.studio.views.proofs import NewProof, prove, prover_of

SGD = "gradient_descent"
SIGMOIDS = [{"units": 8, "activation": "sigmoid"}] * 6


def rate(value, name=SGD, **settings):
    return {"algorithm": {"name": name, "settings": {"learning_rate": value, **settings}}}


def hidden(*layers):
    return {"hidden": list(layers)}


MOONS = {"data": {"name": "moons"}}
SICK = {
    "vanishing_gradient": ({**MOONS, **hidden(*SIGMOIDS), **rate(0.1), "epochs": 20}, ["hidden"]),
    "rate_too_low": ({**MOONS, **rate(1e-7), "epochs": 30}, ["learning_rate"]),
    "rate_too_high": (
        {"data": {"name": "curve"}, "scaling": "none", **rate(1000.0), "epochs": 30},
        ["learning_rate"],
    ),
    "columns_unscaled": (
        {"data": {"name": "heart"}, "scaling": "none", **hidden({"units": 8}), **rate(0.05)},
        ["scaling"],
    ),
    "step_units": (
        {**MOONS, **hidden({"units": 8, "activation": "binary_step"}), **rate(0.1)},
        ["hidden"],
    ),
    "no_hidden_layer": (
        {"data": {"name": "noisy_xor"}, "hidden": [], "epochs": 30, **rate(0.1)},
        ["hidden"],
    ),
    "sigmoids_with_cross_entropy": ({"output": "sigmoid", "loss": "cross_entropy"}, ["output"]),
    "overfitting": (
        {
            "data": {"name": "heart", "test": 0.5},
            **hidden({"units": 64}),
            **rate(0.02, "adam"),
            "epochs": 100,
        },
        ["patience"],
    ),
    "population_too_small": (
        {
            "algorithm": {
                "name": "genetic_algorithm",
                "settings": {"population_size": 5, "elitism": 1},
            },
            "epochs": 20,
        },
        ["population_size"],
    ),
}


def ended(lab, **experiment):
    run = lab.begin(**experiment)
    lab.tell(run, "pace", pace=0)
    lab.tell(run, "play")
    lab.settled(run, "finished", "diverged")
    return run


NOTED = {
    "overfitting": "training.overfitted",
    "rate_too_high": "training.diverged.rate",
    "sigmoids_with_cross_entropy": "note.yes_to_all",
}
"""What the training itself has said of it, in the same words."""


@pytest.mark.parametrize("rule", SICK)
def test_a_sick_run_is_found_with_a_change_that_the_form_can_take(lab, rule):
    experiment, names = SICK[rule]
    run = ended(lab, **experiment)
    found = {finding.rule: finding for finding in diagnosis_of_run(lab.session, run).findings}
    finding = found[rule]
    assert finding.message.code.startswith(NOTED.get(rule, f"doctor.{rule}"))
    assert finding.explanation.code == f"doctor.{rule}.why"
    assert finding.evidence
    assert finding.can_be_proved
    assert [change.name for change in finding.change.settings] == names
    assert all(change.before != change.after for change in finding.change.settings)
    begun = lab.session.runs.begin(NewRun(experiment=finding.change.experiment))
    assert begun.status == "paused"


def test_a_healthy_run_has_no_finding(lab):
    run = ended(lab, epochs=60)
    assert diagnosis_of_run(lab.session, run).findings == []


def test_a_rate_can_be_changed_in_the_run_itself(lab):
    experiment, _ = SICK["rate_too_low"]
    run = ended(lab, **experiment)
    finding = diagnosis_of_run(lab.session, run).findings[0]
    assert finding.change.command.learning_rate == 0.1
    assert finding.change.experiment.algorithm.settings["learning_rate"] == 0.1


def test_a_rate_that_no_command_takes_starts_anew(lab):
    run = ended(lab, data={"name": "curve"}, **rate(1e6), epochs=20)
    changes = [finding.change for finding in diagnosis_of_run(lab.session, run).findings]
    assert changes
    assert all(change.command is None for change in changes)


def test_what_a_form_cannot_hold_is_advice(lab):
    rows = "".join(f"{k % 7},{k % 5},{'a' if k % 40 else 'b'}\n" for k in range(400))
    run = ended_with_table(lab, f"one,two,kind\n{rows}")
    found = {finding.rule: finding for finding in diagnosis_of_run(lab.session, run).findings}
    finding = found["imbalance"]
    assert finding.change.experiment is None
    assert finding.change.settings == []
    assert "class_weight" in finding.change.code.text


def ended_with_table(lab, content):
    (lab.session.workspace.data / "mine.csv").write_text(content)
    return ended(lab, data={"name": "mine"}, epochs=30)


def test_a_view_is_made_once_for_each_state_of_a_run(lab):
    run = ended(lab, epochs=20)
    first = diagnosis_of_run(lab.session, run)
    assert diagnosis_of_run(lab.session, run) is first


def test_a_run_that_was_closed_is_diagnosed_as_before(lab):
    experiment, _ = SICK["vanishing_gradient"]
    run = ended(lab, **experiment)
    before = diagnosis_of_run(lab.session, run)
    lab.restart()
    assert diagnosis_of_run(lab.session, run) == before


def test_training_goes_on_while_it_is_looked_at(lab):
    run = lab.begin(data={"name": "moons"}, epochs=100)
    lab.tell(run, "pace", pace=20)
    lab.tell(run, "play")
    lab.wait(lambda: lab.session.runs.message(run).epoch > 5)
    before = lab.session.runs.message(run).epoch
    diagnosis_of_run(lab.session, run)
    lab.wait(lambda: lab.session.runs.message(run).epoch > before)
    lab.tell(run, "pause")
    lab.settled(run, "paused", "finished")


def state(lab, run):
    lab.wait(lambda: not prover_of(lab.session).state(run).is_running)
    return prover_of(lab.session).state(run)


def test_a_proof_has_two_bands_and_a_gain_for_each_seed(lab):
    experiment, _ = SICK["vanishing_gradient"]
    run = ended(lab, **experiment)
    place = lab.session.stream.last
    begun = prove(lab.session, run, NewProof(rule="vanishing_gradient", seeds=2))
    assert (begun.is_running, begun.of) == (True, 2)
    proof = state(lab, run)
    assert (proof.share, proof.better, proof.holds) == (1.0, 2, True)
    assert proof.gain > 0.2
    assert [after - before for before, after in zip(proof.before, proof.after, strict=True)] == (
        pytest.approx(proof.gains)
    )
    assert len(proof.original.index) == len(proof.changed.median) == 20
    events = [numbered.event for numbered in lab.session.stream.after(place)]
    told = [event.proof for event in events if event.type == "proof"]
    assert told[-1] == proof
    assert json.loads(proof.model_dump_json())["measure"]["code"] == "doctor.measure.accuracy"


def test_a_proof_can_be_given_up(lab):
    experiment, _ = SICK["vanishing_gradient"]
    run = ended(lab, **experiment)
    prove(lab.session, run, NewProof(rule="vanishing_gradient", seeds=20))
    started = perf_counter()
    prover_of(lab.session).cancel()
    proof = state(lab, run)
    assert perf_counter() - started < 20
    assert not proof.is_running
    assert proof.note.code == "run.seeds_stopped"
    assert len(proof.before) < 20


def test_what_is_not_found_is_not_proved(lab):
    run = ended(lab, epochs=20)
    with pytest.raises(Conflict, match="does not find"):
        prove(lab.session, run, NewProof(rule="overfitting"))


@pytest.mark.parametrize(
    "name", ["iris", "curve", "digits_8x8", "echo", "penguins", "wine", "spirals", "diabetes"]
)
def test_runs_on_all_kinds_of_rows_can_be_diagnosed(lab, name):
    fields = suited_to(load(name)).model_dump() | {"data": {"name": name}, "epochs": 2}
    run = ended(lab, **Experiment.model_validate(fields).model_dump())
    assert diagnosis_of_run(lab.session, run).epoch == 2
