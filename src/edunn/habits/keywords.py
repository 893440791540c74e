"""Keywords: words of other libraries among the arguments of a call."""

from edunn.habits.habit import Habit, Habits

_TRAIN = 'model.train("adam", inputs, labels, {})'
_ADAMW = 'model.train("adamw", inputs, labels, {})'
_GENETIC = 'model.train("genetic_algorithm", inputs, labels, {})'
_SHORT = '[[4], [8, "relu"], [3, "softmax"]]'


def _named(own: str, value: object, line: str = _TRAIN) -> Habit:
    """A setting that only has another name here."""
    return Habit(f"it is {own} here", line.replace("{}", f"{own}={{value}}"), value)


_RATE = _named("learning_rate", 0.01)
_EPOCHS = _named("epochs", 100)
_FIRST = Habit(
    "the algorithm is the first argument of train", "model.train({value}, inputs, labels)", "adam"
)
_BAR = Habit(
    "it is progress here: True shows a bar, False none, and by default a pipe has none",
    _TRAIN.replace("{}", "progress=False"),
)
_ROWS = Habit("the rows are inputs here", 'model.train("adam", inputs=inputs, labels=labels)')
_LABELS = Habit("they are labels here", 'model.train("adam", inputs=inputs, labels=labels)')
_LOOP = Habit(
    "training is an iterator here, one epoch at a time, so a loop does what a callback does",
    'for epoch in model.training("adam", inputs, labels): print(epoch.index, epoch.loss)',
)
_MEASURES = Habit(
    "accuracy is always measured, and evaluate has all other measures",
    "print(model.evaluate(inputs, labels))",
)
_HIDDEN = Habit("the network is a list of layers", f"Model({_SHORT})")
_PENALTY = Habit(
    "penalties belong to the layers of the network",
    'Model([[4], [8, "relu", {"l2": {value}}], [3, "softmax"]])',
    0.0001,
)
_BETAS = Habit(
    "they are two numbers here, beta1 and beta2", _TRAIN.replace("{}", "beta1=0.9, beta2=0.999")
)
_CPU = Habit(
    "NumPy computes on the processor, so there is no device to choose",
    'model.train("adam", inputs, labels)',
)

TRAINING: Habits = {
    "lr": _RATE,
    "eta": _RATE,
    "learning_rate_init": _RATE,
    "initial_learning_rate": _RATE,
    "max_iter": _EPOCHS,
    "n_iter": _EPOCHS,
    "n_epochs": _EPOCHS,
    "num_epochs": _EPOCHS,
    "nb_epoch": _EPOCHS,
    "max_epochs": _EPOCHS,
    "iterations": _EPOCHS,
    "optimizer": _FIRST,
    "solver": _FIRST,
    "method": _FIRST,
    "verbose": _BAR,
    "callbacks": _LOOP,
    "metrics": _MEASURES,
    "loss": Habit(
        "the loss belongs to the model",
        f"Model({_SHORT}, loss_function={{value}})",
        "cross_entropy",
    ),
    "x": _ROWS,
    "X": _ROWS,
    "y": _LABELS,
    "targets": _LABELS,
    "validation_fraction": _named("validation_split", 0.1),
    "n_iter_no_change": _named("patience", 10),
    "tol": Habit(
        "it is the min_delta of early stopping",
        _TRAIN.replace("{}", 'early_stopping=EarlyStopping("loss", min_delta={value})'),
        0.0001,
    ),
    "steps_per_epoch": Habit(
        "an epoch is all rows, in mini-batches of batch_size", _TRAIN.replace("{}", "batch_size=32")
    ),
    "n_jobs": _named("workers", 2, _GENETIC),
    "device": _CPU,
    "alpha": _PENALTY,
    "beta_1": _named("beta1", 0.9),
    "beta_2": _named("beta2", 0.999),
    "betas": _BETAS,
    "eps": _named("epsilon", 1e-7),
    "momentum": Habit(
        "it is the decay of the algorithm momentum",
        'model.train("momentum", inputs, labels, decay={value})',
        0.9,
    ),
    "nesterov": Habit(
        "it is an algorithm of its own", 'model.train("nesterov", inputs, labels, decay=0.9)'
    ),
    "weight_decay": _named("weight_decay", 0.01, _ADAMW)._replace(
        reason="only adamw has it; for the others it is the l2 of a layer"
    ),
    "clipnorm": _named("clip_norm", 1.0),
    "global_clipnorm": _named("clip_norm", 1.0),
    "max_norm": _named("clip_norm", 1.0),
    "clipvalue": _named("clip_value", 0.5),
    "num_generations": _named("epochs", 100, _GENETIC),
    "sol_per_pop": _named("population_size", 100, _GENETIC),
    "popsize": _named("population_size", 100, _GENETIC),
    "pop_size": _named("population_size", 100, _GENETIC),
    "mutation_rate": _named("mutation_probability", 0.01, _GENETIC),
    "parent_selection_type": _named("selection", "tournament", _GENETIC),
    "crossover_type": _named("crossover", "uniform", _GENETIC),
    "mutation_type": _named("mutation", "gaussian", _GENETIC),
    "keep_elitism": _named("elitism", 2, _GENETIC),
    "fitness_func": _named("fitness", "accuracy", _GENETIC),
}
"""Options of `train`, `fit` and `training`."""

BUILDING: Habits = {
    "loss": TRAINING["loss"]._replace(reason="it is loss_function here"),
    "criterion": TRAINING["loss"]._replace(reason="it is loss_function here"),
    "optimizer": _FIRST._replace(reason="the algorithm is the first argument of train, not Model"),
    "solver": _FIRST._replace(reason="the algorithm is the first argument of train, not Model"),
    "lr": Habit("it is learning_rate here", f"Model({_SHORT}, learning_rate={{value}})", 0.01),
    "learning_rate_init": Habit(
        "it is learning_rate here", f"Model({_SHORT}, learning_rate={{value}})", 0.01
    ),
    "metrics": _MEASURES,
    "epochs": _EPOCHS._replace(reason="it is an option of train"),
    "batch_size": _named("batch_size", 32)._replace(reason="it is an option of train"),
    "max_iter": _EPOCHS._replace(reason="it is epochs, an option of train"),
    "verbose": _BAR._replace(reason="it is progress here, an option of train"),
    "activation": Habit("each layer of the list names its activation", f"Model({_SHORT})"),
    "hidden_layer_sizes": _HIDDEN,
    "units": _HIDDEN,
    "input_shape": Habit("the first element of the list is the input", f"Model({_SHORT})"),
    "input_dim": Habit("the first element of the list is the input", f"Model({_SHORT})"),
    "alpha": _PENALTY,
    "name": Habit("a model has no name of its own: a variable is one", f"net = Model({_SHORT})"),
    "device": Habit("NumPy computes on the processor: there is no device", f"Model({_SHORT})"),
}
"""Arguments of `Model`."""

PREDICTING: Habits = {
    "verbose": Habit("predict and evaluate show no bar", "model.predict(inputs)"),
    "batch_size": Habit("all rows are taken at once, and images in parts", "model.predict(inputs)"),
    "callbacks": Habit("there is no callback: the result is returned", "model.predict(inputs)"),
    "steps": Habit("all rows are taken at once", "model.predict(inputs)"),
    "return_dict": Habit("an evaluation has a dict", "model.evaluate(inputs, labels).to_dict()"),
    "x": Habit("the rows are inputs here", "model.predict(inputs=inputs)"),
    "X": Habit("the rows are inputs here", "model.predict(inputs=inputs)"),
    "y": Habit("they are labels here", "model.evaluate(inputs=inputs, labels=labels)"),
}
"""Arguments of `predict` and `evaluate`."""

SPLITTING: Habits = {
    "train_size": Habit(
        "it is the share of the test set that is given", "train, test = iris.split(test=0.25)"
    ),
    "stratify": Habit(
        "each class is always in proportion in both parts", "train, test = iris.split(test=0.25)"
    ),
    "shuffle": Habit("rows are always drawn at random", "train, test = iris.split(seed=0)"),
}
"""Arguments of a data set's `split`."""

SHORT_FORM: Habits = {
    "activation": Habit("it stands right behind the units", f"Model({_SHORT})"),
    "units": Habit("the number of units comes first", f"Model({_SHORT})"),
    "kernel_initializer": Habit(
        "it is initializer here", 'Model([[4], [8, "relu", {"initializer": "he_normal"}], [3]])'
    ),
    "kernel_regularizer": _PENALTY,
    "weight_decay": _PENALTY,
    "alpha": _PENALTY,
    "input_shape": Habit("the first element of the list is the input", f"Model({_SHORT})"),
}
"""Settings of a layer in the short form of a network."""

_DENSE = 'Model(layers=[Dense(8), "relu", Dense(3), "softmax"], inputs=4)'
_INPUT = Habit("Model is told what a row is, and each layer finds its own", _DENSE)

LAYER: Habits = {
    "activation": Habit("an activation is a layer of its own, behind it", _DENSE),
    "input_shape": _INPUT,
    "input_dim": _INPUT,
    "in_features": _INPUT,
    "out_features": Habit("it is units here", "Dense({value})", 8),
    "in_channels": _INPUT,
    "out_channels": Habit("it is filters here", "Conv2D({value}, 3)", 8),
    "kernel_size": Habit("it is kernel here", "Conv2D(8, kernel={value})", 3),
    "strides": Habit("it is stride here", "Conv2D(8, 3, stride={value})", 1),
    "kernel_initializer": Habit("it is initializer here", "Dense(8, initializer=HeNormal())"),
    "kernel_regularizer": Habit("it is regularizer here", "Dense(8, regularizer=L2(0.01))"),
    "use_bias": Habit("a dense layer always has its biases", "Dense(8)"),
    "p": Habit("it is rate here", "Dropout(rate={value})", 0.5),
    "return_sequences": Habit("it is sequences here", "LSTM(8, sequences={value})", True),
    "hidden_size": Habit("it is units here", "LSTM({value})", 8),
    "name": Habit("a trace names layers by their numbers", "Dense(8)"),
}
"""Arguments of layers."""
