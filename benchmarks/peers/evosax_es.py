"""evosax: OpenAI's evolution strategy on JAX, its generations compiled into one `scan`."""

import os
from functools import partial
from typing import Any, final

os.environ.setdefault("JAX_PLATFORMS", "cpu")  # before JAX is imported

import jax
import jax.numpy as jnp
import optax
from evosax.algorithms import Open_ES

from benchmarks.comparison import Contestant, Outcome
from benchmarks.peers.plain_jax import forward, mean_loss
from benchmarks.tasks import Sampling, Task


@final
class Evolution(Contestant):
    """Some generations on all rows, scored by the loss; a record of each is left out."""

    def __init__(self, task: Task, sampling: Sampling) -> None:
        x, labels = task.rows()
        self.x, self.labels = jnp.asarray(x), jnp.asarray(labels, "int32")
        self.pieces = sampling.generations
        self.scored = 0
        self.strategy = Open_ES(
            population_size=sampling.population_size,
            solution=jax.tree.map(jnp.asarray, task.first_weights()),
            optimizer=optax.adam(sampling.learning_rate),
            std_schedule=optax.constant_schedule(sampling.sigma),
        )
        self.params = self.strategy.default_params
        self.key = jax.random.key(0)
        self.state = self.strategy.init(self.key, self.strategy.solution, self.params)
        self.run = jax.jit(self._generations)
        self.work()  # compiles; what it leaves has other types than the start, and compiles again

    def work(self) -> None:
        self.state, self.key = jax.block_until_ready(self.run(self.state, self.key))
        self.scored += self.pieces

    def outcome(self) -> Outcome:
        theta = self.state.mean
        scores = forward(self.strategy.get_mean(self.state), self.x)
        wrong = float((scores.argmax(axis=1) != self.labels).mean())
        return Outcome(theta.size, str(theta.dtype), self.scored, wrong)

    def _generations(self, state: Any, key: Any) -> Any:
        (state, key), _ = jax.lax.scan(self._generation, (state, key), length=self.pieces)
        return state, key

    def _generation(self, carry: Any, _: None) -> Any:
        state, key = carry
        key, ask, tell = jax.random.split(key, 3)
        population, state = self.strategy.ask(ask, state, self.params)
        score = partial(mean_loss, x=self.x, labels=self.labels)
        fitness = jax.vmap(score)(population)
        state, _ = self.strategy.tell(tell, population, fitness, state, self.params)
        return (state, key), None
