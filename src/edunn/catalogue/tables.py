"""The tables of the catalogue: one literal dict a family, name -> class."""

from typing import Any

from edunn import activations, evolution, initializers, layers, losses, optimizers, regularizers
from edunn.evolution.crossover import CROSSOVERS, Crossover
from edunn.evolution.mutation import MUTATIONS, Mutation
from edunn.evolution.selection import SELECTIONS, Selection

ACTIVATIONS: dict[str, type] = {
    "linear": activations.Linear,
    "binary_step": activations.BinaryStep,
    "sigmoid": activations.Sigmoid,
    "hard_sigmoid": activations.HardSigmoid,
    "tanh": activations.Tanh,
    "softsign": activations.Softsign,
    "relu": activations.ReLU,
    "leaky_relu": activations.LeakyReLU,
    "elu": activations.ELU,
    "selu": activations.SELU,
    "gelu": activations.GELU,
    "silu": activations.SiLU,
    "mish": activations.Mish,
    "softplus": activations.Softplus,
    "exponential": activations.Exponential,
    "gaussian": activations.Gaussian,
    "sinusoid": activations.Sinusoid,
    "softmax": activations.Softmax,
}

LOSSES: dict[str, type] = {
    "mse": losses.MeanSquaredError,
    "mae": losses.MeanAbsoluteError,
    "huber": losses.Huber,
    "log_cosh": losses.LogCosh,
    "cross_entropy": losses.CrossEntropy,
    "binary_cross_entropy": losses.BinaryCrossEntropy,
    "hinge": losses.Hinge,
    "kl_divergence": losses.KLDivergence,
}

INITIALIZERS: dict[str, type] = {
    "zeros": initializers.Zeros,
    "ones": initializers.Ones,
    "constant": initializers.Constant,
    "random_normal": initializers.RandomNormal,
    "random_uniform": initializers.RandomUniform,
    "glorot_uniform": initializers.GlorotUniform,
    "glorot_normal": initializers.GlorotNormal,
    "he_uniform": initializers.HeUniform,
    "he_normal": initializers.HeNormal,
    "lecun_uniform": initializers.LeCunUniform,
    "lecun_normal": initializers.LeCunNormal,
    "orthogonal": initializers.Orthogonal,
    "article": initializers.Article,
}

REGULARIZERS: dict[str, type] = {
    "l1": regularizers.L1,
    "l2": regularizers.L2,
    "l1_l2": regularizers.ElasticNet,
}

LAYERS: dict[str, type] = {
    "dense": layers.Dense,
    "activation": layers.Activation,
    "dropout": layers.Dropout,
    "standardize": layers.Standardize,
    "min_max": layers.MinMax,
    "center": layers.Center,
}

OPTIMIZERS: dict[str, type] = {
    "gradient_descent": optimizers.GradientDescent,
    "momentum": optimizers.Momentum,
    "nesterov": optimizers.Nesterov,
    "adagrad": optimizers.AdaGrad,
    "rmsprop": optimizers.RMSprop,
    "adam": optimizers.Adam,
    "adamw": optimizers.AdamW,
}

SCHEDULES: dict[str, type] = {
    "constant": optimizers.Constant,
    "step": optimizers.StepDecay,
    "exponential": optimizers.ExponentialDecay,
    "inverse_time": optimizers.InverseTimeDecay,
    "cosine": optimizers.CosineDecay,
    "reduce_on_plateau": optimizers.ReduceOnPlateau,
}

STRATEGIES: dict[str, type] = {
    "genetic_algorithm": evolution.GeneticAlgorithm,
    "random_search": evolution.RandomSearch,
    "hill_climber": evolution.HillClimber,
    "openai_es": evolution.OpenAIES,
    "rank_one_es": evolution.RankOneES,
    "pgpe": evolution.PGPE,
    "snes": evolution.SNES,
    "sep_cma_es": evolution.SepCMAES,
    "cma_es": evolution.CMAES,
}

FAMILIES: dict[str, dict[str, Any]] = {
    "activation": ACTIVATIONS,
    "loss": LOSSES,
    "initializer": INITIALIZERS,
    "regularizer": REGULARIZERS,
    "layer": LAYERS,
    "optimizer": OPTIMIZERS,
    "schedule": SCHEDULES,
    "strategy": STRATEGIES,
    "selection": SELECTIONS,
    "crossover": CROSSOVERS,
    "mutation": MUTATIONS,
}
"""All that can be chosen by name: family -> name -> class."""

ROOTS: dict[str, type] = {
    "activation": activations.ActivationFunction,
    "loss": losses.Loss,
    "initializer": initializers.Initializer,
    "regularizer": regularizers.Regularizer,
    "layer": layers.Layer,
    "optimizer": optimizers.Optimizer,
    "schedule": optimizers.Schedule,
    "strategy": evolution.Strategy,
    "selection": Selection,
    "crossover": Crossover,
    "mutation": Mutation,
}
"""What every member of a family is derived from."""

ALIASES = {
    "identity": "linear",
    "logistic": "sigmoid",
    "swish": "silu",
    "mean_squared_error": "mse",
    "mean_absolute_error": "mae",
    "categorical_crossentropy": "cross_entropy",
    "categorical_cross_entropy": "cross_entropy",
    "sparse_categorical_crossentropy": "cross_entropy",
    "crossentropy": "cross_entropy",
    "binary_crossentropy": "binary_cross_entropy",
    "bce": "binary_cross_entropy",
    "xavier_uniform": "glorot_uniform",
    "xavier_normal": "glorot_normal",
    "kaiming_uniform": "he_uniform",
    "kaiming_normal": "he_normal",
    "elastic_net": "l1_l2",
    "sgd": "gradient_descent",
    "minmax": "min_max",
}
"""What other libraries call the same thing."""

PRESETS = {("regularizer", "article"): regularizers.L2(0.01)}
"""Names that stand for an object with its settings."""
