"""A network as a program for PyTorch: an `nn.Sequential`, and its numbers as the state."""

from edunn.exports.python_program import predict_by, python_program
from edunn.exports.pytorch_layers import Modules, add_stage, listed
from edunn.exports.stages import Computation

IMPORTS = ("import torch", "from torch import nn")


def pytorch_program(computation: Computation, file: str = "net.py") -> str:
    """The text of the program.

    Args:
        file: its name, for its own instructions.

    Raises:
        SettingError: PyTorch cannot hold something in the network.

    Example:
        >>> from edunn import Model
        >>> from edunn.exports.stages import computation_of
        >>> program = pytorch_program(computation_of(Model([[4], [3, "softmax"]])))
        >>> "nn.Linear(4, 3)," in program
        True
    """
    modules = Modules(computation.dtype)
    for stage in computation.stages:
        add_stage(stage, modules)
    modules.turn(to_first=False)
    code = [modules.code.text(), *modules.classes.values()]
    definitions = "\n\n\n".join(filter(None, code))
    imports = [*IMPORTS, *modules.code.imports]
    return python_program(
        computation, "PyTorch", file, imports, definitions, _body(computation, modules)
    )


def _body(computation: Computation, modules: Modules) -> str:
    state = "".join(f'\n    "{name}": {array},' for name, array in modules.state.items())
    double = "network.double()\n" if computation.dtype == "float64" else ""
    predict = predict_by(computation, "outputs_of(torch.tensor(rows))")
    return f'''network = nn.Sequential({listed(modules.lines)})
state = {{{state}
}}
{double}network.load_state_dict({{name: torch.tensor(array) for name, array in state.items()}})
network.eval()


def outputs_of(rows):
    """What the network gives for a tensor of rows, as an array of NumPy."""
    with torch.no_grad():
        return network(rows).numpy()


{predict}'''
