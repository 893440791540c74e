"""Codes: what the kernel calls the members of each family. A number can be data, a class cannot.

Here the readable classes and the compiled functions meet: a class that is in no table has no
compiled form, and a network with one in it stays with the readable engine.
"""

from edunn import activations, losses, optimizers
from edunn.losses.from_logits import SigmoidBinaryCrossEntropy, SoftmaxCrossEntropy

DENSE, DROPOUT = -1, -2
"""The kinds of layers that are no curve; the kind of any other is the code of its curve."""

LINEAR, BINARY_STEP, EXPONENTIAL, SIGMOID, TANH, SOFTSIGN, HARD_SIGMOID = range(7)
RELU, LEAKY_RELU, ELU, SELU, SOFTPLUS, SILU, GELU, MISH, GAUSSIAN, SINUSOID = range(7, 17)
SOFTMAX = 17

CURVES: dict[type, int] = {
    activations.Linear: LINEAR,
    activations.BinaryStep: BINARY_STEP,
    activations.Exponential: EXPONENTIAL,
    activations.Sigmoid: SIGMOID,
    activations.Tanh: TANH,
    activations.Softsign: SOFTSIGN,
    activations.HardSigmoid: HARD_SIGMOID,
    activations.ReLU: RELU,
    activations.LeakyReLU: LEAKY_RELU,
    activations.ELU: ELU,
    activations.SELU: SELU,
    activations.Softplus: SOFTPLUS,
    activations.SiLU: SILU,
    activations.GELU: GELU,
    activations.Mish: MISH,
    activations.Gaussian: GAUSSIAN,
    activations.Sinusoid: SINUSOID,
    activations.Softmax: SOFTMAX,
}

SQUARED, ABSOLUTE, HUBER, LOG_COSH, SURPRISE, TWO_SURPRISES, MARGIN = range(7)
SOFTMAX_SURPRISE, SIGMOID_SURPRISES, DIVERGENCE = 7, 8, 9

LOSSES: dict[type, int] = {
    losses.MeanSquaredError: SQUARED,
    losses.MeanAbsoluteError: ABSOLUTE,
    losses.Huber: HUBER,
    losses.LogCosh: LOG_COSH,
    losses.CrossEntropy: SURPRISE,
    losses.KLDivergence: DIVERGENCE,
    losses.BinaryCrossEntropy: TWO_SURPRISES,
    losses.Hinge: MARGIN,
    SoftmaxCrossEntropy: SOFTMAX_SURPRISE,
    SigmoidBinaryCrossEntropy: SIGMOID_SURPRISES,
}

GRADIENT_DESCENT, MOMENTUM, NESTEROV, ADAGRAD, RMSPROP, ADAM, ADAMW = range(7)

OPTIMIZERS: dict[type, int] = {
    optimizers.GradientDescent: GRADIENT_DESCENT,
    optimizers.Momentum: MOMENTUM,
    optimizers.Nesterov: NESTEROV,
    optimizers.AdaGrad: ADAGRAD,
    optimizers.RMSprop: RMSPROP,
    optimizers.Adam: ADAM,
    optimizers.AdamW: ADAMW,
}
