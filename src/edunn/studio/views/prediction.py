"""What the network gives for one example, in the unit of the data and in its own."""

from edunn.arrays import Array
from edunn.studio.messages import Message, Number
from edunn.studio.views.boundary import confidence
from edunn.targets import Targets
from edunn.text import as_json
from edunn.trace import Trace


class TargetUnit(Message):
    """The unit in which a network learns a number: scaled = (number - mean) / deviation."""

    mean: float
    deviation: float
    target: Number = None
    prediction: Number = None


class Prediction(Message):
    """The output of one forward pass."""

    label: str
    probability: Number = None
    is_right: bool | None = None
    unit: TargetUnit | None = None


def prediction_of(trace: Trace, targets: Targets | None, label: str) -> Prediction | None:
    """The prediction of the traced pass for one example; None where the outputs have no meaning.

    Args:
        label: of the example.

    Example:
        >>> from edunn import Model
        >>> model = Model([[1], [1]], "mse", seed=1)
        >>> model.theta = [2.0, 0.5]
        >>> prediction_of(model.trace([[3.0]], [[6.0]]), Targets(outputs=1), "6").label
        '6.5'
    """
    y = next(trace.arrays[step.name] for step in reversed(trace.steps) if step.phase == "forward")
    if targets is None or y.ndim != 2:
        return None
    if targets.classes is None:
        return _number(y, targets, trace)
    name = str(targets.decode(y)[0])
    share = float(confidence(targets, y)[0])
    return Prediction(label=name, probability=as_json(share), is_right=name == label)


def _number(y: Array, targets: Targets, trace: Trace) -> Prediction | None:
    """The prediction of a regression with one output."""
    if targets.outputs != 1 or targets.marks:
        return None
    restored = float(targets.restored(y)[0, 0])
    unit = None
    if targets.mean:
        unit = TargetUnit(
            mean=targets.mean[0],
            deviation=targets.deviation[0],
            target=as_json(float(trace.arrays["t"][0, 0])),
            prediction=as_json(float(y[0, 0])),
        )
    return Prediction(label=f"{restored:.6g}", unit=unit)
