"""Changes between two steps: what was learned stays, and both engines go on alike."""

import numpy as np
import pytest
from tests.training.worlds import T, X

from edunn import Model
from edunn.errors import SettingError
from edunn.regularizers import L1, L2
from edunn.training import change_batch_size, change_regularizer

NETWORK = [[2], [5, "tanh"], [4, "relu"], [3, "softmax"]]


def begun(engine="numpy", **options):
    model = Model(NETWORK, seed=1, dtype="float64", engine=engine)
    return model.training("adam", X, T, epochs=9, batch_size=4, learning_rate=0.05, **options)


def changed(training):
    """The training with each change, in the middle of an epoch and between two."""
    next(training)
    training.step()
    change_batch_size(training, 2)
    training.step()
    change_regularizer(training, L2(0.3))
    training.finish(4)
    change_regularizer(training, L1(0.1))
    change_batch_size(training, 3)
    return training


def test_a_change_leaves_the_network_and_the_state_of_the_optimizer():
    training = begun()
    next(training)
    theta, state = training.learned.theta.copy(), training.state
    change_batch_size(training, 2)
    change_regularizer(training, L2(0.3))
    np.testing.assert_array_equal(training.learned.theta, theta)
    assert training.state is state


def test_the_next_mini_batch_has_the_new_size():
    training = begun()
    training.step()
    change_batch_size(training, 3)
    training.step()
    assert training.position == 4 + 3
    change_batch_size(training, 10_000)
    training.step()
    assert training.position == len(X)


def test_the_penalty_is_that_of_the_hidden_layers():
    training = begun()
    plain = training.objective
    change_regularizer(training, L2(0.3))
    theta = training.learned.theta
    views = training.objective.network.layout.views(theta)
    hidden = [view["W"] for view in views if "W" in view][:-1]
    expected = sum(0.15 * np.square(W).sum() for W in hidden)
    assert training.objective.penalty(theta) == pytest.approx(expected)
    assert training.owner.objective is training.objective
    change_regularizer(training, None)
    assert training.objective.penalty(theta) == plain.penalty(theta) == 0


def test_both_engines_go_on_alike():
    readable, compiled = changed(begun()), changed(begun("fused"))
    assert compiled.accelerator is not None
    losses = [one.finish()["loss"] for one in (readable, compiled)]
    np.testing.assert_allclose(*losses, rtol=1e-9)


@pytest.mark.parametrize("engine", ["numpy", "fused"])
def test_a_changed_training_is_saved_and_resumed_bit_for_bit(tmp_path, engine):
    training = changed(begun(engine))
    training.save(tmp_path / "net.edunn")
    resumed = Model.from_file(tmp_path / "net.edunn").resume(X, T)
    assert resumed.batch_size == 3
    np.testing.assert_array_equal(resumed.finish()["loss"], training.finish()["loss"])


def test_shared_mini_batches_keep_their_size():
    model = Model(NETWORK, seed=1)
    rows, labels = np.tile(X, (400, 1)), list(T) * 400
    training = model.training("sgd", rows, labels, batch_size=4000, workers=2)
    with pytest.raises(SettingError, match="share"):
        change_batch_size(training, 8)
    training.pool.close()
