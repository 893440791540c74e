"""PyGAD: `pygad.gann` networks bred by `pygad.GA`, as its documentation does.

Its networks have no biases. Its documented callback also determines the best solution, which
scores the whole population again; that is left out here, in its favour.
"""

from typing import Any, final

import pygad
import pygad.gann
import pygad.nn

from benchmarks.comparison import Contestant, Outcome
from benchmarks.tasks import Breeding, Task


@final
class Evolution(Contestant):
    """One run of some generations, with the operators of `breeding`."""

    def __init__(self, task: Task, breeding: Breeding) -> None:
        self.x, self.labels = task.rows()
        self.pieces = breeding.generations + 1  # a run scores its first population too
        self.runs = 0
        inputs, *hidden, classes = task.sizes
        self.networks = pygad.gann.GANN(
            num_solutions=breeding.population_size,
            num_neurons_input=inputs,
            num_neurons_hidden_layers=hidden,
            num_neurons_output=classes,
            hidden_activations=["relu"] * len(hidden),
            output_activation="softmax",
        )
        self.algorithm = self._algorithm(breeding)

    def work(self) -> None:
        self.algorithm.run()
        self.runs += 1

    def outcome(self) -> Outcome:
        population = self.algorithm.population
        best = max(self.algorithm.last_generation_fitness)
        updates = self.runs * self.pieces
        return Outcome(population.shape[1], str(population.dtype), updates, 1.0 - best / 100.0)

    def _algorithm(self, breeding: Breeding) -> Any:
        return pygad.GA(
            num_generations=breeding.generations,
            num_parents_mating=breeding.population_size,
            initial_population=pygad.gann.population_as_vectors(self.networks.population_networks),
            fitness_func=self._fitness,
            on_generation=self._show_new_weights,
            parent_selection_type="tournament",
            K_tournament=3,
            crossover_type="uniform",
            mutation_type="random",
            mutation_num_genes=1,
            keep_elitism=breeding.elitism,
            random_seed=0,
            suppress_warnings=True,
        )

    def _fitness(self, algorithm: Any, solution: Any, row: int) -> float:
        """The percentage of rows that one network gets right."""
        network = self.networks.population_networks[row]
        answers = pygad.nn.predict(last_layer=network, data_inputs=self.x)
        return float((answers == self.labels).mean() * 100.0)

    def _show_new_weights(self, algorithm: Any) -> None:
        """Hand the new population's numbers to the networks."""
        matrices = pygad.gann.population_as_matrices(
            population_networks=self.networks.population_networks,
            population_vectors=algorithm.population,
        )
        self.networks.update_population_trained_weights(population_trained_weights=matrices)
