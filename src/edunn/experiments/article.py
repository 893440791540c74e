"""The founding article's experiments, row by row, and beside them a few of ours.

Its authors measured each once, on the same rows that the network had learned from. We keep their
settings, with these choices where the article is silent: the genetic algorithm on Iris has the
population and elitism of the article's own call; Heart's columns are standardised and its weights
regularized; MNIST's network is 784 - 128 - 10.
"""

from edunn.experiments.experiment import Experiment
from edunn.experiments.recipe import Recipe
from edunn.optimizers import CosineDecay

UNIFORM = {"initializer": "article"}

IRIS = Recipe(
    ((4,), (2, "relu"), (3, "softmax")),
    "gradient_descent",
    {"learning_rate": 0.001, "epochs": 500, "batch_size": 1},
    UNIFORM,
)
IRIS_GENETIC = Recipe(
    IRIS.network,
    "genetic_algorithm",
    {"preset": "original", "generations": 700, "population_size": 20},
    UNIFORM,
)
HEART = Recipe(
    ((13, {"scale": "standardize"}), (6, "relu"), (2, "softmax")),
    "gradient_descent",
    {"learning_rate": 0.005, "epochs": 1000, "batch_size": 1},
    {"regularizer": "article"},
)
HEART_RAW = ((13,), (6, "relu"), (2, "softmax"))
HEART_GENETIC = Recipe(
    HEART.network,
    "genetic_algorithm",
    {
        "preset": "original",
        "generations": 50,
        "batch_size": 10,
        "elitism_num": 3,
        "population_size": 20,
        "mutation_probability": 0.01,
    },
    UNIFORM,
)
MNIST = Recipe(
    ((784,), (128, "relu"), (10, "softmax")),
    "gradient_descent",
    {"learning_rate": 0.1, "epochs": 10, "batch_size": 32},
)
MNIST_STEPS = 469
"""Mini-batches of 128 in an epoch of 60,000 rows."""

MNIST_BETTER = Recipe(
    ((784,), (512, "relu", {"dropout": 0.3}), (10, "softmax")),
    "adam",
    {
        "learning_rate": CosineDecay(0.002, steps=15 * MNIST_STEPS),
        "epochs": 15,
        "batch_size": 128,
    },
)

IRIS_ROWS = (
    Experiment(
        key="iris",
        title="Iris",
        data="iris",
        recipe=IRIS,
        article=0.97,
        said="learns Iris",
    ),
    Experiment(
        key="iris-rate",
        title="Iris, rate 0.5",
        data="iris",
        recipe=IRIS.varied(learning_rate=0.5),
        article=0.33,
        said="too big a learning rate",
    ),
    Experiment(
        key="iris-deep",
        title="Iris, two hidden layers",
        data="iris",
        recipe=IRIS.varied(network=((4,), (4, "relu"), (2, "relu"), (3, "softmax"))),
        article=0.33,
        said="too many hidden layers",
    ),
    Experiment(
        key="iris-short",
        title="Iris, 100 epochs",
        data="iris",
        recipe=IRIS.varied(epochs=100),
        article=0.65,
        said="not enough epochs",
    ),
    Experiment(
        key="iris-batch",
        title="Iris, 100 epochs, batch 50",
        data="iris",
        recipe=IRIS.varied(epochs=100, batch_size=50),
        article=0.76,
        said="bigger batch",
    ),
    Experiment(
        key="iris-genetic",
        title="Iris, genetic algorithm",
        data="iris",
        recipe=IRIS_GENETIC,
        article=0.87,
        said="a genetic algorithm learns Iris, too",
        note="The article names 700 generations; population and elitism are those of its call.",
    ),
    Experiment(
        key="iris-genetic-ours",
        title="Iris, our genetic algorithm",
        data="iris",
        recipe=Recipe(
            IRIS.network, "genetic_algorithm", {"generations": 700, "population_size": 100}
        ),
        note="Our defaults: tournament selection, uniform crossover, Gaussian mutation.",
    ),
)

HEART_ROWS = (
    Experiment(
        key="heart",
        title="Heart",
        data="heart",
        recipe=HEART,
        article=0.91,
        said="learns heart disease",
        note="Batch 1, standardised columns and L2 0.01 are our reading: the article is silent. "
        "The first weights are EduNN's default; the article's own are the next row.",
    ),
    Experiment(
        key="heart-uniform",
        title="Heart, uniform first weights",
        data="heart",
        recipe=HEART.varied(initializer="article"),
        note="The same with first weights uniform in [0, 1), as the article draws them.",
        seeds=8,
        quick=None,
    ),
    Experiment(
        key="heart-raw",
        title="Heart, raw columns",
        data="heart",
        recipe=HEART.varied(network=HEART_RAW, initializer="article"),
        note="The same, uniform first weights included, without standardised columns.",
        seeds=8,
        quick={"epochs": 200},
    ),
    Experiment(
        key="heart-genetic",
        title="Heart, genetic algorithm",
        data="heart",
        recipe=HEART_GENETIC,
        article=0.68,
        said="a genetic algorithm learns heart disease, too",
        note="Standardised columns, as for gradient descent.",
    ),
    Experiment(
        key="heart-genetic-raw",
        title="Heart, genetic algorithm, raw columns",
        data="heart",
        recipe=HEART_GENETIC.varied(network=HEART_RAW),
        note="The same without standardised columns.",
    ),
)

MNIST_ROWS = (
    Experiment(
        key="mnist",
        title="MNIST",
        data="mnist",
        recipe=MNIST,
        article=0.93,
        said="learns handwritten digits in 100 epochs",
        note="The article names neither its network nor its rate; 10 epochs are enough for ours.",
        seeds=3,
        quick={"epochs": 3},
    ),
    Experiment(
        key="mnist-better",
        title="MNIST, a better recipe",
        data="mnist",
        recipe=MNIST_BETTER,
        note="A wider layer, dropout, and Adam with a rate that falls to 0 along a cosine.",
        seeds=2,
        quick={"epochs": 4, "learning_rate": CosineDecay(0.002, steps=4 * MNIST_STEPS)},
    ),
)

EXPERIMENTS: tuple[Experiment, ...] = (*IRIS_ROWS, *HEART_ROWS, *MNIST_ROWS)
"""Every experiment, in the order of the article's table; ours have no number of the article."""

NOT_REPEATED: dict[str, str] = {
    "MNIST, genetic algorithm": "The article did not attempt it: it “would take too much time”.",
    "Drawn digits": "The article “could not get valid predictions for the drawn number”.",
}
"""What the article tells without a number, and what this report leaves alone."""
