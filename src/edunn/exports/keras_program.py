"""A network as a program for Keras 3, with any of its backends: a functional model."""

from edunn.exports.keras_layers import KerasParts, lines_of
from edunn.exports.python_program import predict_by, python_program, scaled_first
from edunn.exports.stages import Computation

IMPORTS = ("import keras", "from keras import layers")


def keras_program(computation: Computation, file: str = "net.py") -> str:
    """The text of the program.

    Args:
        file: its name, for its own instructions.

    Raises:
        SettingError: Keras cannot hold something in the network.

    Example:
        >>> from edunn import Model
        >>> from edunn.exports.stages import computation_of
        >>> program = keras_program(computation_of(Model([[4], [3, "softmax"]])))
        >>> 'z1 = layers.Dense(3, name="z1")(x)' in program
        True
    """
    parts = KerasParts(computation.dtype)
    first, _ = scaled_first(computation)
    stages = computation.stages[first:]
    lines = [line for stage in stages for line in lines_of(stage, parts)]
    code = [parts.code.text(), *parts.functions.values()]
    definitions = "\n\n\n".join(filter(None, code))
    imports, body = [*IMPORTS, *parts.code.imports], _body(computation, lines, parts)
    return python_program(computation, "Keras", file, imports, definitions, body)


def _body(computation: Computation, lines: list[str], parts: KerasParts) -> str:
    weights = "".join(f'\n    "{name}": {arrays},' for name, arrays in parts.weights.items())
    forward = "\n".join(lines)
    first, rows = scaled_first(computation)
    x = computation.stages[first].x
    predict = predict_by(computation, f"keras.ops.convert_to_numpy(model({rows}))")
    return f"""keras.config.set_floatx("{computation.dtype}")
{x} = keras.Input({computation.shape}, dtype="{computation.dtype}")
{forward}
model = keras.Model({x}, {computation.output})
weights = {{{weights}
}}
for name, arrays in weights.items():
    model.get_layer(name).set_weights(arrays)


{predict}"""
