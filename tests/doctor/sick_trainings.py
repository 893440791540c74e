"""Fifty trainings that are sick, each with its cure: `case(seed, sick)`."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from edunn import EarlyStopping, EduNNError, Model
from edunn.data import Dataset, load
from edunn.initializers import Constant, RandomNormal
from edunn.layers import Dense
from edunn.optimizers import ExponentialDecay


@dataclass
class Run:
    model: Any
    history: Any
    train: Any
    test: Any
    options: dict
    error: str = ""
    asked: Any = None  # rows that were asked afterwards, with the labels the person compares with
    others: Any = ()  # further trainings that belong to the story
    table: Any = None  # all rows as they stood before the split
    groups: Any = None  # whose row it is, for the training and the test rows

    def also(self, **more):
        for name, value in more.items():
            setattr(self, name, value)
        return self

    def accuracy(self, rows):
        return float(self.model.evaluate(rows).accuracy)

    def r2(self, rows):
        return float(self.model.evaluate(rows).r2)

    def column(self, name):
        return np.array(self.history.history.get(name, [np.nan]), dtype=float)


def learn(
    network,
    way,
    train,
    test=None,
    *,
    loss="cross_entropy",
    seed=0,
    initializer=None,
    regularizer=None,
    layers=None,
    inputs=None,
    **settings,
):
    """Build and train; a training that diverges is kept with its message."""
    model = Model(
        network,
        loss,
        layers=layers,
        inputs=inputs,
        initializer=initializer,
        regularizer=regularizer,
        dtype="float64",
        seed=seed,
    )
    options = dict(
        network=network,
        way=way,
        loss=loss,
        initializer=initializer,
        regularizer=regularizer,
        layers=layers,
        **settings,
    )
    try:
        history, error = model.train(way, train, seed=seed, progress=False, **settings), ""
    except EduNNError as e:
        if type(e).__name__ != "DivergedError":
            raise
        history, error = model.history, str(e)
    return Run(model, history, train, test, options, error)


def signals(model, x, *functions):
    """The output of each dense layer after its function: what flows through the network."""
    out, x = [], np.asarray(x, float)
    weights = [p for p in model.parameters if "W" in p]
    for p, f in zip(weights, functions, strict=False):
        x = f(x @ p["W"] + p["b"])
        out.append(x)
    return out


def relu(z):
    return np.maximum(z, 0)


def sigmoid(z):
    return 1 / (1 + np.exp(-np.clip(z, -500, 500)))


def linear(z):
    return z


def softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def gradient_norms(model, rows):
    """The length of the gradient of each W, from the first layer to the last."""
    g, at, norms = model.gradient(rows), 0, []
    for p in model.parameters:
        for name, q in p.items():
            if name == "W":
                norms.append(float(np.linalg.norm(g[at : at + q.size])))
            at += q.size
    return norms


def neighbour_accuracy(x, labels):
    """How often a row's nearest other row has its label: what the inputs know about the labels."""
    x = (x - x.mean(0)) / (x.std(0) + 1e-12)
    d = ((x[:, None] - x[None]) ** 2).sum(2) + 1e9 * np.eye(len(x))
    return float((labels[d.argmin(1)] == labels).mean())


def rows_of(x, labels):
    return Dataset.from_arrays(np.asarray(x, float), np.asarray(labels).astype(int))


def numbers_of(x, t):
    return Dataset.from_arrays(np.asarray(x, float), np.asarray(t, float))


def majority(rows):
    return float(np.bincount(rows.targets).max() / len(rows.targets))


def zero_weights(seed, sick):
    rows = load("moons", seed=seed)
    run = learn(
        [[2], [8, "tanh"], [2, "softmax"]],
        "adam",
        rows,
        initializer="zeros" if sick else None,
        epochs=100,
        learning_rate=0.01,
        seed=seed,
    )
    spread = float(np.ptp(run.model.parameters[0]["W"], axis=1).max())
    return run, {"loss": run.column("loss")[-1], "accuracy": run.accuracy(rows), "spread": spread}


def rate_too_low(seed, sick):
    train, test = load("iris").split(test=0.25, seed=seed)
    run = learn(
        [[4, {"scale": "standardize"}], [8, "tanh"], [3, "softmax"]],
        "gradient_descent",
        train,
        test,
        epochs=60,
        batch_size=16,
        learning_rate=1e-5 if sick else 0.1,
        seed=seed,
    )
    loss = run.column("loss")
    return run, {
        "loss": loss[-1],
        "accuracy": run.accuracy(test),
        "fall": 1 - loss[-1] / loss[0],
        "falling": float(np.mean(np.diff(loss) < 0)),
    }


def large_inputs_diverge(seed, sick):
    x = np.random.default_rng(seed).uniform(0, 200, 100)[:, None]
    rows = numbers_of(x, x[:, 0] / 100 - 1)
    run = learn(
        [[1] if sick else [1, {"scale": "standardize"}], [1]],
        "gradient_descent",
        rows,
        loss="mse",
        epochs=20,
        batch_size=1,
        learning_rate=0.01,
        seed=seed,
    )
    return run, {
        "diverged": float(bool(run.error)),
        "r2": float("nan") if run.error else run.r2(rows),
        "largest": float(np.abs(x).max() if sick else np.abs((x - x.mean()) / x.std()).max()),
    }


def columns_unscaled(seed, sick):
    train, test = load("heart").split(test=0.25, seed=seed)
    run = learn(
        [
            [train.inputs.shape[1]] + ([] if sick else [{"scale": "standardize"}]),
            [8, "relu"],
            [2, "softmax"],
        ],
        "gradient_descent",
        train,
        test,
        epochs=50,
        batch_size=32,
        learning_rate=0.05,
        seed=seed,
    )
    answers = run.model.predict(test.inputs).argmax(1)
    widths = train.inputs.std(0)
    return run, {
        "accuracy": run.accuracy(test),
        "one_class": float(np.bincount(answers).max() / len(answers)),
        "widths": float(widths.max() / widths.min()) if sick else 1.0,
    }


def dead_relu(seed, sick):
    rows = load("moons", seed=seed)
    run = learn(
        [[2], [8, "relu"], [2, "softmax"]],
        "gradient_descent",
        rows,
        epochs=60,
        batch_size=16,
        learning_rate=10.0 if sick else 0.1,
        seed=seed,
    )
    h, _ = signals(run.model, rows.inputs, relu, softmax)
    return run, {
        "dead": float((h.max(0) == 0).mean()),
        "loss": run.column("loss")[-1],
        "accuracy": run.accuracy(rows),
    }


def saturated_sigmoid(seed, sick):
    rows = load("moons", seed=seed)
    start = RandomNormal(stddev=100.0) if sick else None
    before = learn(
        [[2], [16, "sigmoid"], [2, "softmax"]],
        "gradient_descent",
        rows,
        initializer=start,
        epochs=1,
        learning_rate=1e-9,
        seed=seed,
    )
    h, _ = signals(before.model, rows.inputs, sigmoid, softmax)
    run = learn(
        [[2], [16, "sigmoid"], [2, "softmax"]],
        "gradient_descent",
        rows,
        initializer=start,
        epochs=200,
        batch_size=16,
        learning_rate=0.3,
        seed=seed,
    )
    first, last = before.model.parameters[0]["W"], run.model.parameters[0]["W"]
    return run, {
        "saturated": float(((h < 0.01) | (h > 0.99)).mean()),
        "moved": float(np.linalg.norm(last - first) / np.linalg.norm(first)),
        "loss": run.column("loss")[-1],
    }


def vanishing_gradient(seed, sick):
    rows = load("moons", seed=seed)
    f = "sigmoid" if sick else "relu"
    deep = [[2]] + [[8, f]] * 8 + [[2, "softmax"]]
    norms = gradient_norms(Model(deep, dtype="float64", seed=seed), rows)
    run = learn(
        deep, "gradient_descent", rows, epochs=100, batch_size=16, learning_rate=0.05, seed=seed
    )
    return run, {
        "ratio": norms[0] / norms[-1],
        "loss": run.column("loss")[-1],
        "accuracy": run.accuracy(rows),
    }


def exploding_signal(seed, sick):
    rows = load("curve", seed=seed)
    start = RandomNormal(stddev=1.0) if sick else None
    deep = [[1]] + [[16, "linear"]] * 8 + [[1]]
    s = signals(
        Model(deep, "mse", initializer=start, dtype="float64", seed=seed),
        rows.inputs,
        *[linear] * 9,
    )
    run = learn(
        deep,
        "gradient_descent",
        rows,
        loss="mse",
        initializer=start,
        epochs=20,
        learning_rate=0.01,
        seed=seed,
    )
    return run, {"growth": float(s[-2].std() / s[0].std()), "diverged": float(bool(run.error))}


def too_few_epochs(seed, sick):
    train, test = load("iris").split(test=0.25, seed=seed)
    run = learn(
        [[4, {"scale": "standardize"}], [8, "tanh"], [3, "softmax"]],
        "gradient_descent",
        train,
        test,
        epochs=4 if sick else 200,
        batch_size=16,
        learning_rate=0.02,
        seed=seed,
    )
    loss = run.column("loss")
    return run, {
        "accuracy": run.accuracy(test),
        "loss": loss[-1],
        "last_fall": float(1 - (loss[-1] / loss[-4]) ** (1 / 3)),
    }


def batch_too_large(seed, sick):
    rows = load("moons", seed=seed)
    size = len(rows) if sick else 8
    run = learn(
        [[2], [16, "tanh"], [2, "softmax"]],
        "gradient_descent",
        rows,
        epochs=40,
        batch_size=size,
        learning_rate=0.03,
        seed=seed,
    )
    loss = run.column("loss")
    return run, {
        "accuracy": run.accuracy(rows),
        "loss": loss[-1],
        "updates": 40.0 * -(-len(rows) // size),
        "falling": float(np.mean(np.diff(loss) < 0)),
    }


def momentum_overshoots(seed, sick):
    train, test = load("heart").split(test=0.25, seed=seed)
    decay, rate = (0.99, 3.0) if sick else (0.9, 0.1)
    run = learn(
        [[train.inputs.shape[1], {"scale": "standardize"}], [4, "tanh"], [2, "softmax"]],
        "momentum",
        train,
        test,
        epochs=60,
        batch_size=len(train),
        learning_rate=rate,
        decay=decay,
        seed=seed,
    )
    loss = run.column("loss")
    return run, {
        "swing": float(loss[30:].max() / loss[30:].min()),
        "rising": float(np.mean(np.diff(loss[30:]) > 0)),
        "accuracy": run.accuracy(test),
        "decay": decay,
    }


def l1_too_strong(seed, sick):
    train, test = load("iris").split(test=0.25, seed=seed)
    strength = 0.3 if sick else 0.001
    run = learn(
        [
            [4, {"scale": "standardize"}],
            [8, "tanh", {"l1": strength}],
            [3, "softmax", {"l1": strength}],
        ],
        "gradient_descent",
        train,
        test,
        epochs=200,
        batch_size=16,
        learning_rate=0.02,
        seed=seed,
    )
    W = np.concatenate([p["W"].ravel() for p in run.model.parameters if "W" in p])
    return run, {"accuracy": run.accuracy(test), "gone": float((np.abs(W) < 0.01).mean())}


def schedule_too_fast(seed, sick):
    train, test = load("iris").split(test=0.25, seed=seed)
    rule = ExponentialDecay(0.1, factor=0.5, steps=2 if sick else 400)
    run = learn(
        [[4, {"scale": "standardize"}], [8, "tanh"], [3, "softmax"]],
        "gradient_descent",
        train,
        test,
        epochs=60,
        batch_size=16,
        learning_rate=rule,
        seed=seed,
    )
    return run, {
        "accuracy": run.accuracy(test),
        "loss": run.column("loss")[-1],
        "rate_left": rule(12 * 7) / rule(0),
    }


def adam_rate_too_high(seed, sick):
    train, test = load("heart").split(test=0.25, seed=seed)
    rate = 5.0 if sick else 0.003
    run = learn(
        [[train.inputs.shape[1], {"scale": "standardize"}], [8, "tanh"], [2, "softmax"]],
        "adam",
        train,
        test,
        epochs=30,
        batch_size=16,
        learning_rate=rate,
        seed=seed,
    )
    W = np.concatenate([p["W"].ravel() for p in run.model.parameters if "W" in p])
    return run, {
        "accuracy": run.accuracy(test),
        "loss": run.column("loss")[-1],
        "moved": float(np.abs(W).mean()),
        "rate": rate,
    }


def no_hidden_layer(seed, sick):
    rows = load("noisy_xor", noise=0.02, seed=seed)
    run = learn(
        [[2], [2, "softmax"]] if sick else [[2], [8, "tanh"], [2, "softmax"]],
        "adam",
        rows,
        epochs=200,
        learning_rate=0.03,
        seed=seed,
    )
    return run, {
        "accuracy": run.accuracy(rows),
        "hidden": 0.0 if sick else 1.0,
        "neighbours": neighbour_accuracy(rows.inputs, rows.targets),
    }


def linear_layers(seed, sick):
    rows = load("circles", seed=seed)
    f = "linear" if sick else "tanh"
    run = learn(
        [[2], [16, f], [16, f], [2, "softmax"]],
        "adam",
        rows,
        epochs=150,
        learning_rate=0.01,
        seed=seed,
    )
    p = [q for q in run.model.parameters if "W" in q]
    z, b = rows.inputs, 0
    for q in p:
        z, b = z @ q["W"], b @ q["W"] + q["b"] if np.ndim(b) else q["b"]
    return run, {
        "accuracy": run.accuracy(rows),
        "difference": float(np.abs(softmax(z + b) - run.model.predict(rows.inputs)).max()),
    }


def too_few_units(seed, sick):
    train, test = load("spirals", rows=400, seed=seed).split(test=0.25, seed=seed)
    hidden = [[2, "relu"]] if sick else [[64, "relu"], [32, "relu"]]
    run = learn(
        [[2], *hidden, [2, "softmax"]],
        "adam",
        train,
        test,
        epochs=200,
        batch_size=16,
        learning_rate=0.01,
        seed=seed,
    )
    return run, {
        "train": run.accuracy(train),
        "test": run.accuracy(test),
        "neighbours": neighbour_accuracy(train.inputs, train.targets),
    }


def sigmoid_output(seed, sick):
    rows = load("curve", seed=seed)
    t = 3 + 3 * rows.targets
    rows = numbers_of(rows.inputs, t)
    run = learn(
        [[1], [16, "tanh"], [1, "sigmoid"] if sick else [1]],
        "adam",
        rows,
        loss="mse",
        epochs=300,
        learning_rate=0.02,
        seed=seed,
    )
    return run, {
        "r2": run.r2(rows),
        "highest": float(run.model.predict(rows.inputs).max()),
        "outside": float(((t < 0) | (t > 1)).mean()) if sick else 0.0,
    }


def sigmoids_with_cross_entropy(seed, sick):
    train, test = load("iris").split(test=0.25, seed=seed)
    run = learn(
        [[4, {"scale": "standardize"}], [8, "tanh"], [3, "sigmoid" if sick else "softmax"]],
        "adam",
        train,
        test,
        epochs=200,
        learning_rate=0.02,
        seed=seed,
    )
    y = run.model.predict(test.inputs)
    return run, {
        "accuracy": run.accuracy(test),
        "loss": run.column("loss")[-1],
        "sum": float(y.sum(1).mean()),
    }


def mse_behind_sigmoid(seed, sick):
    rows = load("blobs", classes=2, seed=seed)
    rows = rows_of(rows.inputs + 12, rows.targets)
    run = learn(
        [[2], [1, "sigmoid"]],
        "gradient_descent",
        rows,
        loss="mse" if sick else "binary_cross_entropy",
        initializer=Constant(1.0),
        epochs=60,
        batch_size=16,
        learning_rate=0.05,
        seed=seed,
    )
    y = run.model.predict(rows.inputs).ravel()
    wrong = np.abs(y - rows.targets) > 0.9
    share = float((2 * y * (1 - y))[wrong].mean()) if wrong.any() and sick else 1.0
    return run, {
        "accuracy": float(((y > 0.5) == rows.targets).mean()),
        "surely_wrong": float(wrong.mean()),
        "share": share,
    }


def step_units(seed, sick):
    rows = load("circles", seed=seed)
    network = [[2], [6, "binary_step" if sick else "tanh"], [2, "softmax"]]
    before = Model(network, dtype="float64", seed=seed).parameters[0]["W"]
    run = learn(network, "adam", rows, epochs=150, learning_rate=0.02, seed=seed)
    return run, {
        "accuracy": run.accuracy(rows),
        "moved": float(np.abs(run.model.parameters[0]["W"] - before).max()),
    }


def relu_before_softmax(seed, sick):
    rows = load("blobs", classes=6, noise=0.15, rows=300, seed=seed)
    layers = [Dense(8), "tanh", Dense(6)] + (["relu"] if sick else []) + ["softmax"]
    run = learn(
        None,
        "gradient_descent",
        rows,
        layers=layers,
        inputs=2,
        epochs=60,
        batch_size=16,
        learning_rate=0.5,
        seed=seed,
    )
    z = signals(run.model, rows.inputs, np.tanh, relu if sick else linear)[-1]
    own = z[np.arange(len(z)), rows.targets] == 0
    lost = sum(own[rows.targets == k].mean() > 0.9 for k in range(6))
    return run, {
        "accuracy": run.accuracy(rows),
        "loss": run.column("loss")[-1],
        "zeros": float((z == 0).mean()),
        "lost_classes": float(lost),
    }


def dropout_too_strong(seed, sick):
    train, test = load("iris").split(test=0.25, seed=seed)
    rate = 0.9 if sick else 0.1
    run = learn(
        [
            [4, {"scale": "standardize"}],
            [8, "tanh", {"dropout": rate}],
            [8, "tanh", {"dropout": rate}],
            [3, "softmax"],
        ],
        "adam",
        train,
        test,
        epochs=100,
        batch_size=16,
        learning_rate=0.01,
        seed=seed,
    )
    return run, {"train": run.accuracy(train), "test": run.accuracy(test), "left": 8 * (1 - rate)}


def dropout_while_predicting(seed, sick):
    train, test = load("heart").split(test=0.25, seed=seed)
    run = learn(
        [
            [train.inputs.shape[1], {"scale": "standardize"}],
            [16, "relu", {"dropout": 0.5}],
            [2, "softmax"],
        ],
        "adam",
        train,
        test,
        epochs=40,
        learning_rate=0.01,
        seed=seed,
    )
    x, random = (
        (test.inputs - train.inputs.mean(0)) / train.inputs.std(0),
        np.random.default_rng(seed),
    )
    p = [q for q in run.model.parameters if "W" in q]

    def ask():
        h = relu(x @ p[0]["W"] + p[0]["b"])
        return softmax(
            (h * (random.random(h.shape) < 0.5) * 2 if sick else h) @ p[1]["W"] + p[1]["b"]
        )

    first, second = ask(), ask()
    return run.also(asked=test, others=(first, second)), {
        "accuracy": float((first.argmax(1) == test.targets).mean()),
        "differ": float((first.argmax(1) != second.argmax(1)).mean()),
    }


def labels_slipped(seed, sick):
    rows = load("iris")
    order = np.random.default_rng(seed).permutation(150)
    x, labels = rows.inputs[order], rows.targets[order]
    given = np.roll(labels, 1) if sick else labels
    train, test = rows_of(x, given).split(test=0.25, seed=seed)
    run = learn(
        [[4, {"scale": "standardize"}], [8, "tanh"], [3, "softmax"]],
        "adam",
        train,
        test,
        epochs=60,
        learning_rate=0.01,
        seed=seed,
    )
    return run.also(table=rows_of(x, given)), {
        "accuracy": run.accuracy(test),
        "neighbours": neighbour_accuracy(x, given),
        "moved_by_one": neighbour_accuracy(x, np.roll(given, -1)),
    }


def labels_from_one(seed, sick):
    train, test = load("iris").split(test=0.25, seed=seed)
    run = learn(
        [[4, {"scale": "standardize"}], [8, "tanh"], [3, "softmax"]],
        "adam",
        train,
        test,
        epochs=100,
        learning_rate=0.02,
        seed=seed,
    )
    given = test.targets + 1 if sick else test.targets
    answers = run.model.predict(test.inputs).argmax(1)
    return run.also(asked=rows_of(test.inputs, given)), {
        "accuracy": float((answers == given).mean()),
        "plus_one": float((answers + 1 == given).mean()),
        "loss": run.column("loss")[-1],
    }


def sorted_rows(seed, sick):
    rows = load("iris")
    run = learn(
        [[4, {"scale": "standardize"}], [8, "tanh"], [3, "softmax"]],
        "gradient_descent",
        rows,
        epochs=3,
        batch_size=10,
        learning_rate=0.5,
        shuffle_data=not sick,
        seed=seed,
    )
    answers = run.model.predict(rows.inputs).argmax(1)
    recall = [float((answers[rows.targets == k] == k).mean()) for k in range(3)]
    order = np.arange(150) if sick else np.random.default_rng(seed).permutation(150)
    batches = rows.targets[order].reshape(15, 10)
    return run, {
        "accuracy": run.accuracy(rows),
        "last": recall[2],
        "worst": min(recall),
        "classes_a_batch": float(np.mean([len(set(b)) for b in batches])),
    }


def split_of_sorted_rows(seed, sick):
    rows = load("iris")
    order = np.arange(150) if sick else np.random.default_rng(seed).permutation(150)
    x, labels = rows.inputs[order], rows.targets[order]
    run = learn(
        [[4, {"scale": "standardize"}], [8, "tanh"], [3, "softmax"]],
        "adam",
        rows_of(x, labels),
        validation_split=1 / 3,
        epochs=60,
        learning_rate=0.01,
        seed=seed,
    )
    return run, {
        "val_accuracy": run.column("val_accuracy")[-1],
        "unseen_classes": float(len(set(labels[100:]) - set(labels[:100]))),
    }


def answer_in_disguise(seed, sick):
    rows = load("heart")
    r = np.random.default_rng(seed)
    treatment = rows.targets * 2.0 + 0.3 * r.normal(size=len(rows))
    x = np.column_stack([rows.inputs, treatment]) if sick else rows.inputs
    train, test = rows_of(x, rows.targets).split(test=0.25, seed=seed)
    run = learn(
        [[x.shape[1], {"scale": "standardize"}], [8, "tanh"], [2, "softmax"]],
        "adam",
        train,
        test,
        epochs=60,
        learning_rate=0.01,
        seed=seed,
    )
    alone = max(
        max(((x[:, k] > c) == rows.targets).mean(), ((x[:, k] <= c) == rows.targets).mean())
        for k in range(x.shape[1])
        for c in np.quantile(x[:, k], np.linspace(0.05, 0.95, 19))
    )
    return run, {"accuracy": run.accuracy(test), "alone": float(alone)}


def new_rows_scaled_by_themselves(seed, sick):
    train, test = load("iris").split(test=0.4, seed=seed)
    mean, deviation = train.inputs.mean(0), train.inputs.std(0)
    run = learn(
        [[4], [8, "tanh"], [3, "softmax"]],
        "adam",
        rows_of((train.inputs - mean) / deviation, train.targets),
        epochs=100,
        learning_rate=0.01,
        seed=seed,
    )
    box = test.inputs[test.targets == 2]
    scaled = (box - box.mean(0)) / box.std(0) if sick else (box - mean) / deviation
    return run.also(asked=rows_of(scaled, np.full(len(box), 2))), {
        "accuracy": float((run.model.predict(scaled).argmax(1) == 2).mean()),
        "mean": float(np.abs(scaled.mean(0)).max()),
    }


def raw_rows_at_prediction(seed, sick):
    train, test = load("iris").split(test=0.25, seed=seed)
    mean, deviation = train.inputs.mean(0), train.inputs.std(0)
    run = learn(
        [[4], [8, "tanh"], [3, "softmax"]],
        "adam",
        rows_of((train.inputs - mean) / deviation, train.targets),
        epochs=100,
        learning_rate=0.01,
        seed=seed,
    )
    x = test.inputs if sick else (test.inputs - mean) / deviation
    return run.also(asked=rows_of(x, test.targets)), {
        "accuracy": float((run.model.predict(x).argmax(1) == test.targets).mean()),
        "far": float((np.abs(x) > 3).mean()),
    }


def inverted_pictures(seed, sick):
    digits = load("mnist")
    few = np.random.default_rng(seed).permutation(60000)[:1500]
    run = learn(
        [[784], [32, "relu"], [10, "softmax"]],
        "adam",
        rows_of(digits.inputs[few[:1000]], digits.targets[few[:1000]]),
        epochs=10,
        learning_rate=0.01,
        seed=seed,
    )
    x = digits.inputs[few[1000:]]
    x = 1 - x if sick else x
    return run.also(asked=rows_of(x, digits.targets[few[1000:]])), {
        "accuracy": float((run.model.predict(x).argmax(1) == digits.targets[few[1000:]]).mean()),
        "brightness": float(x.mean()),
    }


def noisy_labels(seed, sick):
    rows, r = load("moons", rows=300, noise=0.1, seed=seed), np.random.default_rng(1000 + seed)
    given = np.where(r.random(300) < 0.3, 1 - rows.targets, rows.targets)
    train, held = rows_of(rows.inputs, given).split(test=1 / 3, seed=seed)
    stop = None if sick else EarlyStopping("val_loss", patience=20)
    run = learn(
        [[2], [64, "relu"], [64, "relu"], [2, "softmax"]],
        "adam",
        train,
        held,
        epochs=300,
        batch_size=16,
        learning_rate=0.01,
        validation_data=held,
        early_stopping=stop,
        seed=seed,
    )
    clean, val = load("moons", rows=1000, noise=0.1, seed=seed + 50), run.column("val_loss")
    return run, {
        "accuracy_on_clean_rows": run.accuracy(clean),
        "risen": float((val[-1] if sick else val.min()) / val.min()),
        "train": run.accuracy(train),
    }


def wild_targets(seed, sick):
    rows = load("curve", seed=seed)
    t = rows.targets.copy()
    t[np.random.default_rng(seed).permutation(200)[:6]] = 100.0
    run = learn(
        [[1], [16, "tanh"], [1]],
        "adam",
        numbers_of(rows.inputs, t),
        loss="mse" if sick else "huber",
        epochs=200,
        learning_rate=0.01,
        seed=seed,
    )
    miss = np.abs(run.model.predict(rows.inputs).ravel() - rows.targets)
    q = np.quantile(t, [0.25, 0.5, 0.75])
    return run, {
        "error_on_clean_rows": float(miss.mean()),
        "outliers": float((t.max() - q[1]) / (q[2] - q[0])),
        "squared": float(sick),
    }


def missing_as_999(seed, sick):
    rows, r = load("moons", rows=400, noise=0.15, seed=seed), np.random.default_rng(1000 + seed)
    x = rows.inputs.copy()
    x[r.random(x.shape) < 0.1] = -999.0 if sick else np.nan
    train, test = rows_of(x, rows.targets).split(test=0.25, seed=seed)
    run = learn(
        [[2, {"scale": "standardize"}], [16, "tanh"], [2, "softmax"]],
        "adam",
        train,
        test,
        epochs=100,
        learning_rate=0.01,
        seed=seed,
    )
    return run, {"accuracy": run.accuracy(test), "sentinel": float((x == -999).mean())}


def colours_as_numbers(seed, sick):
    r = np.random.default_rng(seed)
    colour = r.integers(0, 6, 300)
    labels = np.isin(colour, [0, 2, 4]).astype(int)

    def score(x):
        train, test = rows_of(x, labels).split(test=0.25, seed=seed)
        run = learn(
            [[x.shape[1]], [2, "softmax"]],
            "adam",
            train,
            test,
            epochs=100,
            learning_rate=0.03,
            seed=seed,
        )
        return run, run.accuracy(test)

    number, hot = colour[:, None].astype(float), np.eye(6)[colour]
    run, accuracy = score(number if sick else hot)
    return run, {"accuracy": accuracy, "one_hot_gain": score(hot)[1] - accuracy}


def column_twice(seed, sick):
    r = np.random.default_rng(seed)
    a = r.normal(size=200)
    x = np.column_stack([a, a * 1.0 if sick else r.normal(size=200)])
    rows = numbers_of(x, 3 * a + 0.1 * r.normal(size=200))
    W = np.array(
        [
            learn([[2], [1]], "adam", rows, loss="mse", epochs=150, learning_rate=0.03, seed=s)
            .model.parameters[0]["W"]
            .ravel()
            for s in range(5)
        ]
    )
    run = learn([[2], [1]], "adam", rows, loss="mse", epochs=150, learning_rate=0.03, seed=seed)
    return run, {
        "weights_differ": float(np.ptp(W[:, 0])),
        "sum_differs": float(np.ptp(W.sum(1))),
        "correlation": float(abs(np.corrcoef(x.T)[0, 1])),
    }


def nothing_to_learn(seed, sick):
    r = np.random.default_rng(seed)
    rows = load("moons", rows=400, seed=seed)
    x = r.normal(size=(400, 2)) if sick else rows.inputs

    def score(labels):
        train, test = rows_of(x, labels).split(test=0.25, seed=seed)
        run = learn(
            [[2], [16, "tanh"], [2, "softmax"]],
            "adam",
            train,
            test,
            epochs=100,
            learning_rate=0.01,
            seed=seed,
        )
        return run, run.accuracy(train), run.accuracy(test)

    run, train, test = score(rows.targets)
    return run, {
        "train": train,
        "test": test,
        "shuffled_labels": score(r.permutation(rows.targets))[2],
        "gain": test - majority(rows),
    }


def tiny_test_set(seed, sick):
    rows = load("heart")
    scores = []
    for s in range(8):
        train, test = rows.split(test=8 / len(rows) if sick else 0.4, seed=100 * seed + s)
        run = learn(
            [[rows.inputs.shape[1], {"scale": "standardize"}], [4, "tanh"], [2, "softmax"]],
            "adam",
            train,
            test,
            epochs=30,
            learning_rate=0.01,
            seed=seed,
        )
        scores.append(run.accuracy(test))
    p = float(np.mean(scores))
    return run, {
        "lowest": min(scores),
        "highest": max(scores),
        "error": float(np.sqrt(p * (1 - p) / len(test))),
    }


def one_lucky_seed(seed, sick):
    rows = load("iris")
    units = 2 if sick else 8
    network = (
        [[4, {"scale": "standardize"}], [units, "relu"], [3, "softmax"]]
        if not sick
        else [[4], [2, "relu"], [3, "softmax"]]
    )
    runs = [
        learn(network, "adam", rows, epochs=60, learning_rate=0.03, seed=20 * seed + s)
        for s in range(10)
    ]
    scores = [r.accuracy(rows) for r in runs]
    return runs[0].also(others=runs[1:]), {
        "lowest": min(scores),
        "median": float(np.median(scores)),
        "highest": max(scores),
        "range": max(scores) - min(scores),
    }


def best_of_fifty(seed, sick):
    r = np.random.default_rng(seed)
    x, labels = r.normal(size=(525, 5)), r.integers(0, 2, 525)
    train, test, fresh = (
        rows_of(x[:100], labels[:100]),
        rows_of(x[100:125], labels[100:125]),
        rows_of(x[125:], labels[125:]),
    )
    runs = [
        learn(
            [[5], [4, "tanh"], [2, "softmax"]],
            "adam",
            train,
            test,
            epochs=5,
            learning_rate=0.03,
            seed=s,
        )
        for s in range(50 if sick else 1)
    ]
    best = max(runs, key=lambda run: run.accuracy(test))
    on_test = best.accuracy(test) if sick else best.accuracy(fresh)
    return best.also(asked=fresh, others=[q for q in runs if q is not best]), {
        "best_on_test": on_test,
        "on_fresh_rows": best.accuracy(fresh),
        "lost": on_test - best.accuracy(fresh),
    }


def stopped_too_early(seed, sick):
    rows = load("moons", rows=240, seed=seed)
    train, held = rows.split(test=0.25, seed=seed)
    network = [[2], [16, "tanh"], [2, "softmax"]]

    def go(patience):
        return learn(
            network,
            "gradient_descent",
            train,
            held,
            epochs=300,
            batch_size=4,
            learning_rate=0.5,
            validation_data=held,
            early_stopping=EarlyStopping("val_loss", patience=patience),
            seed=seed,
        )

    run = go(1 if sick else 60)
    return run, {
        "accuracy": run.accuracy(held),
        "epochs": float(len(run.history)),
        "longer": float(go(60).column("val_loss").min() / run.column("val_loss").min()),
    }


def watches_the_training_loss(seed, sick):
    train, test = load("heart").split(test=0.25, seed=seed)
    rule = EarlyStopping("loss" if sick else "val_loss", patience=10)
    run = learn(
        [[train.inputs.shape[1], {"scale": "standardize"}], [64, "relu"], [2, "softmax"]],
        "adam",
        train,
        test,
        epochs=150,
        learning_rate=0.01,
        validation_data=test,
        early_stopping=rule,
        seed=seed,
    )
    val = run.column("val_loss")
    return run, {
        "test": run.accuracy(test),
        "rising_since": float(1 - (val.argmin() + 1) / 150) if len(val) == 150 else 0.0,
    }


def patients_in_both_parts(seed, sick):
    r = np.random.default_rng(seed)
    patient = np.repeat(np.arange(40), 10)
    labels = (r.permutation(40) % 2)[patient]
    x = r.normal(size=(40, 8))[patient] + 0.2 * r.normal(size=(400, 8))
    held = np.zeros(400, bool)
    held[r.permutation(400)[:100]] = True
    if not sick:
        held = patient < 10
    train, test = rows_of(x[~held], labels[~held]), rows_of(x[held], labels[held])
    run = learn(
        [[8], [32, "relu"], [2, "softmax"]],
        "adam",
        train,
        test,
        epochs=100,
        learning_rate=0.01,
        seed=seed,
    )
    return run.also(groups=(patient[~held], patient[held])), {
        "accuracy": run.accuracy(test),
        "shared": float(np.isin(patient[held], patient[~held]).mean()),
    }


def mutation_too_strong(seed, sick):
    rows = load("iris")
    how = {"mutation": "reset", "mutation_probability": 1.0} if sick else {}
    run = learn(
        [[4, {"scale": "standardize"}], [4, "tanh"], [3, "softmax"]],
        "genetic_algorithm",
        rows,
        generations=80,
        population_size=30,
        seed=seed,
        **how,
    )
    mean = run.column("mean")
    return run, {
        "best": run.accuracy(rows),
        "mean_rise": float((mean[-10:].mean() - mean[0]) / (1 - mean[0])),
    }


def fitness_ties(seed, sick):
    x, labels = np.array([[0, 0], [0, 1], [1, 0], [1, 1.0]]), np.array([0, 1, 1, 0])
    run = learn(
        [[2], [2, "sigmoid"], [2, "softmax"]],
        "genetic_algorithm",
        rows_of(x, labels),
        generations=100,
        population_size=10,
        elitism=1,
        fitness="accuracy" if sick else "loss",
        mutation_scale=1.0,
        mutation_probability=0.2,
        seed=seed,
    )
    return run, {
        "best": run.accuracy(rows_of(x, labels)),
        "values": float(len(np.unique(run.column("best").round(9)))),
    }


def population_too_small(seed, sick):
    rows = load("iris")
    size = 4 if sick else 100
    run = learn(
        [[4, {"scale": "standardize"}], [4, "tanh"], [3, "softmax"]],
        "genetic_algorithm",
        rows,
        generations=40,
        population_size=size,
        elitism=1,
        fitness="loss",
        seed=seed,
    )
    return run, {
        "best": run.accuracy(rows),
        "loss": run.column("loss")[-1],
        "population": float(size),
    }


def no_elites(seed, sick):
    rows = load("iris")
    run = learn(
        [[4, {"scale": "standardize"}], [4, "tanh"], [3, "softmax"]],
        "genetic_algorithm",
        rows,
        generations=60,
        population_size=30,
        elitism=0 if sick else 2,
        mutation_probability=0.5,
        mutation_scale=1.0,
        seed=seed,
    )
    best = run.column("best")
    return run, {
        "last_best": best[-1],
        "ever_best": float(best.max()),
        "falls": float(np.mean(np.diff(best) < 0)),
    }


def mutation_only_shrinks(seed, sick):
    rows = load("iris")
    how = {"preset": "original", "initializer": "article"} if sick else {}
    run = learn(
        [[4], [2, "relu"], [3, "softmax"]],
        "genetic_algorithm",
        rows,
        generations=100,
        population_size=100,
        seed=seed,
        **how,
    )
    W = np.concatenate([p["W"].ravel() for p in run.model.parameters if "W" in p])
    return run, {"best": run.accuracy(rows), "negative": float((W < 0).mean())}


def sigma_too_large(seed, sick):
    rows = load("iris")
    sigma = 5.0 if sick else 0.1
    run = learn(
        [[4, {"scale": "standardize"}], [4, "tanh"], [3, "softmax"]],
        "openai_es",
        rows,
        generations=150,
        population_size=40,
        sigma=sigma,
        fitness="loss",
        seed=seed,
    )
    return run, {
        "loss": run.column("loss")[-1],
        "accuracy": run.accuracy(rows),
        "distance": float(
            np.median(-run.column("mean")[-20:]) - np.median(run.column("loss")[-20:])
        ),
    }


CASES = (
    zero_weights,
    rate_too_low,
    large_inputs_diverge,
    columns_unscaled,
    dead_relu,
    saturated_sigmoid,
    vanishing_gradient,
    exploding_signal,
    too_few_epochs,
    batch_too_large,
    momentum_overshoots,
    l1_too_strong,
    schedule_too_fast,
    adam_rate_too_high,
    no_hidden_layer,
    linear_layers,
    too_few_units,
    sigmoid_output,
    sigmoids_with_cross_entropy,
    mse_behind_sigmoid,
    step_units,
    relu_before_softmax,
    dropout_too_strong,
    dropout_while_predicting,
    labels_slipped,
    labels_from_one,
    sorted_rows,
    split_of_sorted_rows,
    answer_in_disguise,
    new_rows_scaled_by_themselves,
    raw_rows_at_prediction,
    inverted_pictures,
    noisy_labels,
    wild_targets,
    missing_as_999,
    colours_as_numbers,
    column_twice,
    nothing_to_learn,
    tiny_test_set,
    one_lucky_seed,
    best_of_fifty,
    stopped_too_early,
    watches_the_training_loss,
    patients_in_both_parts,
    mutation_too_strong,
    fitness_ties,
    population_too_small,
    no_elites,
    mutation_only_shrinks,
    sigma_too_large,
)
PROOFS = {
    "zero_weights": lambda m: m["spread"] < 1e-6 and abs(m["loss"] - 0.6931) < 0.001,
    "rate_too_low": lambda m: m["fall"] < 0.05 and m["falling"] > 0.9,
    "large_inputs_diverge": lambda m: m["diverged"] == 1 and m["largest"] > 50,
    "columns_unscaled": lambda m: m["widths"] > 100 and m["one_class"] >= 0.95,
    "dead_relu": lambda m: m["dead"] >= 0.6,
    "saturated_sigmoid": lambda m: m["saturated"] > 0.9,
    "vanishing_gradient": lambda m: m["ratio"] < 1e-3,
    "exploding_signal": lambda m: m["growth"] > 1e3,
    "too_few_epochs": lambda m: m["last_fall"] > 0.02,
    "batch_too_large": lambda m: m["updates"] < 100 and m["falling"] > 0.9,
    "momentum_overshoots": lambda m: m["rising"] > 0.3 and m["decay"] >= 0.98,
    "l1_too_strong": lambda m: m["gone"] > 0.9,
    "schedule_too_fast": lambda m: m["rate_left"] < 1e-3,
    "adam_rate_too_high": lambda m: m["moved"] > 5 and m["rate"] > 0.3,
    "no_hidden_layer": lambda m: (
        m["hidden"] == 0 and m["accuracy"] < 0.8 and m["neighbours"] > 0.85
    ),
    "linear_layers": lambda m: m["difference"] < 1e-6,
    "too_few_units": lambda m: m["train"] < 0.8 and m["neighbours"] > 0.9,
    "sigmoid_output": lambda m: m["outside"] > 0.5,
    "sigmoids_with_cross_entropy": lambda m: m["sum"] > 1.5,
    "mse_behind_sigmoid": lambda m: m["share"] < 0.05 and m["surely_wrong"] > 0.2,
    "step_units": lambda m: m["moved"] == 0,
    "relu_before_softmax": lambda m: m["zeros"] > 0.5 and m["lost_classes"] > 0,
    "dropout_too_strong": lambda m: m["left"] < 2 and m["train"] < 0.9,
    "dropout_while_predicting": lambda m: m["differ"] > 0.01,
    "labels_slipped": lambda m: m["neighbours"] < 0.6 and m["moved_by_one"] > 0.9,
    "labels_from_one": lambda m: m["plus_one"] > 0.9 and m["accuracy"] < 0.1,
    "sorted_rows": lambda m: m["classes_a_batch"] < 1.2 and m["last"] > 0.95 and m["worst"] < 0.5,
    "split_of_sorted_rows": lambda m: m["unseen_classes"] > 0,
    "answer_in_disguise": lambda m: m["alone"] > 0.95,
    "new_rows_scaled_by_themselves": lambda m: m["mean"] < 1e-6,
    "raw_rows_at_prediction": lambda m: m["far"] > 0.4,
    "inverted_pictures": lambda m: m["brightness"] > 0.5,
    "noisy_labels": lambda m: m["risen"] > 1.15 and m["train"] > 0.72,
    "wild_targets": lambda m: m["outliers"] > 20 and m["squared"] == 1,
    "missing_as_999": lambda m: m["sentinel"] > 0.05,
    "colours_as_numbers": lambda m: m["one_hot_gain"] > 0.2,
    "column_twice": lambda m: m["correlation"] > 0.999,
    "nothing_to_learn": lambda m: m["gain"] < 0.2 and abs(m["test"] - m["shuffled_labels"]) < 0.2,
    "tiny_test_set": lambda m: m["error"] > 0.1,
    "one_lucky_seed": lambda m: m["range"] > 0.2,
    "best_of_fifty": lambda m: m["lost"] > 0.08,
    "stopped_too_early": lambda m: m["epochs"] < 20 and m["longer"] < 0.9,
    "watches_the_training_loss": lambda m: m["rising_since"] > 0.5,
    "patients_in_both_parts": lambda m: m["shared"] > 0.5,
    "mutation_too_strong": lambda m: m["mean_rise"] < 0.2,
    "fitness_ties": lambda m: m["values"] < 6 and m["best"] < 1,
    "population_too_small": lambda m: m["population"] < 10,
    "no_elites": lambda m: m["falls"] > 0.2,
    "mutation_only_shrinks": lambda m: m["negative"] == 0,
    "sigma_too_large": lambda m: m["distance"] > 1,
}
