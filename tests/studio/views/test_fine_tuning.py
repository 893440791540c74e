import base64

import numpy as np
import pytest

from edunn import Model
from edunn.data import load
from edunn.errors import DataError
from edunn.studio.messages import Conflict, NotFound
from edunn.studio.views.fine_tuning import FineTuner, Tune, digits_of, mixed_with_mnist
from edunn.studio.views.my_digits import KeptDigit
from edunn.studio.views.networks import Networks
from edunn.studio.workspace import Workspace

MIRRORED = load("mnist").inputs[:12].reshape(-1, 28, 28)[:, :, ::-1]
LABELS = load("mnist").targets[:12].tolist()


def kept():
    pixels = np.rint(MIRRORED * 255).astype(np.uint8)
    return [
        KeptDigit(id=k, label=label, seen=base64.b64encode(image.tobytes()).decode(), created="")
        for k, (image, label) in enumerate(zip(pixels, LABELS, strict=True))
    ]


@pytest.fixture
def networks(tmp_path):
    return Networks(Workspace(tmp_path))


def test_a_tuned_network_reads_my_hand_and_forgets_nothing(networks):
    heard = []
    tuner = FineTuner(networks, heard.append)
    assert tuner.start(Tune(epochs=3, name="mirrored"), kept()).status == "running"
    done = tuner.wait(timeout=120)
    assert done.status == "finished", done.note
    assert done.after.mine > done.before.mine
    assert done.after.mnist > 0.97
    assert [event.tuning.epoch for event in heard] == [0, 1, 2, 3, 3]
    tuned = networks.open("mirrored")
    answers = tuned.classify(MIRRORED.reshape(-1, 784))
    assert np.mean([a == str(b) for a, b in zip(answers, LABELS, strict=True)]) == done.after.mine
    assert (tuned.theta != Model.pretrained("digits").theta).any()


def test_a_convolutional_network_is_tuned_too(networks):
    layers = [["conv", 4, 5, "relu"], ["max_pool", 4], ["flatten"], [10, "softmax"]]
    model = Model([[28, 28, 1], *layers], seed=1)
    model.train("adam", load("mnist").take(slice(0, 1500)), epochs=3, progress=False)
    networks.save("images", model)
    tuner = FineTuner(networks, lambda event: None)
    tuner.start(Tune(network="images", epochs=2, name="tuned"), kept())
    done = tuner.wait(timeout=300)
    assert done.status == "finished", done.note
    assert done.after.mine > done.before.mine
    tuned = networks.open("tuned")
    assert tuned.network.input_shape == (28, 28, 1)
    answers = tuned.classify(MIRRORED)
    assert np.mean([str(a) == str(b) for a, b in zip(answers, LABELS, strict=True)]) == (
        done.after.mine
    )


def test_the_network_itself_stays(networks):
    before = networks.open("digits").theta
    tuner = FineTuner(networks, lambda event: None)
    tuner.start(Tune(epochs=1), kept())
    tuner.wait(timeout=120)
    np.testing.assert_array_equal(networks.open("digits").theta, before)


def test_refusals_come_before_anything_begins(networks):
    tuner = FineTuner(networks, lambda event: None)
    with pytest.raises(DataError, match="My digits is empty"):
        tuner.start(Tune(), [])
    with pytest.raises(Conflict, match="included with EduNN"):
        tuner.start(Tune(name="digits"), kept())
    with pytest.raises(NotFound):
        tuner.start(Tune(network="gone"), kept())
    networks.save("flowers", Model([[4], [3, "softmax"]]))
    with pytest.raises(DataError, match="MNIST"):
        tuner.start(Tune(network="flowers"), kept())
    assert tuner.now.status == "idle"


def test_only_one_at_a_time(networks):
    tuner = FineTuner(networks, lambda event: None)
    tuner.start(Tune(epochs=2), kept())
    with pytest.raises(Conflict, match="already"):
        tuner.start(Tune(), kept())
    assert tuner.wait(timeout=120).status == "finished"


def test_mine_and_mnist_are_mixed_in_fair_shares():
    mixed = mixed_with_mnist(digits_of(kept()))
    assert mixed.x.shape == (2_000 + 12 * 40, 784) == (len(mixed.labels), 784)
    np.testing.assert_allclose(mixed.x[2000:2012], MIRRORED.reshape(12, 784), atol=0.003)
    assert mixed.labels[2012:2024] == LABELS
