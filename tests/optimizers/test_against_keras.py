"""Every optimizer, every schedule and the plateau rule against Keras, which counts in float32."""

from types import SimpleNamespace

import numpy as np
import pytest

from edunn.optimizers import (
    AdaGrad,
    Adam,
    AdamW,
    CosineDecay,
    ExponentialDecay,
    GradientDescent,
    InverseTimeDecay,
    Momentum,
    Nesterov,
    ReduceOnPlateau,
    RMSprop,
    StepDecay,
)

pytest.importorskip("jax", reason="the NumPy backend of Keras imports it")
keras = pytest.importorskip("keras")
theirs = keras.optimizers
schedules = keras.optimizers.schedules

pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")

random = np.random.default_rng(5)
gradients = random.normal(size=(12, 8)).astype(np.float32)
start = random.normal(size=8).astype(np.float32)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (GradientDescent(), theirs.SGD()),
        (
            GradientDescent(ExponentialDecay(0.1, 0.5, 3)),
            theirs.SGD(schedules.ExponentialDecay(0.1, 3, 0.5)),
        ),
        (Momentum(0.1), theirs.SGD(0.1, momentum=0.9)),
        (Nesterov(0.1), theirs.SGD(0.1, momentum=0.9, nesterov=True)),
        (
            Momentum(ExponentialDecay(0.1, 0.5, 3)),
            theirs.SGD(schedules.ExponentialDecay(0.1, 3, 0.5), momentum=0.9),
        ),
        (
            Nesterov(ExponentialDecay(0.1, 0.5, 3)),
            theirs.SGD(schedules.ExponentialDecay(0.1, 3, 0.5), momentum=0.9, nesterov=True),
        ),
        (AdaGrad(0.1), theirs.Adagrad(0.1, initial_accumulator_value=0.0)),
        (RMSprop(), theirs.RMSprop()),
        (RMSprop(0.1, rho=0.5), theirs.RMSprop(0.1, rho=0.5)),
        (Adam(), theirs.Adam()),
        (Adam(0.1, 0.5, 0.9, 0.1), theirs.Adam(0.1, 0.5, 0.9, 0.1)),
        (AdamW(0.1, weight_decay=0.2), theirs.AdamW(0.1, weight_decay=0.2)),
        (Adam(0.1, clip_norm=1.0), theirs.Adam(0.1, clipnorm=1.0)),
        (Momentum(0.1, clip_value=0.5), theirs.SGD(0.1, momentum=0.9, clipvalue=0.5)),
    ],
    ids=lambda optimizer: repr(optimizer) if hasattr(optimizer, "clip_norm") else "keras",
)
def test_places_of_twelve_steps(ours, theirs):
    variable = keras.Variable(start)
    state = ours.start(start)
    for g in gradients:
        theirs.apply([g], [variable])
        state = ours.step(state, g)
        np.testing.assert_allclose(state.theta, variable.numpy(), rtol=1e-5, atol=1e-5)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (StepDecay(0.1, 0.5, 10), schedules.ExponentialDecay(0.1, 10, 0.5, staircase=True)),
        (ExponentialDecay(0.1, 0.5, 10), schedules.ExponentialDecay(0.1, 10, 0.5)),
        (InverseTimeDecay(0.1, 0.5, 10), schedules.InverseTimeDecay(0.1, 10, 0.5)),
        (CosineDecay(0.1, 100), schedules.CosineDecay(0.1, 100)),
        (CosineDecay(0.1, 100, 0, 0.2), schedules.CosineDecay(0.1, 100, 0.2)),
        (
            CosineDecay(0.1, 100, 10, 0.2),
            schedules.CosineDecay(0.0, 100, 0.2, warmup_target=0.1, warmup_steps=10),
        ),
    ],
    ids=lambda value: type(value).__name__,
)
def test_rates_of_schedules(ours, theirs):
    for t in range(0, 150, 3):
        np.testing.assert_allclose(ours(t), float(theirs(t)), rtol=1e-5, atol=1e-8)


@pytest.mark.parametrize("cooldown", [0, 1, 3])
@pytest.mark.parametrize("patience", [1, 2, 4])
def test_rates_of_the_plateau_rule(patience, cooldown):
    settings = {"factor": 0.5, "patience": patience, "cooldown": cooldown, "min_delta": 0.05}
    ours = ReduceOnPlateau(0.1, **settings, lowest=0.001)
    memory = ours.start()
    rule = keras.callbacks.ReduceLROnPlateau(**settings, min_lr=0.001, monitor="loss")
    model = SimpleNamespace(optimizer=theirs.SGD(0.1))
    rule.set_model(model)
    rule.on_train_begin()
    for epoch, loss in enumerate(np.random.default_rng(1).uniform(0, 1, 40)):
        memory = ours.observe(memory, loss)
        rule.on_epoch_end(epoch, {"loss": loss})
        np.testing.assert_allclose(memory.rate, float(model.optimizer.learning_rate), rtol=1e-5)
