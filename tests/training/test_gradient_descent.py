"""Gradient descent: shuffle, cut a mini-batch, the gradient, a step; one `next` is one epoch."""

import numpy as np
import pytest
from tests.training.worlds import NETWORK, T, X, fresh, trained

from edunn import Model
from edunn.optimizers import GradientDescent, ReduceOnPlateau, StepDecay

ONE_HOT = np.eye(3)[T]


# What an epoch is


def test_one_epoch_by_hand():
    """Three rows at a time, in order; the last mini-batch has one and counts like the others."""
    model, theta = fresh(), fresh().theta
    for start in (0, 3, 6, 9):
        model.theta = theta
        theta = theta - 0.1 * model.gradient(X[start : start + 3], ONE_HOT[start : start + 3])
    other = trained(epochs=1, batch_size=3, shuffle_data=False, learning_rate=0.1)
    np.testing.assert_allclose(other.theta, theta, rtol=1e-13)


@pytest.mark.parametrize(("batch_size", "steps"), [(1, 10), (3, 4), (4, 3), (10, 1), (99, 1)])
def test_the_last_smaller_mini_batch_is_not_dropped(batch_size, steps):
    training = fresh().training("sgd", X, T, batch_size=batch_size)
    for _ in range(2):
        record = next(training)
        assert training.state.t == steps * record.index
        assert record.forward_passes == 30 * record.index  # a backward pass counts two


def test_a_mini_batch_has_32_rows_if_nobody_says_otherwise():
    training = fresh().training("sgd", np.tile(X, (10, 1)), np.tile(T, 10))
    next(training)
    assert training.state.t == 4


@pytest.mark.parametrize("epochs", [1, 2, 7])
def test_epochs_are_honoured(epochs):
    history = trained(epochs=epochs).history
    assert history.epoch == list(range(1, epochs + 1))
    assert history.ending == "All epochs done."


def test_generations_is_another_name_for_epochs():
    assert len(trained(epochs=None, generations=2).history) == 2


# Order


def test_every_epoch_takes_every_row_once_in_another_order():
    training = fresh().training("sgd", X, T, seed=1)
    orders = [training.order.copy() for _ in range(3) if next(training)]
    assert all(sorted(order) == list(range(10)) for order in orders)
    assert orders[0].tolist() != orders[1].tolist() != orders[2].tolist()


@pytest.mark.parametrize("name", ["shuffle_data", "shuffle"])
def test_without_shuffling_rows_come_as_they_are(name):
    training = fresh().training("sgd", X, T, seed=1, **{name: False})
    next(training)
    assert training.order.tolist() == list(range(10))


# What a record tells


def test_the_loss_of_an_epoch_is_the_mean_over_rows_each_taken_before_its_update():
    model = fresh(regularizer="l2")
    training = model.training("sgd", X, T, batch_size=4, shuffle_data=False, learning_rate=0.5)
    losses, rows = [], []
    for start in (0, 4, 8):
        x, t = X[start : start + 4], ONE_HOT[start : start + 4]
        losses.append(model.loss(x, t))
        rows.append(len(x))
        training.step()
    assert next(training).loss == pytest.approx(np.average(losses, weights=rows), rel=1e-12)


def test_accuracy_is_the_share_of_rows_classified_right():
    model = fresh()
    expected = model.evaluate(X, T).accuracy
    assert model.train("sgd", X, T, epochs=1, batch_size=10)[0].accuracy == pytest.approx(expected)


def test_validation_is_measured_after_the_epoch():
    model = fresh()
    record = model.train("sgd", X[:7], T[:7], epochs=1, validation_data=(X[7:], T[7:]))[0]
    assert record.val_loss == pytest.approx(model.loss(X[7:], T[7:]))
    assert record.val_accuracy == pytest.approx(model.evaluate(X[7:], T[7:]).accuracy)


def test_validation_takes_what_training_takes_class_names_too():
    names = np.array(["a", "b", "c"])[T]
    history = trained(X, names, validation_data=(X[:2].tolist(), ["a", "b"])).history
    assert len(history.history["val_loss"]) == 3


def test_the_last_share_of_the_rows_is_held_back_before_shuffling():
    by_share = trained(validation_split=0.3)
    by_hand = trained(X[:7], T[:7], validation_data=(X[7:], T[7:]))
    np.testing.assert_array_equal(by_share.theta, by_hand.theta)
    assert by_share.history.history == by_hand.history.history


def test_looking_at_other_rows_changes_nothing():
    watched, unwatched = trained(validation_data=(X, T)), trained()
    np.testing.assert_array_equal(watched.theta, unwatched.theta)


# Weights


def test_a_weight_of_two_is_the_row_twice_in_a_mean_over_the_same_count():
    """The gradient of [a, a, b] is a mean over 3, with weights 2 and 1 over 2."""
    twice = trained(X[[0, 0, 1]], T[[0, 0, 1]], epochs=1, learning_rate=0.3)
    weighted = trained(X[:2], T[:2], epochs=1, learning_rate=0.2, sample_weight=[2.0, 1.0])
    np.testing.assert_allclose(weighted.theta, twice.theta, rtol=1e-12)
    assert weighted.history[0].loss / 3 == pytest.approx(twice.history[0].loss / 2)


def test_a_weight_of_one_changes_nothing():
    np.testing.assert_allclose(
        trained(sample_weight=np.ones(10)).theta, trained().theta, rtol=1e-13
    )


def test_a_row_of_weight_zero_is_not_there():
    weights = np.arange(10) < 5
    some = trained(sample_weight=weights * 2.0, epochs=1)
    half = trained(X[:5], T[:5], epochs=1)
    np.testing.assert_allclose(some.theta, half.theta, rtol=1e-12)


def test_a_class_weight_is_the_weight_of_each_of_its_rows():
    by_class = trained(class_weight={1: 3.0})
    by_row = trained(sample_weight=np.where(T == 1, 3.0, 1.0))
    np.testing.assert_array_equal(by_class.theta, by_row.theta)


def test_classes_are_weighed_by_their_names():
    names = np.array(["a", "b", "c"])[T]
    by_name = trained(t=names, class_weight={"b": 3.0})
    np.testing.assert_array_equal(by_name.theta, trained(class_weight={1: 3.0}).theta)


def test_balanced_classes_weigh_alike_all_together():
    balanced = fresh().training("sgd", X, T, class_weight="balanced").examples.weights
    sums = [balanced[k == T].sum() for k in range(3)]
    np.testing.assert_allclose(sums, 10 / 3)


def test_row_weights_are_split_with_their_rows():
    weights = np.arange(1.0, 11.0)
    training = fresh().training("sgd", X, T, sample_weight=weights, validation_split=0.3)
    assert training.examples.weights.tolist() == list(range(1, 8))
    assert training.plan.validation.weights.tolist() == [8, 9, 10]


# Pausing, stepping, resuming


def test_pausing_between_epochs_changes_nothing():
    model = fresh()
    training = model.training("adam", X, T, epochs=4, seed=1)
    next(training)
    model.predict(X)
    model.loss(X, T)
    assert len(list(training)) == 3
    np.testing.assert_array_equal(model.theta, trained(algorithm="adam", epochs=4).theta)


def test_steps_and_epochs_mix():
    model = fresh()
    training = model.training("sgd", X, T, epochs=3, batch_size=4, seed=1)
    training.step()
    assert next(training).index == 1  # the rest of the first epoch
    for _ in range(3):
        training.step()
    assert len(training.history) == 1  # all rows of the second are done, its record is not written
    assert [record.index for record in training] == [2, 3]
    np.testing.assert_array_equal(model.theta, trained(batch_size=4).theta)


def test_steps_alone_make_epochs():
    model = fresh()
    training = model.training("sgd", X, T, epochs=2, batch_size=5, seed=1)
    for _ in range(4):
        assert np.isfinite(training.step())
    with pytest.raises(StopIteration):
        training.step()
    assert len(model.history) == 2
    assert training.finished
    np.testing.assert_array_equal(model.theta, trained(batch_size=5, epochs=2).theta)


def test_a_step_tells_the_loss_of_its_mini_batch():
    model = fresh()
    expected = model.loss(X[:4], ONE_HOT[:4])
    training = model.training("sgd", X, T, batch_size=4, shuffle_data=False)
    assert training.step() == pytest.approx(expected)


def test_break_stops_and_the_network_stays_where_it_is():
    model = fresh()
    for record in model.training("sgd", X, T, epochs=100, seed=1):
        if record.index == 3:
            break
    np.testing.assert_array_equal(model.theta, trained().theta)
    assert not model.history.ending


def test_a_finished_training_gives_nothing_more():
    training = fresh().training("sgd", X, T, epochs=1)
    assert not training.finished
    assert len(list(training)) == 1
    assert training.finished
    assert list(training) == []


def test_the_network_may_be_moved_between_two_epochs():
    model = fresh()
    training = model.training("sgd", X, T, epochs=2, seed=1)
    next(training)
    model.theta = fresh().theta
    training.step()
    assert abs(model.theta - fresh().theta).max() < 0.1


# Learning rates


def test_a_schedule_counts_mini_batches():
    rule = StepDecay(0.4, factor=0.5, steps=2)
    history = trained(batch_size=5, learning_rate=rule, epochs=3).history
    assert history.history["learning_rate"] == [0.2, 0.1, 0.05]


def test_the_rate_falls_on_a_plateau():
    rule = ReduceOnPlateau(0.1, factor=0.5, patience=1, min_delta=100.0)  # nothing is good enough
    training = fresh().training("sgd", X, T, epochs=3, learning_rate=rule)
    rates = [training.optimizer.rate(0) for _ in training]
    assert rates == [0.1, 0.05, 0.025]


def test_the_optimizer_may_be_replaced_in_mid_run():
    training = fresh().training(GradientDescent(0.1), X, T, epochs=2)
    next(training)
    training.optimizer = GradientDescent(0.7)
    assert next(training).learning_rate == 0.7


# Dropout


def test_dropout_is_for_training_only_and_has_the_trainings_seed():
    network = [[2], [5, "tanh", {"dropout": 0.5}], [3, "softmax"]]
    first, second = (trained(model=fresh(network)) for _ in range(2))
    np.testing.assert_array_equal(first.theta, second.theta)
    assert (first.theta != trained().theta).any()
    np.testing.assert_array_equal(first.predict(X), first.predict(X))


def test_float32_learns_in_float32():
    model = Model(NETWORK, seed=0)
    training = model.training("adam", X, T, epochs=1, class_weight="balanced")
    next(training)
    assert {a.dtype for a in (model.theta, training.z, training.examples.weights)} == {
        np.dtype("float32")
    }
