"""Keras on its JAX backend: `Model.fit` for one epoch, as its documentation writes it."""

import os
from typing import final

os.environ["KERAS_BACKEND"] = "jax"  # before Keras is imported
os.environ.setdefault("JAX_PLATFORMS", "cpu")

import keras

from benchmarks.comparison import Contestant, Outcome
from benchmarks.tasks import Task

OPTIMIZERS = {"gradient_descent": keras.optimizers.SGD, "adam": keras.optimizers.Adam}


@final
class Descent(Contestant):
    """One epoch by gradient descent; its loss is measured."""

    def __init__(self, task: Task) -> None:
        keras.utils.set_random_seed(0)
        self.x, self.labels = task.rows()
        self.batch_size = task.batch_size
        self.network = network(task)
        self.network.compile(
            optimizer=OPTIMIZERS[task.algorithm](task.learning_rate),
            loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        )

    def work(self) -> None:
        self.network.fit(self.x, self.labels, batch_size=self.batch_size, epochs=1, verbose=0)

    def outcome(self) -> Outcome:
        weights = self.network.trainable_variables
        return Outcome(
            sum(int(w.value.size) for w in weights),
            str(weights[0].dtype),
            int(self.network.optimizer.iterations.value),
            float(self.network.evaluate(self.x, self.labels, verbose=0)),
        )


def network(task: Task) -> keras.Sequential:
    """The task's layers with its first weights; the softmax is part of the loss."""
    inputs, *hidden, classes = task.sizes
    dense = [*(keras.layers.Dense(units, "relu") for units in hidden), keras.layers.Dense(classes)]
    made = keras.Sequential([keras.Input((inputs,)), *dense])
    for layer, weights in zip(dense, task.first_weights(), strict=True):
        layer.set_weights(list(weights))
    return made
