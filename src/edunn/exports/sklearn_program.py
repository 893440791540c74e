"""A network as a program for scikit-learn: an MLPClassifier or MLPRegressor with these numbers.

It holds dense layers alone, with one activation for all hidden ones. The estimator gets its shape
from a step of training on zeros, then its coefficients; the unit of a regression's targets goes
into those of the last layer.
"""

from typing import NamedTuple, NoReturn

from edunn.exports.library_names import ACTIVATIONS
from edunn.exports.programs import refuse
from edunn.exports.python_program import predict_by, python_program
from edunn.exports.stages import Computation, Stage

TARGET = "scikit-learn"

IMPORTS = ("from sklearn.pipeline import make_pipeline",)


class Perceptron(NamedTuple):
    """What scikit-learn calls a multi-layer perceptron."""

    scaling: Stage | None
    dense: list[Stage]
    hidden: str
    """The activation of the hidden layers, by scikit-learn's name."""
    ending: str
    """That of the last layer: identity, logistic or softmax."""


def sklearn_program(computation: Computation, file: str = "net.py") -> str:
    """The text of the program.

    Args:
        file: its name, for its own instructions.

    Raises:
        SettingError: the network is no multi-layer perceptron of scikit-learn.

    Example:
        >>> from edunn import Model
        >>> from edunn.exports.stages import computation_of
        >>> program = sklearn_program(computation_of(Model([[4], [5, "tanh"], [3, "softmax"]])))
        >>> "MLPClassifier(hidden_layer_sizes=(5,), activation='tanh')" in program
        True
    """
    network = perceptron_of(computation)
    kind = _kind(network)
    imports = [*IMPORTS, f"from sklearn.neural_network import {kind}"]
    if network.scaling:
        imports.append("from sklearn.preprocessing import StandardScaler")
    body = "\n\n\n".join([_model(computation, network), _predict(computation, network)])
    return python_program(computation, TARGET, file, imports, "", body)


def perceptron_of(computation: Computation) -> Perceptron:
    """The network as scikit-learn has it.

    Raises:
        SettingError: a layer or an activation that it has not.
    """
    stages = [stage for stage in computation.stages if stage.name != "dropout"]
    scaling = stages.pop(0) if stages and stages[0].layer.is_scaling else None
    for stage in stages:
        if not (stage.layer.is_dense or stage.layer.as_activation):
            refuse(TARGET, "layer", stage.name, "export.dense_only")
    dense = [stage for stage in stages if stage.layer.is_dense]
    if len(computation.shape) > 1 or not dense:
        _refuse_shape(stages)
    *hidden, ending = _activations(stages)
    for other in hidden[1:]:
        if other != hidden[0]:
            refuse(TARGET, "activation", other, "export.one_activation")
    return Perceptron(scaling, dense, _named(hidden[0]) if hidden else "identity", _ending(ending))


def _refuse_shape(stages: list[Stage]) -> NoReturn:
    name = stages[0].name if stages else "linear"
    refuse(TARGET, "layer", name, "export.dense_only")


def _activations(stages: list[Stage]) -> list[str]:
    """The activation behind each dense layer; linear where none stands there."""
    found: list[str] = []
    before = None
    for stage in stages:
        if stage.layer.is_dense:
            found.append("linear")
        elif before is None or not before.layer.is_dense:
            refuse(TARGET, "activation", stage.name, "export.after_dense")
        else:
            found[-1] = stage.name
        before = stage
    return found


def _named(name: str) -> str:
    found = ACTIVATIONS[name].sklearn if name in ACTIVATIONS else ""
    return found or refuse(TARGET, "activation", name, "export.four_activations")


def _ending(name: str) -> str:
    if name == "softmax":
        return name
    found = ACTIVATIONS[name].sklearn if name in ACTIVATIONS else ""
    if found not in ("identity", "logistic"):
        refuse(TARGET, "activation", name, "export.sklearn_ending")
    return found


def _kind(network: Perceptron) -> str:
    return "MLPRegressor" if network.ending == "identity" else "MLPClassifier"


def _is_pair(network: Perceptron) -> bool:
    """Two classes have one output in scikit-learn."""
    return network.ending == "softmax" and network.dense[-1].after[-1] == 2


def _model(computation: Computation, network: Perceptron) -> str:
    """The lines that build the estimator."""
    sizes = tuple(stage.after[-1] for stage in network.dense[:-1])
    W, b = (", ".join(_coefficients(computation, network, name)) for name in "Wb")
    numbers = computation.shape[0]
    lines = [
        f"network = {_kind(network)}(hidden_layer_sizes={sizes}, activation={network.hidden!r})",
        f"network.partial_fit({_zeros(computation, network)})  # its shape",
        f"network.coefs_ = [{W}]",
        f"network.intercepts_ = [{b}]",
    ]
    steps = "network"
    if network.scaling:
        shift, scale = map(network.scaling.word, ("shift", "scale"))
        lines += [
            f"scaler = StandardScaler().fit(np.zeros((1, {numbers})))",
            f"scaler.mean_, scaler.scale_, scaler.var_ = {shift}, {scale}, {scale}**2",
        ]
        steps = "scaler, network"
    return "\n".join([*lines, f"model = make_pipeline({steps})"])


def _coefficients(computation: Computation, network: Perceptron, name: str) -> list[str]:
    words = [stage.word(name) for stage in network.dense]
    if _is_pair(network):
        words[-1] = f"{words[-1]}[..., 1:] - {words[-1]}[..., :1]"
    if computation.unit:
        words[-1] += " * deviation" + " + mean" * (name == "b")
    return words


def _zeros(computation: Computation, network: Perceptron) -> str:
    """Rows and targets of the shape of ours, as arguments."""
    numbers, outputs = computation.shape[0], computation.outputs
    if network.ending == "identity":
        targets = "np.zeros(2)" if outputs == 1 else f"np.zeros((2, {outputs}))"
        return f"np.zeros((2, {numbers})), {targets}"
    if network.ending == "logistic" and outputs > 1:
        labels = f"np.eye({outputs}, dtype=int)"
        return f"np.zeros(({outputs}, {numbers})), {labels}, classes=range({outputs})"
    count = max(2, outputs)
    labels = "CLASSES" if _are_in_order(computation) else f"range({count})"
    return f"np.zeros(({count}, {numbers})), {labels}, classes={labels}"


def _are_in_order(computation: Computation) -> bool:
    """Whether scikit-learn, which sorts the names of classes, would have them in our order."""
    names = computation.classes
    are_texts = bool(names) and all(isinstance(name, str) for name in names)
    return are_texts and list(names) == sorted(map(str, names))


def _predict(computation: Computation, network: Perceptron) -> str:
    method = "predict" if network.ending == "identity" else "predict_proba"
    column = "[:, 1:]" if network.ending == "logistic" and computation.outputs == 1 else ""
    return predict_by(computation, f"model.{method}(rows){column}", has_unit=True)
