"""The founding article's experiments as a table, and beside them a few of ours.

Its authors measured each once, on the rows that the network had been trained on. We keep their
settings, with these choices where the article gives none: the genetic algorithm on Iris has the
population and elitism of the article's own call; Heart's columns are standardised and its weights
regularized; MNIST's network is 784 - 128 - 10.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, final

from edunn.catalogue import find
from edunn.experiments.recipe import Recipe
from edunn.experiments.runs import Runs

QUICK_SEEDS = 3
"""A quick run has at most so many seeds."""


@final
@dataclass(frozen=True)
class Experiment:
    """One row of the table: a recipe to run on a data set with many seeds.

    Args:
        key: a short name for the command line.
        title: the heading of the row.
        data: the name of a bundled data set.
        recipe: network, algorithm, and their settings.
        article: the accuracy that the article reports, or None for an experiment of ours.
        said: the article's remark on it.
        note: a remark on our choice of settings.
        seeds: the number of runs: seeds 0, 1, 2, ...
        quick: the settings that differ in a quick run; None: left out there.

    Example:
        >>> recipe = Recipe([[4], [3, "softmax"]], "adam", {"epochs": 2})
        >>> tiny = Experiment("tiny", "Tiny", "iris", recipe, quick={"epochs": 1})
        >>> tiny.quickened().recipe.epochs
        1
    """

    key: str
    title: str
    data: str
    recipe: Recipe
    article: float | None = None
    said: str = ""
    note: str = ""
    seeds: int = 20
    quick: Mapping[str, Any] | None = field(default_factory=dict)

    def quickened(self) -> "Experiment":
        """The same with few seeds and the settings of a quick run."""
        few = min(self.seeds, QUICK_SEEDS)
        return replace(self, seeds=few, recipe=self.recipe.varied(**(self.quick or {})))

    def to_dict(self) -> dict[str, Any]:
        """The same as plain values, ready for JSON, with those of the recipe."""
        own = {k: v for k, v in vars(self).items() if k not in ("recipe", "quick")}
        return own | self.recipe.to_dict()


@final
@dataclass(frozen=True)
class Result:
    """One experiment with all of its runs.

    Example:
        >>> from edunn.evaluation import Evaluation
        >>> from edunn.experiments import Run, Score
        >>> score, iris = Score(Evaluation(0.5, accuracy=0.875)), EXPERIMENTS[0]
        >>> result = Result(iris, Runs(iris.recipe, iris.data, (Run(0, score, score),)))
        >>> print(result.runs.training)
        0.875 (0.875 .. 0.875)
    """

    experiment: Experiment
    runs: Runs

    def to_dict(self) -> dict[str, Any]:
        """All of it as plain values."""
        return self.experiment.to_dict() | self.runs.to_dict()


UNIFORM = {"initializer": "article"}
"""Initial weights uniform in [0, 1), as in the article."""

MNIST_ROWS = 60_000
"""Those of its training set."""


def _cosine(epochs: int, batch_size: int = 128) -> Any:
    steps = epochs * -(-MNIST_ROWS // batch_size)
    return find("schedule", "cosine", initial=0.002, steps=steps)


IRIS = Recipe(
    ((4,), (2, "relu"), (3, "softmax")),
    "gradient_descent",
    {"learning_rate": 0.001, "epochs": 500, "batch_size": 1},
    UNIFORM,
)
IRIS_FAST = IRIS.varied(learning_rate=0.5)
IRIS_DEEP = IRIS.varied(network=((4,), (4, "relu"), (2, "relu"), (3, "softmax")))
IRIS_SHORT = IRIS.varied(epochs=100)
IRIS_BATCH = IRIS.varied(epochs=100, batch_size=50)
IRIS_GENETIC = Recipe(
    IRIS.network,
    "genetic_algorithm",
    {"preset": "original", "generations": 700, "population_size": 20},
    UNIFORM,
)
IRIS_OURS = Recipe(IRIS.network, "genetic_algorithm", {"generations": 700, "population_size": 100})

HEART = Recipe(
    ((13, {"scale": "standardize"}), (6, "relu"), (2, "softmax")),
    "gradient_descent",
    {"learning_rate": 0.005, "epochs": 1000, "batch_size": 1},
    {"regularizer": "article"},
)
RAW = ((13,), (6, "relu"), (2, "softmax"))
HEART_UNIFORM = HEART.varied(initializer="article")
HEART_RAW = HEART_UNIFORM.varied(network=RAW)
HEART_GENETIC = Recipe(
    HEART.network,
    "genetic_algorithm",
    {"preset": "original", "generations": 50, "batch_size": 10, "elitism_num": 3}
    | {"population_size": 20, "mutation_probability": 0.01},
    UNIFORM,
)
HEART_OURS = Recipe(
    HEART.network, "genetic_algorithm", {"generations": 300, "population_size": 100}
)
HEART_GENETIC_RAW = HEART_GENETIC.varied(network=RAW)

MNIST = Recipe(
    ((784,), (128, "relu"), (10, "softmax")),
    "gradient_descent",
    {"learning_rate": 0.1, "epochs": 10, "batch_size": 32},
)
MNIST_BETTER = Recipe(
    ((784,), (512, "relu", {"dropout": 0.3}), (10, "softmax")),
    "adam",
    {"learning_rate": _cosine(epochs=15), "epochs": 15, "batch_size": 128},
)
MNIST_CONVOLUTION = Recipe(
    (
        (28, 28, 1),
        ("conv", 16, 5, "relu"),
        ("max_pool", 2),
        ("conv", 32, 5, "relu"),
        ("max_pool", 2),
        ("flatten",),
        (128, "relu", {"dropout": 0.4}),
        (10, "softmax"),
    ),
    "adam",
    {"learning_rate": _cosine(epochs=15, batch_size=64), "epochs": 15, "batch_size": 64},
)

EXPERIMENTS: tuple[Experiment, ...] = (
    Experiment("iris", "Iris", "iris", IRIS, 0.97, "learns Iris"),
    Experiment("iris-rate", "Iris, rate 0.5", "iris", IRIS_FAST, 0.33, "too big a learning rate"),
    Experiment(
        "iris-deep", "Iris, two hidden layers", "iris", IRIS_DEEP, 0.33, "too many hidden layers"
    ),
    Experiment("iris-short", "Iris, 100 epochs", "iris", IRIS_SHORT, 0.65, "not enough epochs"),
    Experiment(
        "iris-batch", "Iris, 100 epochs, batch 50", "iris", IRIS_BATCH, 0.76, "bigger batch"
    ),
    Experiment(
        *("iris-genetic", "Iris, genetic algorithm", "iris", IRIS_GENETIC, 0.87),
        said="a genetic algorithm learns Iris, too",
        note="The article names 700 generations; population and elitism are those of its call.",
    ),
    Experiment(
        *("iris-genetic-ours", "Iris, our genetic algorithm", "iris", IRIS_OURS),
        note="Our defaults: tournament selection, uniform crossover, Gaussian mutation.",
    ),
    Experiment(
        *("heart", "Heart", "heart", HEART, 0.91, "learns heart disease"),
        note="Batch size 1, standardised columns and L2 0.01 are our choice: the article gives "
        "none. The initial weights are EduNN's default; the article's own are in the next row.",
    ),
    Experiment(
        *("heart-uniform", "Heart, uniform initial weights", "heart", HEART_UNIFORM),
        note="The same with initial weights uniform in [0, 1), as in the article.",
        seeds=8,
        quick=None,
    ),
    Experiment(
        *("heart-raw", "Heart, raw columns", "heart", HEART_RAW),
        note="The same, uniform initial weights included, without standardised columns.",
        seeds=8,
        quick={"epochs": 200},
    ),
    Experiment(
        *("heart-genetic", "Heart, genetic algorithm", "heart", HEART_GENETIC, 0.68),
        said="a genetic algorithm learns heart disease, too",
        note="Standardised columns, as for gradient descent.",
    ),
    Experiment(
        *("heart-genetic-raw", "Heart, genetic algorithm, raw columns", "heart", HEART_GENETIC_RAW),
        note="The same without standardised columns.",
    ),
    Experiment(
        *("heart-genetic-ours", "Heart, our genetic algorithm", "heart", HEART_OURS),
        note="Our defaults, standardised columns, each generation scored on all rows.",
        quick={"generations": 100},
    ),
    Experiment(
        *("mnist", "MNIST", "mnist", MNIST, 0.93, "learns handwritten digits in 100 epochs"),
        note="The article gives neither its network nor its rate; 10 epochs are enough for ours.",
        seeds=3,
        quick={"epochs": 3},
    ),
    Experiment(
        *("mnist-better", "MNIST, a better recipe", "mnist", MNIST_BETTER),
        note="A wider layer, dropout, and Adam with a learning rate that falls to 0 (cosine).",
        seeds=2,
        quick={"epochs": 4, "learning_rate": _cosine(epochs=4)},
    ),
    Experiment(
        *("mnist-convolution", "MNIST, convolution", "mnist", MNIST_CONVOLUTION),
        note="What the article could not do: filters of 5 x 5 pixels find patterns in an image.",
        seeds=2,
        quick=None,
    ),
)
"""All experiments in the order of the article's table; ours have no accuracy from the article."""

NOT_REPEATED: dict[str, str] = {
    "MNIST, genetic algorithm": "The article did not attempt it: it “would take too much time”.",
    "Drawn digits": "The article “could not get valid predictions for the drawn number”.",
}
"""What the article mentions without a number: not repeated here."""
