"""Early stopping: end when nothing gets better, and keep the best moment."""

from types import SimpleNamespace

import keras
import numpy as np
import pytest
from tests.training.worlds import T, X, fresh, trained

from edunn import EarlyStopping
from edunn.errors import SettingError, UnknownNameError
from edunn.evolution.genetic_algorithm import GeneticAlgorithm
from edunn.optimizers import Adam
from edunn.training import Epoch
from edunn.training.early_stopping import Watch, stopping_rule


def watched(rule, values):
    """What the rule remembers after epochs with these values."""
    watch = Watch()
    for k, value in enumerate(values, start=1):
        record = Epoch(k, value, value, 0, val_loss=value, val_accuracy=value)
        watch = rule.observe(watch, record, np.array([float(k)]), ())
    return watch


def test_the_best_epoch_is_remembered_with_its_theta():
    watch = watched(EarlyStopping("loss"), [0.9, 0.4, 0.6])
    assert (watch.epoch, watch.waited, watch.theta.tolist()) == (2, 1, [2.0])


@pytest.mark.parametrize("monitor", ["accuracy", "val_accuracy"])
def test_of_an_accuracy_more_is_better(monitor):
    assert watched(EarlyStopping(monitor), [0.5, 0.9, 0.6]).epoch == 2


@pytest.mark.parametrize(("patience", "is_over"), [(0, True), (1, True), (2, True), (3, False)])
def test_patience_ends_after_so_many_epochs_without_improvement(patience, is_over):
    rule = EarlyStopping("loss", patience=patience)
    assert rule.is_over(watched(rule, [0.5, 0.6, 0.7])) is is_over


@pytest.mark.parametrize("patience", range(5))
@pytest.mark.parametrize("min_delta", [0.0, 0.015])
def test_it_ends_in_the_epoch_in_which_keras_does(patience, min_delta):
    losses = [0.9, 0.5, 0.6, 0.4, 0.41, 0.39, 0.42, 0.3, 0.31, 0.32, 0.33, 0.34, 0.35]
    rule = EarlyStopping("loss", patience=patience, min_delta=min_delta)
    ours = next(k for k in range(1, 14) if rule.is_over(watched(rule, losses[:k])))
    theirs = keras.callbacks.EarlyStopping("loss", patience=patience, min_delta=min_delta)
    theirs.set_model(SimpleNamespace(stop_training=False))
    theirs.on_train_begin()
    for epoch, loss in enumerate(losses, start=1):
        theirs.on_epoch_end(epoch, {"loss": loss})
        if theirs.model.stop_training:
            break
    assert ours == epoch


def test_min_delta_is_what_counts_as_better():
    assert watched(EarlyStopping("loss", min_delta=0.1), [0.5, 0.45, 0.39]).epoch == 3


def test_nan_is_never_the_best():
    assert watched(EarlyStopping("loss"), [0.5, float("nan")]).epoch == 1


def diverging(**rule):
    """A training that gets worse and worse on the rows held back."""
    rule = EarlyStopping("val_loss", **rule)
    options = {"validation_data": (X, (T + 1) % 3), "early_stopping": rule}
    return trained(epochs=50, learning_rate=0.5, **options)


def test_training_ends_and_goes_back_to_its_best_epoch():
    model = diverging(patience=3)
    assert len(model.history) == 4  # the best is the first; then three without improvement
    assert "Stopped early: val_loss was best in epoch 1" in model.history.ending
    np.testing.assert_array_equal(model.theta, trained(epochs=1, learning_rate=0.5).theta)


def test_training_stays_at_its_last_epoch_if_asked_to():
    model = diverging(patience=3, restore_best_weights=False)
    np.testing.assert_array_equal(model.theta, trained(epochs=4, learning_rate=0.5).theta)


def test_the_best_epoch_is_restored_when_all_epochs_are_done_too():
    model = diverging(patience=100)
    assert len(model.history) == 50
    assert "All epochs done. The weights are those of epoch 1." in model.history.ending


@pytest.mark.parametrize("name", ["early_stopping", "patience"])
def test_a_number_is_a_patience(name):
    model = fresh()
    training = model.training("sgd", X, T, validation_split=0.2, **{name: 4})
    assert training.plan.early_stopping == EarlyStopping("val_loss", patience=4)


@pytest.mark.parametrize(
    ("choice", "algorithm", "is_validated", "rule"),
    [
        (None, Adam(), True, None),
        (False, Adam(), True, None),
        (True, Adam(), True, EarlyStopping("val_loss")),
        (True, Adam(), False, EarlyStopping("loss")),
        (5, GeneticAlgorithm(), False, EarlyStopping("best", patience=5)),
        (0, Adam(), False, EarlyStopping("loss", patience=0)),
        (EarlyStopping("loss"), Adam(), True, EarlyStopping("loss")),
    ],
)
def test_short_words_for_a_rule(choice, algorithm, is_validated, rule):
    assert stopping_rule(choice, algorithm, is_validated) == rule


@pytest.mark.parametrize(
    ("monitor", "words"),
    [
        ("val_loss", "there are no validation rows. Pass validation_data or validation_split"),
        ("los", "unknown monitor 'los'. Did you mean 'loss'"),
        ("best", "unknown monitor 'best'"),
    ],
)
def test_what_no_epoch_will_measure_cannot_be_watched(monitor, words):
    with pytest.raises(ValueError, match=words):
        stopping_rule(EarlyStopping(monitor), Adam(), is_validated=False)


@pytest.mark.parametrize(
    "monitor", ["val_los", "vall_accuracy", "Loss", "", None, 3, "index", "parents"]
)
def test_what_no_record_has_is_refused_with_the_rule(monitor):
    with pytest.raises(UnknownNameError, match=f"unknown monitor {monitor!r}"):
        EarlyStopping(monitor)


def test_numbers_have_no_accuracy_to_be_watched():
    model = fresh([[2], [1]], "mse")
    with pytest.raises(SettingError, match="'accuracy', which this training does not measure"):
        model.train("sgd", X, X[:, 0], early_stopping=EarlyStopping("accuracy"))
    assert len(model.history) == 0  # it is refused before the first epoch
