"""Trainings that nothing is wrong with, over the bundled data."""

from edunn import EarlyStopping, Model
from edunn.data import load

SCALED = {"scale": "standardize"}


def watched(patience):
    return {"early_stopping": EarlyStopping("val_loss", patience=patience)}


HEALTHY = [
    ("iris", [[8, "tanh"]], "adam", {"epochs": 100, "learning_rate": 0.02}),
    ("iris", [[8, "sigmoid"]], "adam", {"epochs": 300, "learning_rate": 0.02}),
    ("iris", [[4, "tanh"]], "genetic_algorithm", {"generations": 80, "population_size": 60}),
    ("heart", [[4, "tanh", {"l2": 0.01}]], "adam", {"epochs": 40, "learning_rate": 0.01}),
    ("heart", [[8, "relu", {"l2": 0.02}]], "adam", {"epochs": 200, **watched(20)}),
    ("wine", [[8, "relu"]], "adam", {"epochs": 60, "learning_rate": 0.01}),
    ("penguins", [[8, "relu"]], "adam", {"epochs": 60, "learning_rate": 0.01}),
    ("breast_cancer", [[8, "relu", {"l2": 0.01}]], "adam", {"epochs": 40, "learning_rate": 0.01}),
    ("diabetes", [[8, "tanh", {"l2": 0.05}]], "adam", {"epochs": 60, "learning_rate": 0.005}),
    ("digits_8x8", [[32, "relu"]], "adam", {"epochs": 30, "learning_rate": 0.005}),
    ("moons", [[16, "tanh"]], "adam", {"epochs": 200, "learning_rate": 0.02}),
    ("circles", [[16, "relu"]], "adam", {"epochs": 150, "learning_rate": 0.02}),
    ("curve", [[16, "tanh"]], "adam", {"epochs": 300, "learning_rate": 0.02}),
]


def healthy(name, hidden, algorithm, settings, seed):
    """Train; the model with its training rows and test rows."""
    train, test = load(name).split(test=0.25, seed=seed)
    classes = train.class_names
    last = [1] if classes is None else [len(classes), "softmax"]
    network = [[train.inputs.shape[1], SCALED], *hidden, last]
    model = Model(network, "mse" if classes is None else None, dtype="float64", seed=seed)
    more = {"validation_data": test} if "early_stopping" in settings else {}
    model.train(algorithm, train, seed=seed, progress=False, **settings, **more)
    return model, train, test
