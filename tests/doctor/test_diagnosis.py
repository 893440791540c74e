"""The doctor names the right cause first, and says nothing about what is healthy."""

import ast
from itertools import islice
from math import inf

import numpy as np
import pytest
from tests.doctor.false_alarms import TRULY_UNWELL, diagnosed
from tests.doctor.healthy import HEALTHY, SCALED, healthy
from tests.doctor.sick_trainings import CASES, PROOFS

from edunn import Model
from edunn.data import Dataset, load
from edunn.doctor import RULES, Proof, diagnose_training
from edunn.doctor.quality import R2
from edunn.doctor.rules.lessons import LESSONS
from edunn.errors import SettingError
from edunn.initializers import RandomNormal
from edunn.messages import ENGLISH


def is_code(text):
    """Tell whether a line is Python, or the arguments of a call."""
    try:
        ast.parse(text)
    except SyntaxError:
        ast.parse(f"f({text}\n)")
    return True


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.__name__)
def test_a_sick_training_gets_its_cause_first_and_a_cured_one_none(case):
    name = case.__name__
    run, measured = case(0, True)
    assert PROOFS[name](measured), "the case itself is not sick"
    first = diagnosed(run)[0]
    assert first.rule == name
    assert first.message
    assert first.explanation
    assert is_code(first.change.code)
    assert all(np.isfinite(value) for value in first.evidence.values())
    assert 1 <= first.lesson <= 17
    cured, _ = case(0, False)
    assert {finding.rule for finding in diagnosed(cured)} <= TRULY_UNWELL.get(name, set())


@pytest.mark.parametrize("case", HEALTHY, ids=lambda case: f"{case[0]}-{case[2]}")
def test_a_healthy_training_gets_no_finding(case):
    model, train, test = healthy(*case, seed=1)
    assert [finding.rule for finding in model.diagnose(train, test)] == []


@pytest.mark.parametrize(
    "name", ["zero_weights", "columns_unscaled", "labels_from_one", "missing_as_999", "no_elites"]
)
def test_a_change_is_proved_by_running_it(name):
    case = next(case for case in CASES if case.__name__ == name)
    finding = diagnosed(case(0, True)[0])[0].proved(seeds=2)
    assert finding.proof.gain > 0.1
    assert finding.proof.better == 2
    assert "Proof:" in str(finding)


def test_applying_a_change_gives_a_model_that_has_learned():
    run, _ = next(case for case in CASES if case.__name__ == "zero_weights")(0, True)
    model = diagnosed(run)[0].apply(seed=0)
    assert model.evaluate(run.train).accuracy > 0.9


def test_findings_are_ranked_by_what_their_proof_gains():
    case = next(case for case in CASES if case.__name__ == "split_of_sorted_rows")
    proved = diagnosed(case(4, True)[0]).prove(seeds=2)
    gains = [finding.proof.recovered for finding in proved if finding.proof]
    assert len(gains) > 0
    assert gains == sorted(gains, reverse=True)


def test_a_change_that_is_none_of_the_training_says_so():
    case = next(case for case in CASES if case.__name__ == "labels_from_one")
    with pytest.raises(SettingError, match="labels_from_one changes no setting"):
        diagnosed(case(0, True)[0])[0].apply()


def test_an_untrained_model_is_refused():
    model = Model([[4], [3, "softmax"]], seed=0)
    with pytest.raises(SettingError, match="not trained"):
        model.diagnose(load("iris"))


def test_there_are_more_than_thirty_rules_each_with_a_reason():
    assert len(RULES) >= 50
    assert all(rule.__doc__ for rule in RULES.values())
    assert set(LESSONS) == set(RULES)
    assert {code for code in ENGLISH if code.endswith(".why")} == {
        f"doctor.{name}.why" for name in RULES
    }


def finding_of(name, seed=0):
    return diagnosed(next(case for case in CASES if case.__name__ == name)(seed, True)[0])[0]


def test_a_proof_has_both_values_of_each_seed_and_both_curves():
    proof = finding_of("zero_weights").prove(seeds=[3, 4])
    assert [trial.seed for trial in proof.trials] == [3, 4]
    assert [line.split()[0] for line in proof.table().splitlines()] == ["seed", "3", "4", "median"]
    bands = proof.bands(proof.curve)
    assert {side: len(band.x) for side, band in bands.items()} == {"before": 100, "after": 100}
    assert bands["after"].middle[-1] > bands["before"].middle[-1]
    assert [panel.title for panel in proof.plot().panels] == [
        "Accuracy", "accuracy, median and range"
    ]  # fmt: skip
    assert "<svg" in proof._repr_html_()


def test_a_proof_can_be_watched_and_stopped():
    finding = finding_of("zero_weights")
    steps = list(islice(finding.proving(seeds=2), 20))
    assert {step.side for step in steps} == {"before", "after"}
    assert sum(len(step.curves["index"]) for step in steps if step.side == "after") == 10
    assert steps[-1].proof is None
    done = [step.done for step in finding.proving(seeds=2)]
    assert done == sorted(done)
    assert done[-1] == 1.0


def test_a_training_in_progress_is_diagnosed_by_what_can_be_known_by_then():
    rows = load("heart")
    model = Model([[13], [8, "sigmoid"], [2, "softmax"]], seed=0)
    training = model.training("gradient_descent", rows, epochs=500)
    training.finish(5)
    assert "columns_unscaled" not in {finding.rule for finding in diagnose_training(training)}
    training.finish(12)
    finding = diagnose_training(training)[0]
    assert finding.rule == "columns_unscaled"
    assert len(finding.original.train.x) == len(rows.inputs)


def test_a_few_rows_of_a_large_set_are_looked_at():
    random = np.random.default_rng(0)
    x = random.random((20_000, 20))
    training = Model([[20], [2, "relu"], [2, "softmax"]], initializer="zeros", seed=0).training(
        "adam", x, (x[:, 0] > x[:, 1]).astype(int), epochs=100, batch_size=5000
    )
    training.finish(10)
    assert diagnose_training(training, rows=100)[0].rule == "zero_weights"


def test_a_training_of_no_model_is_refused():
    training = Model([[1], [1]], "mse").training("sgd", [[0.0]], [1.0])
    training.owner = None
    with pytest.raises(SettingError, match="belongs to no model"):
        diagnose_training(training)


def first_rule(network, algorithm, train, test=None, initializer=None, **settings):
    model = Model(network, initializer=initializer, dtype="float64", seed=0)
    model.train(algorithm, train, seed=0, progress=False, **settings)
    return model.diagnose(train, test)[0].rule


def test_a_signal_that_vanishes_by_small_weights_is_told_as_a_vanishing_gradient():
    network = [[2, SCALED], *[[8, "tanh"]] * 12, [2, "softmax"]]
    small = RandomNormal(stddev=0.05)
    settings = {"initializer": small, "epochs": 40, "learning_rate": 0.1}
    rule = first_rule(network, "gradient_descent", load("moons", seed=1), **settings)
    assert rule == "vanishing_gradient"


def test_a_loss_that_jumps_is_told_as_a_rate_too_high():
    network = [[4, SCALED], [8, "relu"], [3, "softmax"]]
    train, test = load("iris").split(test=0.25, seed=0)
    settings = {"epochs": 30, "learning_rate": 50.0}
    assert first_rule(network, "gradient_descent", train, test, **settings) == "rate_too_high"


def test_measured_rows_that_are_there_several_times_are_told():
    rows = load("moons", rows=60, seed=2)
    several = Dataset.from_arrays(np.repeat(rows.inputs, 6, axis=0), np.repeat(rows.targets, 6))
    train, test = several.split(test=0.25, seed=0)
    settings = {"epochs": 80, "learning_rate": 0.01}
    network = [[2], [16, "relu"], [2, "softmax"]]
    assert first_rule(network, "adam", train, test, **settings) == "duplicates_across_the_split"


def test_a_control_holds_where_it_changes_nothing():
    proof = finding_of("nothing_to_learn").prove(seeds=2)
    assert proof.is_control
    assert proof.holds
    assert proof.summary.endswith("no difference")


@pytest.mark.parametrize("name", ["answer_in_disguise", "tiny_test_set", "patients_in_both_parts"])
def test_what_is_proved_by_trainings_of_its_own_can_be_applied_all_the_same(name):
    finding = finding_of(name)
    assert finding.can_be_applied
    assert finding.apply().history.ending


def test_a_diverged_proof_is_told_as_such():
    proof = Proof.of([-inf, -inf], [0.5, 0.75], R2)
    assert proof.summary.startswith("R2 diverged (diverged .. diverged) -> 0.625")
    assert proof.to_dict()["before"] == [None, None]
    assert proof.recovered == 1.0


@pytest.mark.parametrize(("weights", "found"), [(None, ["imbalance"]), ("balanced", [])])
def test_a_rare_class_that_is_never_named_is_told_until_it_is(weights, found):
    random = np.random.default_rng(0)
    x = random.normal(size=(400, 2))
    labels = (random.random(400) < 0.04).astype(int)
    x[labels == 1] += 1.5
    model = Model([[2, SCALED], [4, "tanh"], [2, "softmax"]], dtype="float64", seed=0)
    settings = {"epochs": 60, "learning_rate": 0.01, "class_weight": weights}
    model.train("adam", x, labels, seed=0, progress=False, **settings)
    diagnosis = model.diagnose((x, labels))
    assert [finding.rule for finding in diagnosis] == found
    assert all(finding.prove(seeds=2).gain > 0.2 for finding in diagnosis)
