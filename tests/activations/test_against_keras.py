"""Every activation that Keras has too, against Keras, which counts in float32."""

import numpy as np
import pytest

from edunn.activations import (
    ELU,
    GELU,
    SELU,
    Exponential,
    HardSigmoid,
    LeakyReLU,
    Linear,
    Mish,
    ReLU,
    Sigmoid,
    SiLU,
    Softmax,
    Softplus,
    Softsign,
    Tanh,
)

pytest.importorskip("jax", reason="the NumPy backend of Keras imports it")
keras = pytest.importorskip("keras.activations")

x = np.linspace(-40, 40, 2000, dtype=np.float32).reshape(200, 10)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (Linear(), keras.linear),
        (Exponential(), keras.exponential),
        (Sigmoid(), keras.sigmoid),
        (Tanh(), keras.tanh),
        (Softsign(), keras.softsign),
        (HardSigmoid(), keras.hard_sigmoid),
        (ReLU(), keras.relu),
        (LeakyReLU(slope_below=0.2), keras.leaky_relu),
        (ELU(), keras.elu),
        (SELU(), keras.selu),
        (Softplus(), keras.softplus),
        (SiLU(), keras.silu),
        (GELU(), lambda x: keras.gelu(x, approximate=False)),
        (Mish(), keras.mish),
        (Softmax(), keras.softmax),
    ],
    ids=lambda value: type(value).__name__,
)
def test_values_are_those_of_keras(ours, theirs):
    np.testing.assert_allclose(ours.value(x), np.asarray(theirs(x)), rtol=1e-5, atol=1e-6)
