"""Attributes: words of other libraries behind the dot."""

from edunn.habits.habit import Habit, Habits

_SHORT = '[[4], [8, "relu"], [3, "softmax"]]'
_TRAIN = 'model.train("adam", inputs, labels)'
_EPOCH = 'model.train("adam", inputs, labels, epochs=1)'
_WEIGHTS = "model.get_weights()"
_SAVE = 'model.save("net.edunn")'

_NO_MODE = Habit(
    "there are no modes: dropout is on in train and off in predict", "model.predict(inputs)"
)
_GRADIENT = Habit("the gradient is returned, not kept", "g = model.gradient(inputs, labels)")
_CPU = Habit("NumPy computes on the processor, so there is nothing to move", _TRAIN)
_ONE_EPOCH = Habit("train goes on where it ended, so it takes one more epoch", _EPOCH)
_WHOLE = Habit("a file holds the whole model, weights included", _SAVE)
_LISTED = Habit("it is a list of arrays", _WEIGHTS)

MODEL: Habits = {
    # Keras
    "compile": Habit(
        "nothing is compiled: the loss is an argument of Model, the algorithm of train", _TRAIN
    ),
    "weights": _LISTED,
    "trainable_weights": _LISTED,
    "trainable_variables": _LISTED,
    "get_layer": Habit("layers have numbers, from 0", "model.layers[0]"),
    "add": Habit("all layers are given at once, as a list", f"Model({_SHORT})"),
    "build": Habit("a model is built when it is made", f"Model({_SHORT})"),
    "input_shape": Habit("it belongs to the network", "model.network.input_shape"),
    "output_shape": Habit("it belongs to the network", "model.network.shapes[-1]"),
    "optimizer": Habit("the algorithm is an argument of train", _TRAIN),
    "metrics": Habit("an evaluation has all measures", "print(model.evaluate(inputs, labels))"),
    "save_weights": _WHOLE,
    "load_weights": Habit("a file holds the whole model", 'model = Model.from_file("net.edunn")'),
    "load": Habit("a file holds the whole model", 'model = Model.from_file("net.edunn")'),
    "train_on_batch": Habit(
        "a training makes one step at a time", 'model.training("adam", inputs, labels).step()'
    ),
    "predict_on_batch": Habit("predict takes any number of rows", "model.predict(inputs)"),
    "to_json": Habit("a summary shows the layers", "print(model.summary())"),
    "get_config": Habit("a summary shows the layers", "print(model.summary())"),
    "stop_training": Habit(
        "a training is an iterator, so break stops it",
        'for epoch in model.training("adam", inputs, labels): break',
    ),
    # PyTorch
    "forward": Habit("it is predict here", "model.predict(inputs)"),
    "eval": _NO_MODE,
    "no_grad": _NO_MODE,
    "backward": _GRADIENT,
    "zero_grad": _GRADIENT,
    "grad": _GRADIENT,
    "state_dict": Habit("parameters have names, and a list has all", _WEIGHTS),
    "load_state_dict": Habit(
        "parameters are set by name or all at once", "model.set_weights(model.get_weights())"
    ),
    "named_parameters": Habit("parameters have the names of a trace", 'model["W1"]'),
    "children": Habit("they are layers here", "model.layers"),
    "modules": Habit("they are layers here", "model.layers"),
    "to": _CPU,
    "cuda": _CPU,
    "cpu": _CPU,
    "double": Habit("the dtype is an argument of Model", f'Model({_SHORT}, dtype="float64")'),
    "float": Habit("the dtype is an argument of Model", f'Model({_SHORT}, dtype="float32")'),
    # scikit-learn
    "partial_fit": _ONE_EPOCH,
    "get_params": Habit("a summary shows the layers", "print(model.summary())"),
    "set_params": Habit("settings are arguments of Model and of train", f"Model({_SHORT})"),
    "predict_log_proba": Habit(
        "it is the logarithm of the probabilities", "np.log(model.predict_proba(inputs))"
    ),
    "decision_function": Habit("outputs are what predict gives", "model.predict(inputs)"),
    "classes_": Habit("it is class_names here", "model.class_names"),
    "coefs_": Habit("weights have names, and a list has all", 'model["W1"]'),
    "intercepts_": Habit("biases have names", 'model["b1"]'),
    "coef_": Habit("weights have names", 'model["W1"]'),
    "intercept_": Habit("biases have names", 'model["b1"]'),
    "loss_curve_": Habit("the history has all curves", 'model.history["loss"]'),
    "loss_": Habit("the history has all curves", 'model.history["loss"][-1]'),
    "best_loss_": Habit("the history has all curves", 'min(model.history["loss"])'),
    "validation_scores_": Habit("the history has all curves", "model.history.history"),
    "n_iter_": Habit("the history has a record for each epoch", "len(model.history)"),
    "n_layers_": Habit("they are layers here", "len(model.layers)"),
    "n_outputs_": Habit("it belongs to the network", "model.network.shapes[-1]"),
    "out_activation_": Habit("it is the last layer", "model.layers[-1]"),
    "n_features_in_": Habit("it belongs to the network", "model.network.input_shape"),
    "feature_names_in_": Habit("it is feature_names here", "model.feature_names"),
}
"""Attributes and methods of a model."""

_ONLY_HISTORY = Habit(
    "fit and train return the history, as in Keras, and the model stays in its own variable",
    "model.predict(inputs)",
)

HISTORY: Habits = {
    "predict": _ONLY_HISTORY,
    "score": _ONLY_HISTORY._replace(line="model.score(inputs, labels)"),
    "evaluate": _ONLY_HISTORY._replace(line="model.evaluate(inputs, labels)"),
    "params": Habit("a history has records and curves", "history.history"),
    "loss": Habit("a curve is chosen by its name", 'history["loss"]'),
    "accuracy": Habit("a curve is chosen by its name", 'history["accuracy"]'),
}
"""Attributes of a history."""

DATASET: Habits = {
    "data": Habit("the rows are inputs here", "iris.inputs"),
    "X": Habit("the rows are inputs here", "iris.inputs"),
    "x": Habit("the rows are inputs here", "iris.inputs"),
    "target": Habit("class numbers are targets, class names are labels", "iris.targets"),
    "y": Habit("class numbers are targets, class names are labels", "iris.targets"),
    "target_names": Habit("it is class_names here", "iris.class_names"),
    "DESCR": Habit("it is description here", "print(iris.description)"),
    "shape": Habit("the inputs have one", "iris.inputs.shape"),
}
"""Attributes of a data set."""

_DENSE = Habit("layers are in edunn.layers", "from edunn.layers import Dense")

PACKAGE: Habits = {
    "Sequential": Habit("a model is made of a list of layers", f"Model({_SHORT})"),
    "Dense": _DENSE,
    "Linear": Habit("it is Dense here", "from edunn.layers import Dense"),
    "Input": Habit("the first element of the list is the input", f"Model({_SHORT})"),
    "load_model": Habit("it is Model.from_file here", 'model = Model.from_file("net.edunn")'),
    "load_iris": Habit("data sets have names", 'iris = data.load("iris")'),
    "train_test_split": Habit("a data set splits itself", "train, test = iris.split(test=0.25)"),
    "MLPClassifier": Habit(
        "estimators are in edunn.sklearn", "from edunn.sklearn import EduNNClassifier"
    ),
    "MLPRegressor": Habit(
        "estimators are in edunn.sklearn", "from edunn.sklearn import EduNNRegressor"
    ),
    "Adam": Habit("optimizers are in edunn.optimizers", "from edunn.optimizers import Adam"),
    "SGD": Habit("it is GradientDescent", "from edunn.optimizers import GradientDescent"),
}
"""Names in `edunn` itself."""
